package emploi

import (
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal/calcul"
)

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

func money(c calcul.Cents) string { return frtext.Money(int64(c)) }

// decimal writes an amount as answers keep it: "158.40", "612".
func decimal(c calcul.Cents) string {
	if c%100 == 0 {
		return strconv.FormatInt(int64(c/100), 10)
	}
	return strconv.FormatInt(int64(c/100), 10) + "." + strconv.FormatInt(int64(100+c%100), 10)[1:]
}

func yesNo(b bool) string {
	if b {
		return "oui"
	}
	return "non"
}

// ofMonth writes « d’octobre 2026 », « de septembre 2026 ».
func ofMonth(m indemnisation.Month) string { return frtext.De(m.String()) }

// identifierIn keeps what an identifier is made of: « 0000013r » is 0000013R.
func identifierIn(typed string) string {
	return strings.ToUpper(strings.Join(strings.Fields(typed), ""))
}

// lastDays is the days of a month that two dates cover, bounds included.
func daysWithin(m indemnisation.Month, from, to time.Time) int {
	if from.Before(m.First()) {
		from = m.First()
	}
	if to.IsZero() || to.After(m.Last()) {
		to = m.Last()
	}
	return max(0, frtext.DaysBetween(from, to)+1)
}
