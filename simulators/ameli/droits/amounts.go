package droits

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// mostCents keeps what is typed far below what a whole number of cents can hold,
// years and people included.
const mostCents = calcul.Cents(100_000_000_000_00)

// sane is an amount that can be computed with: neither negative nor boundless.
func sane(c calcul.Cents) calcul.Cents { return max(0, min(c, mostCents)) }

func money(c calcul.Cents) string { return frtext.Money(int64(c)) }

// less writes what is taken away: « − 2,00 € ».
func less(c calcul.Cents) string { return "−" + frtext.NBSP + money(c) }

// euros is an amount whose cents are dropped, as ceilings are published.
func euros(x calcul.Exact) calcul.Cents { return calcul.Euros(x.Down()) }

// rate writes a whole number of hundredths: « 70 % ».
func rate(x calcul.Exact) string {
	return frtext.Number(x.Times(calcul.Int(100)).Round()) + frtext.NBSP + "%"
}

// dayOf is the midnight, in Paris, that begins the day of t.
func dayOf(t time.Time) time.Time {
	t = t.In(frtext.Paris)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, frtext.Paris)
}

// firstOf is the first day of the month that comes n months after that of t.
func firstOf(t time.Time, n int) time.Time {
	t = t.In(frtext.Paris)
	return time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, frtext.Paris)
}

// monthsAfter is the same day of another month, or its last day when it has no
// such day.
func monthsAfter(t time.Time, n int) time.Time {
	on, first := dayOf(t), firstOf(t, n)
	last := firstOf(first, 1).AddDate(0, 0, -1)
	return first.AddDate(0, 0, min(on.Day(), last.Day())-1)
}
