package app

import "runtime/debug"

// spareMemory is how much the collector believes to be in use beside what is, in
// bytes.
const spareMemory = 32 << 20

// settleMemory gives back what starting took, and lets the collector run seldom:
// it waits for the memory in use to double, and an idle program uses little. The
// bytes returned are to be kept, and never touched: they take an address and no
// memory, and count as used. The real memory grows by as much at most, however
// many worlds are open; a higher GOGC would multiply theirs.
func settleMemory() []byte {
	debug.FreeOSMemory()
	return make([]byte, spareMemory)
}
