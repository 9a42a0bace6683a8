package ameli

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
)

// moment is a day counted from the situation's start, with an hour if one is
// written: J-21, J-21 10:30, J+2 09:00. Left out, it stands for no moment.
type moment struct {
	set          bool
	days         int
	hour, minute int
}

// midday is the hour of a moment written without one.
const midday = 12

// UnmarshalText reads J-21 10:30.
func (m *moment) UnmarshalText(text []byte) error {
	day, clock, timed := strings.Cut(strings.TrimSpace(string(text)), " ")
	days, err := strconv.Atoi(strings.TrimPrefix(strings.TrimPrefix(day, "J"), "+"))
	if err != nil && day != "J" || !strings.HasPrefix(day, "J") {
		return fmt.Errorf("%q n’est pas un moment : écrivez par exemple J-21 10:30", text)
	}
	*m = moment{set: true, days: days, hour: midday}
	if timed {
		at, err := time.Parse("15:04", strings.TrimSpace(clock))
		if err != nil {
			return fmt.Errorf("%q n’est pas une heure : écrivez par exemple J-21 10:30", clock)
		}
		m.hour, m.minute = at.Hour(), at.Minute()
	}
	return nil
}

// from gives the moment for a situation that begins at t0.
func (m moment) from(t0 time.Time) time.Time {
	if !m.set {
		return time.Time{}
	}
	t0 = t0.In(frtext.Paris)
	return time.Date(t0.Year(), t0.Month(), t0.Day()+m.days, m.hour, m.minute, 0, 0, frtext.Paris)
}
