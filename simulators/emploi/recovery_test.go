package emploi_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

// indebted is Paul with a debt of 20 days ago, still paid every month.
const indebted = paulSeed + `  trop_percus:
    - {le: J-20, libelle: "Trop-perçu de juin 2026", montant: 412.30}
`

func debtsOf(w *portaltest.World) (all []demarche.Debt) {
	w.Read(func(tx *sandbox.Tx) { all = demarche.Debts(tx, emploi.ID, "paul") })
	return all
}

// The month to answer ends with its last second. Paul did not declare either: the
// registration lapsed on the 16th, nothing is left to keep back, he is written to.
func TestTheMonthToAnswerEndsToTheSecond(t *testing.T) {
	w := open(t, indebted)
	w.Wait(10*day + 7*hour + 34*time.Minute) // 25 October, 23:59
	w.Wait(hour + 59*time.Second)            // clocks go back that night
	w.MustNotSee(emploi.FactPursued)
	w.Wait(time.Second)
	w.MustSee(emploi.FactPursued, "comment", "mise_en_demeure")
}

func TestAFifthIsKeptBackUntilNothingIsLeft(t *testing.T) {
	w := open(t, indebted)
	send(declare(login(w), base, "", "", "oui"))
	w.Wait(10*day + 9*hour)
	w.MustSee(demarche.FactPaid, "centimes", "93000") // before the month was over
	w.MustSee(emploi.FactPursued, "personne", "paul", "comment", "retenue")
	w.MustSee(portal.FactMailArrived, "objet", "[EXERCICE] Une retenue sur vos prochaines allocations")
	w.Wait(5 * day)
	send(declare(login(w), base, "", "", "oui"))
	w.Wait(8 * day)
	w.MustSee(emploi.FactWithheld, "centimes", "18600", "reste", "22630")
	w.MustSee(demarche.FactPaid, "centimes", "74400")
	b := login(w).Get(base+"/trop-percu").See("226,30", "retenue sur vos allocations")
	b.Get(base+"/paiements").See("744,00", "après une retenue de 186,00")
	b.Get(base + "/demarches/trop_percu").Click("Commencer").See("226,30")
	fill(b, "trop_percu", "reponse", "choix", "echelonner")
	fill(b, "trop_percu", "reponse", "choix", "echelonner", "echeances", "2").Fill("Je confirme", "x").Click("Envoyer ma réponse")
	w.Wait(80 * day)
	require.Zero(t, debtsOf(w)[0].Left)
}

// Spread over four months: each instalment is taken on its day, to the cent.
func TestInstalmentsAreTakenInTheirTurn(t *testing.T) {
	w := open(t, indebted)
	b := login(w).Get(base + "/demarches/trop_percu").Click("Commencer")
	fill(b, "trop_percu", "reponse", "choix", "echelonner")
	fill(b, "trop_percu", "reponse", "choix", "echelonner", "echeances", "4").See("15 novembre 2026", "103,07").Fill("Je confirme", "x").Click("Envoyer ma réponse")
	b.Get(base + "/espace").DontSee("vous est réclamée") // it is answered
	w.Wait(30 * day)
	w.MustNotSee(emploi.FactRepaid)
	w.Wait(2 * day)
	w.MustSee(emploi.FactRepaid, "centimes", "10307", "reste", "30923")
	login(w).Get(base+"/trop-percu").See("309,23", "15 décembre 2026")
	w.Wait(95 * day)
	w.MustSee(emploi.FactRepaid, "reste", "0")
	w.MustSee(portal.FactMailArrived, "objet", "[EXERCICE] Tout est remboursé")
	w.MustNotSee(emploi.FactWithheld)
	require.Equal(t, "remboursee", debtsOf(w)[0].State)
}

// Who is paid nothing more is written to, then constrained.
func TestADemandThenAConstraint(t *testing.T) {
	w := open(t, debtSeed+"  cesse: J-40\n")
	w.Wait(14 * day)
	w.MustSee(emploi.FactPursued, "comment", "mise_en_demeure")
	w.MustSee(portal.FactLetterArrived, "objet", "[EXERCICE] Mise en demeure (recommandé)")
	w.MustNotSee(emploi.FactPursued, "comment", "contrainte")
	w.Wait(36 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "[EXERCICE] Contrainte")
	answer(w, "choix", "echelonner", "echeances", "3") // it is never too late to ask
	w.Wait(100 * day)
	require.Zero(t, debtsOf(w)[0].Left)
}

func TestAWrongClaimIsTakenBack(t *testing.T) {
	w := open(t, `
- personne: paul
  identifiant: 0000013R
  secret: Cariste77!
  trop_percus:
    - {le: J-20, libelle: "Trop-perçu de juin 2026", montant: 412.30, infondee: true}
`)
	answer(w, "choix", "contester", "motif", "Le bulletin est celui de mai.")
	w.Wait(12 * day)
	w.MustNotSee(emploi.FactPursued) // nothing is taken while it is looked at
	w.Wait(12 * day)
	w.MustSee(portal.FactLetterArrived, "objet", "Votre contestation")
	login(w).Get(base + "/trop-percu").See("Contestation acceptée")
}

// Two months of silence refuse; then the month to answer runs again.
func TestARefusedContestationIsDueAgain(t *testing.T) {
	w := open(t, debtSeed)
	answer(w, "choix", "contester", "motif", "Je ne suis pas d’accord.")
	w.Wait(60 * day)
	w.MustNotSee(demarche.FactStage, "issue", "Rejet par silence")
	w.Wait(2 * day)
	w.MustSee(demarche.FactStage, "issue", "Rejet par silence")
	w.MustNotSee(emploi.FactPursued)
	w.Wait(32 * day)
	w.MustSee(emploi.FactPursued)
}
