package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
)

// statement names one prepared statement of the writing connection.
type statement int

const (
	begin statement = iota
	commit
	rollback
	createWorld
	moveHead
	addStep
	readHead
	onBranch
	moveBack
	deleteWorld
	purgeWorlds
	putSetting
	statementCount
)

// purgeLimit worlds go at a time, so that a morning's purge of a whole summer
// keeps nobody waiting.
const purgeLimit = 50

// Parameters are numbered in the order of the arguments in write.go.
var statements = [statementCount]string{
	begin:    `BEGIN IMMEDIATE`,
	commit:   `COMMIT`,
	rollback: `ROLLBACK`,
	createWorld: `INSERT INTO worlds (id, kind, base, owner, clock, created, expires)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING`,
	moveHead: `UPDATE worlds SET head = ?3, last = ?3, clock = coalesce(?4, clock)
		WHERE id = ?1 AND head = ?2 AND last = ?3 - 1`,
	addStep: `INSERT INTO steps (world, seq, parent, wall, at, seat, device, hand, events, documents)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`,
	readHead: `SELECT head FROM worlds WHERE id = ?1`,
	onBranch: `WITH RECURSIVE up (seq) AS (
			SELECT ?2
			UNION ALL
			SELECT s.parent FROM up JOIN steps s ON s.world = ?1 AND s.seq = up.seq WHERE up.seq > ?3
		) SELECT count(*) FROM up WHERE seq = ?3`,
	moveBack:    `UPDATE worlds SET head = ?2, epoch = epoch + 1, clock = coalesce(?3, clock) WHERE id = ?1`,
	deleteWorld: `DELETE FROM worlds WHERE id = ?1`,
	purgeWorlds: `DELETE FROM worlds WHERE id IN (
			SELECT id FROM worlds WHERE expires < ?1 AND expires <> ?2 LIMIT ?3)`,
	putSetting: `INSERT INTO settings (name, value) VALUES (?1, ?2)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
}

// session is the writing connection and its statements. It speaks to the driver
// itself: database/sql would lock and convert once more for each statement, and
// one goroutine owns all of this anyway.
type session struct {
	conn     driver.Conn
	prepared [statementCount]driver.Stmt
	named    []driver.NamedValue // reused from one call to the next
}

// prepare fills in the statements; the schema has to be there.
func (s *session) prepare() error {
	for i, text := range statements {
		stmt, err := s.conn.Prepare(text)
		if err != nil {
			return err
		}
		s.prepared[i] = stmt
	}
	return nil
}

func (s *session) close() error {
	for _, stmt := range s.prepared {
		if stmt != nil {
			stmt.Close()
		}
	}
	return s.conn.Close()
}

// exec runs a statement and says how many rows it touched.
func (s *session) exec(which statement, args ...driver.Value) (int64, error) {
	stmt := s.prepared[which].(driver.StmtExecContext)
	result, err := stmt.ExecContext(context.Background(), s.bind(args))
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (s *session) run(which statement, args ...driver.Value) error {
	_, err := s.exec(which, args...)
	return err
}

// number runs a query that answers one number, or no row at all.
func (s *session) number(which statement, args ...driver.Value) (n int64, found bool, err error) {
	stmt := s.prepared[which].(driver.StmtQueryContext)
	rows, err := stmt.QueryContext(context.Background(), s.bind(args))
	if err != nil {
		return 0, false, err
	}
	defer rows.Close()
	row := make([]driver.Value, 1)
	switch err := rows.Next(row); {
	case errors.Is(err, io.EOF):
		return 0, false, nil
	case err != nil:
		return 0, false, err
	}
	n, found = row[0].(int64)
	return n, found, nil
}

func (s *session) bind(args []driver.Value) []driver.NamedValue {
	s.named = s.named[:0]
	for i, arg := range args {
		s.named = append(s.named, driver.NamedValue{Ordinal: i + 1, Value: arg})
	}
	return s.named
}

// abandon undoes the transaction. SQLite has often done so already when the
// disk is full, and then only says that there is none: nothing to act upon.
func (s *session) abandon() { _ = s.run(rollback) }
