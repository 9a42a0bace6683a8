package sandbox

import (
	"context"
	"errors"
	"fmt"

	"demarcheablanc/internal/store"
)

// mostDue bounds the effects of one clock jump: past it, an effect that keeps
// asking for itself at the same moment would never end.
const mostDue = 10_000

func (s *Sandbox) isDue(now *state) bool {
	return !now.due.IsZero() && !now.due.After(now.clock.At(s.engine.Now()))
}

// Settle runs the effects that have fallen due, if any.
func (s *Sandbox) Settle(ctx context.Context) error {
	if !s.isDue(s.state.Load()) {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.catchUp(ctx)
}

// catchUp runs what is due, each effect as a step of its own at the very time
// it was due. The caller holds the lock.
func (s *Sandbox) catchUp(ctx context.Context) error {
	for range mostDue {
		now := s.state.Load()
		if !s.isDue(now) {
			return nil
		}
		err := s.runFirst(ctx, now)
		if errors.Is(err, store.ErrConflict) {
			err = s.reload(ctx)
		}
		if err != nil {
			return err
		}
	}
	return fmt.Errorf("sandbox %s: more than %d effects due at once", s.id, mostDue)
}

func (s *Sandbox) runFirst(ctx context.Context, now *state) error {
	tx := s.begin(now, Actor{Seat: World})
	agenda := tx.Agenda()
	first := agenda[0]
	tx.now = first.At
	tx.Put(agendaKey, agenda[1:])
	effect, ok := s.engine.effects[first.Effect]
	if !ok {
		return fmt.Errorf("sandbox %s: nobody knows the effect %q", s.id, first.Effect)
	}
	if err := effect(tx, first.Payload); err != nil {
		return fmt.Errorf("effect %s: %w", first.Effect, err)
	}
	return s.commit(ctx, tx)
}
