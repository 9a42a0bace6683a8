package droits

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// counters hold what was taken so far, by limit, so that no limit is passed.
type counters map[counter]calcul.Cents

// counter names a limit: what it holds on, and for which day or year.
type counter struct{ what, who, when string }

func onDay(c Care, what string) counter {
	return counter{what, c.Professional, c.On.In(frtext.Paris).Format(time.DateOnly)}
}

func inYear(c Care, what string) counter {
	return counter{what: what, when: c.On.In(frtext.Paris).Format("2006")}
}

// take is what can still be taken within a limit of the day and one of the year;
// a limit of 0 is none.
func (t counters) take(owed calcul.Cents, c Care, what string, daily, yearly calcul.Exact) calcul.Cents {
	byDay, byYear := onDay(c, what), inYear(c, "year of "+group(what))
	owed = min(owed, yearly.Cents()-t[byYear])
	if daily.Sign() > 0 {
		owed = min(owed, daily.Cents()-t[byDay])
	}
	t[byDay] += owed
	t[byYear] += owed
	return owed
}

// The limits of a day; acts, boxes and journeys share that of the year.
const (
	flatLimit      = "flat"
	boxLimit       = "box"
	actLimit       = "act"
	transportLimit = "transport"
)

// group is the limit of the year that a limit of the day falls under.
func group(what string) string {
	if what == flatLimit {
		return flatLimit
	}
	return "franchise"
}

// flat is the flat participation of an act of a doctor, an examination or an
// analysis.
func (t counters) flat(c Care) calcul.Cents {
	switch c.Kind {
	case Consultation, Examination, Analysis:
		f := calcul.On(figures().Flat, c.On)
		return t.take(f.Act.Times(calcul.Int(c.count())).Cents(), c, flatLimit, f.Day, f.Year)
	default:
		return 0
	}
}

// franchise is that of boxes, of paramedical acts and of transports.
func (t counters) franchise(c Care) calcul.Cents {
	f := calcul.On(figures().Franchise, c.On)
	act := f.Act.Times(calcul.Int(c.count())).Cents()
	switch c.Kind {
	case Medicine65, Medicine30, Medicine15:
		return t.take(act, c, boxLimit, calcul.Exact{}, f.Year)
	case Paramedical:
		return t.take(act, c, actLimit, f.ActDay, f.Year)
	case Transport:
		journeys := f.Transport.Times(calcul.Int(c.count())).Cents()
		return t.take(journeys, c, transportLimit, f.TransportDay, f.Year)
	default:
		return 0
	}
}
