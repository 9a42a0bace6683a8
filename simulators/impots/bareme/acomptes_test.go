package bareme_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
)

func TestIncomesWithoutAPayer(t *testing.T) {
	d := bareme.Declaration{Year: 2025, Boxes: bareme.Boxes{"1AJ": 20_000, "4BE": 6_000}}
	w, err := rules(t).Withholding(d)
	require.NoError(t, err)
	require.EqualValues(t, 33, w.Household) // 797 € over 24 200 €
	for parts, each := range map[int]int64{12: 12, 4: 35} {
		got, why, err := rules(t).Instalment(d, w.Household, parts)
		require.NoError(t, err)
		require.Equal(t, calcul.Euros(each), got) // 4 200 € × 3,3 %, shared
		require.NotEmpty(t, why.Lines)
	}
	d.Boxes["1AO"] = 2_400
	got, _, err := rules(t).Instalment(d, 33, 4)
	require.NoError(t, err)
	require.Equal(t, calcul.Euros(54), got)
	got, _, err = rules(t).Instalment(bareme.Declaration{Year: 2025, Boxes: bareme.Boxes{"1AJ": 20_000}}, 33, 12)
	require.NoError(t, err)
	require.Zero(t, got)
	_, _, err = rules(t).Instalment(bareme.Declaration{Year: 1999}, 33, 12)
	require.Error(t, err)
}

func TestWhatWasPaidAheadIsTakenOff(t *testing.T) {
	s := rules(t).Settle(calcul.Euros(797), bareme.Before{Withheld: calcul.Euros(100), Acomptes: calcul.Euros(48)})
	require.Equal(t, calcul.Euros(649), s.ToPay)
	require.Equal(t, 4, s.Instalments)
	s = rules(t).Settle(calcul.Euros(30), bareme.Before{Acomptes: calcul.Euros(48)})
	require.Equal(t, calcul.Euros(18), s.Refund)
}
