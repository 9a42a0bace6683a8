package sqlite_test

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"demarcheablanc/internal/store/sqlite"
)

// openUnprivileged opens a folder as somebody who is not root, whom the rights
// of files do not stop.
func openUnprivileged(dir string) error {
	outcome := make(chan error)
	go func() {
		// Never unlocked: the thread, which has changed its user, ends here.
		runtime.LockOSThread()
		if os.Getuid() == 0 {
			if err := unix.Setfsuid(65534); err != nil {
				outcome <- err
				return
			}
		}
		s, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
		if err == nil {
			err = s.Close()
		}
		outcome <- err
	}()
	return <-outcome
}

func TestReadOnlyIsSaid(t *testing.T) {
	closed := filepath.Join(t.TempDir(), "fermé")
	require.NoError(t, os.Mkdir(closed, 0o500))
	require.NoError(t, os.Chmod(closed, 0o555))

	frozen := t.TempDir()
	require.NoError(t, os.Chmod(frozen, 0o777))
	content := soundFile(t)
	path := filepath.Join(frozen, "demarche.db")
	require.NoError(t, os.WriteFile(path, content, 0o400))
	require.NoError(t, os.Chmod(path, 0o444))

	for name, dir := range map[string]string{
		"folder": closed, "folder to create": filepath.Join(closed, "nouveau"), "file": frozen,
	} {
		var readOnly *sqlite.ReadOnlyError
		err := openUnprivileged(dir)
		require.ErrorAs(t, err, &readOnly, name)
		require.Contains(t, err.Error(), "Impossible d'écrire dans "+dir, name)
	}
	left, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, content, left)
}
