package sqlite_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/store"
	"demarcheablanc/internal/store/sqlite"
	"demarcheablanc/internal/store/storetest"
)

func open(t testing.TB, dir string) store.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

// TestSQLite also guards the build: with CGO_ENABLED=0 it fails with the line
// that says why.
func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return open(t, t.TempDir()) })
}
