package calcul

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// ErrTooFine: an amount goes further than the cent.
var ErrTooFine = errors.New("calcul: a fraction of a cent")

// blanks are what people and laws write inside a number; a comma is a point.
var blanks = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "_", "", ",", ".")

// ParseCents reads an amount of euros as people write it: "612,40", "1 807". Under
// the cent it answers ErrTooFine; what no one could own is the greatest amount
// there is, so that bounds can be told. It costs a tenth of ParseExact.
func ParseCents(text string) (Cents, error) {
	number, negative := strings.CutPrefix(blanks.Replace(text), "-")
	euros, rest, _ := strings.Cut(number, ".")
	if euros+rest == "" || strings.Trim(euros+rest, "0123456789") != "" {
		return 0, fmt.Errorf("« %s » n’est pas un montant", text)
	}
	if len(strings.TrimRight(rest, "0")) > 2 {
		return 0, ErrTooFine
	}
	n, err := strconv.ParseInt(euros+(rest + "00")[:2], 10, 64)
	if err != nil { // digits, and too many
		n = math.MaxInt64
	}
	if negative {
		n = -n
	}
	return Cents(n), nil
}
