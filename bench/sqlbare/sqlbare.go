// Package sqlbare is the limit that the store is measured against: one INSERT
// and one UPDATE per step in raw SQLite, grouped in one transaction with
// synchronous=FULL, and nothing else. It decides nothing, maps no error and
// keeps no promise beyond durability; only benchmarks use it.
package sqlbare

import (
	"context"
	"database/sql/driver"
	"path/filepath"

	"github.com/mattn/go-sqlite3"
)

const schema = `
CREATE TABLE worlds (
	id TEXT PRIMARY KEY NOT NULL, head INTEGER NOT NULL, clock BLOB
) WITHOUT ROWID;
CREATE TABLE steps (
	world TEXT NOT NULL, seq INTEGER NOT NULL, parent INTEGER NOT NULL, wall TEXT NOT NULL, at TEXT NOT NULL,
	seat TEXT NOT NULL, device TEXT NOT NULL, hand TEXT NOT NULL, events BLOB, documents BLOB,
	PRIMARY KEY (world, seq)
) WITHOUT ROWID;`

// groupLimit is the store's own: both sides share a transaction the same way.
const groupLimit = 256

// Row is one step, ready to be bound.
type Row struct {
	World                        string
	Seq, Parent                  int64
	Wall, At, Seat, Device, Hand string
	Clock, Events, Documents     []byte
}

type job struct {
	row  Row
	done chan error
}

// DB is an open file with its one writing goroutine.
type DB struct {
	conn                          driver.Conn
	begin, insert, update, commit driver.StmtExecContext
	queue                         chan job
	stopped                       chan struct{}
}

// Open makes a new file in dir with the given worlds in it.
func Open(dir string, worlds ...string) (*DB, error) {
	options := "?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_busy_timeout=5000"
	conn, err := (&sqlite3.SQLiteDriver{}).Open("file:" + filepath.Join(dir, "bare.db") + options)
	if err != nil {
		return nil, err
	}
	d := &DB{conn: conn, queue: make(chan job, groupLimit), stopped: make(chan struct{})}
	if err := d.fill(worlds); err != nil {
		conn.Close()
		return nil, err
	}
	go d.run()
	return d, nil
}

func (d *DB) fill(worlds []string) error {
	ctx, plain := context.Background(), d.conn.(driver.ExecerContext)
	if _, err := plain.ExecContext(ctx, schema, nil); err != nil {
		return err
	}
	for text, into := range map[string]*driver.StmtExecContext{
		"BEGIN IMMEDIATE": &d.begin,
		"COMMIT":          &d.commit,
		"INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)": &d.insert,
		"UPDATE worlds SET head = ?2, clock = ?3 WHERE id = ?1":   &d.update,
	} {
		stmt, err := d.conn.Prepare(text)
		if err != nil {
			return err
		}
		*into = stmt.(driver.StmtExecContext)
	}
	for _, world := range worlds {
		args := values(world, int64(0), nil)
		if _, err := plain.ExecContext(ctx, "INSERT INTO worlds VALUES (?, ?, ?)", args); err != nil {
			return err
		}
	}
	return nil
}

// Step returns once the row is durable.
func (d *DB) Step(row Row) error {
	j := job{row, make(chan error, 1)}
	d.queue <- j
	return <-j.done
}

// Close waits for the steps under way. Nobody may call Step any more.
func (d *DB) Close() error {
	close(d.queue)
	<-d.stopped
	for _, stmt := range []driver.StmtExecContext{d.begin, d.insert, d.update, d.commit} {
		stmt.(driver.Stmt).Close()
	}
	return d.conn.Close()
}

func (d *DB) run() {
	defer close(d.stopped)
	group := make([]job, 0, groupLimit)
	for j := range d.queue {
		group = append(group[:0], j)
		for more := true; more && len(group) < groupLimit; {
			select {
			case next, open := <-d.queue:
				if more = open; open {
					group = append(group, next)
				}
			default:
				more = false
			}
		}
		err := d.write(group)
		for _, j := range group {
			j.done <- err
		}
	}
}

func (d *DB) write(group []job) error {
	ctx := context.Background()
	if _, err := d.begin.ExecContext(ctx, nil); err != nil {
		return err
	}
	for _, j := range group {
		r := j.row
		args := values(r.World, r.Seq, r.Parent, r.Wall, r.At, r.Seat, r.Device, r.Hand, r.Events, r.Documents)
		if _, err := d.insert.ExecContext(ctx, args); err != nil {
			return err
		}
		if _, err := d.update.ExecContext(ctx, values(r.World, r.Seq, r.Clock)); err != nil {
			return err
		}
	}
	_, err := d.commit.ExecContext(ctx, nil)
	return err
}

func values(all ...driver.Value) []driver.NamedValue {
	named := make([]driver.NamedValue, len(all))
	for i, v := range all {
		named[i] = driver.NamedValue{Ordinal: i + 1, Value: v}
	}
	return named
}
