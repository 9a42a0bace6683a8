package indemnisation

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
)

// Working days between the declaration and the bank account.
const (
	fastest = 3
	slowest = 5
)

// PaymentsFrom is the day from which the transfers of a month leave: the
// published day, or the first working day of the next month where none is.
func PaymentsFrom(m Month) time.Time {
	if published, ok := figures().Payments.Months[fmt.Sprintf("%04d-%02d", m.Year, m.Month)]; ok {
		return published.Time
	}
	return nextWorking(m.Next().First())
}

// Arrival is when the money can be expected, from the first day to the last, for
// a declaration made at a moment.
func Arrival(m Month, declared time.Time) (first, last time.Time) {
	earliest := PaymentsFrom(m)
	first, last = addWorking(declared, fastest), addWorking(declared, slowest)
	if first.Before(earliest) || dayOf(declared).Equal(WindowOf(m).Opens) {
		first = earliest
	}
	if last.Before(first) {
		last = first
	}
	return first, last
}

func addWorking(t time.Time, n int) time.Time {
	on := dayOf(t)
	for range n {
		on = nextWorking(on.AddDate(0, 0, 1))
	}
	return on
}

// nextWorking is that day, or the first after it that banks work.
func nextWorking(on time.Time) time.Time {
	for on.Weekday() == time.Saturday || on.Weekday() == time.Sunday || holiday(on) {
		on = on.AddDate(0, 0, 1)
	}
	return on
}

// holiday tells the eleven public holidays.
func holiday(on time.Time) bool {
	switch on.Format("02/01") {
	case "01/01", "01/05", "08/05", "14/07", "15/08", "01/11", "11/11", "25/12":
		return true
	}
	sunday := easter(on.Year())
	for _, after := range [...]int{1, 39, 50} { // Easter Monday, Ascension, Whit Monday
		if sunday.AddDate(0, 0, after).Equal(on) {
			return true
		}
	}
	return false
}

// easter is Easter Sunday of the Gregorian calendar (Butcher's reckoning).
func easter(year int) time.Time {
	golden, century, ofCentury := year%19, year/100, year%100
	epact := (19*golden + century - century/4 - (century-(century+8)/25+1)/3 + 15) % 30
	weekday := (32 + 2*(century%4) + 2*(ofCentury/4) - epact - ofCentury%4) % 7
	late := (golden + 11*epact + 22*weekday) / 451
	sum := epact + weekday - 7*late + 114
	return time.Date(year, time.Month(sum/31), sum%31+1, 0, 0, 0, 0, frtext.Paris)
}
