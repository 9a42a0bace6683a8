//go:build cgo

package sqlite

import (
	"errors"
	"io/fs"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

const withCgo = true

func classify(err error) kind {
	var failed sqlite3.Error
	if !errors.As(err, &failed) {
		return classifySystem(err)
	}
	switch failed.Code {
	case sqlite3.ErrFull:
		return full
	case sqlite3.ErrReadonly, sqlite3.ErrPerm:
		return readOnly
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return damaged
	default:
		// SQLite says "I/O error" when its index file cannot grow, and "unable
		// to open" when the folder refuses it: the system's number knows more.
		return classifySystem(failed.SystemErrno)
	}
}

func classifySystem(err error) kind {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, quotaExceeded):
		return full
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return readOnly
	default:
		return other
	}
}
