package indemnisation

import (
	"time"

	"demarcheablanc/internal/frtext"
)

// Days of the calendar of the actualisation.
const (
	openingDay         = 28
	openingDayFebruary = 26
	closingDay         = 15
)

// Window is when a month can be declared, bounds included.
type Window struct{ Opens, Closes time.Time }

// WindowOf opens on the 28th of the month at midnight (the 26th in February) and
// closes on the 15th of the next at 23:59:59, in Paris.
func WindowOf(m Month) Window {
	opening := openingDay
	if m.Month == time.February {
		opening = openingDayFebruary
	}
	next := m.Next()
	return Window{
		Opens:  time.Date(m.Year, m.Month, opening, 0, 0, 0, 0, frtext.Paris),
		Closes: time.Date(next.Year, next.Month, closingDay, 23, 59, 59, 0, frtext.Paris),
	}
}

// State is where a month stands, whoever declares it.
type State int

// A month is not open yet, open, or closed for good.
const (
	NotYet State = iota
	Open
	Closed
)

// At tells the state of the window at a moment. Its last second counts whole.
func (w Window) At(now time.Time) State {
	switch {
	case now.Before(w.Opens):
		return NotYet
	case now.Before(w.Closes.Add(time.Second)):
		return Open
	default:
		return Closed
	}
}

// ToDeclare is the month whose window is open, if one is; from the 16th until
// the next opening it is the month that will open next.
func ToDeclare(now time.Time) (Month, State) {
	this := MonthOf(now)
	before := MonthOf(this.First().AddDate(0, 0, -1))
	if WindowOf(before).At(now) == Open {
		return before, Open
	}
	return this, WindowOf(this).At(now)
}

// Channel is how a reminder reaches a person.
type Channel string

// The channels of reminders.
const (
	ByMail Channel = "courriel"
	BySMS  Channel = "sms"
)

// Reminder is a message sent to whoever has not declared the month yet.
type Reminder struct {
	At      time.Time
	Channel Channel
}

// Reminders are sent at the opening, then as the closing comes near. Nobody
// publishes their days: these are plausible ones.
func Reminders(m Month) []Reminder {
	next := m.Next()
	on := func(day, hour int) time.Time {
		return time.Date(next.Year, next.Month, day, hour, 0, 0, 0, frtext.Paris)
	}
	return []Reminder{
		{WindowOf(m).Opens.Add(8 * time.Hour), ByMail},
		{on(10, 10), ByMail},
		{on(13, 10), BySMS},
		{on(15, 9), BySMS},
	}
}
