package sqlite

import (
	"fmt"
	"time"
)

// stampLayout has a fixed width, so that times sort as text, and keeps every
// nanosecond and the zero time, which a count of nanoseconds since 1970 cannot.
const stampLayout = "2006-01-02T15:04:05.000000000Z"

// stamp refuses years that would not fit in four digits.
func stamp(t time.Time) (string, error) {
	t = t.UTC()
	if y := t.Year(); y < 0 || y > 9999 {
		return "", fmt.Errorf("store: year %d is out of range", y)
	}
	return t.Format(stampLayout), nil
}

func stamps(a, b time.Time) (string, string, error) {
	first, err := stamp(a)
	if err != nil {
		return "", "", err
	}
	second, err := stamp(b)
	return first, second, err
}

// stamped reads a column in place: rows.Scan(stamped{&w.Created}).
type stamped struct{ into *time.Time }

func (s stamped) Scan(column any) error {
	text, ok := column.(string)
	if !ok {
		return fmt.Errorf("store: a time is text, not %T", column)
	}
	t, err := time.Parse(stampLayout, text)
	*s.into = t
	return err
}
