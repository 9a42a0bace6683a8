package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/store"
	"demarcheablanc/internal/store/sqlite"
)

// soundFile is the content of a closed database with some worlds in it.
func soundFile(t *testing.T) []byte {
	t.Helper()
	dir, ctx := t.TempDir(), context.Background()
	s := open(t, dir)
	for i := range 20 {
		require.NoError(t, s.Create(ctx, store.World{ID: fmt.Sprint(i), Kind: "bac"}))
		require.NoError(t, s.Commit(ctx, store.Step{World: fmt.Sprint(i), Seq: 1, Documents: make([]byte, 600)}, nil))
	}
	require.NoError(t, s.Close())
	content, err := os.ReadFile(filepath.Join(dir, "demarche.db"))
	require.NoError(t, err)
	return content
}

// openContent opens a folder whose database has this content. If that fails,
// the content has to be there still, byte for byte, and the reason a line.
func openContent(t *testing.T, content []byte) error {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "demarche.db")
	require.NoError(t, os.WriteFile(path, content, 0o600))
	s, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err == nil {
		require.NoError(t, s.Close())
		return nil
	}
	require.NotContains(t, err.Error(), "\n")
	require.Contains(t, err.Error(), path)
	left, readErr := os.ReadFile(path)
	require.NoError(t, readErr)
	require.Equal(t, content, left, "nothing is overwritten")
	return err
}

func TestDamagedFileIsRefused(t *testing.T) {
	sound := soundFile(t)
	truncated := sound[:len(sound)-5000]
	noHeader := append([]byte("pas une base"), sound[12:]...)
	tornPage := append([]byte{}, sound...)
	for i := 4096; i < 8192; i++ {
		tornPage[i] = 0xff
	}
	for name, content := range map[string][]byte{
		"text": []byte("bonjour"), "truncated": truncated, "header": noHeader, "page": tornPage,
	} {
		var damaged *sqlite.DamagedError
		require.ErrorAs(t, openContent(t, content), &damaged, name)
	}
	require.NoError(t, openContent(t, sound))
}

// TestFlippedBytes turns single bytes over: an opening may succeed where the
// byte says nothing to SQLite, and otherwise refuses in one of our own ways.
func TestFlippedBytes(t *testing.T) {
	sound, random := soundFile(t), rand.New(rand.NewPCG(1, 2))
	for range 200 {
		place := random.IntN(len(sound))
		if random.IntN(2) == 0 {
			place = random.IntN(100) // the header tells most
		}
		content := append([]byte{}, sound...)
		content[place] ^= 0xff
		err := openContent(t, content)
		if err == nil {
			continue
		}
		var damaged *sqlite.DamagedError
		var newer *sqlite.NewerError
		require.True(t, errors.As(err, &damaged) || errors.As(err, &newer), "byte %d: %v", place, err)
	}
}

func TestNewerFileIsRefused(t *testing.T) {
	content := soundFile(t)
	content[63] = 99 // user_version: bytes 60 to 63 of the file
	err := openContent(t, content)
	var newer *sqlite.NewerError
	require.ErrorAs(t, err, &newer)
	require.Equal(t, 99, newer.Has)
}
