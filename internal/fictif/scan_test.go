package fictif_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/internal/fictif"
)

func TestWhatLooksReal(t *testing.T) {
	for text, want := range map[string]fictif.Kind{
		"2 69 05 49 588 157 80":               fictif.KindNIR,
		"269054958815780":                     fictif.KindNIR,
		"2690549588157":                       fictif.KindNIR,
		"son NIR : 2.69.05.49.588.157-80.":    fictif.KindNIR,
		"1 80 01 2A 004 001 68":               fictif.KindNIR,
		"2 69 05 49 588 157 80 06 12 34 5":    fictif.KindNIR,
		"06 12 34 56 78":                      fictif.KindPhone,
		"rappeler au 0612345678 ce soir":      fictif.KindPhone,
		"tel:+33612345678":                    fictif.KindPhone,
		"+33 (0)6.12.34.56.78":                fictif.KindPhone,
		"0033 6 12 34 56 78":                  fictif.KindPhone,
		"+32 470 12 34 56":                    fictif.KindPhone,
		"le 3 06 12 34 56 78":                 fictif.KindPhone,
		"jeanne.dupont@orange.fr":             fictif.KindEmail,
		"écrire à Jeanne (j.d+x@sub.gouv.fr)": fictif.KindEmail,
		"a@messagerie.example.com":            fictif.KindEmail,
		"FR76 3000 6000 0112 3456 7890 189":   fictif.KindIBAN,
		"fr7630006000011234567890189 merci":   fictif.KindIBAN,
		"DE89 3704 0044 0532 0130 00 merci":   fictif.KindIBAN,
		"4111 1111 1111 1111":                 fictif.KindCard,
		"5555555555554444":                    fictif.KindCard,
		"3782 822463 10005":                   fictif.KindCard,
		"30 23 217 600 053":                   fictif.KindFiscal,
		"0000000001001":                       fictif.KindFiscal,
	} {
		kind, real := fictif.LooksReal(text)
		assert.True(t, real, text)
		assert.Equal(t, want, kind, text)
		assert.NotEmpty(t, kind.Message())
		assert.NotContains(t, strings.ToLower(kind.Message()), "erreur")
	}
}

// TestOrdinaryTextPasses holds what players and authors write all day long.
func TestOrdinaryTextPasses(t *testing.T) {
	for _, text := range []string{
		"", "Samia doit remettre son attestation demain à 12:00, salle 14.",
		"Du 15/10/2026 au 21/11/2026, puis le 01.02.2027 et le 2026-10-15 16:40.",
		"2026-10-15T16:40:00+02:00", "2026-10-15 2026-10-16 2026-10-17",
		"1 234 567,89 € de recettes, +12 500 000 € de dépenses, 158,40 € brut",
		"code 480913, code 04 80 91, codes 123456 234567 345678", "identifiant 0000013R",
		"NEPH 260700010042 ou 26 07 00 01 0042", "FICTIF0123456789ABCDEF",
		"SIRET 000 000 018 00013", "cerfa 15692, articles 13-14, 21, 15, 16, 18, 17, 20, 22",
		"AB-000-CD", "composez le 3949, le 3646 ou le 0 805 805 817, le 08 05 80 58 17",
		"0 969 399 111, 09 69 39 91 11", "dossier 2026-000123-456, recours n° 4120",
		"T+5 puis T+12, J+10", "@samia et samia@", "v1.2.3-4", "192.168.1.10:8080",
		"01 99 00 01 01 · 06 39 98 01 01", "+33 6 39 98 01 01", "0033199000101", "02 61 91 00 00",
		"roger.pinson@messagerie.example, lou@epn-tilleuls.example.", "x@piege.test",
		"FR76 9999 9000 0000 0000 0000 130", "9999 0000 0000 0004", "9900000001465", "99 00 000 001 465",
		"60f8c1a1b2e7da47ff7af95c3e5b5b1232ca5b3771e93eb587784f08fb1e6650",
		"horaires : 09:00-12:30, 13:30-17:00", "de 12 à 14 h, le 12 34 56",
	} {
		assert.Empty(t, fictif.Scan(text), text)
	}
}

func TestScanIsStricterThanTheField(t *testing.T) {
	for text, want := range map[string]fictif.Kind{
		"2 69 05 49 588 157 81":             fictif.KindNIR,
		"FR76 3000 6000 0112 3456 7890 188": fictif.KindIBAN,
		"4111 1111 1111 1112":               fictif.KindCard,
		"3023217600054":                     fictif.KindFiscal,
	} {
		_, real := fictif.LooksReal(text)
		assert.False(t, real, text)
		found := fictif.Scan(text)
		require.Len(t, found, 1, text)
		assert.Equal(t, want, found[0].Kind)
		assert.False(t, found[0].Sure)
	}
}

func TestFindingsSayWhere(t *testing.T) {
	text := "téléphone : 01 99 00 01 01\nautre : 06 12 34 56 78\nmail : a@b.fr, c@d.example"
	found := fictif.Scan(text)
	require.Len(t, found, 2)
	assert.Equal(t, "06 12 34 56 78", text[found[0].Start:found[0].End])
	assert.Equal(t, 2, found[0].Line)
	assert.Equal(t, "a@b.fr", text[found[1].Start:found[1].End])
	assert.Equal(t, 3, found[1].Line)
}

func TestRealNumbersAreFoundWhereverTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.StringMatching(`[12]\d{2}(0[1-9]|1[0-2])(0[1-9]|[1-8]\d|9[0-5])(00[1-9]|[1-8]\d{2})(00[1-9]|\d[1-9]\d)`).Draw(t, "body")
		n, err := fictif.ParseNIR(body)
		require.NoError(t, err)
		kind, real := fictif.LooksReal("Madame, le " + n.String() + ", merci")
		assert.True(t, real)
		assert.Contains(t, []fictif.Kind{fictif.KindNIR, fictif.KindFiscal}, kind)
	})
}

// TestFiguresOfEveryDayPass mixes dates, hours, amounts, codes and numbers of
// the exercise in any order.
func TestFiguresOfEveryDayPass(t *testing.T) {
	piece := rapid.OneOf(
		rapid.StringMatching(`le (0[1-9]|[12]\d)/(0[1-9]|1[0-2])/20[23]\d`),
		rapid.StringMatching(`20[23]\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)`),
		rapid.StringMatching(`(1?\d|2[0-3]) h [0-5]\d`),
		rapid.StringMatching(`[1-9]\d{0,2}( \d{3}){0,2},\d{2} €`),
		rapid.StringMatching(`code \d{6}`),
		rapid.StringMatching(`dossier [A-Z]{2,4}-20[23]\d-\d{4,6}`),
		rapid.StringMatching(`06 39 98 \d{2} \d{2}`),
		rapid.StringMatching(`[a-z]{2,8}@messagerie\.example`),
		rapid.SampledFrom(people),
	)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 1, 8).Draw(t, "pieces"), rapid.SampledFrom([]string{", ", " ; ", "\n", " et "}).Draw(t, "between"))
		assert.Empty(t, fictif.Scan(text), text)
	})
}

func FuzzScan(f *testing.F) {
	for _, seed := range []string{"06 12 34 56 78", "FR76 3000 6", "é@é.fr", "1 80 01 2A 004 001 68", "+33(0)6", "\xff0612345678"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, found := range fictif.Scan(text) {
			require.GreaterOrEqual(t, found.Start, end, "findings follow one another")
			require.Greater(t, found.End, found.Start)
			require.LessOrEqual(t, found.End, len(text))
			require.NotEmpty(t, found.Kind.Message())
			end = found.End
		}
	})
}
