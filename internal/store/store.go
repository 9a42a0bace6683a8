// Package store keeps worlds and their steps durably. It owns SQL and the
// files on disk, and nothing else: what a document or an event means belongs to
// package sandbox.
//
// A world (a trio's sandbox, or an atelier's own register) is one row that
// names the step it stands on, its head. Steps are only ever added. Their
// parents form a tree: rewinding moves the head back and the next step grows a
// new branch, so nothing that happened is lost.
package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// The errors a Store answers with, to be tested with errors.Is.
var (
	// ErrConflict: somebody else moved the head since the caller read it.
	// Read the world again and retry.
	ErrConflict = errors.New("store: the world has moved on")
	// ErrNotFound: no world, or no setting, of that name.
	ErrNotFound = errors.New("store: not found")
	// ErrExists: a world of that name exists already.
	ErrExists = errors.New("store: already exists")
	// ErrFull: the disk has no room left. Nothing was written; reads go on.
	ErrFull = errors.New("store: no room left on the disk")
)

// World is one row: where a world stands. The documents themselves are the
// frozen start named by Base, overlaid with those of the steps up to Head.
type World struct {
	ID      string
	Kind    string // what it is: "bac" (a trio's sandbox) or "atelier"
	Base    string // name of the frozen start it overlays; empty for none
	Owner   string // the atelier a sandbox belongs to; empty for an atelier
	Head    int64  // step it stands on; 0 is the frozen start
	Last    int64  // highest step number ever given, on any branch
	Epoch   int64  // grows at each rewind: pages drawn in an earlier epoch are stale
	Clock   json.RawMessage
	Created time.Time
	Expires time.Time // when Purge may delete it
}

// Step is everything one act changed: written whole or not at all.
type Step struct {
	World     string
	Seq       int64 // World.Last+1 at the time of writing
	Parent    int64 // World.Head at the time of writing
	Wall      time.Time
	At        time.Time // the world's own time
	Seat      string
	Device    string
	Hand      string
	Events    json.RawMessage
	Documents json.RawMessage // key → document, null for a removed one
}

// Store is the durable side of every world. All methods may be called
// concurrently; a method that writes returns only once its write is durable.
type Store interface {
	// Create adds a world at head 0. ErrExists if the id is taken.
	Create(ctx context.Context, w World) error
	// World reads one row. ErrNotFound.
	World(ctx context.Context, id string) (World, error)
	// Worlds lists the worlds of one kind, oldest first.
	Worlds(ctx context.Context, kind string) ([]World, error)
	// Commit adds a step and moves the head to it, and stores the clock beside
	// (nil leaves it). ErrConflict unless the world's head is step.Parent and
	// its last number is step.Seq-1; ErrNotFound if the world is gone.
	Commit(ctx context.Context, step Step, clock json.RawMessage) error
	// Rewind moves the head from one step to an earlier one on its own branch
	// (0: the frozen start), raises the epoch by one and stores the clock.
	// ErrConflict unless the head is from.
	Rewind(ctx context.Context, id string, from, to int64, clock json.RawMessage) error
	// Steps reads every step of a world with a number above after, on all
	// branches, in order of number.
	Steps(ctx context.Context, id string, after int64) ([]Step, error)
	// Delete removes worlds and their steps; an unknown id is no error.
	Delete(ctx context.Context, ids ...string) error
	// Purge removes the worlds that expired before now and says how many.
	Purge(ctx context.Context, now time.Time) (int, error)
	// Setting reads a value of the installation, such as its keys. ErrNotFound.
	Setting(ctx context.Context, name string) ([]byte, error)
	// SetSetting writes such a value.
	SetSetting(ctx context.Context, name string, value []byte) error
	// Close waits for the writes under way and lets go of the data folder.
	Close() error
}
