package bureau_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

const (
	webmail = "https://webmail.messagerie.example/"
	ameli   = "https://www.ameli.example/"
)

// login logs Samia's mailbox in on the shared computer.
func login(p *person) {
	p.on("pc-epn", webmail)
	p.Fill("Adresse de messagerie", "samia.loriot@messagerie.example").Fill("Mot de passe de la messagerie", "Coquelicot-8").Click("Ouvrir la boîte")
}

func TestTheComputerOpensOnItsHomePageAndGoesWhereOneTypes(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	p.on("pc-epn", "")
	p.Status(http.StatusOK).See("Qui a la main ?")
	assert.Contains(t, p.Answer.URL.Path, "/www.cherche.example/")
	p.Fill("Barre d’adresse", "www.ameli.example").Click("Aller")
	p.Status(http.StatusOK)
	assert.Contains(t, p.Answer.URL.Path, "/www.ameli.example/")
	assert.Equal(t, 1, r.saw(portal.FactNavigated, "hote", "www.ameli.example", "comment", "tape"))
	p.Fill("Barre d’adresse", "attestation de droits").Click("Aller")
	assert.Equal(t, "attestation de droits", p.Answer.URL.Query().Get("q"))
	p.Click("Impôts")
	assert.Equal(t, 1, r.saw(portal.FactNavigated, "comment", "favori"))
}

func TestReadingLeavesNoTrace(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	p.on("pc-epn", ameli)
	head := r.box().Head()
	p.on("pc-epn", ameli)
	assert.Equal(t, head, r.box().Head())
	assert.Equal(t, ameli, r.box().Shown("pc-epn"))
}

func TestAnUnknownAddressIsSaid(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	p.on("pc-epn", "https://www.personne.example/")
	p.Status(http.StatusNotFound).See("Aucun site à cette adresse", "www.personne.example")
	p.on("pc-epn", "https://sms.telephone.example/")
	p.Status(http.StatusNotFound).See("Aucun site à cette adresse")
}

func TestOnlyWhoeverHoldsADeviceReachesIt(t *testing.T) {
	r := open(t)
	aidant, aide, stranger := r.sits(workshop.Aidant), r.sits(workshop.Aide), r.nobody()
	r.start()
	aidant.on("tel-samia", "")
	aidant.Status(http.StatusForbidden).See("n’est pas entre vos mains")
	aide.on("tel-samia", "")
	aide.Status(http.StatusOK).See("Messages", "Identité")
	stranger.Get(aide.desk + "/e/tel-samia.1/")
	stranger.Status(http.StatusForbidden)
	aidant.on("borne-cpam", "")
	aidant.Status(http.StatusConflict).See("La borne n’est pas ici")
	aidant.on("inconnu", "")
	aidant.Status(http.StatusNotFound)
	aidant.Get(aidant.desk + "/e/nimporte/")
	aidant.Status(http.StatusNotFound)
}

func TestNothingMovesBeforeThePlayNorDuringAPause(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	p.on("pc-epn", ameli)
	p.Status(http.StatusConflict).See("La partie n’a pas commencé")
	r.start()
	p.on("pc-epn", webmail)
	form := p.Page().Find(`input[name="_jeton"]`).AttrOr("value", "")
	require.NotEmpty(t, form)
	require.NoError(t, r.Workshops.Pause(context.Background(), r.atelier.ID, 1))
	p.on("pc-epn", webmail)
	p.Status(http.StatusOK).See("La partie est en pause")
	head := r.box().Head()
	p.Post(p.desk+"/e/pc-epn.1/webmail.messagerie.example/", url.Values{"_jeton": {form}})
	p.Status(http.StatusConflict).See("La partie est en pause")
	assert.Equal(t, head, r.box().Head())
}

