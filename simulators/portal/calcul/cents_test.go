package calcul_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/simulators/portal/calcul"
)

func TestAmountsAsPeopleWriteThem(t *testing.T) {
	for text, cents := range map[string]calcul.Cents{
		"612,40": 61240, "1 807": 180700, "1\u202f807,5": 180750, "0": 0, ",5": 50, "12.": 1200, "3.1400": 314, "-2,10": -210,
		"99999999999999999999": math.MaxInt64,
	} {
		read, err := calcul.ParseCents(text)
		require.NoError(t, err, text)
		require.Equal(t, cents, read, text)
	}
	for _, wrong := range []string{"", "-", ".", "un", "1e3", "12%", "1,2,3", "0x10", "--1", "1-2"} {
		_, err := calcul.ParseCents(wrong)
		require.Error(t, err, wrong)
		require.NotErrorIs(t, err, calcul.ErrTooFine, wrong)
	}
	_, err := calcul.ParseCents("612,405")
	require.ErrorIs(t, err, calcul.ErrTooFine)
}

// Both readings of one text agree.
func TestAmountsAreReadAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?\d{1,3}([ \x{a0}]\d{3}){0,3}([.,]\d{1,4})?`).Draw(t, "text")
		exact, err := calcul.ParseExact(text)
		require.NoError(t, err)
		cents, err := calcul.ParseCents(text)
		if err != nil {
			require.ErrorIs(t, err, calcul.ErrTooFine)
			require.NotZero(t, calcul.Of(exact.Cents()).Cmp(exact))
			return
		}
		require.Zero(t, calcul.Of(cents).Cmp(exact))
	})
}
