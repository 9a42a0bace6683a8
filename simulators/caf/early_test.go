package caf_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/caf"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

// youngSeed: Nadia alone without a wage, a child who is three in November 2026,
// and 196,60 € of PAJE.
const youngSeed = `
- personne: nadia
  numero: "0042137"
  secret: Mesange-2024
  prestations: [rsa, paje]
  paje: 196.60
  enfants: [{nom: Lou ALOUETTE, naissance: "2023-11-10"}]
  logement: {occupation: locataire, loyer: 400, zone: 2}
  declaration: M
  declarations: [{mois: M-3, ressources: {nadia: {M-7: {salaire: 0}, M-6: {salaire: 0}, M-5: {salaire: 0}}}}]
  verite: {ressources: {nadia: {M-4: {salaire: 0}, M-3: {salaire: 0}, M-2: {salaire: 0}}}}
`

// The RSA of a lone parent of one, 1 115,80 €, is less by the PAJE: 919,20 €. The
// PAJE goes on until the child is three, and then the RSA of the next quarter
// counts it no more.
func TestThePajeIsPaidAndTakenFromTheRSA(t *testing.T) {
	w := open(t, youngSeed, nil)
	b := login(w).Get(home+"/paiements").See("196,60", "919,20")
	upToAmountsWith(b)
	validate(amounts(b, nil).See("Paje (allocation de base), par mois", "196,60", "919,20"))
	w.Wait(2 * day)
	login(w).Get(home+"/paiements").See("919,20", "1 115,80", "ce que vous en recevez, sans la recalculer")
	w.Wait(21 * day) // 5 November: October is paid
	w.MustSee(demarche.FactPaid, "libelle", "Paje (allocation de base), octobre 2026", "centimes", "19660")
	w.MustSee(demarche.FactPaid, "libelle", "RSA, octobre 2026", "centimes", "91920")
	w.Wait(30 * day)
	w.MustSee(demarche.FactPaid, "libelle", "Paje (allocation de base), novembre 2026", "centimes", "19660")
	w.Wait(40 * day) // 5 January: the child has been three since November
	w.MustSee(demarche.FactPaid, "libelle", "RSA, décembre 2026", "centimes", "91920")
	w.MustNotSee(demarche.FactPaid, "libelle", "Paje (allocation de base), décembre 2026")
}

// What is not computed is said where the amount is read.
func TestWhatIsNotComputedIsSaid(t *testing.T) {
	w := open(t, strings.Replace(nadiaSeed, "  logement: {", "    - {nom: Ali ALOUETTE, naissance: \"2022-01-10\"}\n  logement: {", 1), nil)
	amounts(upToAmounts(login(w)), nil).See("un plafond de ressources, que ce site d’exercice ne connaît pas").DontSee("Paje")

	w = open(t, nadiaSeed, nil)
	b := login(w).Get(home+"/demarches/changement").Click("Commencer").Post("/demarches/changement/quoi", form("quoi", "naissance", "date", "10/10/2026"))
	b.Post("/demarches/changement/enfant", form("enfant_prenom", "Lou", "enfant_naissance", "10/10/2026")).See("allocation de base de la Paje se demande à part", "ne la calcule pas")
}

func TestAPajeWithoutItsAmountIsRefused(t *testing.T) {
	site := caf.New(portaltest.Deps(t))
	_, _, err := seeds(t, site, strings.Replace(youngSeed, "  paje: 196.60\n", "", 1))
	require.ErrorContains(t, err, "la Paje n’est pas calculée")
}

// A claim of prime keeps count of it: 900 € a month at home with Lou, born in
// 2023, with and without the PAJE, as the rules compute them.
func TestThePajeCountsInAClaim(t *testing.T) {
	w := open(t, strings.Replace(youngSeed, "[rsa, paje]", "[paje]", 1), nil)
	b := login(w).Get(home + "/demarches/prime").Click("Commencer")
	b.Click("Continuer")
	b = work(b, "prime", "nadia", "salarie", "locataire", map[string]string{"m3": "900", "m2": "900", "m1": "900"})
	b.Post(b.URL.Path, form("placements_annee", "0"))
	b.Post(b.URL.Path, form("iban", testIBAN, "titulaire", "moi")).Click("Continuer")
	lou := droits.Household{Applicant: droits.Adult{Age: 33, Incomes: []droits.Income{droits.Monthly(droits.Salary, 90000)}}, Children: []droits.Child{{Age: 2}}, EarlyChildhood: 19660, Preceding: true}
	due, _ := droits.New().ActivityBonus(lou, droits.NewMonth(2026, 10))
	b.See(frtext.Money(int64(due.Paid)), "Prime d’activité, par mois")
}
