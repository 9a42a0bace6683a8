package impots_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/impots"
	"demarcheablanc/simulators/portal/portaltest"
)

const hisIBAN = "FR76 9999 9000 0000 0000 0000 130"

// owing is a world where Karim owes 564 € on July's notice: 1 564 € less 1 000 €.
func owing(t *testing.T, iban string) *portaltest.World {
	t.Helper()
	w := world(t, paris(2026, time.May, 1, 9, 30), strings.ReplaceAll(karimSeed, "20000, 8HV: 300", "30000, 8HV: 1000"))
	sign(declare(karimAt(w), map[string]string{"iban": iban}))
	until(w, paris(2026, time.August, 1, 9, 0))
	return w
}

func noticeOf(w *portaltest.World, id string) (n impots.Notice) {
	w.Read(func(tx *sandbox.Tx) { n, _ = sandbox.Get[impots.Notice](tx, "impots/avis/"+id) })
	return n
}

func TestEachInstalmentIsWithdrawnOnItsDay(t *testing.T) {
	w := owing(t, hisIBAN)
	for n, day := range []time.Time{paris(2026, time.September, 26, 9, 0), paris(2026, time.October, 26, 9, 0)} {
		until(w, day)
		text := karimAt(w).Get(site + "/paiements").Text()
		require.Equal(t, n+1, strings.Count(text, "Prélevé"), text)
	}
	until(w, paris(2027, time.January, 2, 9, 0))
	karimAt(w).Get(site+"/paiements").DontSee("Sera prélevé", "Du mal à payer")
	require.Empty(t, letters(w, "karim"))
}

func TestWhatDoesNotComeIsIncreasedByATenth(t *testing.T) {
	w := owing(t, "")
	until(w, paris(2026, time.October, 9, 9, 0))
	karimAt(w).See("Un paiement de 141 € était attendu").Get(site+"/paiements").See("Attendu, non reçu", "majoré de 10 %").DontSee("Majoration pour paiement en retard")
	w.MustNotSee(impots.FactUnpaid)
	until(w, paris(2026, time.October, 10, 9, 1))
	w.MustSee(impots.FactUnpaid, "personne", "karim", "centimes", "14100")
	karimAt(w).Get(site+"/paiements").See("Majoration pour paiement en retard", "14 €")
	require.Contains(t, strings.Join(letters(w, "karim"), " "), "une majoration de 10 %, soit 14 €")
	b := karimAt(w)
	send(b, "compte-bancaire", "Enregistrer ce compte", map[string]string{"iban": hisIBAN, "titulaire": "Karim Loriot"})
	w.Wait(time.Minute)
	b.Get(site+"/paiements").Click("Tout payer maintenant").DontSee("Attendu, non reçu", "Tout payer")
}

func TestADelayIsSixMonths(t *testing.T) {
	w := owing(t, hisIBAN)
	send(karimAt(w), "message", "Envoyer", map[string]string{"sujet": "delai", "texte": "Je ne peux pas payer en quatre fois."})
	until(w, paris(2026, time.August, 6, 9, 0))
	w.MustSee(impots.FactDelay, "personne", "karim")
	n := noticeOf(w, "2026-karim")
	require.Len(t, n.Schedule, 6)
	require.EqualValues(t, 94_00, n.Schedule[0].Amount)
	karimAt(w).Get(site+"/paiements").See("15 septembre 2026", "94 €").DontSee("141 €")
	karimAt(w).Get(site + "/messages").See("six mensualités")
	until(w, paris(2027, time.February, 16, 9, 0))
	require.NotContains(t, karimAt(w).Get(site+"/paiements").Text(), "Sera prélevé")
}

