package e2e

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/workshop"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestAWrongOrClosedCodeIsExplained(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	p := h.Person()
	p.Get("/").Fill("Le code affiché au mur", "ZZZZZ").Click("Entrer dans la salle")
	p.Status(http.StatusNotFound).See("Aucun atelier ouvert n’a ce code", "lettre à lettre")
	assert.Equal(t, "ZZZZZ", p.Page().Find("#code").AttrOr("value", ""), "ce qui est tapé reste")
	p.Fill("Le code affiché au mur", "").Click("Entrer dans la salle").Status(http.StatusUnprocessableEntity).See("Saisissez le code")
	p.Fill("Le code affiché au mur", strings.Repeat("A", 5000)).Click("Entrer dans la salle").Status(http.StatusNotFound)
	h.trainer.Get(h.console + "/clore").Click("Clore l’atelier").Status(http.StatusOK)
	p.Fill("Le code affiché au mur", h.code).Click("Entrer dans la salle").Status(http.StatusGone).See("Cet atelier est terminé", "code de l’atelier en cours")
}

func TestASeatTakenMeanwhileAndAFullTrio(t *testing.T) {
	t.Parallel()
	h := launch(t, "2")
	slow := h.Person()
	slow.Get("/rejoindre/"+h.code).Fill("Votre prénom", "Inès").Fill("Trio 1 : Aidant·e", "oui")
	h.sits(1, workshop.Aidant, "Ana")
	slow.Click("Prendre cette place").Status(http.StatusConflict).See("Quelqu’un vient de prendre cette place")
	assert.Equal(t, "Inès", slow.Page().Find("#prenom").AttrOr("value", ""), "le prénom est gardé")
	slow.Fill("Trio 1 : Aidé·e", "oui")
	h.sits(1, workshop.Aide, "Ana")
	h.sits(1, workshop.Observer, "Bo")
	slow.Click("Prendre cette place").Status(http.StatusConflict).See("Ce trio est maintenant complet")
	slow.Fill("Trio 2 : Aidé·e", "oui").Click("Prendre cette place").Status(http.StatusOK).See("Inès, trio 2")
}

func TestTheFormOfTheDoorSentTwiceSeatsOnce(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	p := h.Person()
	form := url.Values{"prenom": {"Ana"}, "place": {h.seat(1, workshop.Aidant)}}
	first := p.Post("/rejoindre/"+h.code, form).Status(http.StatusOK).Answer.URL.Path
	assert.Equal(t, first, p.Post("/rejoindre/"+h.code, form).Status(http.StatusOK).Answer.URL.Path)
	trio, err := h.App.House.Workshops.Trio(context.Background(), h.atelier, 1)
	require.NoError(t, err)
	assert.False(t, trio.Playing(workshop.Aide).Taken())
}

func TestAFirstNameEmptyOversizeOrReal(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	p := h.Person()
	post := func(name string) {
		p.Post("/rejoindre/"+h.code, url.Values{"prenom": {name}, "place": {h.seat(1, workshop.Aidant)}}).Status(http.StatusUnprocessableEntity)
	}
	post("")
	p.See("Écrivez un prénom")
	post(strings.Repeat("a", 9000))
	p.See("Écrivez un prénom")
	real := "jean.dupont" + "@" + "orange" + ".fr"
	post(real)
	p.See("Cela ressemble à une vraie adresse e-mail", "Rien n’a été gardé")
	assert.NotContains(t, p.Answer.HTML, real)
}

func TestAForgedOrForeignSeatIsRefused(t *testing.T) {
	t.Parallel()
	h := launch(t, "2")
	ana, eve := h.sits(1, workshop.Aidant, "Ana"), h.sits(2, workshop.Aidant, "Ève")
	h.begins()
	nobody := h.Person()
	for _, path := range []string{"", "/observer", "/e/pc-epn.1/www.ameli.example/", "/e/tel-samia.1/", "/papier/avis", "/debrief", "/debrief.pdf", "/debrief/moment/1", "/flux", "/grille.csv"} {
		eve.Get(ana.desk + path).Status(http.StatusForbidden).See("occupée par quelqu’un d’autre")
		nobody.Get(ana.desk + path).Status(http.StatusForbidden)
	}
	before := h.world(1).Head()
	for _, path := range []string{"/notes", "/memo", "/e/pc-epn.1/main", "/e/pc-epn.1/fermer", "/e/pc-epn.1/www.ameli.example/connexion", "/temps-mort", "/observer/moment", "/bilan"} {
		eve.Post(ana.desk+path, url.Values{"notes": {"x"}, "main": {"aide"}, "geste": {"pause"}}).Status(http.StatusForbidden)
	}
	assert.Equal(t, before, h.world(1).Head(), "rien n’a bougé")
	for _, forged := range []string{"/p/" + h.atelier + "-9-9", "/p/nimporte-1-1", "/p/%00"} {
		eve.Get(forged)
		assert.GreaterOrEqual(t, eve.Answer.Status, 300, forged)
		assert.Less(t, eve.Answer.Status, 500, forged)
	}
	nobody.Get(h.console)
	assert.Equal(t, "/formateur/entree", nobody.Answer.URL.Path)
	nobody.Post(h.console+"/tous", url.Values{"acte": {"finir"}})
	assert.Equal(t, "/formateur/entree", nobody.Answer.URL.Path)
}

