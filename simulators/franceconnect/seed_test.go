package franceconnect_test

import (
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func seeded(text string) (map[string]any, error) {
	return franceconnect.New(portal.Deps{Network: &portal.Network{}}).Seed(portal.SeedInput{
		Decode: func(into any) error { return yaml.NewDecoder(strings.NewReader(text), yaml.Strict()).Decode(into) },
		People: map[string]portal.Person{"samia": franceconnecttest.Samia()}, T0: portaltest.T0,
	})
}

func TestSeed(t *testing.T) {
	docs, err := seeded(`
fournisseurs:
  - {fi: msa, titre: MSA, ordre: 4, message: En pause}
services:
  - {service: ameli, exclus: [ameli]}
appareils:
  - {poste: tel-samia, personnes: [samia]}
personnes:
  - personne: samia
    bloques: [laposte]
    historique:
      - {il_y_a: 46h, service: ameli, fi: Impôts, code: Y020021}
      - {il_y_a: 900h, service: Impôts, fi: Ameli}
`)
	require.NoError(t, err)
	require.Equal(t, franceconnect.Status{Title: "MSA", Order: 4, Message: "En pause"}, docs["franceconnect/fi/msa"])
	require.Equal(t, franceconnect.Rules{Excluded: []string{"ameli"}}, docs["franceconnect/service/ameli"])
	require.Equal(t, franceconnect.Holder{Blocked: []string{"laposte"}}, docs["franceconnect/compte/samia"])
	history := docs["franceconnect/historique/samia"].([]franceconnect.Passage)
	require.Len(t, history, 2)
	require.Equal(t, portaltest.T0.Add(-46*time.Hour), history[0].At)
	require.Empty(t, history[0].Reference)
	require.NotEmpty(t, history[1].Reference)

	w := newTown(t, docs)
	w.toChoice("tel-samia", sante).Click("Impôts").Click("Je suis samia").Click("Continuer sur Santé").Get(fc+"/historique").See("Y020021", "EX")
	w.MustNotSee(franceconnect.FactWarned)
}

func TestSeedSaysWhatIsWrong(t *testing.T) {
	for text, says := range map[string]string{
		"personnes: [{personne: inconnue}]":                 "inconnue",
		"personnes: [{personne: samia, etat_civil: parti}]": "écrivez l’un de : absent, decede, delai",
		"appareils: [{poste: p, personnes: [autre]}]":       "autre",
		"fournisseur: []": "fournisseur",
	} {
		_, err := seeded(text)
		require.ErrorContains(t, err, says)
	}
}