func TestAnIncreaseIsLiftedOnce(t *testing.T) {
	w := owing(t, "")
	until(w, paris(2026, time.October, 12, 9, 0))
	for _, answer := range []string{"vous est remise", "Aucune majoration"} {
		send(karimAt(w), "message", "Envoyer", map[string]string{"sujet": "remise", "texte": "C’est la première fois."})
		w.Wait(3 * 24 * time.Hour)
		karimAt(w).Get(site + "/messages").See(answer)
	}
	until(w, paris(2026, time.November, 10, 9, 0)) // and October’s did not come either
	send(karimAt(w), "message", "Envoyer", map[string]string{"sujet": "remise", "texte": "Encore une fois."})
	w.Wait(3 * 24 * time.Hour)
	karimAt(w).Get(site + "/messages").See("déjà été accordée")
	w.MustSee(impots.FactForgiven, "personne", "karim")
	karimAt(w).Get(site+"/paiements").See("Attendu, non reçu", "141 €", "Majoration pour paiement en retard")
	require.Len(t, noticeOf(w, "2026-karim").Schedule, 5, "quatre échéances, et la seconde majoration seule")
}

func TestAFineIsLiftedToo(t *testing.T) {
	w := world(t, paris(2026, time.June, 1, 9, 30), ownerSeed)
	until(w, paris(2026, time.July, 2, 9, 0))
	send(karimAt(w), "message", "Envoyer", map[string]string{"sujet": "remise", "texte": "Je ne savais pas."})
	w.Wait(3 * 24 * time.Hour)
	karimAt(w).DontSee("Amende").Get(site + "/paiements").See("Remise accordée")
}

// The oracle: 25 000 € owe 845 €, 30 000 € owe 1 564 €.
func TestACorrectionAsksForTheDifferenceOnly(t *testing.T) {
	w := owing(t, hisIBAN)
	until(w, paris(2026, time.October, 1, 9, 0)) // 141 € are withdrawn
	sign(declare(karimAt(w), map[string]string{"1AJ": "25000"}).See("Déjà payé avec l’avis précédent", "141 €"))
	until(w, paris(2026, time.October, 30, 9, 0)) // and once more before the new notice
	require.True(t, noticeOf(w, "2026-karim").Replaced)
	n := noticeOf(w, "2026-karim-2")
	require.EqualValues(t, 282_00, n.Before)
	require.EqualValues(t, 437_00, n.Refund) // 1 000 and 282 paid, 845 owed
	paid, _ := amounts(w, "karim")
	require.EqualValues(t, 437_00, paid[len(paid)-1].Amount)
	karimAt(w).Get(site + "/documents/avis/2026-karim").See("Un avis rectifié remplace celui-ci")
	until(w, paris(2027, time.January, 2, 9, 0))
	karimAt(w).Get(site + "/paiements").DontSee("Sera prélevé")
}

func TestARefundAndAnAdvanceAreCountedOnce(t *testing.T) {
	// 2 000 € at home give 1 000 € back, and 600 € in January.
	w := world(t, paris(2026, time.May, 1, 9, 30), strings.ReplaceAll(karimSeed, "20000, 8HV: 300", "16000, 7DB: 2000"))
	sign(declare(karimAt(w), map[string]string{"iban": hisIBAN}))
	until(w, paris(2026, time.September, 3, 9, 0))
	sign(declare(karimAt(w), map[string]string{"7DB": "1000"}).See("Déjà remboursé avec l’avis précédent", "1 000 €"))
	until(w, paris(2026, time.October, 15, 9, 0))
	require.EqualValues(t, 500_00, noticeOf(w, "2026-karim-2").Balance)
	until(w, paris(2027, time.January, 15, 10, 0))
	paid, _ := amounts(w, "karim")
	require.Len(t, paid, 2)
	require.EqualValues(t, 300_00, paid[1].Amount, "une seule avance, celle du dernier avis")
}

func TestTheAccountOfSomebodyElseIsRefused(t *testing.T) {
	w := owing(t, "")
	for _, c := range [][2]string{{"Marie Hermine", "Aucun compte bancaire n’est connu"}, {"M. Karim LORIOT", "se termine par 0130"}} {
		send(karimAt(w), "compte-bancaire", "Enregistrer ce compte", map[string]string{"iban": hisIBAN, "titulaire": c[0]})
		w.Wait(time.Minute)
		karimAt(w).Get(site + "/paiements").See("se termine par 0130")
		w.Wait(3 * 24 * time.Hour)
		karimAt(w).Get(site + "/paiements").See(c[1])
	}
	w.MustSee(impots.FactBankRefused, "personne", "karim", "compte", "0130")
	require.NotEmpty(t, mailTo(w, hisMail, "compte bancaire est à corriger").Subject)
}
