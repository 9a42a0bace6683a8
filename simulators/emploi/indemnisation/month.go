package indemnisation

import (
	"time"

	"demarcheablanc/internal/frtext"
)

// Month is the month that one declares and is paid for.
type Month struct {
	Year  int
	Month time.Month
}

// MonthOf is the month of t, in Paris.
func MonthOf(t time.Time) Month {
	t = t.In(frtext.Paris)
	return Month{t.Year(), t.Month()}
}

// First is its first day, at midnight.
func (m Month) First() time.Time {
	return time.Date(m.Year, m.Month, 1, 0, 0, 0, 0, frtext.Paris)
}

// Last is its last day, at midnight.
func (m Month) Last() time.Time { return m.First().AddDate(0, 1, -1) }

// Next is the month that follows.
func (m Month) Next() Month { return MonthOf(m.First().AddDate(0, 1, 0)) }

// Days is how many days the calendar gives it.
func (m Month) Days() int { return m.Last().Day() }

// String writes « octobre 2026 ».
func (m Month) String() string { return frtext.MonthYear(m.First()) }

// dayOf is the midnight, in Paris, that begins the day of t.
func dayOf(t time.Time) time.Time {
	t = t.In(frtext.Paris)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, frtext.Paris)
}

// endOf is the last second of the day of t.
func endOf(t time.Time) time.Time {
	t = t.In(frtext.Paris)
	return time.Date(t.Year(), t.Month(), t.Day(), 23, 59, 59, 0, frtext.Paris)
}

// of writes « d’octobre 2026 », « de mars 2026 ».
func of(m Month) string {
	name := m.String()
	switch m.Month {
	case time.April, time.August, time.October:
		return "d’" + name
	default:
		return "de " + name
	}
}
