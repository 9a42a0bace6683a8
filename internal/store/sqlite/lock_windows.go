package sqlite

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

const quotaExceeded = windows.ERROR_DISK_FULL

// lockFile locks one byte far behind the text: Windows would forbid the other
// program to read a byte that is locked, and it has to read our name.
func lockFile(f *os.File) error {
	const flags = windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY
	err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{OffsetHigh: 1})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return errTaken
	}
	return err
}