// A form that another site makes the browser send does nothing.
func TestAFormFromElsewhereIsRefused(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	h.sits(1, workshop.Aidant, "Ana")
	for _, header := range [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://ailleurs.example"}} {
		r, err := http.NewRequest(http.MethodPost, h.URL+"/rejoindre", strings.NewReader("code="+h.code))
		require.NoError(t, err)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set(header[0], header[1])
		answer, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		answer.Body.Close()
		assert.Equal(t, http.StatusForbidden, answer.StatusCode, header[0])
	}
}

func TestAServiceFormSentTwiceCountsOnce(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	ana := h.sits(1, workshop.Aidant, "Ana")
	h.begins()
	ana.on("pc-epn", "www.impots.gouv.example/connexion").Fill("Numéro fiscal", hisTax).Fill("Mot de passe", "au hasard")
	action, form := pending(ana, "Numéro fiscal", hisTax, "Mot de passe", "au hasard")
	ana.Post(action, form)
	once := h.facts(1, "portail.secret.saisi")
	ana.Post(action, form).Status(http.StatusOK)
	assert.Equal(t, once, h.facts(1, "portail.secret.saisi"))
	assert.Equal(t, 1, once)
}

// Back and refresh in the middle of a login through FranceConnect.
func TestBackAndRefreshInTheMiddleOfALogin(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	ana := h.sits(1, workshop.Aidant, "Ana")
	h.begins()
	ana.on("pc-epn", "www.ameli.example/connexion").Click("S’identifier avec FranceConnect").Status(http.StatusOK)
	choice := ana.Answer.URL.String()
	ana.Get(choice).Status(http.StatusOK)
	ana.Click("Impôts").Status(http.StatusOK)
	login := ana.Answer.URL.String()
	ana.Get(choice).Status(http.StatusOK) // back
	ana.Get(login).Status(http.StatusOK)  // and forward
	action, form := pending(ana, "Numéro fiscal", hisTax, "Mot de passe", "Atelier-77")
	ana.Post(action, form).Status(http.StatusOK).See("Karim")
	consent := ana.Answer.URL.String()
	ana.Get(consent).Status(http.StatusOK)
	ana.Post(action, form) // the login form again
	assert.Less(t, ana.Answer.Status, 500)
	ana.Get(consent).Status(http.StatusOK).Click("Continuer sur").Status(http.StatusOK)
	inside := ana.Answer.URL.String()
	ana.Get(consent) // back, once inside
	assert.Less(t, ana.Answer.Status, 500)
	assert.NotEmpty(t, ana.Text())
	ana.Get(inside).Status(http.StatusOK).See("Karim")
	assert.Equal(t, 1, h.facts(1, "portail.session.autrui", "site", "ameli"), "une seule session a été ouverte")
	assert.Equal(t, 2, h.facts(1, "portail.session.autrui"), "aux impôts, puis chez Ameli")
}

func TestOversizeEmptyAndRealFieldsOfAService(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	ana := h.sits(1, workshop.Aidant, "Ana")
	h.begins()
	try := func(number, secret string) {
		ana.on("pc-epn", "www.impots.gouv.example/connexion")
		action, form := pending(ana, "Numéro fiscal", number, "Mot de passe", secret)
		ana.Post(action, form)
	}
	try("", "")
	ana.Status(http.StatusUnprocessableEntity)
	try(strings.Repeat("9", 5000), "x")
	ana.Status(http.StatusUnprocessableEntity).See("4 000 caractères au plus")
	real := "jean.dupont" + "@" + "orange" + ".fr"
	try(real, "x")
	ana.Status(http.StatusUnprocessableEntity).See("Cela ressemble à une vraie adresse")
	assert.NotContains(t, ana.Answer.HTML, real)
	nir := "1 85 05 78 006 084 " + "91" // a real département, its own key
	ana.Post(ana.desk+"/notes", url.Values{"notes": {"Son numéro : " + nir}}).Status(http.StatusUnprocessableEntity).See("n’a pas été gardé")
	assert.NotContains(t, ana.Answer.HTML, "78 006 084")
	ana.Post(ana.desk+"/notes", url.Values{"notes": {strings.Repeat("é", 4001)}}).Status(http.StatusUnprocessableEntity).See("4 000 caractères au plus")
	ana.Post(ana.desk+"/memo", url.Values{}).Status(http.StatusUnprocessableEntity)
	ana.Post(ana.desk+"/notes", url.Values{"notes": {strings.Repeat("x", 13<<20)}})
	ana.Status(http.StatusRequestEntityTooLarge).See("trop volumineux")
	h.trainer.Get(h.console).Status(http.StatusOK)
	box := h.world(1)
	for _, step := range box.Journal() {
		for _, doc := range step.Documents {
			assert.NotContains(t, string(doc), real)
			assert.NotContains(t, string(doc), "78 006 084")
		}
	}
}

