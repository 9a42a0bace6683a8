package telephone_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
	"demarcheablanc/simulators/telephone"
)

// asked rings Samia for a code that has just come by SMS.
func asked(w *portaltest.World) *portaltest.Browser {
	w.Do(func(tx *sandbox.Tx) {
		portal.SendSMS(tx, portal.SMS{Number: own, From: "La Poste", Text: "482913 est votre code."})
		portal.Ring(tx, portal.Call{Number: own, From: karim, Says: []string{"C’est moi.", "Lis-le-moi."}, Asks: "le code du SMS", Thanks: []string{"Parfait."}})
	})
	return samia(w, callHome).Click("Répondre").DontSee("Lire à voix haute").Click("Écouter la suite").See("On attend de vous le code du SMS")
}

func TestACodeToldByPhoneIsWitnessedAndNotKept(t *testing.T) {
	w := open(t)
	b := asked(w)
	b.Click("Lire à voix haute").Status(422).See("ou raccrochez")
	b.Fill("Ce que vous lisez", "06 12 34 56 78").Click("Lire à voix haute").Status(422).See("vrai numéro")
	b.Fill("Ce que vous lisez", "482 913").Click("Lire à voix haute").See("Vous avez lu 6 chiffres", "Parfait.").DontSee("On attend", "482913")
	w.MustSee(telephone.FactTold, "a", karim, "longueur", "6", "recu", "oui")
	b.Post(callHome+"dire", map[string][]string{"dicte": {"482913"}}).See("Parfait.")
	for _, step := range w.Box.Journal() {
		for _, e := range step.Events {
			for _, said := range e.Detail {
				assert.NotContains(t, said, "482913")
			}
		}
	}
}

func TestAnotherNumberIsNotTheCode(t *testing.T) {
	w := open(t)
	asked(w).Fill("Ce que vous lisez", "111111").Click("Lire à voix haute")
	w.MustSee(telephone.FactTold, "recu", "non")
	w.MustNotSee(telephone.FactTold, "recu", "oui")
}

func TestHangingUpTellsNothing(t *testing.T) {
	w := open(t)
	asked(w).Click("Raccrocher")
	w.MustNotSee(telephone.FactTold)
}

func TestReportingBySMS(t *testing.T) {
	w := open(t)
	b := samia(w, smsHome).Click("Nouveau message").Fill("Numéro", "33 700").Fill("Votre message", "Colis, payez 1,95 €").Click("Envoyer")
	b.Status(200).See("votre signalement est enregistré")
	w.MustSee(telephone.FactSent, "a", "33700")
}
