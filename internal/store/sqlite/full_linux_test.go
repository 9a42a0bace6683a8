package sqlite_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"demarcheablanc/internal/store"
	"demarcheablanc/internal/store/sqlite"
)

// smallDisk mounts a disk of that size, or skips where that takes rights that
// the tests do not have.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skip("mounting a small disk takes the rights of root:", err)
	}
	t.Cleanup(func() { require.NoError(t, unix.Unmount(dir, unix.MNT_DETACH)) })
	return dir
}

func TestFullDisk(t *testing.T) {
	dir, ctx := smallDisk(t, "2500k"), context.Background()
	s := open(t, dir)
	require.NoError(t, s.Create(ctx, store.World{ID: "a"}))
	last, err := fill(s)
	require.ErrorIs(t, err, store.ErrFull)

	requireAt(t, s, last)
	require.ErrorIs(t, s.Commit(ctx, heavy(last+1), nil), store.ErrFull, "still full")

	require.NoError(t, unix.Mount("tmpfs", dir, "tmpfs", unix.MS_REMOUNT, "size=40m"))
	require.NoError(t, s.Commit(ctx, heavy(last+1), nil), "recovers by itself")
	requireAt(t, s, last+1)
	require.NoError(t, s.Close())

	s, err = sqlite.Open(ctx, dir, sqlite.Options{Check: true})
	require.NoError(t, err)
	requireAt(t, s, last+1)
	require.NoError(t, s.Close())
}

// TestFullFromTheStart finds no room for the tables.
func TestFullFromTheStart(t *testing.T) {
	dir := smallDisk(t, "64k")
	_ = os.WriteFile(filepath.Join(dir, "autre"), make([]byte, 60<<10), 0o600) // as much as fits
	_, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	require.ErrorIs(t, err, store.ErrFull)
}

func heavy(seq int64) store.Step {
	return store.Step{World: "a", Seq: seq, Parent: seq - 1, Documents: make([]byte, 20_000)}
}

// fill commits until it is refused, and answers the last step acknowledged.
func fill(s store.Store) (last int64, err error) {
	for last < 1000 {
		if err := s.Commit(context.Background(), heavy(last+1), nil); err != nil {
			return last, err
		}
		last++
	}
	return last, errors.New("the disk never filled up")
}

func requireAt(t *testing.T, s store.Store, head int64) {
	t.Helper()
	w, err := s.World(context.Background(), "a")
	require.NoError(t, err)
	require.Equal(t, head, w.Head)
	steps, err := s.Steps(context.Background(), "a", 0)
	require.NoError(t, err)
	require.Len(t, steps, int(head))
}
