package droits

import "time"

// Span is a time of whole days, first and last included, each at midnight.
type Span struct{ First, Last time.Time }

// Months of the C2S.
const (
	decisionMonths = 2
	renewalMonths  = 4
)

// ReferencePeriod is the 12 months whose resources count: those before the last
// but one month (asked in January 2026: from December 2024 to November 2025).
func ReferencePeriod(asked time.Time) Span {
	return Span{First: firstOf(asked, -13), Last: firstOf(asked, -1).AddDate(0, 0, -1)}
}

// DecideBy is the last day for the answer to a request for the C2S.
func DecideBy(asked time.Time) time.Time { return monthsAfter(asked, decisionMonths) }

// RightFrom is the year that a right to the C2S lasts: from the first day of the
// month after the decision.
func RightFrom(decided time.Time) Span {
	first := firstOf(decided, 1)
	return Span{First: first, Last: first.AddDate(1, 0, -1)}
}

// Renewal is when a right can be asked for again: its last four months.
func (s Span) Renewal() Span {
	return Span{First: firstOf(s.Last, 1-renewalMonths), Last: s.Last}
}

// Holds tells whether the day of t is within.
func (s Span) Holds(t time.Time) bool {
	on := dayOf(t)
	return !on.Before(s.First) && !on.After(s.Last)
}
