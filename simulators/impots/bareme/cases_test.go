package bareme_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
)

func of(year int, d bareme.Declaration) bareme.Declaration {
	d.Year = year
	return d
}

func compute(t *testing.T, d bareme.Declaration) bareme.Assessment {
	t.Helper()
	got, err := rules(t).Compute(d)
	require.NoError(t, err)
	return got
}

// 2023: the slice above 11 294 at 11 %, then the décote.
func TestIncomesOf2023(t *testing.T) {
	got := compute(t, of(2023, single(bareme.Boxes{"1AJ": 20000})))
	require.Equal(t, calcul.Cents(73766), got.FullTax) // 6 706 × 11 %
	require.Equal(t, calcul.Euros(539), got.Decote)    // 873 − 333.79
	require.Equal(t, calcul.Euros(199), got.Due)
	got = compute(t, of(2023, couple(2, bareme.Boxes{"1AJ": 60000, "1BJ": 50000})))
	// 49 500 a share: 1 925.33 + 6 210.90, twice, less four times 1 759 halves of 2.
	require.Equal(t, calcul.Cents(1275446), got.AfterCap)
}

func TestAbatementsHaveFloorsAndCeilings(t *testing.T) {
	for name, c := range map[string]struct {
		boxes   bareme.Boxes
		taxable int64
	}{
		"salary, floor":              {bareme.Boxes{"1AJ": 3000}, 2491},
		"salary below the floor":     {bareme.Boxes{"1AJ": 300}, 0},
		"salary, ceiling":            {bareme.Boxes{"1AJ": 200000}, 185445},
		"half a euro goes up":        {bareme.Boxes{"1AJ": 20005}, 18004}, // 2 000.50 is 2 001
		"real expenses too low":      {bareme.Boxes{"1AJ": 30000, "1AK": 2000}, 27000},
		"expenses without salary":    {bareme.Boxes{"1AK": 2000, "4BA": 5000}, 5000},
		"expenses above the salary":  {bareme.Boxes{"1AJ": 3000, "1AK": 4000, "4BA": 5000}, 4000},
		"pension, floor":             {bareme.Boxes{"1AS": 3000}, 2546},
		"pension, ceiling":           {bareme.Boxes{"1AS": 60000}, 55561},
		"pensions share the ceiling": {bareme.Boxes{"1AS": 30000, "1BS": 30000}, 55561},
		"maintenance is a pension":   {bareme.Boxes{"1AO": 6000, "1AZ": 4000}, 9000},
		"each has their floor":       {bareme.Boxes{"1AJ": 3000, "1BJ": 3000, "1CJ": 3000}, 7473},
		"small rents":                {bareme.Boxes{"4BE": 10000}, 7000},
		"rents too large to be":      {bareme.Boxes{"4BE": 20000}, 15500},
		"a negative box is empty":    {bareme.Boxes{"1AJ": -5000, "4BA": 700}, 700},
	} {
		got := compute(t, of(2025, single(c.boxes)))
		require.Equal(t, calcul.Euros(c.taxable), got.Taxable, name)
	}
}

func TestCharges(t *testing.T) {
	for name, c := range map[string]struct {
		boxes   bareme.Boxes
		taxable int64
	}{
		"two grown children":       {bareme.Boxes{"6EL": 9000, "6EM": 1000}, 54000 - 6855 - 1000},
		"ruled before 2006":        {bareme.Boxes{"6GP": 1000}, 54000 - 1250},
		"grown, ruled before 2006": {bareme.Boxes{"6GI": 6000, "6GJ": 400}, 54000 - 6855 - 500},
		"deductible CSG":           {bareme.Boxes{"6DE": 300}, 53700},
		"savings under a ceiling":  {bareme.Boxes{"6NS": 5000, "6RS": 1000, "6PS": 4000}, 50000},
		"savings, no ceiling told": {bareme.Boxes{"6NT": 2000, "6RU": 500}, 51500},
		"more than the income":     {bareme.Boxes{"6GU": 90000}, 0},
	} {
		c.boxes["1AJ"] = 60000
		got := compute(t, of(2025, single(c.boxes)))
		require.Equal(t, calcul.Euros(c.taxable), got.Taxable, name)
	}
	saved := compute(t, of(2025, single(bareme.Boxes{"1AJ": 60000, "6NS": 4000, "6GU": 1000})))
	require.Equal(t, calcul.Euros(53000), saved.Reference, "savings come back in the reference income")
}

