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
