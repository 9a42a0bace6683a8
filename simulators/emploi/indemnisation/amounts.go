package indemnisation

import (
	"fmt"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// mostCents keeps what is typed far below what a whole number of cents can hold,
// months and days included.
const mostCents = calcul.Cents(100_000_000_000_00)

// sane is an amount that can be computed with: neither negative nor boundless.
func sane(c calcul.Cents) calcul.Cents { return max(0, min(c, mostCents)) }

func money(c calcul.Cents) string { return frtext.Money(int64(c)) }

func times(c calcul.Cents, days int) calcul.Cents { return c * calcul.Cents(days) }

func days(n int) string { return frtext.Count(n, "jour", "jours") }

// percent writes a rate: « 40,4 % ».
func percent(rate calcul.Exact) string {
	hundredths := rate.Times(calcul.Int(10_000)).Round()
	text := frtext.Number(hundredths / 100)
	if rest := hundredths % 100; rest != 0 {
		text += "," + strings.TrimSuffix(fmt.Sprintf("%02d", rest), "0")
	}
	return text + frtext.NBSP + "%"
}
