package sqlite

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"

	"demarcheablanc/internal/store"
)

const fileName = "demarche.db"

// WAL lets people read while one writes. FULL: an acknowledged step survives a
// power cut; sharing the transaction pays for it. The WAL is copied back into the
// file every 4000 pages, 16 MiB, not every 1000: the last pages of each world are
// written again and again, and copied once (half as many steps again, on a busy
// disk). It is cut back to that after a burst, so that a full disk gets its room
// back.
const (
	writeOptions = "_journal_mode=WAL&_synchronous=FULL&_foreign_keys=on&_txlock=immediate&_busy_timeout=5000"
	readOptions  = "mode=ro&_query_only=on&_busy_timeout=5000"
	walLimit     = "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 16777216"
)

// Options of Open; the zero value is a good one.
type Options struct {
	// Started is when the program started: told to whoever finds the folder
	// held. Zero: left out.
	Started time.Time
	// Check reads the whole file through, whatever its size, before serving it.
	Check bool
}

type database struct {
	path   string
	lock   *os.File
	writer *writer
	reader *reader
}

// Open serves the worlds kept in a folder, which it creates if need be. The
// folder is held until Close, or until the program dies.
//
// Errors meant for people: *HeldError, *DamagedError, *ReadOnlyError,
// *NewerError, store.ErrFull.
func Open(ctx context.Context, dir string, opts Options) (store.Store, error) {
	if !withCgo {
		return nil, ErrNoCgo
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fault(dir, err)
	}
	lock, err := hold(dir, opts.Started)
	if err != nil {
		return nil, err
	}
	d := &database{path: filepath.Join(dir, fileName), lock: lock}
	if err := d.open(ctx, opts.Check); err != nil {
		lock.Close()
		return nil, err
	}
	return d, nil
}

func (d *database) open(ctx context.Context, whole bool) error {
	all, err := readMigrations(migrations)
	if err != nil {
		return err
	}
	has, err := inspect(ctx, d.path, len(all), whole)
	if err != nil {
		return err
	}
	s, err := openSession(ctx, d.path, has, all)
	if err != nil {
		return unsound(d.path, err)
	}
	if d.reader, err = openReader(ctx, d.path); err != nil {
		return errors.Join(unsound(d.path, err), s.close())
	}
	d.writer = startWriter(s, func(err error) error { return fault(d.path, err) })
	return nil
}

func openSession(ctx context.Context, path string, has int, all []migration) (*session, error) {
	conn, err := (&sqlite3.SQLiteDriver{}).Open(address(path, writeOptions))
	if err != nil {
		return nil, err
	}
	s := &session{conn: conn}
	if err := s.start(ctx, has, all); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *session) start(ctx context.Context, has int, all []migration) error {
	conn := s.conn.(execer)
	if _, err := conn.ExecContext(ctx, walLimit, nil); err != nil {
		return err
	}
	if err := migrate(ctx, conn, has, all); err != nil {
		return err
	}
	return s.prepare()
}

// address is a URI, so that any character may stand in the folder's name.
func address(path, options string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… on Windows
	}
	return (&url.URL{Scheme: "file", Path: slashed, RawQuery: options}).String()
}

func (d *database) Close() error {
	if !d.writer.close() {
		return nil
	}
	return errors.Join(d.reader.db.Close(), d.writer.session.close(), d.lock.Close())
}
