package portal

import "demarcheablanc/internal/sandbox"

// VoiceLine is a telephone line that a machine answers, by keypad.
type VoiceLine struct {
	Number string // "3646"
	Name   string
	// Answer gives the server's next words. Memory is what the line itself kept
	// of this call ("" at the start); key is what was typed last: "" at the
	// start, digits ended by "#" otherwise, or "tick" when time alone passed.
	Answer func(tx *sandbox.Tx, call VoiceCall) VoiceAnswer
}

// VoiceCall is what a line knows of one call under way.
type VoiceCall struct {
	Phone  string // number of the calling phone
	Memory string
	Key    string
}

// VoiceAnswer is what the line says and waits for.
type VoiceAnswer struct {
	Says   []string // sentences, in order
	Memory string
	Wait   int  // seconds of world time that pass before it speaks: queues
	End    bool // it hangs up
}
