package bareme

import (
	"strconv"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// percent writes a rate: 0.1 is « 10 % », 0.4525 is « 45,25 % ».
func percent(x calcul.Exact) string {
	text := decimal(x.Times(calcul.Int(100)), 2)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ",") + frtext.NBSP + "%"
}

// decimal writes x, 0 or above, with so many decimals.
func decimal(x calcul.Exact, decimals int) string {
	unit := int64(1)
	for range decimals {
		unit *= 10
	}
	n := x.Times(calcul.Int(unit)).Round()
	rest := strconv.FormatInt(unit+n%unit, 10)[1:]
	return frtext.Number(n/unit) + "," + rest
}
