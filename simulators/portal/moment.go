package portal

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"demarcheablanc/internal/frtext"
)

// Moment is a time that a situation's file counts from its start: a day, at an
// hour or else at noon (J-6 10:12, J 08:00, J-21), or a duration (-10m, +2h).
// Dates so written never rot. The zero Moment is none.
type Moment struct {
	set    bool
	days   int
	minute int // of the day
	after  time.Duration
	timed  bool // a day, not a duration
}

const noon = 12 * 60

// UnmarshalYAML reads one.
func (m *Moment) UnmarshalYAML(node ast.Node) error {
	written := node.GetToken().Value
	day, ok := strings.CutPrefix(written, "J")
	if !ok {
		d, err := time.ParseDuration(written)
		*m = Moment{set: true, after: d}
		return orUnreadable(err, written)
	}
	day, clock, timed := strings.Cut(day, " ")
	days, err := count(day)
	*m = Moment{set: true, timed: true, days: days, minute: noon}
	if timed && err == nil {
		var at time.Time
		at, err = time.Parse("15:04", strings.TrimSpace(clock))
		m.minute = at.Hour()*60 + at.Minute()
	}
	return orUnreadable(err, written)
}

// count reads the signed number of days; none is the day itself.
func count(day string) (int, error) {
	if day == "" {
		return 0, nil
	}
	if day[0] != '-' && day[0] != '+' {
		return 0, strconv.ErrSyntax
	}
	return strconv.Atoi(day)
}

func orUnreadable(err error, written string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("moment « %s » : écrivez un jour et une heure (J-6 10:12, J 08:00, J+1 12:00), un jour seul (J-21) ou une durée depuis le début (-10m, +2h)", written)
}

// Set says whether a moment was written.
func (m Moment) Set() bool { return m.set }

// From gives the time for a situation that begins at t0; the zero time for no
// moment.
func (m Moment) From(t0 time.Time) time.Time {
	switch {
	case !m.set:
		return time.Time{}
	case m.timed:
		t0 = t0.In(frtext.Paris)
		return time.Date(t0.Year(), t0.Month(), t0.Day()+m.days, 0, m.minute, 0, 0, frtext.Paris)
	}
	return t0.Add(m.after)
}

// MomentOr is the time that a moment, counted from t0, stands for; t0 itself
// where none was written.
func MomentOr(m Moment, t0 time.Time) time.Time {
	if !m.set {
		return t0
	}
	return m.From(t0)
}
