package calcul_test

import (
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/calcul"
)

func exact(t *testing.T, text string) calcul.Exact {
	t.Helper()
	x, err := calcul.ParseExact(text)
	require.NoError(t, err)
	return x
}

func TestRoundingAwayFromZero(t *testing.T) {
	for text, cents := range map[string]calcul.Cents{
		"0.005": 1, "-0.005": -1, "0.0049": 0, "1 807,10": 180710, "59.85%": 60, "-1.234": -123,
	} {
		require.Equal(t, cents, exact(t, text).Cents(), text)
	}
	require.EqualValues(t, 717, exact(t, "717.67").Down())
	require.EqualValues(t, -718, exact(t, "-717.67").Down())
	require.EqualValues(t, 718, exact(t, "717.5").Round())
	require.Equal(t, calcul.Cents(71766), exact(t, "717.669").CentsDown())
}

func TestArithmeticIsExact(t *testing.T) {
	third := calcul.Int(1).Over(calcul.Int(3))
	require.Zero(t, calcul.Sum(third, third, third).Cmp(calcul.Int(1)))
	require.Zero(t, exact(t, "0.1").Plus(exact(t, "0.2")).Cmp(exact(t, "0.3")))
	require.Zero(t, calcul.Int(1).Minus(calcul.Int(2)).Positive().Sign())
	require.Zero(t, calcul.Max(third, calcul.Int(0)).Cmp(calcul.Min(third, calcul.Int(1))))
}

func TestNumbersOfADataFileKeepTheirDigits(t *testing.T) {
	var read struct{ Rate, Base calcul.Exact }
	require.NoError(t, yaml.Unmarshal([]byte("rate: 59.85%\nbase: 638.28\n"), &read))
	require.Equal(t, calcul.Cents(38201), read.Rate.Times(read.Base).Cents())
	for _, wrong := range []string{"1e3", "un", "1/3", ""} {
		_, err := calcul.ParseExact(wrong)
		require.Error(t, err, wrong)
	}
}
