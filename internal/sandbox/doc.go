// Package sandbox is the world: small JSON documents, a journal of steps, a
// clock that moves, and the way back.
//
// A sandbox is an overlay on a frozen [Start] that every trio playing the same
// situation shares. Everything a seat does is one step: the events it witnessed
// and the documents it wrote, committed whole or not at all by [Sandbox.Do].
// Nothing is updated in place, so a reset or a rewind only moves the head back,
// and any past moment can be read again with [Sandbox.Peek].
//
// Reads never wait: a sandbox publishes an immutable state, and a transaction
// works on the one it began with. World time is the start's time plus the time
// played plus the trainer's jumps; effects that fall due run in order before
// the next transaction begins.
//
// The package knows no portal, no seat's rights, no HTML: it only keeps what
// happened and what is. An atelier keeps its own register in the same way.
package sandbox
