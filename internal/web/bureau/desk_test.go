package bureau_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/bureau"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

func TestEachRoleHasItsOwnDesk(t *testing.T) {
	r := open(t)
	aidant, aide, observer := r.sits(workshop.Aidant), r.sits(workshop.Aide), r.sits(workshop.Observer)
	aidant.Get(aidant.desk)
	aidant.Status(http.StatusOK).See("La partie n’a pas commencé", "La situation", "Ma ceinture d’outils").DontSee("Vos secrets", "Carte Vitale")
	aide.Get(aide.desk)
	aide.See("Vos secrets", "Carte Vitale", "Mon carnet", "Ma boîte aux lettres")
	assert.True(t, strings.HasSuffix(observer.Answer.URL.Path, "/observer"))
	aidant.Get(aide.desk)
	aidant.Status(http.StatusForbidden).DontSee("Vos secrets")
	r.start()
	aidant.Get(aidant.desk)
	aidant.DontSee("La partie n’a pas commencé")
	require.NoError(t, r.Workshops.EndPlay(context.Background(), r.atelier.ID, 1))
	aidant.Get(aidant.desk)
	aidant.See("La partie est finie", "Aller au bilan")
}

func TestAPaperIsShownReadAndTakenBack(t *testing.T) {
	r := open(t)
	aidant, aide := r.sits(workshop.Aidant), r.sits(workshop.Aide)
	r.start()
	aidant.Get(aidant.desk + "/papier/avis")
	aidant.Status(http.StatusNotFound).See("n’est pas sur la table")
	aide.Get(aide.desk)
	aide.Click("Montrer à Camille : Avis d’impôt")
	assert.Equal(t, 1, r.saw(bureau.FactPaperShown, "papier", "avis"))
	aidant.Get(aidant.desk)
	aidant.See("Avis d’impôt du foyer").Click("Lire : Avis d’impôt")
	aidant.See("Déclarant 2")
	aidant.Get(aidant.desk + "/papier/avis")
	assert.Equal(t, 1, r.saw(bureau.FactPaperRead, "papier", "avis"), "une seule fois")
	aide.Get(aide.desk)
	aide.Click("Reprendre : Avis d’impôt")
	assert.Equal(t, 1, r.saw(bureau.FactPaperBack))
	aidant.Get(aidant.desk)
	aidant.DontSee("Avis d’impôt du foyer")
}

func TestASecretIsToldOnceAndOnlyByItsHolder(t *testing.T) {
	r := open(t)
	aidant, aide := r.sits(workshop.Aidant), r.sits(workshop.Aide)
	r.start()
	aidant.Post(aidant.desk+"/secret/numero", url.Values{})
	assert.Zero(t, r.saw(bureau.FactSecretTold))
	aide.Get(aide.desk)
	aide.Click("C’est dit : secret 1")
	aide.Post(aide.desk+"/secret/numero", url.Values{})
	assert.Equal(t, 1, r.saw(bureau.FactSecretTold, "id", "numero"))
	aide.Post(aide.desk+"/secret/inconnu", url.Values{})
	aide.Status(http.StatusNotFound)
}

func TestNotesKeepNoSecretOfThePerson(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	p.Get(p.desk)
	p.Fill("Mes notes", "Elle a changé de téléphone.").Click("Garder mes notes")
	p.Status(http.StatusOK).See("Elle a changé de téléphone.")
	for kind, secret := range map[string]string{
		"mot de passe": "Coquelicot-8", "nir": "2 90 05 00 014 905", "numéro fiscal": "99 00 000 005 469",
	} {
		p.Get(p.desk)
		p.Fill("Mes notes", "Avant "+secret+" après").Click("Garder mes notes")
		p.Status(http.StatusUnprocessableEntity).See("Une structure ne garde pas les mots de passe", "Avant […] après")
		assert.Equal(t, 1, r.saw(bureau.FactNotesSecret, "genre", kind))
		r.read(func(tx *sandbox.Tx) {
			notes, _ := sandbox.Get[bureau.Notes](tx, "bureau/notes")
			assert.Equal(t, "Avant […] après", notes.Text)
		})
	}
	p.Get(p.desk)
	p.Fill("Mes notes", strings.Repeat("a", 4001)).Click("Garder mes notes")
	p.Status(http.StatusUnprocessableEntity).See("4 000 caractères au plus")
}

