//go:build !cgo

package sqlite

// Without cgo there is no SQLite: Open says so before anything else can fail.
const withCgo = false

func classify(error) kind { return other }
