package bareme_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
)

func anyDeclaration(t *rapid.T) bareme.Declaration {
	count := func(name string) int { return rapid.IntRange(-1, 4).Draw(t, name) }
	tick := func(name string) bool { return rapid.Bool().Draw(t, name) }
	boxes := rapid.MapOf(rapid.SampledFrom(bareme.Known()), rapid.OneOf(
		rapid.Int64Range(0, 90_000), rapid.SampledFrom([]int64{math.MinInt64, -1, 1, math.MaxInt64}),
	)).Draw(t, "boxes")
	return bareme.Declaration{
		Year:      rapid.IntRange(2023, 2025).Draw(t, "year"),
		Status:    rapid.SampledFrom([]bareme.Status{bareme.Married, bareme.Pacsed, bareme.Single, bareme.Divorced, bareme.Widowed, "?"}).Draw(t, "status"),
		Residence: bareme.Residence(rapid.IntRange(0, 3).Draw(t, "residence")),
		Born:      [2]int{rapid.IntRange(1930, 2010).Draw(t, "born"), rapid.IntRange(0, 2010).Draw(t, "spouse born")},
		Ticks: bareme.Ticks{
			T: tick("T"), L: tick("L"), P: tick("P"), F: tick("F"), W: tick("W"),
			S: tick("S"), G: tick("G"), K: tick("K"), E: tick("E"), N: tick("N"),
		},
		Dependants: bareme.Dependants{F: count("nF"), G: count("nG"), H: count("nH"), I: count("nI"), R: count("nR"), J: count("nJ"), N: count("nN")},
		Boxes:      boxes,
	}
}

func TestNothingIsNegativeAndNothingPanics(t *testing.T) {
	rules := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDeclaration(t)
		a, err := rules.Compute(d)
		require.NoError(t, err)
		for _, amount := range []calcul.Cents{
			a.GrossIncome, a.NetIncome, a.Taxable, a.Reference, a.FullTax, a.AfterCap, a.Decote,
			a.BeforeReductions, a.Reductions, a.GiftsCarried, a.Flat, a.HighIncomes, a.Credits,
		} {
			require.GreaterOrEqual(t, amount, calcul.Cents(0))
		}
		require.LessOrEqual(t, a.Taxable, a.NetIncome)
		require.LessOrEqual(t, a.NetIncome, a.GrossIncome)
		require.LessOrEqual(t, a.Reductions, a.BeforeReductions)
		require.LessOrEqual(t, a.Taxable, a.Reference)
		require.GreaterOrEqual(t, a.Due, -a.Credits, "no more is given back than the credits")
		require.Contains(t, []int64{0, 11, 30, 41, 45}, a.Marginal)
		require.False(t, a.Due > 0 && a.Due < calcul.Euros(12), "small sums are let go")
		w, err := rules.Withholding(d)
		require.NoError(t, err)
		require.GreaterOrEqual(t, min(w.Household, w.Own[0], w.Own[1]), bareme.Tenths(0))
	})
}

func TestMoreIncomeNeverOwesLess(t *testing.T) {
	rules := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDeclaration(t)
		d.Boxes = bareme.Boxes{"1AJ": rapid.Int64Range(0, 300_000).Draw(t, "salary"), "1BS": rapid.Int64Range(0, 60_000).Draw(t, "pension")}
		before, err := rules.Compute(d)
		require.NoError(t, err)
		box := rapid.SampledFrom([]string{"1AJ", "1BS", "1AP", "4BA", "2TR"}).Draw(t, "more in")
		d.Boxes[box] += rapid.Int64Range(1, 50_000).Draw(t, "more")
		after, err := rules.Compute(d)
		require.NoError(t, err)
		require.GreaterOrEqual(t, after.Due, before.Due)
		require.GreaterOrEqual(t, after.Reference, before.Reference)
	})
}

func TestAChildNeverCosts(t *testing.T) {
	rules := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDeclaration(t)
		// What only who has no children may tick is another matter.
		d.Ticks.L, d.Ticks.K, d.Ticks.E, d.Ticks.W, d.Ticks.G = false, false, false, false, false
		d.Dependants = bareme.Dependants{F: rapid.IntRange(0, 3).Draw(t, "children")}
		d.Boxes = bareme.Boxes{"1AJ": rapid.Int64Range(0, 300_000).Draw(t, "salary")}
		before, err := rules.Compute(d)
		require.NoError(t, err)
		d.Dependants.F++
		after, err := rules.Compute(d)
		require.NoError(t, err)
		require.LessOrEqual(t, after.AfterCap, before.AfterCap)
		require.LessOrEqual(t, after.Due, before.Due)
	})
}

// A box that changed nothing would be a promise not kept.
func TestEveryKnownBoxCounts(t *testing.T) {
	rules := rules(t)
	base := bareme.Boxes{
		"1AJ": 60_000, "1BJ": 60_000, "1CJ": 60_000, "1DJ": 900, "1AS": 20_000, "1BS": 900, "1CS": 900, "1DS": 900,
		"2DC": 400, "6NS": 300, "6NT": 300, "6NU": 300, "7DB": 16_000,
	}
	plain := bareme.Declaration{Year: 2025, Status: bareme.Married, Dependants: bareme.Dependants{F: 1}, Boxes: base}
	before, err := rules.Compute(plain)
	require.NoError(t, err)
	for _, box := range bareme.Known() {
		with := bareme.Boxes{box: 20_000}
		for known, amount := range base {
			with[known] += amount
		}
		if strings.HasPrefix(box, "6P") || box == "7DB" {
			with[box] = 200 // a ceiling below what was paid; an expense below its ceiling
		}
		plain.Boxes = with
		after, err := rules.Compute(plain)
		require.NoError(t, err)
		after.Why, before.Why = calcul.Why{}, calcul.Why{}
		require.NotEqual(t, before, after, box)
	}
}

func TestTheExplanationLeadsToTheResult(t *testing.T) {
	rules := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		a, err := rules.Compute(anyDeclaration(t))
		require.NoError(t, err)
		last := a.Why.Lines[len(a.Why.Lines)-1]
		require.True(t, last.Result)
		require.NotEmpty(t, a.Why.Source)
		for _, line := range a.Why.Lines {
			require.NotEmpty(t, line.Label)
			text := line.Label + line.How
			require.NotContains(t, text, "'", "typographic apostrophes")
			require.NotContains(t, text, " :", "a no-break space")
			require.NotContains(t, text, " ;", "a no-break space")
		}
	})
}

func BenchmarkCompute(b *testing.B) {
	rules := rules(b)
	d := bareme.Declaration{
		Year: 2025, Status: bareme.Married, Dependants: bareme.Dependants{F: 2, H: 1},
		Boxes: bareme.Boxes{"1AJ": 60_000, "1BJ": 50_000, "7UF": 300, "7DB": 2_000, "2TR": 200},
	}
	for b.Loop() {
		if _, err := rules.Compute(d); err != nil {
			b.Fatal(err)
		}
	}
}
