package calcul

import "math/big"

// Cents rounds to the nearest cent, halves away from zero.
func (x Exact) Cents() Cents { return Cents(x.Times(Int(100)).Round()) }

// CentsDown drops what is below the cent (towards minus infinity).
func (x Exact) CentsDown() Cents { return Cents(x.Times(Int(100)).Down()) }

// Round is the nearest whole number, halves away from zero: euros where the tax
// is rounded, days where a benefit is paid by days.
func (x Exact) Round() int64 {
	if x.Sign() < 0 {
		return -Exact{}.Minus(x).Round()
	}
	return x.Plus(exact(ratio{1, 2})).Down()
}

// Down is the whole number just below or equal (towards minus infinity).
func (x Exact) Down() int64 {
	if x.wide == nil {
		return x.floor()
	}
	// Div is Euclidean and a Rat's denominator is positive: it rounds down.
	return new(big.Int).Div(x.wide.Num(), x.wide.Denom()).Int64()
}
