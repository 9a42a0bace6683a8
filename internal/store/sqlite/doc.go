// Package sqlite keeps worlds in one SQLite file, demarche.db, inside a data
// folder that only one program may hold at a time.
//
// It owns the file, its schema and its lock. What a step means, and when to
// retry a conflict, it leaves to package sandbox.
//
// Writes go through one goroutine that gathers all that wait into a single
// transaction, so that sixty-four people pay for one fsync (writer.go). Reads
// go through their own connections, which cannot write.
package sqlite
