package bareme_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
)

// example is a household and what it owes on its incomes of 2024 and 2025, in
// euros: worked cases of the tax office's own scale, that the oracle leaves out.
type example struct {
	decl    bareme.Declaration
	taxable [2]int64
	due     [2]int64
}

func single(boxes bareme.Boxes) bareme.Declaration {
	return bareme.Declaration{Status: bareme.Single, Boxes: boxes}
}

func couple(children int, boxes bareme.Boxes) bareme.Declaration {
	return bareme.Declaration{Status: bareme.Married, Dependants: bareme.Dependants{F: children}, Boxes: boxes}
}

func lone(d bareme.Declaration, children int) bareme.Declaration {
	d.Ticks.T, d.Dependants.F = true, children
	return d
}

func born(d bareme.Declaration, years ...int) bareme.Declaration {
	copy(d.Born[:], years)
	return d
}

func raised(d bareme.Declaration) bareme.Declaration {
	d.Ticks.L = true
	return d
}

func examples() map[string]example {
	return map[string]example{
		"20 000":        {single(bareme.Boxes{"1AJ": 20000}), [2]int64{18000, 18000}, [2]int64{150, 126}},
		"25 000":        {single(bareme.Boxes{"1AJ": 25000}), [2]int64{22500, 22500}, [2]int64{869, 845}},
		"35 000":        {single(bareme.Boxes{"1AJ": 35000}), [2]int64{31500, 31500}, [2]int64{2615, 2554}},
		"60 000":        {single(bareme.Boxes{"1AJ": 60000}), [2]int64{54000, 54000}, [2]int64{9365, 9304}},
		"retired 25":    {born(single(bareme.Boxes{"1AS": 25000}), 1954), [2]int64{21102, 21089}, [2]int64{646, 619}},
		"retired 50":    {born(single(bareme.Boxes{"1AS": 50000}), 1954), [2]int64{45601, 45561}, [2]int64{6846, 6772}},
		"couple":        {couple(0, bareme.Boxes{"1AJ": 25000, "1BJ": 20000}), [2]int64{40500, 40500}, [2]int64{1327, 1281}},
		"one child":     {couple(1, bareme.Boxes{"1AJ": 40000, "1BJ": 30000}), [2]int64{63000, 63000}, [2]int64{3768, 3740}},
		"three":         {couple(3, bareme.Boxes{"1AJ": 60000, "1BJ": 50000}), [2]int64{99000, 99000}, [2]int64{8867, 8680}},
		"lone parent":   {lone(single(bareme.Boxes{"1AJ": 40000}), 1), [2]int64{36000, 36000}, [2]int64{1189, 1148}},
		"raised alone":  {raised(single(bareme.Boxes{"1AJ": 40000})), [2]int64{36000, 36000}, [2]int64{2896, 2825}},
		"real expenses": {single(bareme.Boxes{"1AJ": 30000, "1AK": 5200}), [2]int64{24800, 24800}, [2]int64{1236, 1212}},
		"uncollected":   {single(bareme.Boxes{"1AJ": 19500}), [2]int64{17550, 17550}, [2]int64{78, 0}},
		// The abatement counts once for each of two spouses over 65.
		"two retired": {born(couple(0, bareme.Boxes{"1AS": 16000, "1BS": 12000}), 1954, 1954), [2]int64{22404, 22378}, [2]int64{0, 0}},
	}
}

func TestWorkedExamples(t *testing.T) {
	rules := rules(t)
	for name, e := range examples() {
		for i, of := range []int{2024, 2025} {
			e.decl.Year = of
			got, err := rules.Compute(e.decl)
			require.NoError(t, err)
			require.Equal(t, calcul.Euros(e.taxable[i]), got.Taxable, "%s %d", name, of)
			require.Equal(t, calcul.Euros(e.due[i]), got.Due, "%s %d", name, of)
		}
	}
}

// The published results of the scale alone, to the cent.
func TestScaleAlone(t *testing.T) {
	rules := rules(t)
	for of, cents := range map[int][3]calcul.Cents{
		2024: {216548, 433096, 1333096},
		2025: {210399, 420798, 1320798},
	} {
		for i, d := range []bareme.Declaration{
			single(bareme.Boxes{"4BA": 30000}), couple(0, bareme.Boxes{"4BA": 60000}), couple(0, bareme.Boxes{"4BA": 90000}),
		} {
			d.Year = of
			got, err := rules.Compute(d)
			require.NoError(t, err)
			require.Equal(t, cents[i], got.FullTax)
		}
	}
}

func TestUnknownYearIsRefused(t *testing.T) {
	_, err := rules(t).Compute(bareme.Declaration{Year: 2012})
	require.ErrorContains(t, err, "2012")
	_, err = rules(t).Withholding(bareme.Declaration{Year: 2012})
	require.ErrorContains(t, err, "2012")
}
