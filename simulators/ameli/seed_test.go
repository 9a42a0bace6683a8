package ameli_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func seed(t *testing.T, text string) (map[string]any, error) {
	t.Helper()
	return ameli.New(portaltest.Deps(t), ameli.Demarches()).Seed(portal.SeedInput{Decode: strict(text), People: people(), T0: portaltest.T0})
}

func TestASeedTakesFromThePersonWhatItDoesNotSay(t *testing.T) {
	docs, err := seed(t, samiaSeed)
	require.NoError(t, err)
	samia := docs["acces/ameli/samia"].(portal.Account)
	require.Equal(t, samiaNIR, samia.Identifier)
	require.Equal(t, "0639980105", samia.Mobile)
	require.True(t, samia.LockedUntil.Equal(portaltest.T0.Add(50*time.Minute)))
	karim := docs["ameli/assure/karim"].(ameli.Insured)
	require.Equal(t, "Samia LORIOT", karim.Dependants[0].Name)
	require.Len(t, karim.Care, 1)
	require.NotEmpty(t, docs["ameli/assure/samia"].(ameli.Insured).Care)
}

func TestASeedThatCannotBeIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"personne inconnue":     "- {personne: zoe}",
		"ayant droit inconnu":   "- {personne: samia, ayants_droit: [zoe]}",
		"identifiant trop long": "- {personne: samia, identifiant: '290050001490565'}",
		"mot inconnu":           "- {personne: samia, couriel: x}",
		"moment":                "- {personne: samia, courriel_depuis: hier}",
		"releves":               "- {personne: samia, releves: pigeon}",
		"carte":                 "- {personne: samia, carte: {etat: perdue}}",
		"serie":                 "- {personne: samia, carte: {serie: '12'}}",
		"iban":                  "- {personne: samia, iban: FR00}",
		"etat":                  "- {personne: samia, etat: ouvert}",
		"heure":                 "- {personne: samia, courriel_depuis: J-2 25:00}",
	} {
		_, err := seed(t, text)
		require.Error(t, err, name)
	}
}

func TestABareIdIsADependant(t *testing.T) {
	docs, err := seed(t, "- {id: foyer, personne: karim, adresse: [1 rue du Préau, 00900 Saint-Exemple], ayants_droit: [samia]}")
	require.NoError(t, err)
	require.Equal(t, "samia", docs["ameli/assure/foyer"].(ameli.Insured).Dependants[0].ID())
}

func TestAnAttestationIsDrawnFromItsKindAndPersonAlone(t *testing.T) {
	w := open(t, samiaSeed)
	w.Read(func(tx *sandbox.Tx) {
		for _, person := range []string{"samia", "karim", "paul"} {
			f := portal.File{Kind: ameli.KindAttestation, Person: person, At: portaltest.T0}
			once, err := w.Network.Draw(tx, f)
			require.NoError(t, err)
			again, err := w.Network.Draw(tx, f)
			require.NoError(t, err)
			require.Equal(t, once, again, "les mêmes octets à chaque fois")
		}
		_, err := w.Network.Draw(tx, portal.File{Kind: ameli.KindAttestation, Person: "zoe"})
		require.Error(t, err)
	})
}

func TestARefundIsTheRateOfTheBaseLessWhatIsKept(t *testing.T) {
	require.EqualValues(t, 1900, ameli.Care{Base: 3000, Rate: 70, Kept: 200}.Refund())
	require.EqualValues(t, 0, ameli.Care{Base: 100, Rate: 65, Kept: 200}.Refund(), "jamais moins que rien")
}
