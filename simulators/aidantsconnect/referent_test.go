package aidantsconnect_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/aidantsconnect"
	"demarcheablanc/simulators/portal/portaltest"
)

func (r *rig) nora() *portaltest.Browser {
	return r.enter("Nora CYGNE", "nora.cygne@epn-tilleuls.example").Click("Espace référent")
}

func TestOnlyTheReferentRunsTheTeam(t *testing.T) {
	r := open(t)
	r.camille().DontSee("Espace référent").Get(space + "/espace-referent").Status(http.StatusForbidden).See("celui des référent·es")
	b := r.nora().See("Camille GRIVE", "carte EPN-0417", "Martin VERDIER", "application APPLI-MARTIN").DontSee("Basile")
	b.Get(space + "/espace-referent/aidants/basile").Status(http.StatusNotFound)
}

func TestAnAccessIsClosedAndOpened(t *testing.T) {
	r := open(t)
	inside := r.camille()
	b := r.On("tel-mjc", "aidant").Get(space + "/connexion")
	b = r.through(b, "Nora CYGNE", "nora.cygne@epn-tilleuls.example").Click("Espace référent").Click("Camille GRIVE").Click("Fermer l’accès").See("fermé")
	inside.Get(space + "/espace").See("Connexion des aidant·es")
	inside.Fill("Adresse professionnelle", "camille.grive@epn-tilleuls.example").Fill("Code", r.fresh("Camille GRIVE")).Click("Recevoir le lien").See("ne vont pas ensemble")
	r.MustSee(aidantsconnect.FactTurnedAway, "cause", "compte désactivé")
	b.Click("Ouvrir l’accès").See("ouvert")
	b.Post(space+"/espace-referent/aidants/nora/acces", nil).Status(http.StatusUnprocessableEntity).See("votre propre accès")
	b.Get(space+"/journal").See("accès fermé : Camille GRIVE", "accès ouvert : Camille GRIVE")
}

func TestACardIsTakenBackAndAnotherGiven(t *testing.T) {
	r := open(t)
	b := r.nora().Click("Camille GRIVE").Click("Retirer la carte").See("ni carte ni application")
	r.On("tel-epn", "aidant").Get(space+"/connexion").Fill("Adresse professionnelle", "camille.grive@epn-tilleuls.example").Fill("Code", "123456").Click("Recevoir le lien").See("ne vont pas ensemble")
	r.MustSee(aidantsconnect.FactCodeRefused, "aidant", "camille", "cause", "sans carte")

	b.Fill("Numéro de la carte", "epn-9999").Fill("Code que cette carte montre", "123456").Click("Associer cette carte").Status(http.StatusUnprocessableEntity).See("Aucune carte libre")
	b.Fill("Numéro de la carte", "epn-0500").Fill("Code que cette carte montre", "000000").Click("Associer cette carte").See("Ce n’est pas le code")
	r.Wait(aMinute)
	drawer := r.On("tel-epn", "aidant").Get(app + "/")
	m := twoThrees.FindAllStringSubmatch(string(drawer.Answer.Body), -1)
	last := m[len(m)-1] // two cards lie in the drawer now: 0417 and 0500
	b.Fill("Numéro de la carte", "epn-0500").Fill("Code que cette carte montre", last[1]+last[2]).Click("Associer cette carte").See("carte EPN-0500")
	b.Get(space+"/journal").See("carte associée", "carte retirée", "EPN-0500, Camille GRIVE")

	b.Get(space + "/espace-referent/aidants/martin").Click("Retirer l’application").See("ni carte ni application")
	b.Click("Associer l’application").Status(http.StatusUnprocessableEntity).See("Choisissez le téléphone")
	b.Fill("Téléphone de l’EPN", "oui").Click("Associer l’application").See("application APP-MARTIN")
	require.Len(t, r.code("Martin VERDIER"), 6)
}

func TestWhoCannotBeAHelper(t *testing.T) {
	r := open(t)
	b := r.nora().Click("Ajouter un·e aidant·e").Click("Ajouter").Status(http.StatusUnprocessableEntity).See("le prénom et le nom", "finit par .example", "sous quel statut")
	for status, sentence := range map[string]string{
		"service_civique": "service civique", "benevole": "bénévole", "stagiaire": "en stage", "elu": "élu", "mandataire": "autre cadre", "proche": "proche",
	} {
		b.Post(space+"/espace-referent/aidants/nouveau", url.Values{"nom": {"Lou CAILLE"}, "courriel": {"lou.caille@epn-tilleuls.example"}, "statut": {status}}).Status(http.StatusUnprocessableEntity).See(sentence)
		r.MustSee(aidantsconnect.FactNotEligible, "statut", status)
	}
	b.Get(space+"/espace-referent/aidants/nouveau").Fill("Prénom et nom", "Alix PIPIT").Fill("Adresse professionnelle", "camille.grive@epn-tilleuls.example").Fill("Salarié", "oui").Click("Ajouter").See("déjà celle de quelqu’un")
	b.Fill("Adresse professionnelle", "alix.pipit@epn-tilleuls.example").Click("Ajouter").See("Alix PIPIT", "fermé")
	b.Get(space+"/espace-referent/aidants/nouveau").Fill("Prénom et nom", "Ana PIE").Fill("Adresse professionnelle", "ana.pie@epn-tilleuls.example").Fill("Salarié", "oui").Fill("Formation", "oui").Click("Ajouter").See("Ana PIE", "ouvert")
}

func TestTheStructureChoosesItsThemes(t *testing.T) {
	r := open(t)
	b := r.nora()
	for _, theme := range []string{"Papiers", "Famille", "Travail", "Logement", "Transports", "Argent", "Justice", "Étranger", "Loisirs"} {
		b.Fill(theme, "")
	}
	b.Click("Enregistrer les thèmes").Get(space + "/mandats/nouveau").See("Social, santé").DontSee("Justice, casier")
	b.Post(space+"/mandats/nouveau", url.Values{"theme_justice": {"oui"}, "duree": {"1"}}).Status(http.StatusUnprocessableEntity).See("au moins un thème")
	b.Post(space+"/espace-referent/themes", nil).Status(http.StatusUnprocessableEntity).See("Gardez au moins un thème")
	require.Equal(t, []string{"social", "travail"}, r.mandate("4120").Live(), "un mandat fait garde les siens")
}
