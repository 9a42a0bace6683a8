package ameli_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// bornOn is the world where Paul, who has no account, was born on a day.
func bornOn(t *testing.T, birth string) *portaltest.World {
	t.Helper()
	w := withPaul(t)
	w.Do(func(tx *sandbox.Tx) {
		p, _ := portal.PersonOf(tx, "paul")
		p.BirthDate = birth
		tx.Put("personne/paul", p)
	})
	return w
}

// askedBy is who asks for an account, with the birth date that the card bears.
func askedBy(w *portaltest.World, birth string) *portaltest.Browser {
	return w.On("pc-epn", "aide").Get(home+"/creer-un-compte").Fill("Nom de naissance", "Roitelet").Fill("Numéro", paulNIR).
		Fill("Date de naissance", birth).Fill("Code postal", "00900").Fill("Je suis un humain", "oui").Click("Continuer")
}

func TestAnAccountIsOpenedFromEighteen(t *testing.T) {
	askedBy(bornOn(t, "2008-10-15"), "15/10/2008").Status(http.StatusOK).See("Vérifier que c’est bien vous") // eighteen today

	w := bornOn(t, "2008-10-16")
	askedBy(w, "16/10/2008").Status(http.StatusForbidden).See("Un compte s’ouvre à 18 ans", "dans le compte du parent")
	w.MustSee(ameli.FactTooYoung, "personne", "paul")
	byFranceConnect(w.On("pc-epn", "aide"), "Paul").Status(http.StatusForbidden).See("Un compte s’ouvre à 18 ans")
	w.MustNotSee(ameli.FactCreated)
	w.Wait(day)
	askedBy(w, "16/10/2008").Status(http.StatusOK).See("Vérifier que c’est bien vous")
}

func TestTheLineSendsNoCodeToAMinor(t *testing.T) {
	w := bornOn(t, "2012-03-02")
	dial(w).key("4").key(paulNIR + "#").key("00900#").hear("Un compte ameli s’ouvre à 18 ans")
	w.MustNotSee(ameli.FactCodeAsked)
}

func TestAChildOfAgeLeavesTheParentsAttestation(t *testing.T) {
	w := open(t, strings.Replace(fullSeed, `naissance: "2017-02-11"`, `naissance: "2008-10-20"`, 1))
	samia(w).Get(home+"/attestation").See("Lina LORIOT", "Toutes les personnes").DontSee("18 ans ou plus")
	w.Wait(5 * day)
	b := again(w, "/attestation").See("Lina LORIOT a 18 ans ou plus : son attestation est dans son propre compte").DontSee("Toutes les personnes")
	b.Get(home + "/attestation/document/Lina%20LORIOT").Status(http.StatusNotFound)
	b.Get(home + "/attestation/document/samia").Status(http.StatusOK)
	require.NotContains(t, printed(t, b.Answer), "Lina")
	begin(b, "carte-europeenne").Fill("Date de départ", "20/12/2026").Fill("La Suisse", "suisse").Click("Continuer").See("Samia LORIOT").DontSee("Lina")
}
