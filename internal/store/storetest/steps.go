package storetest

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/store"
)

func commitRoundTrip(t *testing.T, s store.Store) {
	created(t, s, "a")
	bare := store.Step{World: "a", Seq: 2, Parent: 1}
	require.NoError(t, s.Commit(context.Background(), step("a", 1, 0), nil))
	require.NoError(t, s.Commit(context.Background(), bare, nil))
	require.Equal(t, []store.Step{step("a", 1, 0), bare}, steps(t, s, "a"))
}

func commitMoves(t *testing.T, s store.Store) {
	created(t, s, "a")
	ctx := context.Background()
	require.NoError(t, s.Commit(ctx, step("a", 1, 0), json.RawMessage(`{"jump":5}`)))
	want := world("a")
	want.Head, want.Last, want.Clock = 1, 1, json.RawMessage(`{"jump":5}`)
	require.Equal(t, want, read(t, s, "a"))

	require.NoError(t, s.Commit(ctx, step("a", 2, 1), nil))
	want.Head, want.Last = 2, 2
	require.Equal(t, want, read(t, s, "a"), "no clock leaves the clock")
}

func commitConflict(t *testing.T, s store.Store) {
	created(t, s, "a")
	committed(t, s, "a", 2)
	require.NoError(t, s.Rewind(context.Background(), "a", 2, 1, nil))
	before := read(t, s, "a")
	for name, stale := range map[string]store.Step{
		"head gone back":      step("a", 3, 2),
		"number given before": step("a", 2, 1),
		"number skipped":      step("a", 4, 1),
		"from the start":      step("a", 3, 0),
	} {
		err := s.Commit(context.Background(), stale, json.RawMessage(`"perdu"`))
		require.ErrorIs(t, err, store.ErrConflict, name)
	}
	require.Equal(t, before, read(t, s, "a"))
	require.Len(t, steps(t, s, "a"), 2)
}

func rewindMoves(t *testing.T, s store.Store) {
	created(t, s, "a")
	committed(t, s, "a", 4)
	ctx := context.Background()
	want := read(t, s, "a")

	require.NoError(t, s.Rewind(ctx, "a", 4, 2, json.RawMessage(`"deux"`)))
	want.Head, want.Epoch, want.Clock = 2, 1, json.RawMessage(`"deux"`)
	require.Equal(t, want, read(t, s, "a"))

	require.NoError(t, s.Rewind(ctx, "a", 2, 0, nil))
	want.Head, want.Epoch = 0, 2
	require.Equal(t, want, read(t, s, "a"))

	require.NoError(t, s.Rewind(ctx, "a", 0, 0, nil), "a world that never moved may be reset")
	want.Epoch = 3
	require.Equal(t, want, read(t, s, "a"))
}

func rewindBranches(t *testing.T, s store.Store) {
	created(t, s, "a")
	committed(t, s, "a", 3)
	require.NoError(t, s.Rewind(context.Background(), "a", 3, 1, nil))
	committed(t, s, "a", 2)

	w := read(t, s, "a")
	require.Equal(t, []int64{5, 5}, []int64{w.Head, w.Last})
	want := []store.Step{step("a", 1, 0), step("a", 2, 1), step("a", 3, 2), step("a", 4, 1), step("a", 5, 4)}
	require.Equal(t, want, steps(t, s, "a"))
	require.NoError(t, s.Rewind(context.Background(), "a", 5, 1, nil), "over the fork")
}

func rewindConflict(t *testing.T, s store.Store) {
	created(t, s, "a")
	committed(t, s, "a", 2)
	before := read(t, s, "a")
	require.ErrorIs(t, s.Rewind(context.Background(), "a", 1, 0, json.RawMessage(`1`)), store.ErrConflict)
	require.ErrorIs(t, s.Rewind(context.Background(), "a", 3, 2, nil), store.ErrConflict)
	require.Equal(t, before, read(t, s, "a"))
}

func rewindOtherBranch(t *testing.T, s store.Store) {
	created(t, s, "a")
	committed(t, s, "a", 3)
	require.NoError(t, s.Rewind(context.Background(), "a", 3, 1, nil))
	committed(t, s, "a", 1) // 4, whose parent is 1
	before := read(t, s, "a")
	for _, to := range []int64{2, 3, 5, -1} {
		require.ErrorIs(t, s.Rewind(context.Background(), "a", 4, to, nil), store.ErrBranch, "to %d", to)
	}
	require.Equal(t, before, read(t, s, "a"))
}

func stepsAfter(t *testing.T, s store.Store) {
	created(t, s, "a", "b")
	committed(t, s, "a", 12)
	committed(t, s, "b", 3)
	all := steps(t, s, "a")
	require.Len(t, all, 12)
	for i, one := range all {
		require.Equal(t, int64(i+1), one.Seq)
	}
	tail, err := s.Steps(context.Background(), "a", 9)
	require.NoError(t, err)
	require.Equal(t, all[9:], tail)
	tail, err = s.Steps(context.Background(), "a", 12)
	require.NoError(t, err)
	require.Empty(t, tail)
}

func bytesAreCopied(t *testing.T, s store.Store) {
	ctx := context.Background()
	w, st, key := world("a"), step("a", 1, 0), []byte("clé")
	require.NoError(t, s.Create(ctx, w))
	require.NoError(t, s.Commit(ctx, st, nil))
	require.NoError(t, s.SetSetting(ctx, "k", key))
	for _, mine := range [][]byte{w.Clock, st.Events, st.Documents, key} {
		clear(mine)
	}
	got := steps(t, s, "a")
	require.Equal(t, step("a", 1, 0), got[0])
	clear(got[0].Events)
	clear(read(t, s, "a").Clock)
	require.Equal(t, step("a", 1, 0), steps(t, s, "a")[0])
	require.Equal(t, world("a").Clock, read(t, s, "a").Clock)
	value, err := s.Setting(ctx, "k")
	require.NoError(t, err)
	require.Equal(t, "clé", string(value))
}

func cancelledWrite(t *testing.T, s store.Store) {
	created(t, s, "a")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	require.ErrorIs(t, s.Commit(ctx, step("a", 1, 0), nil), context.Canceled)
	require.ErrorIs(t, s.Create(ctx, world("b")), context.Canceled)
	require.ErrorIs(t, s.Delete(ctx, "a"), context.Canceled)
	require.Equal(t, []string{"a"}, ids(t, s, "bac"))
	require.Empty(t, steps(t, s, "a"))
}
