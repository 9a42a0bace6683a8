package fictif_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/internal/fictif"
)

func TestChecks(t *testing.T) {
	for _, c := range []struct {
		name  string
		check func(string) error
		good  []string
		bad   map[string]string // text → what the sentence must say
	}{
		{
			"fiscal", fictif.CheckFiscal,
			[]string{"9900000001465", "99 00 000 001 465"},
			map[string]string{"12": "13 chiffres", "3023217600053": "commence par 99", "9900000001466": "trois derniers"},
		},
		{
			"phone", fictif.CheckPhone,
			[]string{"01 99 00 01 01", "0639980101", "+33 6 39 98 01 01", "04 65 71 12 34", "05.36.49.12.34", "03 53 01 00 00", "02 61 91 00 00"},
			map[string]string{"3949": "10 chiffres", "06 12 34 56 78": "fiction"},
		},
		{
			"mail", fictif.CheckEmail,
			[]string{"samia.loriot@messagerie.example", "x@y.test"},
			map[string]string{"samia": "lettre à lettre", "a b@c.example": "lettre à lettre", "": "lettre", "a@b.fr": ".example"},
		},
		{
			"iban", fictif.CheckIBAN,
			[]string{"FR76 9999 9000 0000 0000 0000 130", "fr7699999000000000000000227", "FR76 9999 9000 0000 0000 0000 324"},
			map[string]string{"FR76": "27 caractères", "FR76 3000 6000 0112 3456 7890 189": "99999", "FR76 9999 9000 0000 0000 0000 131": "groupes de quatre"},
		},
		{
			"card", fictif.CheckCard,
			[]string{"9999 0000 0000 0004"},
			map[string]string{"9999": "16 chiffres", "4111 1111 1111 1111": "9999", "9999 0000 0000 0005": "dernier chiffre"},
		},
		{
			"plate", fictif.CheckPlate,
			[]string{"AB-000-CD", "ab 000 cd"},
			map[string]string{"AB-123-CD": "000", "AI-000-CD": "sans I", "SS-000-CD": "deux lettres"},
		},
		{"neph", fictif.CheckNEPH, []string{"260700010042"}, map[string]string{"260775010042": "00", "261300010042": "mois"}},
		{"photo", fictif.CheckEPhoto, []string{"FICTIF0123456789ABCDEF"}, map[string]string{"0123456789ABCDEF012345": "FICTIF"}},
		{
			"siret", fictif.CheckSIRET,
			[]string{"000 000 018 00010"},
			map[string]string{"1": "14 chiffres", "356 000 000 00048": "000 000", "000 000 018 00011": "relisez"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, s := range c.good {
				require.NoError(t, c.check(s), s)
			}
			for s, says := range c.bad {
				require.ErrorContains(t, c.check(s), says, s)
			}
		})
	}
}

func TestBuiltAccountsAndFiscalNumbers(t *testing.T) {
	first, err := fictif.BuildIBAN(1)
	require.NoError(t, err)
	assert.Equal(t, "FR76\u00a09999\u00a09000\u00a00000\u00a00000\u00a00000\u00a0130", first)
	number, err := fictif.BuildFiscal(1)
	require.NoError(t, err)
	assert.Equal(t, "9900000001465", number)
	rapid.Check(t, func(t *rapid.T) {
		iban, err := fictif.BuildIBAN(rapid.Int64Range(0, 99_999_999_999).Draw(t, "account"))
		require.NoError(t, err)
		require.NoError(t, fictif.CheckIBAN(iban))
		number, err := fictif.BuildFiscal(rapid.IntRange(0, 99_999_999).Draw(t, "n"))
		require.NoError(t, err)
		require.NoError(t, fictif.CheckFiscal(number))
		assert.Empty(t, fictif.Scan("RIB "+iban+" et n° fiscal "+number))
	})
	_, err = fictif.BuildIBAN(-1)
	require.Error(t, err)
	_, err = fictif.BuildFiscal(-1)
	require.Error(t, err)
}