func TestAFormSentTwiceIsDoneOnce(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	login(p)
	p.Status(http.StatusOK)
	require.Equal(t, 1, r.saw(portal.FactSessionOpen))
	p.on("pc-epn", webmail+"?dossier=reception")
	p.Click("Quitter")
	require.Equal(t, 1, r.saw(portal.FactSessionClosed))

	p.on("pc-epn", webmail)
	p.Fill("Adresse de messagerie", "samia.loriot@messagerie.example").Fill("Mot de passe de la messagerie", "Coquelicot-8")
	action := p.Page().Find(`form:has(input[type="password"])`).AttrOr("action", "")
	form := url.Values{"_jeton": {p.Page().Find(`form:has(input[type="password"]) input[name="_jeton"]`).AttrOr("value", "")}}
	p.Page().Find(`form:has(input[type="password"]) input[type="password"]`).Each(func(_ int, s *goquery.Selection) {
		form.Set(s.AttrOr("name", ""), "faux")
	})
	p.Post(action, form)
	tries := r.saw(portal.FactSecretTyped)
	p.Post(action, form)
	p.Status(http.StatusOK)
	assert.Equal(t, tries, r.saw(portal.FactSecretTyped), "rien n’est fait deux fois")
}

func TestAPageOlderThanARewindIsRefused(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	p.on("pc-epn", webmail)
	require.NoError(t, r.Workshops.Rewind(context.Background(), r.atelier.ID, 1, 0))
	p.Fill("Adresse de messagerie", "samia.loriot@messagerie.example").Fill("Mot de passe de la messagerie", "Coquelicot-8").Click("Ouvrir la boîte")
	p.Status(http.StatusConflict).See("Cette page date d’avant le retour en arrière")
	assert.Zero(t, r.saw(portal.FactSessionOpen))
	p.Click("Ouvrir la page d’aujourd’hui")
	p.Status(http.StatusOK).Fill("Adresse de messagerie", "samia.loriot@messagerie.example")
}

func TestAFormThatIsNotOursIsRefused(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	p.Post(p.desk+"/e/pc-epn.1/webmail.messagerie.example/connexion", url.Values{"adresse": {"x"}})
	p.Status(http.StatusForbidden).See("Ce formulaire ne vient pas d’ici")
}

func TestWhatLooksRealIsRefusedNextToItsField(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	p.on("pc-epn", webmail)
	real := "prenom.nom" + "@" + "gmail" + ".com"
	p.Fill("Adresse de messagerie", real).Fill("Mot de passe de la messagerie", "Coquelicot-8").Click("Ouvrir la boîte")
	p.Status(http.StatusUnprocessableEntity).See("Cela ressemble à une vraie adresse")
	assert.NotContains(t, p.Answer.HTML, real)
	assert.Equal(t, 1, r.saw(portal.FactRealRefused, "genre", "email"))
	for _, step := range r.box().Journal() {
		for _, e := range step.Events {
			for _, detail := range e.Detail {
				assert.NotContains(t, detail, real)
			}
		}
		for _, doc := range step.Documents {
			assert.NotContains(t, string(doc), real)
		}
	}
}

func TestAnOversizeFieldIsRefusedAndItsBeginningKept(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	p.on("pc-epn", webmail)
	p.Fill("Adresse de messagerie", strings.Repeat("a", 4001)).Fill("Mot de passe de la messagerie", "Coquelicot-8").Click("Ouvrir la boîte")
	p.Status(http.StatusUnprocessableEntity).See("4 000 caractères au plus")
}

func TestTabsOpenCloseAndKeepTheirPlace(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	p.on("pc-epn", ameli)
	p.Click("Nouvel onglet")
	assert.Contains(t, p.Answer.URL.Path, "pc-epn.2")
	p.on("pc-epn", "")
	assert.Contains(t, p.Answer.URL.Path, "www.ameli.example")
	p.Post(p.desk+"/e/pc-epn.1/onglet", url.Values{"geste": {"fermer"}, "n": {"2"}})
	r.read(func(tx *sandbox.Tx) {
		d, _ := portal.DeviceOf(tx, "pc-epn")
		assert.Len(t, d.Tabs, 1)
	})
}

func TestTheBrowserOffersToKeepAPasswordAndForgetsWhenClosed(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	login(p)
	p.See("Enregistrer le mot de passe pour")
	p.Click("Oui, le garder")
	assert.Equal(t, 1, r.saw(portal.FactSecretSaved))
	p.DontSee("Enregistrer le mot de passe pour")
	p.Click("Fermer le navigateur")
	p.See("Le navigateur est fermé")
	assert.Equal(t, 1, r.saw(portal.FactBrowserClosed))
	p.on("pc-epn", webmail)
	p.See("Mot de passe")
	for _, step := range r.box().Journal() {
		for key, doc := range step.Documents {
			if !strings.HasPrefix(key, "acces/") { // where the situation issued it
				assert.NotContains(t, string(doc), "Coquelicot-8", key)
			}
		}
	}
}

