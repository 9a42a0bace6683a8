package sqlite

import (
	"context"
	"database/sql/driver"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// A migration is a numbered file. A released one never changes: the next number
// is the way to change its mind. The number reached is SQLite's user_version.
//
//go:embed migrations/*.sql
var migrations embed.FS

type migration struct {
	number int
	text   string
}

// readMigrations lists the files in order; they count from 1 without a hole.
func readMigrations(files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "migrations/*.sql") // sorted
	if err != nil {
		return nil, err
	}
	all := make([]migration, 0, len(names))
	for i, name := range names {
		number, err := strconv.Atoi(strings.TrimSuffix(path.Base(name), ".sql"))
		if err != nil || number != i+1 {
			return nil, fmt.Errorf("store: migration %s should be number %d", name, i+1)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		all = append(all, migration{number, string(text)})
	}
	return all, nil
}

// execer is the driver's connection as a migration needs it.
type execer = driver.ExecerContext

// migrate applies what the file has not seen yet, each in one transaction.
func migrate(ctx context.Context, conn execer, has int, all []migration) error {
	for _, m := range all[has:] {
		text := fmt.Sprintf("BEGIN IMMEDIATE; %s; PRAGMA user_version = %d; COMMIT", m.text, m.number)
		if _, err := conn.ExecContext(ctx, text, nil); err != nil {
			// The transaction may be gone already: then there is nothing to undo.
			_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK", nil)
			return err
		}
	}
	return nil
}
