package borne_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/fixtures"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/ameli"
	"demarcheablanc/simulators/borne"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
	"demarcheablanc/simulators/portal/portaltest"
)

const home = "https://" + borne.Host + "/"

func open(t *testing.T, documents map[string]any) *portaltest.World {
	t.Helper()
	docs := map[string]any{
		"personne/samia":     portal.Person{ID: "samia", BirthName: "SITTELLE", UsualName: "LORIOT", GivenNames: []string{"Samia"}},
		"personne/karim":     portal.Person{ID: "karim", BirthName: "LORIOT", GivenNames: []string{"Karim"}},
		"poste/borne-cpam":   portal.Device{ID: "borne-cpam", Kind: portal.Kiosk, Seats: []string{"aidant", "aide"}, Hand: "aide"},
		"papier/samia/avis":  portal.Paper{ID: "avis"},
		"papier/absent/visa": portal.Paper{ID: "visa"},
	}
	for key, value := range documents {
		docs[key] = value
	}
	d, set := portaltest.Deps(t), ameli.Demarches()
	return portaltest.Open(t, d.Network, docs, ameli.New(d, set), borne.New(set))
}

func withCard(t *testing.T) *portaltest.World {
	t.Helper()
	return open(t, map[string]any{"papier/samia/vitale": portal.Paper{ID: "vitale", Kind: "carte"}})
}

func kiosk(w *portaltest.World) *portaltest.Browser { return w.On("borne-cpam", "aide").Get(home) }

func TestACardGivesThePaper(t *testing.T) {
	w := withCard(t)
	b := kiosk(w).See("Aucun mot de passe", "ferme à 17 h").DontSee("Karim")
	b.Click("Insérer la carte de Samia LORIOT").See("Bonjour Samia LORIOT")
	w.MustSee(borne.FactRead, "personne", "samia")
	b.Click("Imprimer mon attestation de droits").See("dans le bac", "reprendre")
	w.MustSee(borne.FactPrinted, "personne", "samia")
	w.MustSee(portal.FactPaperHeld, "personne", "samia", "titulaire", "samia", "genre", "ameli.attestation_droits", "comment", "borne")
	b.Click("Faire autre chose").Click("Imprimer mes indemnités journalières").See("indemnités journalières de Samia LORIOT est dans le bac")
	w.MustSee(portal.FactPaperHeld, "personne", "samia", "genre", "ameli.attestation_ij", "comment", "borne")
	w.MustSee(borne.FactAllowances, "personne", "samia")
	b.Click("Faire autre chose").Click("Mettre à jour ma carte").See("à jour à 16 h 25")
	w.MustSee(borne.FactUpdated, "personne", "samia")
	b.Click("Reprendre ma carte").See("Avez-vous bien votre carte")
	w.MustSee(borne.FactBack, "personne", "samia")
	b.Click("Terminer").See("Insérez votre carte Vitale")
	b.Get(home + "menu").See("Insérez votre carte Vitale")
}

func TestAStoppedCardIsRefused(t *testing.T) {
	w := open(t, map[string]any{
		"papier/samia/vitale": portal.Paper{ID: "vitale", Kind: "carte"},
		"ameli/dossier/samia": map[string]any{"carte": map[string]string{"etat": "opposition"}},
	})
	kiosk(w).Click("Insérer la carte de Samia LORIOT").Status(http.StatusForbidden).See("en opposition", "3646")
	w.MustSee(borne.FactRefused, "personne", "samia")
	w.MustNotSee(borne.FactRead)
}

func TestWithoutACardNothingIsPrinted(t *testing.T) {
	w := open(t, nil)
	b := kiosk(w).See("Personne n’a de carte Vitale")
	b.Post(home+"carte", url.Values{"carte": {"samia"}}).Status(http.StatusUnprocessableEntity).See("Carte illisible")
	b.Post(home+"attestation", nil).See("Insérez votre carte Vitale")
	w.MustNotSee(portal.FactPaperHeld)
}

func TestSomebodyElsesCardIsSomebodyElsesIdentity(t *testing.T) {
	w := open(t, map[string]any{"papier/karim/vitale": portal.Paper{ID: "vitale"}})
	kiosk(w).Click("Insérer la carte de Karim LORIOT").Click("Imprimer mon attestation de droits")
	w.MustSee(portal.FactSessionOther, "personne", "karim")
	w.MustSee(portal.FactPaperHeld, "titulaire", "karim")
}