func TestTheThreeDiagnosisCardsAreFilledOneByOne(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	for _, card := range []string{"Relation au numérique", "Moyens matériels", "Compétences déjà là"} {
		p.Get(p.desk)
		p.Click(card)
		p.Click("Garder la carte").Status(http.StatusUnprocessableEntity).See("Écrivez au moins une phrase")
		p.Fill("Ce que vous avez compris", "Elle sait faire, c’est le compte qui bloque.").Click("Garder la carte")
		p.Status(http.StatusOK).See("Carte remplie à")
	}
	assert.Equal(t, 3, r.saw(bureau.FactDiagnosis))
	p.Get(p.desk + "/diagnostic/inconnue")
	p.Status(http.StatusNotFound)
}

func TestALeafletIsOpenedThenShown(t *testing.T) {
	r := open(t)
	aidant, aide := r.sits(workshop.Aidant), r.sits(workshop.Aide)
	r.start()
	aidant.Get(aidant.desk)
	aidant.Click("Les fiches").Click("FranceConnect, c’est quoi ?")
	aidant.See("Une seule clé, plusieurs portes")
	assert.Equal(t, 1, r.saw(bureau.FactLeafletRead, "nom", "franceconnect-c-est-quoi"))
	aide.Get(aide.desk)
	aide.DontSee("FranceConnect, c’est quoi ?")
	aidant.Click("Montrer à Samia")
	assert.Equal(t, 1, r.saw(bureau.FactLeafletShown, "nom", "franceconnect-c-est-quoi"))
	aide.Get(aide.desk)
	aide.Click("Lire : FranceConnect, c’est quoi ?").See("Une seule clé")
	aidant.Get(aidant.desk + "/fiche/inconnue")
	aidant.Status(http.StatusNotFound)
	aidant.Get(aidant.desk + "/aidants-connect")
	aidant.See("Pas de mandat sans un compte qui marche")
}

func TestThePersonIsOrientedThenTakenToTheKiosk(t *testing.T) {
	r := open(t)
	aidant, aide := r.sits(workshop.Aidant), r.sits(workshop.Aide)
	r.start()
	aidant.Get(aidant.desk + "/lieux")
	aidant.See("CPAM, accueil des Tilleuls", "jusqu’à 17 h")
	aidant.Click("Orienter vers ce lieu : CPAM")
	assert.Equal(t, 1, r.saw(bureau.FactOriented, "lieu", "cpam-tilleuls"))
	aidant.Click("Accompagner Samia à la borne")
	aidant.Status(http.StatusOK)
	assert.Contains(t, aidant.Answer.URL.Path, "/e/borne-cpam.1/borne.cpam.example/")
	r.read(func(tx *sandbox.Tx) { assert.Equal(t, "16:37", tx.Now().Format("15:04")) })
	aide.on("borne-cpam", "")
	aide.Status(http.StatusOK)
	aidant.Get(aidant.desk + "/lieux?service=inconnu")
	aidant.Status(http.StatusOK)
	aidant.Post(aidant.desk+"/trajet", url.Values{})
	aide.on("borne-cpam", "")
	aide.Status(http.StatusConflict)
	aidant.Post(aidant.desk+"/lieux", url.Values{"lieu": {"cpam-tilleuls"}, "note": {"appelez le 06" + " 12 34 56 78"}})
	aidant.Status(http.StatusUnprocessableEntity).See("ressemble à un vrai numéro")
}

func TestTheMemoIsHandedToThePerson(t *testing.T) {
	r := open(t)
	aidant, aide := r.sits(workshop.Aidant), r.sits(workshop.Aide)
	r.start()
	aidant.Get(aidant.desk + "/memo")
	aidant.Click("Remettre à Samia").Status(http.StatusUnprocessableEntity)
	aidant.Fill("Ma porte principale", "les impôts").Fill("Et après", "changer l’adresse chez Ameli").Click("Remettre à Samia")
	assert.Equal(t, 1, r.saw(bureau.FactMemo))
	aide.Get(aide.desk)
	aide.See("Pour la suite", "les impôts")
}

func TestThePersonalCardHoldsNoPasswordAndIsHersAlone(t *testing.T) {
	r := open(t)
	aidant, aide := r.sits(workshop.Aidant), r.sits(workshop.Aide)
	r.start()
	aide.Get(aide.desk + "/carte")
	aide.Fill("Service", "Messagerie").Fill("Mon indice", "Coquelicot-8").Click("Ajouter à ma carte")
	aide.Status(http.StatusUnprocessableEntity).See("Un mot de passe ne s’écrit pas ici")
	assert.NotContains(t, aide.Answer.HTML, "Coquelicot-8")
	aide.Fill("Service", "Messagerie").Fill("Mon indice", "la fleur du jardin").Click("Ajouter à ma carte")
	aide.See("la fleur du jardin")
	assert.Equal(t, 1, r.saw(bureau.FactCardFilled))
	aidant.Get(aidant.desk + "/carte")
	aidant.DontSee("la fleur du jardin")
}

