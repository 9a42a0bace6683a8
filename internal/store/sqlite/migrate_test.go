package sqlite

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

func folder(files map[string]string) fstest.MapFS {
	all := fstest.MapFS{}
	for name, text := range files {
		all["migrations/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

func TestMigrationsCountWithoutAHole(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"hole":     {"0001.sql": "", "0003.sql": ""},
		"from two": {"0002.sql": ""},
		"word":     {"premier.sql": ""},
	} {
		_, err := readMigrations(folder(files))
		require.Error(t, err, name)
	}
	own, err := readMigrations(migrations)
	require.NoError(t, err)
	require.NotEmpty(t, own)
}

// TestMigrationsApplyWhole takes a file from one number to the next, and finds
// nothing of a migration that fails half way.
func TestMigrationsApplyWhole(t *testing.T) {
	path, ctx := filepath.Join(t.TempDir(), "essai.db"), context.Background()
	all := []migration{
		{1, "CREATE TABLE a (x); INSERT INTO a VALUES (1)"},
		{2, "ALTER TABLE a ADD COLUMN y; INSERT INTO a VALUES (2, 2)"},
		{3, "CREATE TABLE b (x); INSERT INTO nowhere VALUES (1)"},
	}
	db, err := sql.Open("sqlite3", address(path, writeOptions))
	require.NoError(t, err)
	defer db.Close()
	conn, err := db.Conn(ctx)
	require.NoError(t, err)
	defer conn.Close()
	apply := func(has int, some []migration) error {
		return conn.Raw(func(raw any) error { return migrate(ctx, raw.(execer), has, some) })
	}
	require.NoError(t, apply(0, all[:1]))
	require.NoError(t, apply(1, all[:2]))
	require.Error(t, apply(2, all))

	var number, rows, tables int
	require.NoError(t, conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&number))
	require.NoError(t, conn.QueryRowContext(ctx, "SELECT count(*) FROM a").Scan(&rows))
	require.NoError(t, conn.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables))
	require.Equal(t, []int{2, 2, 1}, []int{number, rows, tables})
}
