package franceconnect_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
)

// mandateTown is FranceConnect, one account, Aidants Connect and two services,
// one of which names the theme that a mandate must cover.
func mandateTown(t *testing.T) *town {
	t.Helper()
	d := deps(t)
	w := &town{impots: franceconnecttest.NewBank(d, "impots", "Impôts", 1, franceconnecttest.Personas())}
	w.World = portaltest.Open(t, d.Network, franceconnecttest.Documents(),
		w.impots.Site, franceconnecttest.NewMandates(d), franceconnect.New(d),
		franceconnecttest.NewService(d, "sante", "Santé", func(c *oidc.Client) { c.Themes = []string{"social", "famille"} }),
		franceconnecttest.NewService(d, "caf", "Allocations", func(c *oidc.Client) { c.Themes = []string{"logement"} }),
	)
	return w
}

func (w *town) underMandate(service string) *portaltest.Browser {
	w.T.Helper()
	return w.toChoice("pc-epn", service).Click("Utiliser Aidants Connect").Click("Agir pour Samia")
}

func TestAMandateOpensAServiceAndSaysWhoActs(t *testing.T) {
	w := mandateTown(t)
	b := w.toChoice("pc-epn", sante)
	require.Equal(t, 2, strings.Count(b.Text(), "Aidants Connect"), "la phrase et le bouton, pas de compte dans la liste")
	b.Click("Utiliser Aidants Connect").See("Pour entrer sur Santé (sante)").Click("Agir pour Samia")
	b.See("Samia LORIOT, née SITTELLE", "Vous agissez en son nom : Camille GRIVE, EPN Les Tilleuls")
	b.Click("Continuer sur Santé").See("Bonjour Samia Nour SITTELLE", "Vous agissez pour Samia LORIOT — Camille GRIVE, EPN Les Tilleuls (mandat M-0001)")

	w.MustSee(franceconnect.FactMandate, "service", "sante")
	w.MustSee(franceconnect.FactConnected, "fi", "aidantsconnect", "personne", "samia", "acteur", "Camille GRIVE")
	w.MustSee(portal.FactSessionOpen, "site", "sante", "personne", "samia", "acteur", "Camille GRIVE")
	w.MustNotSee(portal.FactSessionOther)
	mail := document[portal.Mail](w, portal.MailKey("samia.loriot@messagerie.example", "0001"))
	require.Contains(t, mail.Body[0], "par Camille GRIVE, au titre du mandat que vous avez donné à EPN Les Tilleuls")

	b.Get(fc + "/historique").See("s’ouvre après une connexion").DontSee("Connexion : Santé")
	b.Get(sante).Click("Me déconnecter").DontSee("Vous agissez pour")
	w.MustSee(portal.FactSessionClosed, "site", "sante", "acteur", "Camille GRIVE")
	b.Get(sante).See("S’identifier avec FranceConnect").DontSee("Vous agissez pour")

	w.toConsent(sante).Click("Continuer sur Santé").DontSee("Vous agissez pour")
	b.Get(fc+"/historique").See("Au titre d’un mandat", "Camille GRIVE, EPN Les Tilleuls")
}

func TestAMandateIsChosenAnewForEachService(t *testing.T) {
	w := mandateTown(t)
	b := w.underMandate(sante).Click("Continuer sur Santé")
	b.Get(caf).Click("S’identifier avec FranceConnect").See("Choisissez un compte")
}

func TestCheck35OutOfScopeMandateStopsAtFranceConnect(t *testing.T) {
	w := mandateTown(t)
	b := w.underMandate(caf).Status(http.StatusBadRequest).See("Code Y600020", "aucun de ses thèmes")
	w.MustSee(franceconnect.FactMandateRefused, "service", "caf", "cause", portal.MandateOutOfScope)
	w.MustSee(franceconnect.FactFailed, "code", "Y600020", "service", "caf", "fi", "aidantsconnect")
	w.MustNotSee(franceconnect.FactConnected)
	b.Click("Revenir sur Allocations").See("Personne n’est entré", "access_denied")
}

