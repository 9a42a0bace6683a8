package bareme_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
)

func TestSettle(t *testing.T) {
	euros := calcul.Euros
	for name, c := range map[string]struct {
		due, withheld, advance, paid calcul.Cents
		toPay, refund                calcul.Cents
		instalments                  int
	}{
		"even":                  {euros(1200), euros(1200), 0, 0, 0, 0, 0},
		"too small to ask":      {euros(1211), euros(1200), 0, 0, 0, 0, 0},
		"12 is asked":           {euros(1212), euros(1200), 0, 0, euros(12), 0, 1},
		"at once":               {euros(1500), euros(1200), 0, 0, euros(300), 0, 1},
		"in four":               {euros(1501), euros(1200), 0, 0, euros(301), 0, 4},
		"too small to refund":   {euros(1193), euros(1200), 0, 0, 0, 0, 0},
		"8 is refunded":         {euros(1192), euros(1200), 0, 0, 0, euros(8), 0},
		"credits":               {euros(-1000), 0, 0, 0, 0, euros(1000), 0},
		"already paid in part":  {euros(-1000), 0, euros(600), 0, 0, euros(400), 0},
		"too much paid before":  {0, 0, euros(600), 0, euros(600), 0, 4},
		"the difference alone":  {euros(1500), euros(1200), 0, euros(250), euros(50), 0, 1},
		"a refund to give back": {euros(1500), euros(1200), 0, euros(-174), euros(474), 0, 4},
		"paid too much":         {euros(900), euros(800), 0, euros(250), 0, euros(150), 0},
		"negatives are nothing": {euros(100), euros(-50), euros(-50), 0, euros(100), 0, 1},
	} {
		got := rules(t).Settle(c.due, bareme.Before{Withheld: c.withheld, Advance: c.advance, Paid: c.paid})
		require.Equal(t, c.toPay, got.ToPay, name)
		require.Equal(t, c.refund, got.Refund, name)
		require.Equal(t, c.instalments, got.Instalments, name)
		require.True(t, got.Why.Lines[len(got.Why.Lines)-1].Result, name)
	}
}

func TestLate(t *testing.T) {
	for _, c := range []struct {
		due                calcul.Cents
		when               bareme.Lateness
		months             int
		increase, interest int64
	}{
		{calcul.Euros(1200), bareme.Spontaneous, 0, 120, 0},
		{calcul.Euros(1200), bareme.Within30Days, 3, 240, 7},
		{calcul.Euros(1200), bareme.Beyond30Days, 12, 480, 29},
		{calcul.Euros(-500), bareme.Beyond30Days, 12, 0, 0},
		{calcul.Euros(1200), bareme.Spontaneous, -4, 120, 0},
	} {
		got := rules(t).Late(c.due, c.when, c.months)
		require.Equal(t, calcul.Euros(c.increase), got.Increase)
		require.Equal(t, calcul.Euros(c.interest), got.Interest)
		require.NotEmpty(t, got.Why.Lines)
	}
	require.Equal(t, calcul.Euros(14), rules(t).LatePayment(calcul.Euros(141)))
	require.Zero(t, rules(t).LatePayment(calcul.Euros(-141)))
}

func TestMileage(t *testing.T) {
	for _, c := range []struct {
		horsepower, km int
		electric       bool
		euros          int64
	}{
		{5, 4000, false, 2544},
		{5, 5000, false, 3180},
		{5, 6000, false, 3537},
		{5, 20000, false, 8535},
		{5, 20001, false, 8540},
		{5, 25000, false, 10675},
		{1, 1000, false, 529},
		{3, 1000, true, 635},
		{7, 1000, false, 697},
		{40, 1000, false, 697},
		{4, -5, false, 0},
	} {
		got, why := rules(t).Mileage(c.horsepower, c.km, c.electric)
		require.Equal(t, calcul.Euros(c.euros), got, "%v", c)
		require.NotEmpty(t, why.Lines)
	}
	_, why := rules(t).Mileage(5, 6000, false)
	require.Equal(t, "6\u00a0000\u00a0km × 0,357\u00a0€ + 1\u00a0395\u00a0€", why.Lines[0].How)
}
