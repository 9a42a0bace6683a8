package indemnisation

import (
	"time"

	"demarcheablanc/simulators/portal/calcul"
)

// Withheld is what is kept of a payment for a debt left without an answer: a
// fifth of it at most (the limit published for the solidarity allowance; for
// this one, a plausible figure), never more than what is due.
func Withheld(paid, due calcul.Cents) calcul.Cents {
	return max(0, min(sane(paid)*withheldShare/100, sane(due)))
}

// SilenceRefuses is when a contestation without an answer is refused: two months
// after it, day for day.
func SilenceRefuses(asked time.Time) time.Time { return endOf(monthsAfter(asked, 2)).Add(time.Second) }

// DemandFor is how long a formal demand leaves before the constraint, for who is
// paid nothing more that could be withheld.
func DemandFor(sent time.Time) time.Time { return endOf(monthsAfter(sent, 1)) }
