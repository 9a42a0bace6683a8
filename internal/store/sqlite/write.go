package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"time"

	"demarcheablanc/internal/store"
)

func (d *database) Create(ctx context.Context, w store.World) error {
	created, expires, err := stamps(w.Created, w.Expires)
	if err != nil {
		return err
	}
	return d.writer.write(ctx, func(s *session) error {
		n, err := s.exec(createWorld, w.ID, w.Kind, w.Base, w.Owner, blob(w.Clock), created, expires)
		if err == nil && n == 0 {
			return store.ErrExists
		}
		return err
	})
}

func (d *database) Commit(ctx context.Context, step store.Step, clock json.RawMessage) error {
	wall, at, err := stamps(step.Wall, step.At)
	if err != nil {
		return err
	}
	return d.writer.write(ctx, func(s *session) error {
		n, err := s.exec(moveHead, step.World, step.Parent, step.Seq, blob(clock))
		if err != nil {
			return err
		}
		if n == 0 {
			return unmoved(s, step.World)
		}
		return s.run(addStep, step.World, step.Seq, step.Parent, wall, at,
			step.Seat, step.Device, step.Hand, blob(step.Events), blob(step.Documents))
	})
}

// unmoved says why a head stayed where it was.
func unmoved(s *session, world string) error {
	_, found, err := s.number(readHead, world)
	switch {
	case err != nil:
		return err
	case !found:
		return store.ErrNotFound
	default:
		return store.ErrConflict
	}
}

func (d *database) Rewind(ctx context.Context, id string, from, to int64, clock json.RawMessage) error {
	return d.writer.write(ctx, func(s *session) error {
		if err := mayRewind(s, id, from, to); err != nil {
			return err
		}
		return s.run(moveBack, id, to, blob(clock))
	})
}

func mayRewind(s *session, id string, from, to int64) error {
	head, found, err := s.number(readHead, id)
	switch {
	case err != nil:
		return err
	case !found:
		return store.ErrNotFound
	case head != from:
		return store.ErrConflict
	case to == 0: // every branch starts there
		return nil
	}
	n, _, err := s.number(onBranch, id, from, to)
	if err == nil && n == 0 {
		return store.ErrBranch
	}
	return err
}

func (d *database) Delete(ctx context.Context, ids ...string) error {
	return d.writer.write(ctx, func(s *session) error {
		for _, id := range ids {
			if err := s.run(deleteWorld, id); err != nil { // the steps go by cascade
				return err
			}
		}
		return nil
	})
}

// Purge goes by handfuls, each a write of its own, and lets others in between.
func (d *database) Purge(ctx context.Context, now time.Time) (int, error) {
	before, never, err := stamps(now, time.Time{})
	if err != nil {
		return 0, err
	}
	total := 0
	for {
		var gone int64
		err := d.writer.write(ctx, func(s *session) (err error) {
			gone, err = s.exec(purgeWorlds, before, never, int64(purgeLimit))
			return err
		})
		if err != nil {
			return total, err
		}
		total += int(gone)
		if gone < purgeLimit {
			return total, nil
		}
	}
}

func (d *database) SetSetting(ctx context.Context, name string, value []byte) error {
	if value == nil {
		value = []byte{}
	}
	return d.writer.write(ctx, func(s *session) error {
		return s.run(putSetting, name, value)
	})
}

// blob stores absent JSON as NULL.
func blob(raw json.RawMessage) driver.Value {
	if len(raw) == 0 {
		return nil
	}
	return []byte(raw)
}
