package aidantsconnect_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/aidantsconnect"
)

// ofTwo is the same afternoon, where Camille works at the MJC as well.
var ofTwo = strings.Replace(theSeed, "{personne: camille, statut: salarie,", "{personne: camille, statut: salarie, aussi: [mjc],", 1)

func TestAHelperOfTwoStructuresSeesOneAtATime(t *testing.T) {
	r := openWith(t, ofTwo)
	b := r.camille().See("EPN Les Tilleuls", "Henri BOUVREUIL").DontSee("Paul ROITELET")
	b.Click("Changer de structure").See("Un mandat donné à l’une ne sert pas à l’autre").Click("MJC du Lavoir")
	b.See("MJC du Lavoir", "Paul ROITELET").DontSee("Henri BOUVREUIL")
	r.MustSee(aidantsconnect.FactSwitched, "aidant", "camille", "structure", "mjc")
	b.Get(space + "/mandats/4120").Status(http.StatusNotFound).See("pas de votre structure")
	b.Get(space + "/mandats/nouveau").See("Justice").DontSee("Loisirs")
	b.Get(space+"/journal").See("changement de structure", "depuis EPN Les Tilleuls").DontSee("création du mandat")
	b.Get(space + "/structures").Click("MJC du Lavoir").See("Paul ROITELET")
	b.Post(space+"/structures", map[string][]string{"structure": {"ailleurs"}}).Status(http.StatusUnprocessableEntity).See("où vous êtes habilité·e")
}

func TestAMandateOfTheOtherStructureIsUsedFromThereOnly(t *testing.T) {
	r := openWith(t, ofTwo)
	b := toAmeli(r.camille()).DontSee("Paul ROITELET")
	b.Click("Agir pour une autre structure").Click("MJC du Lavoir").See("Pour qui agissez-vous", "Paul ROITELET").DontSee("Henri BOUVREUIL")
	b.Click("Paul ROITELET").Click("Argent").Status(http.StatusForbidden)
}

func TestAMandateInTheMakingStaysWithItsStructure(t *testing.T) {
	r := openWith(t, ofTwo)
	b := r.identified(r.camille(), []string{"Justice"}, "Un jour")
	recap := b.URL.String()
	b.Get(space + "/structures").Click("MJC du Lavoir")
	b.Get(recap).Status(http.StatusGone).See("n’est plus là")
}

// The referent of a structure looks after her own people; who works elsewhere
// too has her card from there.
func TestAReferentLeavesOthersCardsToTheirStructure(t *testing.T) {
	r := openWith(t, strings.Replace(theSeed, "courriel: basile.tarin@mjc-lavoir.example, structure: mjc,", "courriel: basile.tarin@mjc-lavoir.example, structure: mjc, referent: true, aussi: [epn],", 1))
	b := r.enter("Nora CYGNE", "nora.cygne@epn-tilleuls.example").Click("Espace référent").See("Basile TARIN").DontSee("référent·e Basile")
	b.Click("Basile TARIN").See("Sa carte et son accès dépendent de sa structure, MJC du Lavoir").DontSee("Fermer l’accès")
	b.Post(space+"/espace-referent/aidants/basile/acces", nil).Status(http.StatusUnprocessableEntity).See("voyez avec la personne référente")
	require.False(t, document[aidantsconnect.Aidant](r, "aidantsconnect/aidant/basile").Inactive)

	b = r.enter("Basile TARIN", "basile.tarin@mjc-lavoir.example").See("Espace référent")
	b.Click("Changer de structure").Click("EPN Les Tilleuls").See("Henri BOUVREUIL").DontSee("Espace référent")
	b.Get(space + "/espace-referent").Status(http.StatusForbidden)
}
