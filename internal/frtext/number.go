package frtext

import (
	"math"
	"strconv"
	"strings"
)

// NBSP is the no-break space that French puts in figures and before units.
const NBSP = "\u00a0"

// Number writes an integer with its thousands apart: 1 234 567.
func Number(n int64) string {
	if n < 0 {
		return "-" + group(strconv.FormatUint(uint64(-(n+1))+1, 10))
	}
	return group(strconv.FormatInt(n, 10))
}

// Decimal writes f rounded to the given number of decimals (0 to 9), with a
// comma: 1 234,5. It is for measures; for money use [Money], which never rounds.
func Decimal(f float64, decimals int) string {
	text := strconv.FormatFloat(math.Abs(f), 'f', decimals, 64)
	whole, rest, found := strings.Cut(text, ".")
	out := group(whole)
	if found {
		out += "," + rest
	}
	if f < 0 && strings.Trim(text, "0.") != "" {
		return "-" + out
	}
	return out
}

// Money writes an amount given in cents of euro: 1 234,56 €.
func Money(cents int64) string {
	sign, abs := "", uint64(cents)
	if cents < 0 {
		sign, abs = "-", uint64(-(cents+1))+1
	}
	rest := abs % 100
	fraction := strconv.FormatUint(rest, 10)
	if rest < 10 {
		fraction = "0" + fraction
	}
	return sign + group(strconv.FormatUint(abs/100, 10)) + "," + fraction + NBSP + "€"
}

// RoundMoney writes an amount given in cents without its cents when there are
// none: 930 €, but 930,50 €.
func RoundMoney(cents int64) string {
	return strings.Replace(Money(cents), ",00"+NBSP, NBSP, 1)
}

// group parts a string of digits by three from the right.
func group(digits string) string {
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(NBSP)
		}
		b.WriteRune(d)
	}
	return b.String()
}
