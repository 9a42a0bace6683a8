package store

import "errors"

// The answers to a caller's own mistake: neither is worth a retry.
var (
	// ErrBranch: Rewind was asked for a step that is not an ancestor of the
	// head. Nothing was written.
	ErrBranch = errors.New("store: no such step on this branch")
	// ErrClosed: the store was closed.
	ErrClosed = errors.New("store: closed")
)
