package calcul

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Cents is an amount of money, as it is stored, sent and shown.
type Cents int64

// Euros is a whole number of euros.
func Euros(n int64) Cents { return Cents(n * 100) }

// Exact is an amount in euros, or a rate, that nobody has rounded yet. Its zero
// value is 0. It never changes: each operation gives a new one. Compare with Cmp,
// never with ==.
type Exact struct {
	ratio
	wide *big.Rat // where a ratio of two words cannot hold it
}

// Int is a whole number.
func Int(n int64) Exact { return over(n, 1) }

// Of is an amount in cents, to compute with.
func Of(c Cents) Exact { return over(int64(c), 100) }

// ParseExact reads a decimal as it stands in a law or in a data file: "0.5985",
// "59.85%", "1 807". Never through a float.
func ParseExact(text string) (Exact, error) {
	number, percent := strings.CutSuffix(blanks.Replace(text), "%")
	r, ok := new(big.Rat).SetString(number)
	if !ok || strings.ContainsAny(number, "eEpPxX/") {
		return Exact{}, fmt.Errorf("« %s » n’est pas un nombre décimal", text)
	}
	if percent {
		r.Quo(r, big.NewRat(100, 1))
	}
	return fromRat(r), nil
}

// UnmarshalYAML reads the digits that are written, so that 0.5985 stays 0.5985.
func (x *Exact) UnmarshalYAML(node ast.Node) error {
	read, err := ParseExact(node.GetToken().Value)
	*x = read
	return err
}

// Plus adds.
func (x Exact) Plus(y Exact) Exact {
	if sum, ok := x.plus(y.ratio); ok && x.narrow(y) {
		return exact(sum)
	}
	return fromRat(new(big.Rat).Add(x.rat(), y.rat()))
}

// Minus takes away.
func (x Exact) Minus(y Exact) Exact {
	if rest, ok := x.plus(y.opposite()); ok && x.narrow(y) {
		return exact(rest)
	}
	return fromRat(new(big.Rat).Sub(x.rat(), y.rat()))
}

// Times multiplies.
func (x Exact) Times(y Exact) Exact {
	if product, ok := x.times(y.ratio); ok && x.narrow(y) {
		return exact(product)
	}
	return fromRat(new(big.Rat).Mul(x.rat(), y.rat()))
}

// Over divides; dividing by zero is a fault of the rule and panics.
func (x Exact) Over(y Exact) Exact {
	if quotient, ok := x.times(y.inverse()); ok && x.narrow(y) && y.num != 0 {
		return exact(quotient)
	}
	return fromRat(new(big.Rat).Quo(x.rat(), y.rat()))
}

// Cmp is -1, 0 or 1 as x is below, equal to or above y.
func (x Exact) Cmp(y Exact) int {
	if order, ok := x.cmp(y.ratio); ok && x.narrow(y) {
		return order
	}
	return x.rat().Cmp(y.rat())
}

// Below tells whether x < y.
func (x Exact) Below(y Exact) bool { return x.Cmp(y) < 0 }

// Sign is -1, 0 or 1.
func (x Exact) Sign() int { return x.Cmp(Exact{}) }

// Max is the greater of two.
func Max(x, y Exact) Exact {
	if x.Below(y) {
		return y
	}
	return x
}

// Min is the lesser of two.
func Min(x, y Exact) Exact {
	if y.Below(x) {
		return y
	}
	return x
}

// Sum adds them all; of none, 0.
func Sum(all ...Exact) Exact {
	total := Exact{}
	for _, x := range all {
		total = total.Plus(x)
	}
	return total
}

// Positive is x, or 0 where x is negative.
func (x Exact) Positive() Exact { return Max(x, Exact{}) }

func exact(r ratio) Exact { return Exact{ratio: r} }

// over is a whole number over one above 0.
func over(num, den int64) Exact {
	if fits(num) {
		return exact(ratio{num, den}.reduced())
	}
	return fromRat(big.NewRat(num, den))
}

// narrow tells whether both are held by two words.
func (x Exact) narrow(y Exact) bool { return x.wide == nil && y.wide == nil }

// fromRat goes back to two words where they suffice.
func fromRat(r *big.Rat) Exact {
	if r.Num().IsInt64() && r.Denom().IsInt64() {
		if n, d := r.Num().Int64(), r.Denom().Int64(); fits(n) && fits(d) {
			return exact(ratio{n, d})
		}
	}
	return Exact{wide: r}
}

func (x Exact) rat() *big.Rat {
	if x.wide != nil {
		return x.wide
	}
	return big.NewRat(x.num, x.under())
}
