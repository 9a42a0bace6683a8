package sante_test

import (
	"net/http"
	"testing"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/sante"
)

func TestAMinorsSpaceIsAParents(t *testing.T) {
	w := open(t)
	w.Do(func(tx *sandbox.Tx) {
		p, _ := portal.PersonOf(tx, "samia")
		p.BirthDate = "2008-10-16" // eighteen tomorrow
		tx.Put("personne/samia", p)
	})
	b := w.On("pc-epn", "aide")
	ask := func() {
		b.Get(home+"/activer").Fill("Code provisoire", "482913").Fill("Numéro de sécurité sociale", samiaNIR).
			Fill("Date de naissance", "16/10/2008").Fill("Numéro de série", "80123456789").Click("Continuer")
	}
	ask()
	b.Status(http.StatusUnprocessableEntity).See("Avant 18 ans, c’est un parent qui ouvre l’espace")
	w.MustSee(sante.FactRefused, "cause", "mineur")
	b.Get(home + "/connexion").Click("S’identifier avec FranceConnect+").Click("Samia").Status(http.StatusForbidden).See("L’espace d’un enfant est dans celui d’un parent")
	w.Wait(day)
	ask()
	b.Status(http.StatusOK).See("Activer, ou s’opposer")
}

// Lina turns eighteen on 11 February 2035.
func TestAGrownChildHoldsUpNothing(t *testing.T) {
	w := open(t)
	w.Wait(time.Date(2035, time.February, 12, 0, 0, 0, 0, time.UTC).Sub(time.Date(2026, time.October, 15, 0, 0, 0, 0, time.UTC)))
	b := karim(w, "pc-epn").Get(home+"/enfants").See("Lina LORIOT", "son espace ne dépend plus du vôtre").DontSee("Fermer l’espace de")
	b.Post(home+"/enfants/0", nil)
	w.MustNotSee(sante.FactChild)
	b.Get(home+"/fermer").Fill("J’ai compris", "oui").Click("Fermer mon espace").See("Votre espace est fermé")
}