func TestAStalePageAfterAResetDoesNothing(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	ana := h.sits(1, workshop.Aidant, "Ana")
	h.begins()
	ana.on("pc-epn", "www.impots.gouv.example/connexion")
	action, form := pending(ana, "Numéro fiscal", hisTax, "Mot de passe", "Atelier-77")
	h.trainer.Get(h.console + "/trio/1/recommencer").Click("Recommencer depuis le début").See("Le trio est revenu en arrière")
	ana.Post(action, form).Status(http.StatusConflict).See("Cette page date d’avant le retour en arrière", "Ouvrir la page d’aujourd’hui")
	assert.Zero(t, h.facts(1, "portail.secret.saisi"))
	ana.Click("Ouvrir la page d’aujourd’hui").Status(http.StatusOK).Fill("Numéro fiscal", hisTax)
	old := h.Person()
	old.Get("/formateur/entree").Fill("Phrase d’accès", "amande brise cabane digue").Click("Entrer").Get(h.console)
	h.trainer.Get(h.console + "/trio/1/recommencer").Click("Recommencer depuis le début")
	old.Click("+ 5 min pour le trio 1").See("Votre page avait vieilli")
}

// What the aidé·e alone may know is on no page of the other two, nor on the
// projected ones, wherever the links lead.
func TestTheSecretsStayInOneSeat(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	aidant, aide, observer := h.sits(1, workshop.Aidant, "Ana"), h.sits(1, workshop.Aide, "Bo"), h.sits(1, workshop.Observer, "Cléo")
	h.begins()
	situation, ok := h.App.House.Library.Situation("samia", "")
	require.True(t, ok)
	var canaries []string
	for _, s := range situation.Secrets {
		canaries = append(canaries, s.Text)
		canaries = append(canaries, s.Reveals...)
	}
	canaries = append(append(append(canaries, situation.Cards.Aide.Who...), situation.Cards.Aide.Play...), situation.Cards.Aide.Limit)
	for _, page := range situation.Notebook {
		canaries = append(canaries, page.Lines...)
	}
	aide.Get(aide.desk).See(canaries[0])
	aidant.on("pc-epn", "www.ameli.example/")
	aide.on("tel-samia", "")
	h.Wait(3 * time.Minute)

	total := 0
	for _, p := range []*seated{aidant, observer, {h.trainer, h.console + "/projection"}, {h.trainer, h.console + "/debrief"}} {
		pages := crawl(p, 250)
		total += len(pages)
		for path, text := range pages {
			told := slices.IndexFunc(canaries, func(canary string) bool { return strings.Contains(text, fold(canary)) })
			assert.Equal(t, -1, told, "%s dit un secret", path)
		}
	}
	assert.Greater(t, total, 60, "le tour a vraiment été fait")
	h.trainer.Get(h.console + "/debrief/1/0").Status(http.StatusConflict).See("Ce trio joue encore")
	aidant.Get(aidant.desk + "/carte")
	assert.Equal(t, aidant.desk, aidant.Answer.URL.Path, "la carte est à l’aidé·e")
	aidant.Post(aidant.desk+"/secret/numero", url.Values{})
	assert.Zero(t, h.facts(1, "jeu.secret.dit"))
}

func TestNoPortalWithoutASeat(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	h.sits(1, workshop.Aidant, "Ana")
	h.begins()
	p := h.Person()
	for _, path := range []string{"/www.ameli.example/", "/e/pc-epn.1/www.ameli.example/", "/app.franceconnect.example/api/v2/authorize", "/p/x/e/pc-epn.1/www.ameli.example/"} {
		p.Get(path)
		assert.Contains(t, []int{403, 404}, p.Answer.Status, path)
	}
	r, err := http.NewRequest(http.MethodGet, h.URL+"/", nil)
	require.NoError(t, err)
	r.Host = "www.ameli.example"
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	assert.NotContains(t, readAll(t, answer.Body), "S’identifier avec FranceConnect")
}

// In a room, people come by http and by an IP address or a name of the network:
// a cookie marked Secure would never come back.
func TestTheCookieWorksOnTheRoomsNetwork(t *testing.T) {
	t.Parallel()
	h := launch(t, "1")
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	client := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Transport: named{h.URL}}
	const room = "http://atelier.local:8080"
	answer, err := client.PostForm(room+"/rejoindre/"+h.code, url.Values{"prenom": {"Ana"}, "place": {h.seat(1, workshop.Aidant)}})
	require.NoError(t, err)
	answer.Body.Close()
	require.Equal(t, http.StatusSeeOther, answer.StatusCode)
	require.NotEmpty(t, answer.Cookies())
	for _, c := range answer.Cookies() {
		assert.False(t, c.Secure)
		assert.True(t, c.HttpOnly)
		assert.Equal(t, http.SameSiteLaxMode, c.SameSite)
		assert.Empty(t, c.Domain)
	}
	again, err := client.Get(room + answer.Header.Get("Location"))
	require.NoError(t, err)
	defer again.Body.Close()
	assert.Equal(t, http.StatusOK, again.StatusCode)
}
