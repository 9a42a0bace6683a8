package fictif_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/internal/fictif"
)

// people holds the numbers of the people of the exercise, keys computed by hand
// beside the code.
var people = []string{
	"1 50 03 00 011 901 03", "2 76 05 00 011 910 60", "2 85 06 99 000 902 16", "2 74 02 00 012 903 87",
	"1 77 09 00 013 904 71", "2 90 05 00 014 905 65", "1 68 01 00 015 906 31", "2 81 07 00 016 907 88",
	"2 79 11 00 016 909 54", "1 08 04 00 017 908 47", "2 92 12 00 018 911 50", "1 05 07 00 019 912 81",
	"2 99 08 99 000 913 30", "2 64 10 00 020 914 66", "1 71 04 00 021 915 34", "2 98 02 00 022 916 53",
}

func TestPeopleOfTheExerciseCanBeNobody(t *testing.T) {
	for _, text := range people {
		require.NoError(t, fictif.CheckNIR(text))
		n, err := fictif.ParseNIR(text)
		require.NoError(t, err)
		assert.True(t, n.Valid(), text)
		assert.True(t, n.Fictional(), text)
		assert.Len(t, n.Body(), 13)
		_, real := fictif.LooksReal(text)
		assert.False(t, real, text)
		assert.Empty(t, fictif.Scan("numéro "+text+" ; sans clé "+n.Body()+"."))
	}
}

func TestKeyOfAKnownNumber(t *testing.T) {
	n, err := fictif.ParseNIR("2 69 05 49 588 157 80")
	require.NoError(t, err)
	assert.Equal(t, 80, n.WantKey())
	assert.True(t, n.Valid())
	assert.False(t, n.Fictional())
	assert.Equal(t, "2\u00a069\u00a005\u00a049\u00a0588\u00a0157\u00a080", n.String())
}

func TestCorsicanKeys(t *testing.T) {
	for text, key := range map[string]int{"1 80 01 2A 004 001": 68, "1 80 01 2b 033 001": 1} {
		n, err := fictif.ParseNIR(text)
		require.NoError(t, err)
		assert.Equal(t, key, n.WantKey())
	}
}

func TestCheckNIRSaysWhatToDo(t *testing.T) {
	require.ErrorContains(t, fictif.CheckNIR("12"), "13 chiffres")
	require.ErrorContains(t, fictif.CheckNIR("2 69 05 49 588 157 80"), "département 00")
	require.ErrorContains(t, fictif.CheckNIR("2 90 05 00 014 905 66"), "la clé est 65")
}

func TestBuiltNIRs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sex := rapid.SampledFrom([]fictif.Sex{fictif.Male, fictif.Female}).Draw(t, "sex")
		birth := time.Date(rapid.IntRange(1920, 2030).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), 1, 0, 0, 0, 0, time.UTC)
		n, err := fictif.BuildNIR(sex, birth, rapid.Bool().Draw(t, "abroad"), rapid.IntRange(0, 999).Draw(t, "commune"), rapid.IntRange(900, 999).Draw(t, "order"))
		require.NoError(t, err)
		require.NoError(t, fictif.CheckNIR(n.String()))
		assert.Empty(t, fictif.Scan(n.String()))
		assert.Empty(t, fictif.Scan(string(n)))
		assert.Empty(t, fictif.Scan(n.Body()))
	})
	_, err := fictif.BuildNIR(fictif.Male, time.Date(1990, 5, 1, 0, 0, 0, 0, time.UTC), false, 1, 12)
	require.Error(t, err)
}

func TestOneWrongDigitBreaksTheKey(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := []byte(rapid.StringMatching(`[12]\d{2}0[1-9](0[1-9]|[1-8]\d)\d{6}`).Draw(t, "body"))
		n, err := fictif.ParseNIR(string(digits))
		require.NoError(t, err)
		i := rapid.IntRange(0, 12).Draw(t, "i")
		by := byte(rapid.IntRange(1, 9).Draw(t, "by"))
		digits[i] = '0' + (digits[i]-'0'+by)%10
		if other, err := fictif.ParseNIR(string(digits)); err == nil {
			assert.NotEqual(t, n.WantKey(), other.WantKey())
		}
	})
}
