package calcul_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/simulators/portal/calcul"
)

// twin is a number, and what math/big says it is.
type twin struct {
	exact calcul.Exact
	rat   *big.Rat
}

// anyTwin is a fraction of small terms, of terms that fill their words, or of a
// term each; its edges are drawn as often as its middle.
func anyTwin(t *rapid.T, name string) twin {
	edges := []int64{0, 1, -1, 3, 1<<31 - 1, 1 << 61, 1<<61 - 1, 1 - 1<<61, -1 << 61, math.MaxInt64, math.MinInt64}
	word := rapid.OneOf(rapid.Int64Range(-1_000_000, 1_000_000), rapid.SampledFrom(edges), rapid.Int64())
	num, den := word.Draw(t, name), word.Draw(t, name+" ÷")
	if den == 0 {
		den = 100
	}
	return twin{calcul.Int(num).Over(calcul.Int(den)), new(big.Rat).Quo(big.NewRat(num, 1), big.NewRat(den, 1))}
}

func (a twin) with(b twin, exact func(x, y calcul.Exact) calcul.Exact, rat func(z, x, y *big.Rat) *big.Rat) twin {
	return twin{exact(a.exact, b.exact), rat(new(big.Rat), a.rat, b.rat)}
}

func TestWordsAndBigNumbersAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := anyTwin(t, "a"), anyTwin(t, "b"), anyTwin(t, "c")
		same := func(got twin) {
			back := got.exact.Minus(c.exact).Plus(c.exact)
			require.Zero(t, back.Cmp(got.exact))
			require.Equal(t, got.rat.Cmp(c.rat), got.exact.Cmp(c.exact))
			require.Equal(t, got.rat.Sign(), got.exact.Sign())
			if whole := new(big.Int).Div(got.rat.Num(), got.rat.Denom()); whole.IsInt64() {
				require.Equal(t, whole.Int64(), got.exact.Down())
			}
		}
		same(a)
		sum := a.with(b, calcul.Exact.Plus, (*big.Rat).Add)
		same(sum)
		same(a.with(b, calcul.Exact.Minus, (*big.Rat).Sub))
		same(sum.with(a, calcul.Exact.Times, (*big.Rat).Mul))
		if b.rat.Sign() != 0 {
			same(sum.with(b, calcul.Exact.Over, (*big.Rat).Quo))
		}
	})
	require.Panics(t, func() { calcul.Int(1).Over(calcul.Int(0)) })
}
