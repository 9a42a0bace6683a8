package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"demarcheablanc/internal/store"
)

// ErrNoStep: the step asked for is not on the way to the world's head.
var ErrNoStep = errors.New("sandbox: no such step on this branch")

// attempts bounds the retries when another process moves the same world.
const attempts = 16

// Sandbox is one world, open in memory.
type Sandbox struct {
	id       string
	engine   *Engine
	expires  time.Time // zero: never
	mu       sync.Mutex
	state    atomic.Pointer[state]
	live     watchers
	readings readings
	shown    screens
}

// ID names the world.
func (s *Sandbox) ID() string { return s.id }

// Epoch grows at each reset and rewind.
func (s *Sandbox) Epoch() int64 { return s.state.Load().epoch }

// Head is the step the world stands on.
func (s *Sandbox) Head() int64 { return s.state.Load().head }

// Began is the world's time at its frozen start.
func (s *Sandbox) Began() time.Time { return s.state.Load().clock.Start }

// Journal lists the steps that led to the present, oldest first. The slice is
// shared: not to be changed.
func (s *Sandbox) Journal() []Step { return s.state.Load().path }

// Do runs fn as one step: all it wrote and witnessed is durable when Do returns
// nil, or nothing is. fn may run more than once and must leave nothing behind
// but what it does to tx. Inside another step of the same sandbox (see
// [Tx.Context]) it joins that step.
func (s *Sandbox) Do(ctx context.Context, actor Actor, fn func(*Tx) error) error {
	if outer := FromContext(ctx); outer != nil && outer.box == s {
		return fn(outer)
	}
	// Most requests only read. They run on the state they find, waiting for
	// nobody; one that turns out to write is committed if nothing moved since.
	var tx *Tx
	if now := s.state.Load(); !s.isDue(now) {
		tx = s.begin(now, actor)
		if err := fn(tx); err != nil || !tx.dirty() {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for range attempts {
		if tx == nil || tx.state != s.state.Load() {
			if err := s.catchUp(ctx); err != nil {
				return err
			}
			tx = s.begin(s.state.Load(), actor)
			if err := fn(tx); err != nil || !tx.dirty() {
				return err
			}
		}
		err := s.commit(ctx, tx)
		if !errors.Is(err, store.ErrConflict) {
			return err
		}
		if err := s.reload(ctx); err != nil {
			return err
		}
	}
	return store.ErrConflict
}

// Peek runs fn on the world as it stands, or as it stood after the step seq if
// that is not negative, and forgets whatever fn wrote.
func (s *Sandbox) Peek(seq int64, actor Actor, fn func(*Tx) error) error {
	now := s.state.Load()
	if seq < 0 {
		return fn(s.begin(now, actor))
	}
	past := now.back(seq)
	if past == nil {
		return ErrNoStep
	}
	tx := s.begin(past, actor)
	tx.now = now.at(seq)
	return fn(tx)
}

// Rewind takes the world back to an earlier step (0: its start). The clock goes
// back with it, and goes on or stands as it did. ErrNoStep.
func (s *Sandbox) Rewind(ctx context.Context, seq int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for range attempts {
		now := s.state.Load()
		past := now.back(seq)
		if past == nil {
			return ErrNoStep
		}
		past.clock = now.clock.set(now.at(seq), s.engine.Now(), now.clock.Running)
		past.epoch++
		clock, err := json.Marshal(past.clock)
		if err != nil {
			return fmt.Errorf("encode clock: %w", err)
		}
		err = s.engine.store.Rewind(context.WithoutCancel(ctx), s.id, now.head, seq, clock)
		if err == nil {
			s.publish(past)
			return nil
		}
		if !errors.Is(err, store.ErrConflict) {
			return err
		}
		if err := s.reload(ctx); err != nil {
			return err
		}
	}
	return store.ErrConflict
}

func (s *Sandbox) begin(now *state, actor Actor) *Tx {
	return &Tx{Actor: actor, box: s, state: now, now: now.clock.At(s.engine.Now()), clock: now.clock}
}

func (s *Sandbox) commit(ctx context.Context, tx *Tx) error {
	if s.engine.React != nil && len(tx.events) > 0 {
		s.engine.React(tx)
	}
	step := Step{
		Seq: tx.state.last + 1, Parent: tx.state.head,
		Wall: s.engine.Now(), At: tx.now,
		Actor: tx.Actor, Events: tx.events, Documents: tx.writes,
	}
	row, err := step.stored(s.id)
	if err != nil {
		return err
	}
	var clock json.RawMessage
	if tx.set {
		if clock, err = json.Marshal(tx.clock); err != nil {
			return fmt.Errorf("encode clock: %w", err)
		}
	}
	// A person who leaves in the middle must not leave memory and disk at odds.
	if err := s.engine.store.Commit(context.WithoutCancel(ctx), row, clock); err != nil {
		return err
	}
	s.publish(tx.state.after(step, tx.clock))
	return nil
}

func (s *Sandbox) publish(next *state) {
	s.state.Store(next)
	s.live.wake()
}

// reload reads the world again after another process moved it.
func (s *Sandbox) reload(ctx context.Context) error {
	row, err := s.engine.store.World(ctx, s.id)
	if err != nil {
		return err
	}
	rows, err := s.engine.store.Steps(ctx, s.id, 0)
	if err != nil {
		return err
	}
	next, err := rebuild(s.state.Load().start, row, rows)
	if err != nil {
		return err
	}
	s.publish(next)
	return nil
}
