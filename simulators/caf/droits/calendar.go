package droits

import "time"

const payday = 5

// PaymentDay is the day when the rights of month m are paid: the 5th of the next
// month (arrêté du 29/06/1994), the Friday before a Saturday, the first working
// day after a Sunday or a public holiday. Banks show it one to three days later.
func PaymentDay(m Month) time.Time {
	day := (m + 1).day(payday)
	step := 1
	if day.Weekday() == time.Saturday {
		step = -1
	}
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday || publicHoliday(day) {
		day = day.AddDate(0, 0, step)
	}
	return day
}

// publicHoliday knows those that may fall about the 5th of a month.
func publicHoliday(day time.Time) bool {
	year, month, date := day.Date()
	easter := easterSunday(year)
	for _, after := range []int{1, 39, 50} { // Easter Monday, Ascension, Whit Monday
		_, m, d := time.Date(year, easter.Month(), easter.Day()+after, 0, 0, 0, 0, time.UTC).Date()
		if m == month && d == date {
			return true
		}
	}
	return false
}

// easterSunday follows the Gregorian computus (Meeus, Jones and Butcher).
func easterSunday(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	n := h + l - 7*((a+11*h+22*l)/451) + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}
