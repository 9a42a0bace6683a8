package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"
)

// memory is the reference: what the interface says, in the fewest words. Steps
// are only added, so a step's number is its place in the slice plus one.
type memory struct {
	mu       sync.RWMutex
	closed   bool
	worlds   map[string]World
	steps    map[string][]Step
	settings map[string][]byte
}

// Memory returns a Store that keeps everything in maps and loses it at Close.
// It behaves as the durable ones do and serves the tests of other packages.
func Memory() Store {
	return &memory{
		worlds:   map[string]World{},
		steps:    map[string][]Step{},
		settings: map[string][]byte{},
	}
}

// write runs one change alone; the caller's context counts until it starts.
func (m *memory) write(ctx context.Context, change func() error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.unlessOver(ctx, change)
}

func (m *memory) read(ctx context.Context, look func() error) error {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return m.unlessOver(ctx, look)
}

func (m *memory) unlessOver(ctx context.Context, do func() error) error {
	if m.closed {
		return ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return do()
}

func (m *memory) Create(ctx context.Context, w World) error {
	return m.write(ctx, func() error {
		if _, taken := m.worlds[w.ID]; taken {
			return ErrExists
		}
		w.Head, w.Last, w.Epoch = 0, 0, 0
		w.Clock = copied(w.Clock)
		w.Created, w.Expires = plain(w.Created), plain(w.Expires)
		m.worlds[w.ID] = w
		return nil
	})
}

func (m *memory) World(ctx context.Context, id string) (w World, err error) {
	err = m.read(ctx, func() error {
		found, ok := m.worlds[id]
		if !ok {
			return ErrNotFound
		}
		w = found
		w.Clock = copied(w.Clock)
		return nil
	})
	return w, err
}

func (m *memory) Worlds(ctx context.Context, kind string) (list []World, err error) {
	err = m.read(ctx, func() error {
		for _, w := range m.worlds {
			if w.Kind == kind {
				w.Clock = copied(w.Clock)
				list = append(list, w)
			}
		}
		return nil
	})
	slices.SortFunc(list, func(a, b World) int {
		return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID))
	})
	return list, err
}

func (m *memory) Commit(ctx context.Context, step Step, clock json.RawMessage) error {
	return m.write(ctx, func() error {
		w, ok := m.worlds[step.World]
		switch {
		case !ok:
			return ErrNotFound
		case w.Head != step.Parent, w.Last != step.Seq-1:
			return ErrConflict
		}
		step.Wall, step.At = plain(step.Wall), plain(step.At)
		m.steps[w.ID] = append(m.steps[w.ID], separate(step))
		w.Head, w.Last = step.Seq, step.Seq
		m.keep(w, clock)
		return nil
	})
}

func (m *memory) Rewind(ctx context.Context, id string, from, to int64, clock json.RawMessage) error {
	return m.write(ctx, func() error {
		w, ok := m.worlds[id]
		switch {
		case !ok:
			return ErrNotFound
		case w.Head != from:
			return ErrConflict
		case !m.onBranch(id, from, to):
			return ErrBranch
		}
		w.Head, w.Epoch = to, w.Epoch+1
		m.keep(w, clock)
		return nil
	})
}

// keep stores a world, with a new clock if there is one.
func (m *memory) keep(w World, clock json.RawMessage) {
	if len(clock) > 0 {
		w.Clock = copied(clock)
	}
	m.worlds[w.ID] = w
}

func (m *memory) onBranch(id string, from, to int64) bool {
	for from > to && from > 0 {
		from = m.steps[id][from-1].Parent
	}
	return from == to
}

func (m *memory) Steps(ctx context.Context, id string, after int64) (list []Step, err error) {
	err = m.read(ctx, func() error {
		for _, s := range m.steps[id] {
			if s.Seq > after {
				list = append(list, separate(s))
			}
		}
		return nil
	})
	return list, err
}

func (m *memory) Delete(ctx context.Context, ids ...string) error {
	return m.write(ctx, func() error {
		for _, id := range ids {
			delete(m.worlds, id)
			delete(m.steps, id)
		}
		return nil
	})
}

func (m *memory) Purge(ctx context.Context, now time.Time) (n int, err error) {
	err = m.write(ctx, func() error {
		for id, w := range m.worlds {
			if !w.Expires.IsZero() && w.Expires.Before(now) {
				delete(m.worlds, id)
				delete(m.steps, id)
				n++
			}
		}
		return nil
	})
	return n, err
}

func (m *memory) Setting(ctx context.Context, name string) (value []byte, err error) {
	err = m.read(ctx, func() error {
		found, ok := m.settings[name]
		if !ok {
			return ErrNotFound
		}
		value = bytes.Clone(found)
		return nil
	})
	return value, err
}

func (m *memory) SetSetting(ctx context.Context, name string, value []byte) error {
	return m.write(ctx, func() error {
		m.settings[name] = append([]byte{}, value...)
		return nil
	})
}

func (m *memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}

// separate gives a step bytes that nobody else holds.
func separate(s Step) Step {
	s.Events, s.Documents = copied(s.Events), copied(s.Documents)
	return s
}

// copied makes no difference between no JSON and an absent one, as in a table.
func copied(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 {
		return nil
	}
	return bytes.Clone(raw)
}

// plain is the time as a table gives it back: the same instant, in UTC.
func plain(t time.Time) time.Time { return t.Round(0).UTC() }
