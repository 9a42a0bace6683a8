// Package storetest checks that a store does what package store promises,
// sentence by sentence. Every implementation runs it; what only files can do
// (reopening, a full disk) stays with the implementation that has files.
package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/store"
)

// Run runs the whole suite. open gives an empty store; Run closes it.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	for name, check := range map[string]func(*testing.T, store.Store){
		"create then read gives the same world":          createRoundTrip,
		"create starts at head 0":                        createStartsAtZero,
		"create refuses a taken id":                      createTaken,
		"an unknown world is not found":                  unknownWorld,
		"worlds are listed by kind, oldest first":        worldsByKind,
		"commit then read gives the same step":           commitRoundTrip,
		"commit moves the head and the clock":            commitMoves,
		"commit refuses a stale head or number":          commitConflict,
		"commit on one world by many: one wins per head": commitRace,
		"commit on many worlds at once":                  commitManyWorlds,
		"refusals beside good writes spoil nothing":      refusalsSpoilNothing,
		"rewind moves back and raises the epoch":         rewindMoves,
		"rewind grows a branch and loses nothing":        rewindBranches,
		"rewind refuses a stale head":                    rewindConflict,
		"rewind refuses another branch":                  rewindOtherBranch,
		"rewind by many: one wins":                       rewindRace,
		"steps after a number, of one world alone":       stepsAfter,
		"delete removes worlds and steps":                deleteWorlds,
		"an atelier and its sandboxes are independent":   ownersIndependent,
		"purge removes what expired, steps included":     purgeExpired,
		"purge of many worlds":                           purgeMany,
		"settings":                                       settings,
		"the caller's bytes stay the caller's":           bytesAreCopied,
		"a cancelled write changes nothing":              cancelledWrite,
		"close drains, and says closed afterwards":       closeDrains,
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() { require.NoError(t, s.Close(), "a second Close is no fault") })
			check(t, s)
		})
	}
}

// start is any instant with nanoseconds, so that a store which rounds is seen.
var start = time.Date(2027, time.March, 3, 9, 12, 13, 123456789, time.UTC)

func world(id string) store.World {
	return store.World{
		ID: id, Kind: "bac", Base: "roger", Owner: "atelier-1",
		Clock:   json.RawMessage(`{"jump":0}`),
		Created: start, Expires: start.Add(30 * 24 * time.Hour),
	}
}

func step(world string, seq, parent int64) store.Step {
	return store.Step{
		World: world, Seq: seq, Parent: parent,
		Wall: start.Add(time.Duration(seq)), At: start.AddDate(-1, 0, 0).Add(time.Duration(seq)),
		Seat: "aidant", Device: "pc-epn", Hand: "aide",
		Events:    fmt.Appendf(nil, `[{"nom":"essai","n":%d}]`, seq),
		Documents: fmt.Appendf(nil, `{"mail/%d":{"lu":true},"retiré":null}`, seq),
	}
}

func created(t *testing.T, s store.Store, ids ...string) {
	t.Helper()
	for _, id := range ids {
		require.NoError(t, s.Create(context.Background(), world(id)))
	}
}

// committed adds the next n steps to the head of a world.
func committed(t *testing.T, s store.Store, id string, n int) {
	t.Helper()
	for range n {
		w := read(t, s, id)
		require.NoError(t, s.Commit(context.Background(), step(id, w.Last+1, w.Head), nil))
	}
}

func read(t *testing.T, s store.Store, id string) store.World {
	t.Helper()
	w, err := s.World(context.Background(), id)
	require.NoError(t, err)
	return w
}

func steps(t *testing.T, s store.Store, id string) []store.Step {
	t.Helper()
	all, err := s.Steps(context.Background(), id, 0)
	require.NoError(t, err)
	return all
}

func ids(t *testing.T, s store.Store, kind string) []string {
	t.Helper()
	worlds, err := s.Worlds(context.Background(), kind)
	require.NoError(t, err)
	names := []string{}
	for _, w := range worlds {
		names = append(names, w.ID)
	}
	return names
}
