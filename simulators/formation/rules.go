package formation

import (
	"time"

	"demarcheablanc/internal/frtext"
)

// The delays and amounts (situations, A2). The participation is that of 2024
// onwards; people looking for a job don't pay it.
const (
	usualAnswer   = 2 * 24 * time.Hour // an organisation's, without conditions to check
	proposalLife  = 4 * 24 * time.Hour
	withdrawDays  = 14    // working days
	participation = 10000 // cents
)

// The levels of a login, weakest first.
const (
	levelLocal = "local"
	levelFC    = "fc"
	levelPlus  = "fc+"
)

// due is what a person pays herself, in cents: the participation, and what her
// rights don't cover.
func due(price, balance int64, jobSeeker bool) int64 {
	part := int64(participation)
	if jobSeeker {
		part = 0
	}
	return max(part, price-balance, 0)
}

// withdrawBy is the last instant of the fourteenth working day after a purchase.
func withdrawBy(bought time.Time) time.Time {
	day := bought.In(frtext.Paris)
	for left := withdrawDays; left > 0; {
		day = day.AddDate(0, 0, 1)
		if working(day) {
			left--
		}
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 23, 59, 59, 0, frtext.Paris)
}

// working says whether offices are open: Monday to Friday, public holidays left
// out (Code du travail, L3133-1).
func working(day time.Time) bool {
	if w := day.Weekday(); w == time.Saturday || w == time.Sunday {
		return false
	}
	switch day.Format("01-02") {
	case "01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25":
		return false
	}
	switch day.YearDay() - easter(day.Year()).YearDay() {
	case 1, 39, 50: // Easter Monday, Ascension, Whit Monday
		return false
	}
	return true
}

// easter is Easter Sunday, by the anonymous Gregorian algorithm (Meeus).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}
