package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"demarcheablanc/internal/store"
)

// Effect is what the world does by itself when its time has come. It must be
// repeatable: it may run again if another process moved the world meanwhile.
type Effect func(tx *Tx, payload json.RawMessage) error

// Engine opens worlds and keeps the open ones in memory.
type Engine struct {
	store   store.Store
	wall    func() time.Time
	starts  func(name string) (*Start, time.Time, error)
	effects map[string]Effect
	// React, if set before the first world opens, sees every step about to be
	// committed and may add to it: what happens because something else did.
	React func(tx *Tx)

	mu   sync.Mutex
	open map[string]*Sandbox
}

// NewEngine makes an engine. starts finds a frozen start by the name a world
// remembers, and the world time at which it begins for a world created now.
func NewEngine(s store.Store, wall func() time.Time, starts func(name string) (*Start, time.Time, error), effects map[string]Effect) *Engine {
	return &Engine{store: s, wall: wall, starts: starts, effects: effects, open: map[string]*Sandbox{}}
}

// Now is the time on the wall.
func (e *Engine) Now() time.Time { return e.wall() }

// ErrNotFound: no world of that name.
var ErrNotFound = errors.New("sandbox: no such world")

// New is what Create needs to know of a world.
type New struct {
	ID      string
	Kind    string // "bac" or "atelier"
	Start   string // name of its frozen start
	Owner   string // the atelier it belongs to
	Running bool   // whether its clock starts at once
	Expires time.Time
}

// Create makes a world: one durable row, whatever its start holds.
func (e *Engine) Create(ctx context.Context, n New) (*Sandbox, error) {
	start, began, err := e.starts(n.Start)
	if err != nil {
		return nil, err
	}
	now := e.wall()
	clock := Clock{Start: began, World: began, Wall: now, Running: n.Running}
	raw, err := json.Marshal(clock)
	if err != nil {
		return nil, fmt.Errorf("encode clock: %w", err)
	}
	row := store.World{ID: n.ID, Kind: n.Kind, Base: n.Start, Owner: n.Owner, Clock: raw, Created: now, Expires: n.Expires}
	if err := e.store.Create(ctx, row); err != nil {
		return nil, err
	}
	box := &Sandbox{id: n.ID, engine: e, expires: n.Expires}
	first := &state{start: start, clock: clock}
	first.due = first.earliest()
	box.state.Store(first)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.open[n.ID] = box
	return box, nil
}

// Open finds a world, in memory or in the store. ErrNotFound.
func (e *Engine) Open(ctx context.Context, id string) (*Sandbox, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if box, ok := e.open[id]; ok {
		return box, nil
	}
	row, err := e.store.World(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	start, _, err := e.starts(row.Base)
	if err != nil {
		return nil, err
	}
	rows, err := e.store.Steps(ctx, id, 0)
	if err != nil {
		return nil, err
	}
	first, err := rebuild(start, row, rows)
	if err != nil {
		return nil, err
	}
	box := &Sandbox{id: id, engine: e, expires: row.Expires}
	box.state.Store(first)
	e.open[id] = box
	return box, nil
}

// List names the worlds of one kind, oldest first.
func (e *Engine) List(ctx context.Context, kind string) ([]string, error) {
	rows, err := e.store.Worlds(ctx, kind)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	return ids, nil
}

// Delete forgets worlds for good.
func (e *Engine) Delete(ctx context.Context, ids ...string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, id := range ids {
		delete(e.open, id)
	}
	return e.store.Delete(ctx, ids...)
}

// Purge forgets, for good, the worlds that have expired, and says how many.
func (e *Engine) Purge(ctx context.Context) (int, error) {
	now := e.wall()
	n, err := e.store.Purge(ctx, now)
	if err != nil {
		return n, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	maps.DeleteFunc(e.open, func(_ string, box *Sandbox) bool {
		return !box.expires.IsZero() && box.expires.Before(now)
	})
	return n, nil
}

// Settle runs what has fallen due in every open world, so that a phone rings
// even when nobody touches anything. It goes on past a world that fails and
// returns the failures.
func (e *Engine) Settle(ctx context.Context) error {
	e.mu.Lock()
	open := make([]*Sandbox, 0, len(e.open))
	for _, box := range e.open {
		open = append(open, box)
	}
	e.mu.Unlock()
	var failures error
	for _, box := range open {
		failures = errors.Join(failures, box.Settle(ctx))
	}
	return failures
}