func TestATimeOutPausesAndThePlayersResume(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aide)
	r.start()
	p.Get(p.desk)
	p.Click("Demander une pause").See("La partie est en pause")
	assert.Equal(t, 1, r.saw(bureau.FactTimeOut))
	p.Click("Reprendre la partie").DontSee("La partie est en pause")
	require.NoError(t, r.Workshops.Pause(context.Background(), r.atelier.ID, 1))
	p.Get(p.desk)
	p.See("La partie est en pause").DontSee("Reprendre la partie")
}

func TestALetterIsOpenedThenRead(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aide)
	r.start()
	require.NoError(t, r.box().Do(context.Background(), sandbox.Actor{Seat: "formateur"}, func(tx *sandbox.Tx) error {
		portal.SendLetter(tx, portal.Letter{To: "samia", From: "Assurance maladie", Object: "Votre attestation", Body: []string{"La voici."}})
		return nil
	}))
	p.Get(p.desk)
	p.Click("Ouvrir la lettre : Assurance maladie").See("La voici.")
	assert.Equal(t, 1, r.saw(bureau.FactLetterOpened))
	p.Get(p.desk + "/lettre/9999")
	p.Status(http.StatusNotFound)
}

func TestThePhoneRingsOnTheDesk(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aide)
	r.start()
	require.NoError(t, r.box().Do(context.Background(), sandbox.Actor{Seat: "formateur"}, func(tx *sandbox.Tx) error {
		portal.Ring(tx, portal.Call{Number: "0639980105", From: "Karim", Says: []string{"Allô ?"}})
		return nil
	}))
	p.Get(p.desk)
	p.See("Ça sonne : Karim")
	p.on("tel-samia", "")
	p.See("Appel entrant").Click("Appel entrant").Status(http.StatusOK)
}

func TestADocumentIsReadSavedPrintedAndHandedOver(t *testing.T) {
	r := open(t)
	p, aide := r.sits(workshop.Aidant), r.sits(workshop.Aide)
	r.start()
	p.on("pc-epn", ameli)
	require.NoError(t, r.box().Do(context.Background(), sandbox.Actor{Seat: "aidant", Device: "pc-epn"}, func(tx *sandbox.Tx) error {
		portal.SaveFile(tx, "pc-epn", portal.File{Kind: "ameli.attestation_droits", Name: "attestation.pdf", Title: "Attestation de droits", Person: "samia", Params: map[string]string{"personne": "samia", "jour": "2026-10-15"}})
		return nil
	}))
	p.Click("Téléchargements").See("attestation.pdf").Click("Ouvrir attestation.pdf").See("Attestation de droits").Click("Imprimer")
	p.See("Bac de l’imprimante", "Attestation de droits")
	assert.Equal(t, 1, r.saw(portal.FactFilePrinted))
	p.Click("Remettre à Samia").See("Rien dans le bac")
	assert.Equal(t, 1, r.saw(portal.FactPaperHeld, "comment", "imprime", "personne", "samia"))
	aide.Get(aide.desk)
	aide.See("Lire le document")
	aide.Get(aide.desk + "/papier/recu-0001/document.pdf")
	aide.Status(http.StatusOK)
	assert.Equal(t, "application/pdf", aide.Header.Get("Content-Type"))
	assert.True(t, strings.HasPrefix(aide.Answer.HTML, "%PDF-"))
	p.Click("Téléchargements").Click("Jeter attestation.pdf").See("Corbeille").Click("Vider la corbeille").See("Aucun fichier")
	assert.Equal(t, 1, r.saw(portal.FactFileDeleted, "definitif", "oui"))
}

func TestEveryFactHasALabel(t *testing.T) {
	for fact, label := range bureau.Facts() {
		assert.NotEmpty(t, label, fact)
	}
}

func TestWhoComesLateFindsTheMessagesOfTheRoom(t *testing.T) {
	r := open(t)
	r.start()
	require.NoError(t, r.Workshops.Say(t.Context(), r.atelier.ID, "Lisez vos cartes."))
	require.NoError(t, r.Workshops.Say(t.Context(), r.atelier.ID, "Vingt minutes."))
	late := r.sits(workshop.Aide)
	late.Get(late.desk).See("Vingt minutes.", "Un message de la salle, plus tôt", "Lisez vos cartes.")
	r.passes(time.Hour)
	late.Get(late.desk).See("2 messages de la salle, plus tôt")
}
