package emploi_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/emploi"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// withLeft is Paul with so many days of allowance left.
func withLeft(days string) string { return strings.Replace(paulSeed, "reste: 300", "reste: "+days, 1) }

// Twenty days left: September pays 20 × 31 € = 620 €, and October nothing.
func TestARightThatIsOverPaysNoMore(t *testing.T) {
	w := open(t, strings.Replace(withLeft("20"), "heures: 12, brut: 158.40, fini: true", "heures: 0", 1))
	b := declare(login(w), base, "", "", "oui").See("20", "620,00", "il vous restait 20 jours", "Vos droits se terminent avec ce mois")
	send(b)
	w.Wait(day)
	w.MustSee(emploi.FactComputed, "mois", "2026-09", "jours", "20", "centimes", "62000")
	w.MustSee(emploi.FactSpent, "personne", "paul", "mois", "2026-09")
	w.MustSee(portal.FactMailArrived, "objet", "[EXERCICE] Vos droits sont terminés")
	w.MustSee(portal.FactSMSArrived, "numero", "0639980104")
	w.Wait(4 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "[EXERCICE] Vos droits sont terminés")
	w.Wait(2 * day)
	w.MustSee(demarche.FactPaid, "centimes", "62000")
	login(w).See("Vos droits sont terminés").Get(base+"/courriers").See("solidarité spécifique", "ne calcule ni")
	b.Get(base+"/dossier").See("Inscrit depuis", "Droits terminés", "16 octobre 2026")
	b.Get(base + "/paiements").See("Vos droits sont terminés")
	w.Wait(8 * day)
	send(declare(login(w), base, "", "", "oui").See("Aucune allocation en cours").DontSee("930,00"))
	w.Wait(8 * day)
	w.MustSee(emploi.FactComputed, "mois", "2026-10", "jours", "0", "centimes", "0")
	w.MustSee(demarche.FactStage, "issue", "Rien n’est dû pour ce mois")
	w.MustNotSee(emploi.FactCeased)
}

// Eighty days left, thirty paid: fifty, which two more months take.
func TestTheEndOfARightIsForetold(t *testing.T) {
	w := open(t, withLeft("80"))
	send(declare(login(w), base, "", "", "oui").DontSee("se terminent"))
	w.Wait(day)
	w.MustSee(emploi.FactForetold, "personne", "paul", "jours", "50")
	w.MustNotSee(emploi.FactSpent)
	w.Wait(4 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "[EXERCICE] Vos droits se terminent bientôt")
	login(w).Get(base+"/courriers").See("il vous reste 50 jours", "avec le mois de novembre 2026")
}

// Twenty-eight days left, all paid: the twelve hours come to light and take two
// of them back, 62 €, which is not claimed; they are left to be paid.
func TestDaysTakenBackGoToTheRight(t *testing.T) {
	w := open(t, withLeft("28"))
	send(declare(login(w), base, "", "", "oui").See("868,00"))
	w.Wait(2 * day)
	w.MustSee(emploi.FactSpent)
	login(w).Get(base + "/dossier").See("Droits terminés")
	w.Wait(40 * day)
	w.MustSee(emploi.FactOverpaid, "mois", "2026-09", "centimes", "6200", "reclame", "non")
	require.Contains(t, login(w).Get(base+"/dossier").DontSee("Droits terminés").Text(), "Jours restants")
}

// A debt kept back on the payments (a fifth of 620 €) is demanded once there are
// none left to keep it from.
func TestADebtOutlivesTheRight(t *testing.T) {
	w := open(t, withLeft("20")+"  trop_percus: [{le: J-40, libelle: Trop-perçu de mai, montant: 300}]\n")
	send(declare(login(w), base, "", "", "oui"))
	w.Wait(8 * day)
	w.MustSee(emploi.FactWithheld, "centimes", "12400", "reste", "17600")
	w.MustNotSee(emploi.FactPursued)
	w.Wait(24 * day)
	w.MustSee(emploi.FactPursued, "personne", "paul", "comment", "mise_en_demeure")
}

// Who registers again once the right is over has no allowance to take up.
func TestRegisteringAgainGivesNoNewDays(t *testing.T) {
	w := open(t, withLeft("20"))
	send(declare(login(w), base, "", "", "oui"))
	w.Wait(45 * day) // October was not declared: the registration ended
	w.MustSee(emploi.FactCeased, "cause", "oubli")
	again(login(w))
	w.Wait(6 * day)
	w.MustSee(demarche.FactStage, "issue", "Aucun droit en cours")
}
