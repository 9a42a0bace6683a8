package droits

import (
	"fmt"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"demarcheablanc/internal/frtext"
)

// Month is a calendar month, counted from January of year 0: m+1 is the next.
type Month int

// NewMonth is a month of a year.
func NewMonth(year int, month time.Month) Month { return Month(year*12 + int(month) - 1) }

// MonthOf is the month of an instant, in Paris.
func MonthOf(t time.Time) Month {
	t = t.In(frtext.Paris)
	return NewMonth(t.Year(), t.Month())
}

// ParseMonth reads « 2026-11 ».
func ParseMonth(text string) (Month, error) {
	t, err := time.ParseInLocation("2006-01", text, frtext.Paris)
	if err != nil {
		return 0, fmt.Errorf("« %s » n’est pas un mois (2026-11)", text)
	}
	return MonthOf(t), nil
}

// UnmarshalYAML reads « 2026-11 ».
func (m *Month) UnmarshalYAML(node ast.Node) error {
	read, err := ParseMonth(node.GetToken().Value)
	*m = read
	return err
}

// First is midnight of the first day, in Paris.
func (m Month) First() time.Time { return m.day(1) }

func (m Month) day(day int) time.Time {
	return time.Date(int(m)/12, time.Month(int(m)%12+1), day, 0, 0, 0, 0, frtext.Paris)
}

// String writes « novembre 2026 ».
func (m Month) String() string { return frtext.MonthYear(m.First()) }

// of writes « d’octobre 2026 », « de mars 2026 ».
func (m Month) of() string { return strings.ReplaceAll(frtext.De(m.String()), "'", "’") }
