package accueil_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/web/accueil"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/web/webtest"
	"demarcheablanc/internal/workshop"
)

func start(t testing.TB) *webtest.House {
	return webtest.Rooms(t, webtest.Tiny, func(h *house.House) []house.Room { return []house.Room{accueil.Room{House: h}} })
}

func TestNinePeopleJoinByTheCode(t *testing.T) {
	h := start(t)
	a := h.Launch(3)
	for i := range 9 {
		p := h.Person()
		p.Get("/").Fill("Le code affiché au mur", strings.ToLower(a.Code)).Click("Entrer dans la salle").Status(http.StatusOK)
		p.See("Prendre une place", "« Rien ne marche »")
		p.Joins(a, i/3+1, workshop.Roles[i%3], "Martin")
	}
	h.Person().Get("/rejoindre/"+a.Code).Status(http.StatusOK).See("Toutes les places sont prises", "Martin")
}

func TestAWrongCodeSaysWhatToDo(t *testing.T) {
	h := start(t)
	p := h.Person()
	p.Get("/rejoindre").Fill("Le code affiché au mur", "ZZ<b>").Click("Entrer dans la salle")
	p.Status(http.StatusNotFound).See("Aucun atelier ouvert n’a ce code")
	assert.Equal(t, "ZZ<b>", p.Page().Find("#code").AttrOr("value", ""), "what was typed is kept")
	p.Get("/rejoindre").Click("Entrer dans la salle").Status(http.StatusUnprocessableEntity).See("5 lettres ou chiffres")
	p.Get("/rejoindre/NULLE").Status(http.StatusNotFound).See("Aucun atelier ouvert n’a ce code")
}

func TestAClosedAtelierLetsNobodyIn(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	p := h.Person()
	p.Get("/rejoindre/" + a.Code).Status(http.StatusOK)
	require.NoError(t, h.Workshops.Close(t.Context(), a.ID))
	p.Fill("Votre prénom", "Camille").Fill("Trio 1 : Aidant·e", "oui").Click("Prendre cette place")
	p.Status(http.StatusGone).See("Cet atelier est terminé")
}

func TestGuessingCodesIsSlowedByBrowser(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	p, other := h.Person(), h.Person()
	p.Get("/")
	other.Get("/")
	for i := range 10 {
		p.Get(fmt.Sprintf("/rejoindre/FAUX%d", i)).Status(http.StatusNotFound)
	}
	p.Get("/rejoindre/" + a.Code).Status(http.StatusTooManyRequests).See("Attendez une minute")
	assert.Equal(t, "60", p.Header.Get("Retry-After"))
	other.Get("/rejoindre/" + a.Code).Status(http.StatusOK)
	h.Wait(60e9)
	p.Get("/rejoindre/" + a.Code).Status(http.StatusOK)
}

func TestAnAddressThatLeadsNowhereSaysWhatToDo(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	p := h.Person().Joins(a, 1, workshop.Aide, "Inès")
	p.Get("/n-importe/quoi").Status(http.StatusNotFound).See("Il n’y a pas de page à cette adresse").Click("Aller à l’accueil").See("Reprendre ma place")
	p.Post("/aide", nil).Status(http.StatusMethodNotAllowed).See("Cette adresse ne s’ouvre pas seule")
}

func TestASeatTakenMeanwhileKeepsTheFirstName(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	late, quick := h.Person(), h.Person()
	late.Get("/rejoindre/"+a.Code).Fill("Votre prénom", "Camille").Fill("Trio 1 : Aidé·e", "oui")
	quick.Joins(a, 1, workshop.Aide, "Inès")
	late.Click("Prendre cette place").Status(http.StatusConflict).See("Quelqu’un vient de prendre cette place", "Inès")
	assert.Equal(t, "Camille", late.Page().Find("#prenom").AttrOr("value", ""))
	late.Fill("Trio 1 : Aidant·e", "oui").Click("Prendre cette place").Status(http.StatusOK).See("Bureau de Camille")
}

func TestATrioThatFilledUpMeanwhile(t *testing.T) {
	h := start(t)
	a := h.Launch(2)
	late := h.Person()
	late.Get("/rejoindre/"+a.Code).Fill("Votre prénom", "Lou").Fill("Trio 1 : Aidé·e", "oui")
	for _, role := range workshop.Roles {
		h.Person().Joins(a, 1, role, "Sam")
	}
	late.Click("Prendre cette place").Status(http.StatusConflict).See("Ce trio est maintenant complet", "Complet")
	late.Fill("Trio 2 : Aidé·e", "oui").Click("Prendre cette place").Status(http.StatusOK).See("Bureau de Lou", "trio 2")
}

