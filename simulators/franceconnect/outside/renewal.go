package outside

import (
	"context"
	"time"

	"demarcheablanc/internal/sandbox"
)

// A world keeps each of its steps for ever, which a workshop wants to look back
// on. A server that applications log in to for weeks does not: now and then its
// world is begun anew from what still counts.
const (
	// longJournal is how many steps a world has had when it is begun anew: some two
	// hundred logins.
	longJournal = 2000
	// untouched is how long a document that the first beginning did not hold is kept
	// since it was last written: longer than any login, session or token lives.
	untouched = 2 * time.Hour
)

// renewal is what a Front knows of the worlds before its own.
type renewal struct {
	first   map[string]bool      // documents of the first beginning: people, the register
	written map[string]time.Time // when each of the others was, in worlds before
	long    int64                // steps at which to begin anew
}

// do is a step of the world of the moment.
func (f *Front) do(ctx context.Context, actor sandbox.Actor, step func(*sandbox.Tx) error) error {
	f.moving.RLock()
	if f.longEnough() {
		f.moving.RUnlock()
		f.beginAnew()
		f.moving.RLock()
	}
	defer f.moving.RUnlock()
	return f.Box.Do(ctx, actor, step)
}

func (f *Front) longEnough() bool {
	return f.Renew != nil && f.Box.Head() >= max(longJournal, f.past.long)
}

// beginAnew waits for the steps under way. If the new world cannot be made, the
// old one goes on, and the next attempt is as many steps away.
func (f *Front) beginAnew() {
	f.moving.Lock()
	defer f.moving.Unlock()
	if !f.longEnough() {
		return // somebody has just done it
	}
	kept := f.stillCounts()
	if box, err := f.Renew(kept); err == nil {
		f.Box = box
		f.past.long = int64(2 * len(kept)) // the cost of copying them is spread over the steps that wrote them
		return
	}
	f.past.long = f.Box.Head() + longJournal
}

// stillCounts are the documents of the first beginning, as they stand, and those
// written of late.
func (f *Front) stillCounts() map[string]any {
	if f.past.first == nil {
		f.past.first, f.past.written = map[string]bool{}, map[string]time.Time{}
		_ = f.Box.Peek(0, sandbox.Actor{}, func(tx *sandbox.Tx) error { // the beginning is always there
			for _, key := range tx.Keys("") {
				f.past.first[key] = true
			}
			return nil
		})
	}
	for _, step := range f.Box.Journal() {
		for key := range step.Documents {
			f.past.written[key] = step.At
		}
	}
	kept := map[string]any{}
	_ = f.Box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error { // and so is the present
		for _, key := range tx.Keys("") {
			if raw, ok := tx.Raw(key); ok && (f.past.first[key] || tx.Now().Sub(f.past.written[key]) < untouched) {
				kept[key] = raw
			}
		}
		return nil
	})
	for key := range f.past.written {
		if _, ok := kept[key]; !ok {
			delete(f.past.written, key)
		}
	}
	return kept
}
