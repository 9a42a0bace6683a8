// Package instant reads the moments that a situation's file gives relative to
// its beginning, T0: « J-6 10:12 », « J 08:00 », « J+1 12:00 », « -10m », « +2h ».
//
// It owns that notation. Which moments a situation needs, and in which time zone
// it is told, it leaves to those who call it.
package instant

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Parse reads one moment. The empty text is T0 itself; a day is counted in the
// calendar of T0's time zone; a duration is as in time.ParseDuration.
func Parse(text string, t0 time.Time) (time.Time, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return t0, nil
	}
	if rest, ok := strings.CutPrefix(text, "J"); ok {
		return parseDay(text, rest, t0)
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		return time.Time{}, unreadable(text)
	}
	return t0.Add(d), nil
}

func parseDay(text, rest string, t0 time.Time) (time.Time, error) {
	days, hour, ok := strings.Cut(rest, " ")
	if !ok {
		return time.Time{}, unreadable(text)
	}
	n := 0
	if days != "" {
		var err error
		if n, err = strconv.Atoi(days); err != nil || days[0] != '-' && days[0] != '+' {
			return time.Time{}, unreadable(text)
		}
	}
	at, err := time.Parse("15:04", strings.TrimSpace(hour))
	if err != nil {
		return time.Time{}, unreadable(text)
	}
	return time.Date(t0.Year(), t0.Month(), t0.Day()+n, at.Hour(), at.Minute(), 0, 0, t0.Location()), nil
}

func unreadable(text string) error {
	return fmt.Errorf("moment « %s » : écrivez un jour et une heure (J-6 10:12, J 08:00, J+1 12:00) ou une durée depuis le début (-10m, +2h)", text)
}
