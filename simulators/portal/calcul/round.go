package calcul

import "math/big"

var half = big.NewRat(1, 2)

// Cents rounds to the nearest cent, halves away from zero.
func (x Exact) Cents() Cents { return Cents(round(new(big.Rat).Mul(x.rat(), big.NewRat(100, 1)))) }

// CentsDown drops what is below the cent (towards minus infinity).
func (x Exact) CentsDown() Cents {
	return Cents(floor(new(big.Rat).Mul(x.rat(), big.NewRat(100, 1))))
}

// Round is the nearest whole number, halves away from zero: euros where the tax
// is rounded, days where a benefit is paid by days.
func (x Exact) Round() int64 { return round(x.rat()) }

// Down is the whole number just below or equal (towards minus infinity).
func (x Exact) Down() int64 { return floor(x.rat()) }

func floor(r *big.Rat) int64 {
	// Div is Euclidean and a Rat's denominator is positive: it rounds down.
	return new(big.Int).Div(r.Num(), r.Denom()).Int64()
}

func round(r *big.Rat) int64 {
	if r.Sign() < 0 {
		return -floor(new(big.Rat).Add(new(big.Rat).Neg(r), half))
	}
	return floor(new(big.Rat).Add(r, half))
}