func TestTheKeyboardChangesHands(t *testing.T) {
	r := open(t)
	aidant, aide := r.sits(workshop.Aidant), r.sits(workshop.Aide)
	r.start()
	aidant.on("pc-epn", webmail)
	aidant.Click("Samia")
	assert.Equal(t, 1, r.saw(portal.FactHandChanged, "main", "aide"))
	login(aidant)
	assert.Equal(t, "aide", handOf(r, portal.FactSecretTyped))
	aidant.Post(aidant.desk+"/e/pc-epn.1/main", url.Values{"main": {"aidant"}})
	aide.on("pc-epn", webmail)
	aide.Status(http.StatusOK)
}

func handOf(r *room, fact portal.Fact) string {
	hand := ""
	for _, step := range r.box().Journal() {
		for _, e := range step.Events {
			if e.Fact == string(fact) {
				hand = step.Hand
			}
		}
	}
	return hand
}

func TestTheLiveScriptGetsTheFrameAlone(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	head := r.box().Head()
	request, err := http.NewRequest(http.MethodGet, r.URL+p.desk+"/e/pc-epn.1/www.ameli.example/", nil)
	require.NoError(t, err)
	request.Header.Set("X-Vivant", "1")
	answer, err := p.Client.Do(request)
	require.NoError(t, err)
	defer answer.Body.Close()
	assert.Equal(t, http.StatusOK, answer.StatusCode)
	assert.Equal(t, head, r.box().Head())
}

func TestADocumentOfAServiceIsShownThenKept(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	var nir string
	r.read(func(tx *sandbox.Tx) {
		karim, _ := portal.PersonOf(tx, "karim")
		nir = karim.NIR
	})
	p.on("pc-epn", ameli+"connexion")
	p.Fill("Numéro de sécurité sociale", nir[:13]).Fill("Mot de passe", "Moteur-2012").Fill("Je suis un humain", "oui").Click("Me connecter")
	var code string
	r.read(func(tx *sandbox.Tx) {
		karim, _ := portal.PersonOf(tx, "karim")
		sms, _ := sandbox.Get[portal.SMS](tx, "telephone/sms/"+portal.Digits(karim.Mobile)+"/0001")
		code = strings.Fields(sms.Text)[1]
	})
	p.Fill("Code de sécurité", code).Click("Entrer dans mon compte")
	p.on("pc-epn", ameli+"attestation/document/karim")
	p.Status(http.StatusOK).See("Enregistrer", "Imprimer", "Lire en grand")
	shown := p.Answer.URL.Path
	assert.Contains(t, shown, "/document/")
	head := r.box().Head()
	p.Get(shown)
	assert.Equal(t, head, r.box().Head(), "relire ne laisse pas de trace")
	frame := p.Page().Find("iframe").AttrOr("src", "")
	p.Click("Enregistrer").See("Téléchargements")
	assert.Equal(t, 1, r.saw(portal.FactFileSaved, "titulaire", "karim"))
	p.Get(frame)
	p.Status(http.StatusOK)
	assert.True(t, strings.HasPrefix(p.Answer.HTML, "%PDF-"))
	assert.Contains(t, p.Header.Get("Content-Disposition"), "inline")
	p.Get(p.desk + "/e/pc-epn.1/document/inconnu")
	p.Status(http.StatusNotFound).See("Ce document n’est plus là")
	p.Get(shown)
	p.Status(http.StatusOK)
	p.Click("Fermer le navigateur")
	p.Get(shown)
	p.Status(http.StatusNotFound).See("Ce document n’est plus là")
	p.Click("Revenir au navigateur").Click("Téléchargements").Click("Ouvrir attestation")
	p.Status(http.StatusOK)
}

// What stays on a shared computer is what was kept there, not what was looked at.
func TestAClosedBrowserForgetsTheSites(t *testing.T) {
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	p.on("pc-epn", ameli)
	p.Click("Historique").See("www.ameli.example")
	p.Click("Fermer le navigateur").See("Restent les fichiers téléchargés")
	p.Get(p.desk + "/e/pc-epn.1/historique")
	p.See("Aucun site ouvert")
}
