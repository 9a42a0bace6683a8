package indemnisation

import "time"

// Time limits of a sanction.
const (
	explainDays   = 10 // to answer a warning
	barredMonths  = 1  // of radiation, for a first missed appointment
	withheldShare = 20 // % of a payment, at most, kept back for a debt
)

// ExplainBy is the last second to answer a warning given at a moment.
func ExplainBy(warned time.Time) time.Time { return endOf(dayOf(warned).AddDate(0, 0, explainDays)) }

// BarredUntil is the day from which one can register again after a sanction.
func BarredUntil(struck time.Time) time.Time { return monthsAfter(struck, barredMonths) }
