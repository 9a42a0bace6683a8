package ameli_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// openWithAgenda is open, with what the situation's start schedules.
func openWithAgenda(t *testing.T, text string) *portaltest.World {
	t.Helper()
	w := open(t, text)
	site := ameli.New(portaltest.Deps(t), ameli.Demarches())
	w.Do(func(tx *sandbox.Tx) {
		_, err := site.Seed(portal.SeedInput{Decode: strict(text), People: people(), T0: portaltest.T0, Schedule: func(at time.Time, effect string, payload any) { tx.Schedule(at, effect, payload) }})
		require.NoError(t, err)
	})
	return w
}

func TestAStatementComesEachMonthWhereItsOwnerChose(t *testing.T) {
	w := openWithAgenda(t, fullSeed)
	w.Wait(20 * day)
	w.MustNotSee(ameli.FactStatementSent)
	w.Wait(day)
	w.MustSee(ameli.FactStatementSent, "personne", "samia", "par", "en_ligne")
	w.MustSee(portal.FactMailArrived, "adresse", newBox, "objet", "[EXERCICE] Un nouveau relevé est disponible")
	b := again(w, "/messages").See("Votre relevé de octobre 2026 est disponible")
	b.Get(home+"/releves").Fill("Sur papier", "papier").Click("Enregistrer")
	w.Do(func(tx *sandbox.Tx) { // a care of the present month
		samia, _ := sandbox.Get[ameli.Insured](tx, "ameli/assure/samia")
		samia.Care = append([]ameli.Care{{Date: tx.Now(), Label: "Consultation", Paid: 3000, Base: 3000, Rate: 70, Kept: 200}}, samia.Care...)
		tx.Put("ameli/assure/samia", samia)
	})
	b.Get(home+"/paiements").See("À venir", "Consultation : 19,00 €, vers le jeudi 12 novembre 2026")
	w.Wait(8 * day)
	again(w, "/paiements").DontSee("À venir")
	w.Wait(25 * day)
	w.MustSee(ameli.FactStatementSent, "personne", "samia", "par", "papier")
	w.MustSee(portal.FactLetterArrived, "personne", "samia", "objet", "[EXERCICE] Votre relevé, novembre 2026")
}

func TestAllowancesAndALateEmployerAreTold(t *testing.T) {
	w := openWithAgenda(t, strings.Replace(fullSeed, "debut: J-8,", "debut: J-2,", 1))
	w.Wait(4 * day)
	w.MustSee(ameli.FactCertificateLate, "personne", "samia")
	w.MustSee(portal.FactMailArrived, "objet", "[EXERCICE] Attestation de salaire attendue")
	again(w, "/messages").See("n’a pas encore envoyé")
}

const noBank = `
- personne: samia
  secret: Hibiscus-2019
  navigateurs: [pc-epn, tel-samia]
  courriel: samia.loriot@messagerie.example
  courriel_depuis: J-20
  mobile: "0639980105"
  iban: aucun
  arrets:
    - {debut: J-20, fin: J-2, recu: J-19, attestation: J-13, bruts: [200000, 200000, 200000]}
`

func TestWhatIsDueWaitsForABankAccount(t *testing.T) {
	w := openWithAgenda(t, noBank)
	b := samia(w).Get(home+"/paiements").See("les remboursements attendent", "Rien n’a été versé", "dès qu’un RIB est enregistré")
	b.Get(home + "/remboursements").See("attend un RIB")
	b.Get(home + "/indemnites").See("Calcul en cours — c’est l’étape en cours").DontSee("Versement du")
	w.Wait(16 * time.Hour) // the 16th, the first instalment falls due
	w.MustSee(ameli.FactAllowanceWaits, "personne", "samia")
	w.MustNotSee(ameli.FactAllowance)
	b = rib(samia(w), newIBAN, "Samia Loriot")
	b.Fill("Code reçu", codeIn(w, "0639980105")).Click("Continuer")
	certify(b, "Valider et transmettre")
	w.Wait(day)
	w.MustSee(ameli.FactWaitedPaid, "personne", "samia")
	again(w, "/paiements").See("17/10/2026", "Soins dentaires", "Indemnités journalières").DontSee("les remboursements attendent")
}
