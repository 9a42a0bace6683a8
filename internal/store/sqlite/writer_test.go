package sqlite

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/store"
)

// TestFailureSpoilsNoNeighbour lets good writes share their transactions with
// ones that fail after having written: only those are undone.
func TestFailureSpoilsNoNeighbour(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, t.TempDir(), Options{})
	require.NoError(t, err)
	defer s.Close()
	w := s.(*database).writer

	// Hold the writer until all the others wait, so that they do share.
	entered, release := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		assert.NoError(t, w.write(ctx, func(*session) error { close(entered); <-release; return nil }))
	})
	<-entered
	const pairs = 20
	for i := range pairs {
		all.Go(func() {
			assert.NoError(t, s.Create(ctx, store.World{ID: fmt.Sprint("bon", i), Kind: "bac"}))
		})
		all.Go(func() {
			assert.Error(t, w.write(ctx, func(s *session) error {
				if err := s.run(createWorld, fmt.Sprint("mauvais", i), "bac", "", "", nil, "", ""); err != nil {
					return err
				}
				return s.run(addStep, "absent", int64(1), int64(0), "", "", "", "", "", nil, nil) // no such world
			}))
		})
	}
	for len(w.queue) < 2*pairs {
		runtime.Gosched()
	}
	close(release)
	all.Wait()
	worlds, err := s.Worlds(ctx, "bac")
	require.NoError(t, err)
	require.Len(t, worlds, pairs)
	for _, one := range worlds {
		require.Contains(t, one.ID, "bon")
	}
}
