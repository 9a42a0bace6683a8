package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
)

// checkLimit is the size, in bytes, up to which the whole file is read through
// at every opening: some tens of milliseconds. Beyond, starting fast matters
// more and only Options.Check asks for it.
const checkLimit = 8 << 20

// inspect looks at a file through a connection that cannot write, so that a
// damaged or newer one stays exactly as it was found. It answers the number of
// the last migration the file has seen.
func inspect(ctx context.Context, path string, known int, whole bool) (has int, err error) {
	size, err := writable(path)
	if err != nil || size == 0 {
		return 0, err
	}
	db, err := sql.Open("sqlite3", address(path, readOptions))
	if err != nil {
		return 0, err
	}
	defer db.Close()
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&has); err != nil {
		return 0, unsound(path, err)
	}
	switch {
	case has > known:
		return 0, &NewerError{Path: path, Has: has, Know: known}
	case has < 0:
		return 0, &DamagedError{Path: path, Cause: fmt.Errorf("schema number %d", has)}
	}
	if whole || size <= checkLimit {
		return has, check(ctx, db, path)
	}
	return has, nil
}

// writable makes sure that the file can be written before anything is, and
// answers its size; it creates an empty one.
func writable(path string) (int64, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return 0, fault(path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func check(ctx context.Context, db *sql.DB, path string) error {
	var found string
	err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found)
	switch {
	case err != nil:
		return unsound(path, err)
	case found != "ok":
		return &DamagedError{Path: path, Cause: errors.New(found)}
	default:
		return nil
	}
}

// unsound is the fault of a file that cannot be read the way ours can: SQLite
// has many words for it, depending on which byte is wrong.
func unsound(path string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if known := fault(path, err); classify(err) != other {
		return known
	}
	return &DamagedError{Path: path, Cause: err}
}
