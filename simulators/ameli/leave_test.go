package ameli_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/ameli"
)

// Samia's first leave: 30 days from 15 September, wages of 2 000 € a month. A
// day is (3 × 2 000) / 91,25 = 65,75 €, half of it 32,87 €, net of 6,2 % and
// 0,5 %: 32,87 − 2,04 − 0,16 = 30,67 €. Three days are not paid. Paid from 18
// September: 14 days on 9 October (14 days after the certificate, 25 September),
// 13 more once over, 15 October.
func TestALeaveIsFollowedAndItsAllowancesProved(t *testing.T) {
	w := open(t, fullSeed)
	b := samia(w).Get(home + "/indemnites")
	b.See("Arrêt du", "15 septembre 2026", "30,67 €", "Attestation de salaire attendue de l’employeur — c’est l’étape en cours", "Demandez-la-lui")
	b.See("429,38 €")
	b.Click("Ouvrir l’attestation").Status(http.StatusUnprocessableEntity).See("05/03/1980")
	b.Fill("Du", "01/10/2026").Fill("Au", "01/09/2026").Click("Ouvrir l’attestation").See("ne peut pas venir avant")
	b.Fill("Du", "01/09/2026").Fill("Au", "01/09/2027").Click("Ouvrir l’attestation").See("pas au-delà d’aujourd’hui")
	b.Fill("Du", "01/09/2026").Fill("Au", "15/10/2026").Click("Ouvrir l’attestation")
	require.Equal(t, ameli.KindAllowances, b.Answer.File.Kind)
	require.Equal(t, "%PDF", string(b.Answer.Content[:4]))
	w.MustSee(ameli.FactLeavePaper, "personne", "samia", "du", "2026-09-01")
	b.Get(home + "/indemnites/attestation/2020-01-01/2020-02-01")
	require.Equal(t, "%PDF", string(b.Answer.Content[:4]))
	b.Get(home + "/indemnites/attestation/x/y").Status(http.StatusNotFound)
	b.Get(home + "/paiements").See("Indemnités journalières")
	login(w.On("tel-samia", "aide"), karimNIR, "Garage-88").Get(home + "/indemnites").See("Aucun arrêt")
}

func TestStatementsAreReadOrComeByPost(t *testing.T) {
	w := open(t, fullSeed)
	b := samia(w).Get(home + "/releves").See("en ligne seulement").Click("Enregistrer").Status(http.StatusUnprocessableEntity)
	b.Fill("Sur papier", "papier").Click("Enregistrer").See("par courrier")
	w.MustSee(ameli.FactStatements, "personne", "samia", "choix", "papier")
	b.Click("Relevé, août 2026")
	require.Equal(t, "%PDF", string(b.Answer.Content[:4]))
	w.MustSee(ameli.FactRefunds, "page", "releve")
	b.Get(home + "/releves/2026-10").Status(http.StatusNotFound)
}

func TestDelaysAreSaid(t *testing.T) {
	w := open(t, fullSeed)
	b := w.On("pc-epn", "aide").Get(home + "/delais").Click("Voir le délai").Status(http.StatusUnprocessableEntity).See("Choisissez ce que vous attendez")
	b.Fill("Nouvelle carte Vitale", "vitale-card").Fill("Date d’envoi", "01/12/2026").Click("Voir le délai").See("pas encore passée")
	b.Fill("Nouvelle carte Vitale", "vitale-card").Fill("Date d’envoi", "01/10/2026").Click("Voir le délai").See("22 octobre 2026").DontSee("Ce délai est passé")
	b.Fill("Remboursement d’une feuille", "paper-care").Fill("Date d’envoi", "01/09/2026").Click("Voir le délai").See("15 septembre 2026", "29 septembre 2026", "Ce délai est passé")
	b.Get(home + "/delais/rien/2026-01-01").Status(http.StatusNotFound)
}
