package ameli_test

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal"
)

// printed is what can be read on a document, its blanks folded.
func printed(t *testing.T, answer portal.Response) string {
	t.Helper()
	require.NotNil(t, answer.File)
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext manque")
	}
	cmd := exec.CommandContext(t.Context(), program, "-layout", "-", "-")
	cmd.Stdin = strings.NewReader(string(answer.Content))
	out, err := cmd.Output()
	require.NoError(t, err)
	return strings.Join(strings.Fields(string(out)), " ")
}

// A consultation at 30 €: whole, less the 2 € that stay: 28 €. Another, without
// any link: 70 % of 30 €, less 2 €: 19 €.
const illSeed = `
  ald: {depuis: J-400, jusqu_au: J+20}
  remboursements:
    - {le: J-40, soin: Suivi de l’ALD, paye: 3000, base: 3000, taux: 70, retenue: 200, ald: true}
    - {le: J-38, soin: Consultation, paye: 3000, base: 3000, taux: 70, retenue: 200}
`

func TestALongIllnessIsSaidWhereRightsAndRefundsAre(t *testing.T) {
	w := open(t, strings.Replace(fullSeed, "\n  ayants_droit:", illSeed+"  ayants_droit:", 1))
	b := samia(w).Get(home+"/informations").See("Affection de longue durée (ALD)", "du mercredi 10 septembre 2025 au mercredi 4 novembre 2026")
	b.Get(home+"/remboursements").See("30,00 € à 100 % (ALD)", "28,00 €", "30,00 € à 70 %", "19,00 €")
	b.Get(home+"/paiements").See("28,00 €", "19,00 €")

	paper := printed(t, b.Get(home+"/releves/2026-09").Answer)
	require.Contains(t, paper, "100 % (ALD)")
	require.Contains(t, paper, "Total remboursé : 47,00 €")
	require.Contains(t, paper, "affection de longue durée, pris en charge à 100 %")
	paper = printed(t, b.Get(home+"/attestation/document/samia").Answer)
	require.Contains(t, paper, "Affection de longue durée ALD, du 10 septembre 2025 au 4 novembre 2026")
	require.NotContains(t, paper, "Suivi", "aucun papier ne dit laquelle")

	w.Wait(21 * day)
	b = again(w, "/informations").See("Aucune affection de longue durée (ALD) n’est enregistrée")
	require.NotContains(t, printed(t, b.Get(home+"/attestation/document/samia").Answer), "ALD")
}

func TestUsualCareFollowsALongIllness(t *testing.T) {
	w := open(t, strings.Replace(fullSeed, "\n  ayants_droit:", "\n  ald: {depuis: J-20, jusqu_au: J+700}\n  ayants_droit:", 1))
	samia(w).Get(home+"/remboursements").See("100 % (ALD)", "28,00 €", "à 70 %")
}

func TestALongIllnessHasAnEnd(t *testing.T) {
	for _, wrong := range []string{"{depuis: J-20}", "{depuis: J-20, jusqu_au: J-30}"} {
		_, err := seed(t, "- {personne: samia, ald: "+wrong+"}")
		require.ErrorContains(t, err, "jusqu_au")
	}
}
