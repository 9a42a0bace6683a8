package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/store"
)

func name(i int) string { return fmt.Sprintf("bac-%03d", i) }

// together runs n acts at once, each of which should succeed.
func together(t *testing.T, n int, act func(i int) error) {
	t.Helper()
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { assert.NoError(t, act(i)) })
	}
	all.Wait()
	if t.Failed() {
		t.FailNow()
	}
}

// tally runs n acts at once and says how many succeeded; the others have to
// answer that the world has moved on.
func tally(t *testing.T, n int, act func(i int) error) int {
	t.Helper()
	outcomes := make([]error, n)
	together(t, n, func(i int) error { outcomes[i] = act(i); return nil })
	won := 0
	for _, err := range outcomes {
		if err == nil {
			won++
		} else {
			require.ErrorIs(t, err, store.ErrConflict)
		}
	}
	return won
}

func commitRace(t *testing.T, s store.Store) {
	const rounds, players = 20, 8
	created(t, s, "a")
	for round := range int64(rounds) {
		won := tally(t, players, func(i int) error {
			mine := step("a", round+1, round)
			mine.Seat = name(i)
			return s.Commit(context.Background(), mine, fmt.Appendf(nil, "%q", mine.Seat))
		})
		require.Equal(t, 1, won)
		w, kept := read(t, s, "a"), steps(t, s, "a")
		require.Equal(t, round+1, w.Head)
		require.Len(t, kept, int(round+1))
		require.Equal(t, fmt.Sprintf("%q", kept[round].Seat), string(w.Clock), "one act, whole")
	}
}

func rewindRace(t *testing.T, s store.Store) {
	created(t, s, "a")
	committed(t, s, "a", 5)
	won := tally(t, 8, func(i int) error {
		return s.Rewind(context.Background(), "a", 5, int64(i%4), nil)
	})
	require.Equal(t, 1, won)
	require.Equal(t, int64(1), read(t, s, "a").Epoch)
}

func commitManyWorlds(t *testing.T, s store.Store) {
	const worlds, each = 40, 10
	together(t, worlds, func(i int) error {
		if err := s.Create(context.Background(), world(name(i))); err != nil {
			return err
		}
		for seq := range int64(each) {
			if err := s.Commit(context.Background(), step(name(i), seq+1, seq), nil); err != nil {
				return err
			}
			if w, err := s.World(context.Background(), name(i)); err != nil || w.Head != seq+1 {
				return fmt.Errorf("a step is read as soon as it is acknowledged: %d, %w", w.Head, err)
			}
		}
		return nil
	})
	for i := range worlds {
		kept := steps(t, s, name(i))
		require.Len(t, kept, each)
		require.Equal(t, step(name(i), each, each-1), kept[each-1])
	}
}

// refusalsSpoilNothing mixes every kind of refusal with writes that must
// succeed, at once, so that they meet in the same transaction where there is one.
func refusalsSpoilNothing(t *testing.T, s store.Store) {
	const players = 64
	ctx := context.Background()
	created(t, s, "pris")
	committed(t, s, "pris", 1)
	together(t, players, func(i int) error { return s.Create(ctx, world(name(i))) })
	together(t, players, func(i int) error {
		refused, want := error(nil), error(nil)
		switch i % 4 {
		case 0:
			refused, want = s.Create(ctx, world("pris")), store.ErrExists
		case 1:
			refused, want = s.Commit(ctx, step("pris", 1, 0), nil), store.ErrConflict
		case 2:
			refused, want = s.Commit(ctx, step("absent", 1, 0), nil), store.ErrNotFound
		case 3:
			refused, want = s.Rewind(ctx, "pris", 1, 7, nil), store.ErrBranch
		}
		if !errors.Is(refused, want) {
			return fmt.Errorf("want %w, got %w", want, refused)
		}
		return s.Commit(ctx, step(name(i), 1, 0), nil)
	})
	for i := range players {
		require.Len(t, steps(t, s, name(i)), 1)
	}
	require.Len(t, steps(t, s, "pris"), 1)
}

func closeDrains(t *testing.T, s store.Store) {
	const players = 16
	outcomes := make([]error, players)
	var all sync.WaitGroup
	for i := range players {
		all.Go(func() { outcomes[i] = s.Create(context.Background(), world(name(i))) })
	}
	require.NoError(t, s.Close())
	all.Wait()
	for _, err := range outcomes {
		if err != nil {
			require.ErrorIs(t, err, store.ErrClosed, "written or refused, never lost")
		}
	}
	require.ErrorIs(t, s.Create(context.Background(), world("tard")), store.ErrClosed)
	_, err := s.World(context.Background(), name(0))
	require.ErrorIs(t, err, store.ErrClosed)
	_, err = s.Steps(context.Background(), name(0), 0)
	require.ErrorIs(t, err, store.ErrClosed)
}