func TestEveryRefusalOfAMandateIsExplained(t *testing.T) {
	for reason, sentence := range map[string]string{
		portal.MandateOutOfScope: "aucun de ses thèmes", portal.MandateExpired: "arrivé à son terme", portal.MandateRevoked: "a été révoqué",
		portal.MandateForeign: "autre structure", portal.MandateNone: "Aucun mandat en cours", "inattendu": "ne couvre pas ce service",
	} {
		w := mandateTown(t)
		w.toChoice("pc-epn", sante).Click("Utiliser Aidants Connect").Click("Mandat "+reason).
			Status(http.StatusBadRequest).See("Code Y600020", sentence, "Que faire ?").Click("Revenir sur Santé").See("access_denied")
		w.MustSee(franceconnect.FactMandateRefused, "cause", reason)
	}
	w := mandateTown(t)
	w.toChoice("pc-epn", sante).Click("Utiliser Aidants Connect").Click("Renoncer").See("La connexion à Aidants Connect n’a pas été possible")
}

// ask is a right request of FranceConnect to Aidants Connect.
func askAidants() url.Values {
	return url.Values{
		"state": {"aB3dE6gH9jK2mN5pQ8sT1w"}, "nonce": {"pYt3mVbN0qLw8sXz5cRk1A"}, "response_type": {"code"}, "client_id": {portal.FranceConnectClient},
		"redirect_uri": {portal.FranceConnectCallback}, "scope": {"openid profile birth email"}, "acr_values": {"eidas1"}, "prompt": {"login"},
	}
}

func TestCheck35AidantsConnectsClosedList(t *testing.T) {
	const authorize = "https://" + portal.AidantsConnectHost + "/oidc/authorize?"
	w := mandateTown(t)
	b := w.On("pc-epn", "aidant")
	b.Get(authorize + askAidants().Encode()).Status(200).See("Pour qui agissez-vous ?")
	for name := range askAidants() {
		less := askAidants()
		less.Del(name)
		b.Get(authorize + less.Encode()).Status(400).See("AC400")
		twice := askAidants()
		twice.Add(name, twice.Get(name))
		b.Get(authorize + twice.Encode()).Status(403).See("AC403")
	}
	for name, value := range map[string]string{
		"foo": "bar", "code_challenge": strings.Repeat("a", 43), "state": "a-b", "nonce": "é", "scope": "openid", "acr_values": "eidas1 eidas2",
		"prompt": "consent", "response_type": "token", "client_id": "autre", "redirect_uri": "https://mechant.example/", "claims": "non",
	} {
		wrong := askAidants()
		wrong.Set(name, value)
		b.Get(authorize + wrong.Encode()).Status(403).See("AC403")
	}
	b.Get(authorize + askAidants().Encode()).Status(200)
	w.Wait(5*time.Minute + time.Second)
	b.Click("Agir pour Samia").Status(408).See("cinq minutes", "AC408")
}

func TestCheck35AidantsConnectsTokenForm(t *testing.T) {
	w := mandateTown(t)
	right := url.Values{
		"code": {"x"}, "grant_type": {"authorization_code"}, "redirect_uri": {portal.FranceConnectCallback},
		"client_id": {portal.FranceConnectClient}, "client_secret": {"y"},
	}
	post := func(form url.Values) int {
		r := httptest.NewRequest(http.MethodPost, "/oidc/token", strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		return w.back(r).Code
	}
	require.Equal(t, http.StatusUnauthorized, post(right), "les cinq clés, mais un mauvais secret")
	for name := range right {
		less := url.Values{}
		for n, v := range right {
			if n != name {
				less[n] = v
			}
		}
		require.Equal(t, http.StatusBadRequest, post(less), name)
	}
	right.Set("scope", "openid")
	require.Equal(t, http.StatusForbidden, post(right))
	for _, path := range []string{"/oidc/.well-known/openid-configuration", "/oidc/jwks"} {
		require.Equal(t, http.StatusNotFound, w.back(httptest.NewRequest(http.MethodGet, path, nil)).Code)
	}
}

// back asks Aidants Connect as a server does.
func (w *town) back(r *http.Request) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	site, _ := w.Network.At(portal.AidantsConnectHost)
	w.Do(func(tx *sandbox.Tx) { site.Backchannel.ServeHTTP(answer, r.WithContext(tx.Context(r.Context()))) })
	return answer
}
