package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"demarcheablanc/internal/store"
)

const (
	worldColumns = `id, kind, base, owner, head, last, epoch, clock, created, expires`
	worldQuery   = `SELECT ` + worldColumns + ` FROM worlds WHERE id = ?`
	worldsQuery  = `SELECT ` + worldColumns + ` FROM worlds WHERE kind = ? ORDER BY created, id`
	stepsQuery   = `SELECT world, seq, parent, wall, at, seat, device, hand, events, documents
		FROM steps WHERE world = ? AND seq > ? ORDER BY seq`
	settingQuery = `SELECT value FROM settings WHERE name = ?`
)

// reader is the pool of connections that cannot write, with its statements.
type reader struct {
	db                             *sql.DB
	world, worlds, steps, settings *sql.Stmt
}

// readers serve a class and its observers; more would only share two cores.
const readers = 4

func openReader(ctx context.Context, path string) (*reader, error) {
	db, err := sql.Open("sqlite3", address(path, readOptions))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	r := &reader{db: db}
	for query, into := range map[string]**sql.Stmt{
		worldQuery: &r.world, worldsQuery: &r.worlds, stepsQuery: &r.steps, settingQuery: &r.settings,
	} {
		if *into, err = db.PrepareContext(ctx, query); err != nil {
			db.Close()
			return nil, err
		}
	}
	return r, nil
}

func (d *database) World(ctx context.Context, id string) (store.World, error) {
	var w store.World
	err := scanWorld(d.reader.world.QueryRowContext(ctx, id), &w)
	if err != nil {
		return store.World{}, d.readFault(err)
	}
	return w, nil
}

func (d *database) Worlds(ctx context.Context, kind string) ([]store.World, error) {
	return list(ctx, d, d.reader.worlds, scanWorld, kind)
}

func (d *database) Steps(ctx context.Context, id string, after int64) ([]store.Step, error) {
	return list(ctx, d, d.reader.steps, scanStep, id, after)
}

func (d *database) Setting(ctx context.Context, name string) ([]byte, error) {
	var value []byte
	if err := d.reader.settings.QueryRowContext(ctx, name).Scan(&value); err != nil {
		return nil, d.readFault(err)
	}
	return value, nil
}

// row is what one scan reads from: a *sql.Row or the current one of *sql.Rows.
type row interface{ Scan(into ...any) error }

func scanWorld(r row, w *store.World) error {
	return r.Scan(&w.ID, &w.Kind, &w.Base, &w.Owner, &w.Head, &w.Last, &w.Epoch,
		(*[]byte)(&w.Clock), stamped{&w.Created}, stamped{&w.Expires})
}

func scanStep(r row, s *store.Step) error {
	return r.Scan(&s.World, &s.Seq, &s.Parent, stamped{&s.Wall}, stamped{&s.At},
		&s.Seat, &s.Device, &s.Hand, (*[]byte)(&s.Events), (*[]byte)(&s.Documents))
}

func list[T any](ctx context.Context, d *database, query *sql.Stmt, scan func(row, *T) error, args ...any) ([]T, error) {
	rows, err := query.QueryContext(ctx, args...)
	if err != nil {
		return nil, d.readFault(err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var one T
		if err := scan(rows, &one); err != nil {
			return nil, d.readFault(err)
		}
		all = append(all, one)
	}
	if err := rows.Err(); err != nil {
		return nil, d.readFault(err)
	}
	return all, nil
}

func (d *database) readFault(err error) error {
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return store.ErrNotFound
	case d.writer.isClosed():
		return store.ErrClosed
	default:
		return fault(d.path, err)
	}
}
