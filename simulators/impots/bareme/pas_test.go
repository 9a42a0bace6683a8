package bareme_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
)

func withholding(t *testing.T, d bareme.Declaration) bareme.Withholding {
	t.Helper()
	w, err := rules(t).Withholding(d)
	require.NoError(t, err)
	return w
}

func TestHouseholdRate(t *testing.T) {
	// 1 564 over 30 000, the incomes before the 10 %.
	w := withholding(t, of(2025, single(bareme.Boxes{"1AJ": 30000})))
	require.EqualValues(t, 52, w.Household)
	require.Equal(t, "5,2\u00a0%", w.Household.String())
	// Neither credits, nor gifts, nor what is paid on capital change it.
	other := withholding(t, of(2025, single(bareme.Boxes{"1AJ": 30000, "7DB": 3000, "7UF": 500, "2TR": 1000})))
	require.Equal(t, w.Household, other.Household)
	// Capital on the scale carries its part of the tax: 27 000 of 36 000.
	scale := withholding(t, of(2025, single(bareme.Boxes{"1AJ": 30000, "2TR": 9000, "2OP": 1})))
	require.EqualValues(t, 98, scale.Household) // 3 904 × 27/36 over 30 000
	require.Zero(t, withholding(t, of(2025, single(nil))).Household)
}

func TestEachSpousesOwnRate(t *testing.T) {
	w := withholding(t, of(2025, couple(0, bareme.Boxes{"1AJ": 60000, "1BJ": 20000})))
	require.EqualValues(t, 98, w.Household) // 7 808 over 80 000
	require.EqualValues(t, 6, w.Own[1])     // 126 over 20 000, as if alone
	require.EqualValues(t, 128, w.Own[0])   // what is left: 7 682 over 60 000
	mirrored := withholding(t, of(2025, couple(0, bareme.Boxes{"1AJ": 20000, "1BJ": 60000})))
	require.Equal(t, [2]bareme.Tenths{6, 128}, mirrored.Own)
	nothing := withholding(t, of(2025, couple(1, bareme.Boxes{"1AJ": 60000})))
	require.Zero(t, nothing.Own[1])
	require.Equal(t, nothing.Household, nothing.Own[0])
}

// Own rates withhold in all what the household's rate would, but for rounding.
func TestOwnRatesWithholdAsMuch(t *testing.T) {
	for _, pay := range [][2]int64{{60000, 20000}, {45000, 5000}, {90000, 40000}, {30000, 30000}, {30000, 0}} {
		d := of(2024, couple(1, bareme.Boxes{"1AJ": pay[0], "1BJ": pay[1], "4BE": 6000}))
		d.Dependants.H = 1
		w := withholding(t, d)
		common := int64(w.Household) * 4200
		own := int64(w.Own[0])*pay[0] + int64(w.Own[1])*pay[1] + common
		all := int64(w.Household) * (pay[0] + pay[1] + 4200)
		require.InDelta(t, all, own, float64(pay[0]+pay[1]+4200), "%v", pay)
	}
}

func TestDefaultRate(t *testing.T) {
	day := func(text string) time.Time {
		at, err := time.Parse(time.DateOnly, text)
		require.NoError(t, err)
		return at
	}
	for _, c := range []struct {
		paid    string
		monthly calcul.Cents
		rate    bareme.Tenths
	}{
		{"2024-01-31", calcul.Euros(1590), 0},
		{"2025-04-30", calcul.Euros(1591), 5},
		{"2025-05-01", calcul.Euros(1619), 0},
		{"2025-12-31", calcul.Euros(1620), 5},
		{"2026-05-31", 163499, 0},
		{"2026-11-30", calcul.Euros(1635), 5},
		{"2026-11-30", calcul.Euros(2400), 53},
		{"2026-11-30", 357050, 99},
		{"2026-11-30", calcul.Euros(3571), 119},
		{"2026-11-30", calcul.Euros(55558), 430},
		{"2026-11-30", -1, 0},
	} {
		rate, err := rules(t).DefaultRate(c.monthly, day(c.paid))
		require.NoError(t, err)
		require.Equal(t, c.rate, rate, "%v", c)
	}
	_, err := rules(t).DefaultRate(calcul.Euros(2000), day("2023-12-31"))
	require.ErrorContains(t, err, "2023-12")
}
