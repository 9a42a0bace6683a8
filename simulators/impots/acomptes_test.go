package impots_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/impots"
	"demarcheablanc/simulators/portal/portaltest"
)

// landlord is a world where Karim also has 6 000 € of rents each year: 4 200 € net.
// 20 000 € of wages and 4 200 € owe 797 €, which is 3,3 % of 24 200 €: an acompte is
// 4 200 × 3,3 % ÷ 12 = 11,55, that is 12 €. He signs in May 2026.
func landlord(t *testing.T, iban string) *portaltest.World {
	t.Helper()
	w := world(t, paris(2026, time.May, 1, 9, 30), strings.ReplaceAll(karimSeed, "- {annee: -1, transmis: {1AJ: 20000, 8HV: 300}}",
		"- {annee: -1, transmis: {1AJ: 20000, 4BE: 6000}}\n      - {annee: 0, transmis: {1AJ: 20000, 4BE: 6000}}"))
	sign(declare(karimAt(w).DontSee("acompte"), map[string]string{"iban": iban}).See("797 €").DontSee("8HW"))
	return w
}

func TestAcomptesAreWithdrawnThenDeducted(t *testing.T) {
	w := landlord(t, hisIBAN)
	w.Wait(time.Minute)
	karimAt(w).Get(site+"/paiements").See("Acomptes", "mardi 15 septembre 2026", "12 €", "Sera prélevé").DontSee("15 août")
	until(w, paris(2026, time.August, 20, 9, 0))
	w.MustNotSee(impots.FactAcompte)
	until(w, paris(2026, time.December, 16, 9, 0))
	w.MustSee(impots.FactAcompte, "personne", "karim", "centimes", "1200", "recu", "oui")
	karimAt(w).Get(site+"/paiements").See("Prélevé", "mardi 15 décembre 2026", "vendredi 15 janvier 2027").DontSee("que cet exercice ne calcule pas")

	until(w, paris(2027, time.April, 20, 9, 0)) // four in 2026: 48 €; January to April belong to the next year
	b := declare(karimAt(w), nil)
	b.See("8HW — acomptes de prélèvement à la source", "Acomptes déjà payés", "48 €", "749 €").DontSee("C’est ce montant qui est compté")
	sign(b)
	until(w, paris(2027, time.August, 1, 9, 0))
	karimAt(w).Get(site+"/documents/avis/2027-karim").See("Acomptes déjà payés", "48 €", "Reste à payer", "749 €")
	n := noticeOf(w, "2027-karim")
	require.EqualValues(t, 48_00, n.Acomptes)
	require.EqualValues(t, 749_00, n.Balance)
}

func TestAnAcompteThatIsNotWhatCameChangesNothing(t *testing.T) {
	w := landlord(t, hisIBAN)
	until(w, paris(2027, time.April, 20, 9, 0))
	declare(karimAt(w), map[string]string{"8HW": "700"}).See("nous avons reçu 48 € d’acomptes", "749 €")
}

func TestAnAcompteWithoutAnAccountWaitsForTheNotice(t *testing.T) {
	w := landlord(t, "")
	until(w, paris(2026, time.September, 15, 10, 0))
	w.MustSee(impots.FactAcompte, "personne", "karim", "recu", "non")
	require.NotEmpty(t, mailTo(w, hisMail, "acompte n’a pas pu être prélevé").Subject)
	b := karimAt(w).See("Un acompte de 12 € n’a pas pu être prélevé le mardi 15 septembre 2026")
	b.Get(site+"/paiements").See("Attendu, non reçu", "que cet exercice ne calcule pas", "il manque un compte")
	send(b, "compte-bancaire", "Enregistrer ce compte", map[string]string{"iban": hisIBAN, "titulaire": "Karim Loriot"})
	until(w, paris(2026, time.December, 16, 9, 0))
	karimAt(w).DontSee("n’a pas pu être prélevé").Get(site + "/paiements").See("Sera prélevé")
	until(w, paris(2027, time.April, 20, 9, 0))
	declare(karimAt(w), nil).See("36 €", "761 €") // three came
}

// 4 200 × 3,3 % ÷ 4 = 34,65: 35 € in February and in May, where months took 12 €.
func TestQuartersAreWithdrawnByQuarter(t *testing.T) {
	w := landlord(t, hisIBAN)
	until(w, paris(2026, time.September, 2, 9, 0))
	send(karimAt(w), "prelevement", "Confirmer et transmettre", map[string]string{"demande": "option", "option": "individualise", "trimestriel": "oui"})
	until(w, paris(2027, time.January, 20, 9, 0))
	karimAt(w).Get(site + "/paiements").See("lundi 15 février 2027").DontSee("15 janvier 2027")
	until(w, paris(2027, time.May, 16, 9, 0))
	w.MustSee(impots.FactAcompte, "personne", "karim", "centimes", "3500")
	karimAt(w).Get(site+"/paiements").See("15 février 2027", "samedi 15 mai 2027").DontSee("15 mars 2027", "15 avril 2027")
}

// A situation may say what came before it.
func TestAcomptesOfBeforeArePrefilled(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), strings.ReplaceAll(karimSeed, "8HV: 300", "4BE: 6000, 8HW: 140"))
	declare(karimAt(w), nil).See("8HW — acomptes", "140 €", "657 €")
}
