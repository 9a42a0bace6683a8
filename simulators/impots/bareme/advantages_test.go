package bareme_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
)

func TestReductions(t *testing.T) {
	for name, c := range map[string]struct {
		boxes   bareme.Boxes
		of      int
		given   int64
		carried int64
	}{
		"help, 75 %":            {bareme.Boxes{"7UD": 300, "7VA": 100}, 2025, 300, 0},
		"beyond the ceiling":    {bareme.Boxes{"7UD": 2100}, 2025, 1566, 0},
		"the ceiling of 2023":   {bareme.Boxes{"7UD": 1100}, 2023, 816, 0},
		"others, 66 %":          {bareme.Boxes{"7UF": 100, "7VC": 50}, 2025, 99, 0},
		"rounded to the euro":   {bareme.Boxes{"7UF": 505}, 2025, 333, 0},
		"a fifth of the income": {bareme.Boxes{"7UF": 12000}, 2025, 7128, 1200},
		"a party":               {bareme.Boxes{"7UH": 9000}, 2025, 4950, 0}, // 7 500 count
		"school":                {bareme.Boxes{"7EA": 1, "7EC": 2, "7EF": 1}, 2025, 61 + 306 + 183, 0},
		"school, alternating":   {bareme.Boxes{"7EB": 1, "7ED": 1, "7EG": 1}, 2025, 199, 0}, // 198.50
		"never below nothing":   {bareme.Boxes{"7EF": 90}, 2025, -1, 0},
	} {
		d := of(c.of, single(c.boxes))
		d.Boxes["1AJ"] = 60000 // 54 000 taxable
		got := compute(t, d)
		want := calcul.Euros(c.given)
		if c.given < 0 {
			want = got.BeforeReductions
		}
		require.Equal(t, want, got.Reductions, name)
		require.Equal(t, calcul.Euros(c.carried), got.GiftsCarried, name)
	}
}

func TestCredits(t *testing.T) {
	for name, c := range map[string]struct {
		boxes bareme.Boxes
		heads bareme.Dependants
		born  int
		given int64
	}{
		"help at home":            {bareme.Boxes{"7DB": 3001}, bareme.Dependants{}, 0, 1501},
		"aids are deducted":       {bareme.Boxes{"7DB": 3000, "7DR": 4000}, bareme.Dependants{}, 0, 0},
		"the ceiling":             {bareme.Boxes{"7DB": 30000}, bareme.Dependants{}, 0, 6000},
		"a child raises it":       {bareme.Boxes{"7DB": 30000}, bareme.Dependants{F: 1}, 0, 6750},
		"half for alternating":    {bareme.Boxes{"7DB": 30000}, bareme.Dependants{H: 1}, 0, 6375},
		"so do the years":         {bareme.Boxes{"7DB": 30000}, bareme.Dependants{}, 1950, 6750},
		"and a parent helped":     {bareme.Boxes{"7DB": 30000, "7DL": 1}, bareme.Dependants{}, 0, 6750},
		"up to 15 000":            {bareme.Boxes{"7DB": 30000}, bareme.Dependants{F: 5}, 0, 7500},
		"first year":              {bareme.Boxes{"7DB": 30000, "7DQ": 1}, bareme.Dependants{F: 1}, 0, 8250},
		"first year, up to":       {bareme.Boxes{"7DB": 30000, "7DQ": 1}, bareme.Dependants{F: 5}, 0, 9000},
		"disability":              {bareme.Boxes{"7DB": 30000, "7DG": 1}, bareme.Dependants{}, 0, 10000},
		"childcare":               {bareme.Boxes{"7GA": 3000, "7GB": 5000}, bareme.Dependants{F: 2}, 0, 3250},
		"childcare, alternating":  {bareme.Boxes{"7GE": 3000}, bareme.Dependants{H: 1}, 0, 875},
		"ceiling of both":         {bareme.Boxes{"7DB": 30000, "7DG": 1, "7GA": 3500}, bareme.Dependants{F: 1}, 0, 10000},
		"union":                   {bareme.Boxes{"7AC": 100}, bareme.Dependants{}, 0, 66},
		"union, 1 % of incomes":   {bareme.Boxes{"7AC": 1000}, bareme.Dependants{}, 0, 264},
		"union, nobody's income":  {bareme.Boxes{"7AE": 100}, bareme.Dependants{}, 0, 0},
		"union in real expenses":  {bareme.Boxes{"7AC": 100, "1AK": 9000}, bareme.Dependants{}, 0, 0},
		"union is not in ceiling": {bareme.Boxes{"7DB": 30000, "7DG": 1, "7AC": 100}, bareme.Dependants{}, 0, 10066},
	} {
		d := of(2025, born(single(c.boxes), c.born))
		d.Boxes["1AJ"], d.Dependants = 40000, c.heads
		got := compute(t, d)
		require.Equal(t, calcul.Euros(c.given), got.Credits, name)
		require.Equal(t, got.BeforeReductions-got.Credits, got.Due, name)
	}
}

// Before credits, 19 500 of pay owe 654 − 601 = 53, and 19 600 owe 664 − 596 = 68.
func TestSmallSumsAreLetGo(t *testing.T) {
	for name, c := range map[string]struct {
		boxes bareme.Boxes
		due   int64
	}{
		"53":                        {bareme.Boxes{"1AJ": 19500}, 0},
		"68":                        {bareme.Boxes{"1AJ": 19600}, 68},
		"61 is asked":               {bareme.Boxes{"1AJ": 19600, "7UF": 10}, 61},
		"68, 12 after credits":      {bareme.Boxes{"1AJ": 19600, "7GA": 112}, 12},
		"68, 11 after credits":      {bareme.Boxes{"1AJ": 19600, "7GA": 114}, 0},
		"small, some credits":       {bareme.Boxes{"1AJ": 19500, "7GA": 40}, 0},
		"small, more credits":       {bareme.Boxes{"1AJ": 19500, "7GA": 200}, -46},
		"reductions count":          {bareme.Boxes{"1AJ": 19600, "7UF": 20}, 0},
		"nothing owed, all credits": {bareme.Boxes{"7GA": 200}, -100},
	} {
		require.Equal(t, calcul.Euros(c.due), compute(t, of(2025, single(c.boxes))).Due, name)
	}
}