func TestRolesThatTurnedMeanwhileAreSaid(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	late := h.Person()
	late.Get("/rejoindre/"+a.Code).Fill("Votre prénom", "Lou").Fill("Trio 1 : Aidé·e", "oui")
	require.NoError(t, h.Workshops.Start(t.Context(), a.ID, 1))
	require.NoError(t, h.Workshops.EndPlay(t.Context(), a.ID, 1))
	require.NoError(t, h.Workshops.NewRound(t.Context(), a.ID, 1))
	late.Click("Prendre cette place").Status(http.StatusConflict).See("les rôles ont tourné")
	late.Fill("Trio 1 : Aidé·e", "oui").Click("Prendre cette place").Status(http.StatusOK).See("Aidé·e, trio 1")
}

func TestFirstNamesThatWillNotDo(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	for typed, say := range map[string]string{
		"":                          "Écrivez un prénom",
		"   ":                       "Écrivez un prénom",
		"12":                        "Écrivez un prénom",
		strings.Repeat("a", 31):     "Écrivez un prénom",
		strings.Repeat("œ", 50_000): "Écrivez un prénom",
		"camille.martin@orange.fr":  "vraie adresse e-mail",
		"06 12 34 56 78":            "vrai numéro de téléphone",
		"Léa 2 69 05 49 588 157 80": "vrai numéro de sécurité sociale",
	} {
		p := h.Person()
		p.Get("/rejoindre/"+a.Code).Fill("Votre prénom", typed).Fill("Trio 1 : Aidant·e", "oui").Click("Prendre cette place")
		p.Status(http.StatusUnprocessableEntity).See(say)
		if strings.Contains(say, "vrai") && typed != "" {
			assert.NotContains(t, p.Answer.HTML, typed, "what looks real is not shown again")
		}
		_, chosen := p.Page().Find("#place-1-aidant").Attr("checked")
		assert.True(t, chosen, "the seat picked is kept")
	}
	p := h.Person()
	p.Get("/rejoindre/"+a.Code).Fill("Votre prénom", "Camille").Click("Prendre cette place")
	p.Status(http.StatusUnprocessableEntity).See("Choisissez une place libre")
	for _, forged := range []string{"x", "9-0-aidant", "1-0-formateur", "1-0-", "-1--2-aide", "1-0-aidant-1"} {
		p.Post("/rejoindre/"+a.Code, url.Values{"prenom": {"Camille"}, "place": {forged}}).Status(http.StatusUnprocessableEntity).See("Choisissez une place libre")
	}
}

func TestOneMachineForAllThree(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	p := h.Person()
	for i, role := range workshop.Roles {
		p.Joins(a, 1, role, []string{"Ana", "Bo", "Cléo"}[i])
		if i < 2 {
			p.Get("/rejoindre/"+a.Code).See("Ajouter une personne sur cet écran", "Reprendre ma place")
		}
	}
	p.Get("/").See("Vous avez une place dans un atelier", "Bo, Aidé·e, trio 1")
	p.Click("Bo, Aidé·e, trio 1").Status(http.StatusOK).See("Bureau de Bo")
	h.Person().Get("/").DontSee("Reprendre ma place", "Bo")
	require.NoError(t, h.Workshops.Close(t.Context(), a.ID))
	p.Get("/").DontSee("Reprendre ma place")
}

func TestTheFormSentTwiceSeatsOnce(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	p := h.Person()
	p.Joins(a, 1, workshop.Aidant, "Ana")
	again := url.Values{"prenom": {"Ana"}, "place": {"1-0-aidant"}}
	p.Post("/rejoindre/"+a.Code, again).Status(http.StatusOK).See("Bureau de Ana")
}

func TestAnotherSiteCannotSeatAnybody(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.URL+"/rejoindre/"+a.Code, strings.NewReader("prenom=Ana&place=1-0-aidant"))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "http://ailleurs.example")
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	assert.Equal(t, http.StatusForbidden, answer.StatusCode)
}

func TestForeignAndForgedSeatsAreRefusedInWords(t *testing.T) {
	h := start(t)
	a := h.Launch(1)
	seat, err := h.Workshops.Join(t.Context(), a.ID, 1, workshop.Aidant, "Ana", "un autre navigateur")
	require.NoError(t, err)
	h.Person().Get("/p/" + seat.ID).Status(http.StatusForbidden).See("occupée par quelqu’un d’autre")
	h.Person().Get("/p/inventee").Status(http.StatusNotFound).See("n’est plus la vôtre")
}

func TestCreditsAndHelpAreThere(t *testing.T) {
	h := start(t)
	p := h.Person()
	p.Get("/").Click("Attribution et licences").Status(http.StatusOK)
	p.See("Futur Composé", "Aidants Connect", "esja.fr/contrib", "Clermont-Ferrand", "Chambéry", "31400", "Meurthe-et-Moselle", "CC BY-SA 4.0", "MIT")
	p.Click("Aide").Status(http.StatusOK).See("Aidant·e", "Aidé·e", "Observateur·rice", "Connexion perdue")
	for _, page := range []string{"/", "/aide", "/attribution", "/rejoindre", "/quiz/aidants-connect"} {
		p.Get(page)
		assert.Equal(t, 1, p.Page().Find("h1").Length(), page)
		assert.NotContains(t, p.Answer.HTML, "href=\"http", page)
	}
}
