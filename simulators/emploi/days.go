package emploi

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/demarche"
)

// spell is a stretch of days, bounds included.
type spell struct {
	From time.Time `json:"du"`
	To   time.Time `json:"au"`
}

func (s spell) holds(day time.Time) bool {
	return !s.From.IsZero() && !day.Before(midnight(s.From)) && !day.After(midnight(s.To))
}

// midnight begins the day of t, in Paris.
func midnight(t time.Time) time.Time {
	t = t.In(frtext.Paris)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, frtext.Paris)
}

// registeredOn says whether a day falls in one of the person's registrations.
func (r Registered) registeredOn(day time.Time) bool {
	for _, s := range r.Past {
		if s.holds(day) {
			return true
		}
	}
	return r.State == stateRegistered && !day.Before(midnight(r.Since))
}

// away says whether a day is one of those of an absence that are not paid.
func (r Registered) away(day time.Time) bool {
	for _, s := range r.Away {
		if s.holds(day) {
			return true
		}
	}
	return false
}

// leaveOf is the sick leave of a declaration; none for who had none.
func leaveOf(c *demarche.Case) spell {
	from, okFrom := c.Date("maladie_du")
	to, okTo := c.Date("maladie_au")
	if !c.Yes("maladie") || !okFrom || !okTo {
		return spell{}
	}
	return spell{from, to}
}

// unpaidDays counts the days of the declared month that pay nothing: those of a
// sick leave, which the health insurance tells too, and the others.
func unpaidDays(c *demarche.Case) (sick, outside int) {
	m, ill := declaredMonth(c), leaveOf(c)
	r, _ := registeredOf(c.Tx, c.Person.ID)
	for day := m.First(); !day.After(m.Last()); day = day.AddDate(0, 0, 1) {
		switch {
		case ill.holds(day):
			sick++
		case !r.registeredOn(day) || r.away(day) || pensioned(c, day) || searchOver(c, day) || lostAfterLeave(c, r, day):
			outside++
		}
	}
	return sick, outside
}

// pensioned says whether a maternity leave or a pension pays a day instead.
func pensioned(c *demarche.Case, day time.Time) bool {
	for _, since := range []string{"maternite", "retraite", "invalidite"} {
		if from, ok := c.Date(since + "_du"); ok && c.Yes(since) && !day.Before(from) {
			return true
		}
	}
	return false
}

func searchOver(c *demarche.Case, day time.Time) bool {
	return !looking(c) && !day.Before(midnight(endOfSearch(c)))
}
