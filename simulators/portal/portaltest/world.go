// Package portaltest plays services as people do, without the building around
// them: a world in memory, screens in it, and on each a browser that reads
// pages by what they say, follows links and posts forms.
package portaltest

import (
	"context"
	"maps"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/store"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// T0 is when every test world begins: Thursday 15 October 2026, 16:25.
var T0 = time.Date(2026, 10, 15, 16, 25, 0, 0, frtext.Paris)

// Deps makes what services are made with, for a test.
func Deps(t testing.TB) portal.Deps {
	t.Helper()
	keys, err := oidc.NewKeySet()
	require.NoError(t, err)
	return portal.Deps{Network: &portal.Network{}, Keys: keys, Seed: []byte("graine d’un essai")}
}

// World is one sandbox in memory, its clock held by the test.
type World struct {
	T       testing.TB
	Network *portal.Network
	Box     *sandbox.Sandbox
	// Watch, if set, sees every request of every browser and what came of it.
	Watch func(Trip)
	wall  time.Time
}

// Open connects sites and opens a world with these documents. A computer
// "pc-epn", Samia's phone "tel-samia" and the situation are there already.
func Open(t testing.TB, network *portal.Network, documents map[string]any, sites ...*portal.Site) *World {
	t.Helper()
	require.NoError(t, network.Connect(sites...))
	w := &World{T: t, Network: network, wall: T0}
	docs := map[string]any{
		"situation":       portal.Situation{ID: "essai", Title: "Essai", Helped: "samia"},
		"poste/pc-epn":    portal.Device{ID: "pc-epn", Kind: portal.Computer, Name: "Ordinateur de l’EPN", Seats: []string{"aidant", "aide"}, Hand: "aidant"},
		"poste/tel-samia": portal.Device{ID: "tel-samia", Kind: portal.Phone, Name: "Téléphone de Samia", Owner: "samia", Number: "0639980105", Seats: []string{"aide"}, Hand: "aide"},
	}
	maps.Copy(docs, documents)
	start, err := sandbox.NewStart("essai", docs)
	require.NoError(t, err)
	starts := func(string) (*sandbox.Start, time.Time, error) { return start, T0, nil }
	w.open(Start{Name: "essai", Starts: starts, Effects: network.Effects()})
	return w
}

// Start is what a world begins from.
type Start struct {
	Name    string
	Starts  func(name string) (*sandbox.Start, time.Time, error)
	Effects map[string]sandbox.Effect
	React   func(*sandbox.Tx)
}

// OpenStart opens a world of a network already connected, from a start of the
// caller's: a situation's own.
func OpenStart(t testing.TB, network *portal.Network, start Start) *World {
	t.Helper()
	w := &World{T: t, Network: network, wall: T0}
	w.open(start)
	return w
}

func (w *World) open(start Start) {
	w.T.Helper()
	engine := sandbox.NewEngine(store.Memory(), func() time.Time { return w.wall }, start.Starts, start.Effects)
	engine.React = start.React
	var err error
	w.Box, err = engine.Create(context.Background(), sandbox.New{ID: "essai", Kind: "bac", Start: start.Name, Running: true})
	require.NoError(w.T, err)
}

// Wait lets the world grow older.
func (w *World) Wait(d time.Duration) {
	w.wall = w.wall.Add(d)
	require.NoError(w.T, w.Box.Settle(context.Background()))
}

// Do changes the world behind the services' back, as an inject does.
func (w *World) Do(fn func(tx *sandbox.Tx)) {
	w.T.Helper()
	require.NoError(w.T, w.Box.Do(context.Background(), sandbox.Actor{Seat: "formateur"}, func(tx *sandbox.Tx) error {
		fn(tx)
		return nil
	}))
}

// Saw says whether the journal holds a fact with these details, given in pairs.
func (w *World) Saw(fact portal.Fact, details ...string) bool {
	for _, step := range w.Box.Journal() {
		for _, e := range step.Events {
			if e.Fact == string(fact) && holds(e.Detail, details) {
				return true
			}
		}
	}
	return false
}

func holds(detail map[string]string, pairs []string) bool {
	for i := 0; i+1 < len(pairs); i += 2 {
		if detail[pairs[i]] != pairs[i+1] {
			return false
		}
	}
	return true
}

// MustSee fails unless the journal holds a fact.
func (w *World) MustSee(fact portal.Fact, details ...string) {
	w.T.Helper()
	require.True(w.T, w.Saw(fact, details...), "le journal ne contient pas %s %v", fact, details)
}

// MustNotSee fails if the journal holds a fact.
func (w *World) MustNotSee(fact portal.Fact, details ...string) {
	w.T.Helper()
	require.False(w.T, w.Saw(fact, details...), "le journal contient %s %v", fact, details)
}

// Read gives a function the world as it stands.
func (w *World) Read(fn func(tx *sandbox.Tx)) {
	require.NoError(w.T, w.Box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		fn(tx)
		return nil
	}))
}