func TestTheKioskClosesAtFiveAndSaysWhenItOpens(t *testing.T) {
	w := withCard(t)
	b := kiosk(w).Click("Insérer la carte de Samia LORIOT")
	w.Wait(35*time.Minute - time.Second)
	kiosk(w).Status(http.StatusOK)
	w.Wait(time.Second)
	b.Post(home+"attestation", nil).Status(http.StatusForbidden).See("fermé", "vendredi 16 octobre 2026 à 8 h 30")
	w.MustSee(borne.FactClosed)
	w.MustNotSee(portal.FactPaperHeld)
	b.Click("Reprendre une carte").See("Avez-vous bien votre carte")
	w.Wait(24 * time.Hour)
	kiosk(w).Status(http.StatusForbidden).See("lundi 19 octobre 2026 à 8 h 30")
	w.Wait(15*time.Hour + 30*time.Minute)
	kiosk(w).Status(http.StatusForbidden).See("lundi 19")
	w.Wait(48 * time.Hour)
	kiosk(w).Status(http.StatusOK)
}

func TestACardForgottenIsGivenBack(t *testing.T) {
	w := withCard(t)
	b := kiosk(w).Click("Insérer la carte de Samia LORIOT")
	b.Get(home).See("Bonjour Samia LORIOT")
	b.Get(home + "a-jour").See("Bonjour Samia LORIOT")
	w.Wait(5*time.Minute + time.Second)
	b.Get(home + "menu").Status(http.StatusUnauthorized).See("cinq minutes")
	w.MustSee(borne.FactLeft)
	b.Click("Recommencer").See("elle a été rendue")
}

func TestTheHoursAreThoseOfThePlace(t *testing.T) {
	places, err := fixtures.Places()
	require.NoError(t, err)
	at := slices.IndexFunc(places, func(p fixtures.Place) bool { return p.ID == "cpam-tilleuls" })
	require.GreaterOrEqual(t, at, 0)
	w := open(t, map[string]any{
		"lieu/cpam-tilleuls": places[at],
		"poste/borne-cpam":   portal.Device{ID: "borne-cpam", Kind: portal.Kiosk, Place: "cpam-tilleuls"},
	})
	for now, step := portaltest.T0, 97*time.Minute; now.Before(portaltest.T0.AddDate(0, 0, 9)); now = now.Add(step) {
		open, next := places[at].OpenAt(now)
		if open {
			kiosk(w).Status(http.StatusOK).See("ferme à " + frtext.Clock(next))
		} else {
			kiosk(w).Status(http.StatusForbidden).See(places[at].Name, frtext.DateTime(next))
		}
		w.Wait(step)
	}
}

func TestAHallThatNeverOpensSaysNoDate(t *testing.T) {
	w := open(t, map[string]any{"lieu/cpam-tilleuls": map[string]any{"Name": "Ancienne caisse"}})
	kiosk(w).Status(http.StatusForbidden).See("Ancienne caisse").DontSee("de nouveau disponible")
}

// TestTheKioskFilesTheCaissesOwnDossiers: without an account, on the same record.
func TestTheKioskFilesTheCaissesOwnDossiers(t *testing.T) {
	w := open(t, map[string]any{
		"papier/samia/vitale": portal.Paper{ID: "vitale", Kind: "carte"},
		"ameli/dossier/samia": map[string]any{"personne": "samia", "carte": map[string]string{"etat": "active"}, "adresse": []string{"8 rue du Lavoir", "00900 Les Tilleuls"}},
	})
	b := kiosk(w).Click("Insérer la carte de Samia LORIOT").Click("Faire ou suivre une démarche").Click("Changer d’adresse").Click("Commencer").See("8 rue du Lavoir")
	b.Fill("Numéro et rue", "2 place du Puits").Fill("Code postal", "00900").Fill("Commune", "Les Tilleuls").Fill("Depuis quel jour", "01/10/2026").Click("Continuer")
	b.Fill("J’habite à cette adresse", "oui").Click("Valider et transmettre").See("Adresse enregistrée")
	w.MustSee(demarche.FactSent, "demarche", "adresse", "personne", "samia", "par", "borne")
	w.MustSee(ameli.FactAddress, "personne", "samia")
	b.Get(home+"mes-demarches").See("Dossier ADR", "Enregistrée").Click("Changer de compte bancaire").Click("Commencer")
	b.Fill("IBAN", "FR76 9999 9000 0000 0000 0000 421").Fill("Titulaire", "Samia Loriot").Click("Continuer").Status(http.StatusUnprocessableEntity).See("L’accueil enregistre")
	w.Wait(6 * time.Minute)
	b.Get(home + "demarches/adresse").See("Insérez votre carte Vitale")
	w.Wait(time.Hour)
	b.Get(home + "demarches/adresse").Status(http.StatusForbidden)
}