func TestElderlyAndAttached(t *testing.T) {
	pension := bareme.Boxes{"1AS": 18000} // 16 200 once abated
	require.Equal(t, calcul.Euros(16200), compute(t, of(2025, born(single(pension), 1961))).Taxable, "64 on 31 December")
	require.Equal(t, calcul.Euros(13378), compute(t, of(2025, born(single(pension), 1960))).Taxable, "65")
	disabled := of(2025, single(pension))
	disabled.Ticks.P = true
	require.Equal(t, calcul.Euros(13378), compute(t, disabled).Taxable)
	both := of(2025, born(couple(0, pension), 1950))
	both.Ticks.F = true
	require.Equal(t, calcul.Euros(10556), compute(t, both).Taxable, "once for each spouse")
	tiny := of(2025, born(single(bareme.Boxes{"4BA": 1000}), 1950))
	require.Zero(t, compute(t, tiny).Taxable)
	attached := of(2025, couple(0, bareme.Boxes{"1AJ": 60000}))
	attached.Dependants.N = 1
	require.Equal(t, calcul.Euros(54000-6855), compute(t, attached).Taxable)
}

func TestTheCapAndWhatItGivesBack(t *testing.T) {
	rich := bareme.Boxes{"1AJ": 140000} // 126 000
	alone := compute(t, of(2025, single(rich))).AfterCap
	change := func(change func(*bareme.Declaration)) calcul.Cents {
		d := of(2025, single(rich))
		change(&d)
		got := compute(t, d)
		require.True(t, got.CapApplies)
		return alone - got.AfterCap
	}
	child := func(d *bareme.Declaration) { d.Dependants.F = 1 }
	for name, c := range map[string]struct {
		saved  int64
		change func(*bareme.Declaration)
	}{
		"a child":                  {1807, child},
		"disabled":                 {1807 + 1801, func(d *bareme.Declaration) { d.Ticks.P = true }},
		"veteran":                  {1807 + 1801, func(d *bareme.Declaration) { d.Ticks.W = true }},
		"raised a child alone":     {1079, func(d *bareme.Declaration) { d.Ticks.L = true }},
		"and disabled":             {1807 + 1801, func(d *bareme.Declaration) { d.Ticks.L, d.Ticks.P = true, true }},
		"lone parent":              {4262, func(d *bareme.Declaration) { child(d); d.Ticks.T = true }},
		"lone parent of two":       {4262 + 1807, func(d *bareme.Declaration) { d.Dependants.F, d.Ticks.T = 2, true }},
		"lone, one alternating":    {2131, func(d *bareme.Declaration) { d.Dependants.H, d.Ticks.T = 1, true }},
		"widowed with a child":     {3*1807 + 2011, func(d *bareme.Declaration) { child(d); d.Status = bareme.Widowed }},
		"child with a card":        {2*1807 + 1801, func(d *bareme.Declaration) { child(d); d.Dependants.G = 1 }},
		"alternating, with a card": {1807 + 900, func(d *bareme.Declaration) { d.Dependants.H, d.Dependants.I = 1, 1 }},
	} {
		want := calcul.Euros(c.saved)
		if name == "alternating, with a card" {
			want += 50
		}
		require.Equal(t, want, change(c.change), name)
	}
}

func TestOverseas(t *testing.T) {
	d := of(2025, single(bareme.Boxes{"1AJ": 40000})) // 3 903.99 on the mainland
	d.Residence = bareme.AntillesReunion
	require.Equal(t, calcul.Cents(273279), compute(t, d).AfterCap) // less 30 %
	d.Residence = bareme.GuyaneMayotte
	require.Equal(t, calcul.Cents(234239), compute(t, d).AfterCap) // less 40 %
	d.Boxes["1AJ"] = 95000
	require.Equal(t, calcul.Cents(1885552-405000), compute(t, d).AfterCap, "the ceiling")
}

func TestHighestIncomes(t *testing.T) {
	one := compute(t, of(2025, single(bareme.Boxes{"4BA": 600000})))
	require.Equal(t, calcul.Euros(7500+4000), one.HighIncomes)
	two := compute(t, of(2025, couple(0, bareme.Boxes{"4BA": 600000})))
	require.Equal(t, calcul.Euros(3000), two.HighIncomes)
	require.Equal(t, two.BeforeReductions+two.HighIncomes, two.Due)
}

func TestCapital(t *testing.T) {
	flat := compute(t, of(2025, single(bareme.Boxes{"1AJ": 40000, "2TR": 500, "2DC": 1000, "2CK": 192})))
	require.Equal(t, calcul.Euros(192), flat.Flat)
	require.Equal(t, calcul.Euros(3904), flat.Due, "what was withheld comes back")
	require.Equal(t, calcul.Euros(36000), flat.Taxable)
	require.Equal(t, calcul.Euros(37500), flat.Reference)
	scale := compute(t, of(2025, single(bareme.Boxes{"1AJ": 40000, "2TR": 500, "2DC": 1000, "2OP": 1})))
	require.Zero(t, scale.Flat)
	require.Equal(t, calcul.Euros(37100), scale.Taxable)
	require.Equal(t, calcul.Euros(37500), scale.Reference)
	require.EqualValues(t, 3904+330, scale.Due/100)
}
