package franceconnect_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	gooidc "github.com/coreos/go-oidc/v3/oidc"
	"github.com/stretchr/testify/require"
	"golang.org/x/oauth2"

	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/portal/oidc"
)

const (
	backA = "http://127.0.0.1:9/a/retour"
	backB = "http://127.0.0.1:9/b/retour"
	nonce = "nonce-de-22-caracteres"
)

// outside is FranceConnect over HTTP and a service that knows only its issuer.
type outside struct {
	*franceconnecttest.Server
	t        *testing.T
	provider *gooidc.Provider
}

func serveOutside(t *testing.T, posture oidc.Posture) *outside {
	t.Helper()
	d := deps(t)
	d.Posture = posture
	client := func(id, back string) oidc.Client {
		return oidc.Client{
			ID: id, Secret: strings.Repeat("s", 32) + id, Name: "Dehors " + id, Home: "http://127.0.0.1:9/" + id, AllowLoopback: true,
			RedirectURIs: []string{back}, PostLogoutURIs: []string{back + "/sortie"},
		}
	}
	s := franceconnecttest.Serve(t, franceconnecttest.Config{Deps: d, Clients: []oidc.Client{client("a", backA), client("b", backB)}})
	provider, err := gooidc.NewProvider(t.Context(), s.Issuer)
	require.NoError(t, err)
	return &outside{s, t, provider}
}

// bothPostures runs a check as FranceConnect, then as plain OpenID Connect.
func bothPostures(t *testing.T, run func(t *testing.T, o *outside)) {
	t.Helper()
	for name, posture := range map[string]oidc.Posture{"strict": oidc.Strict, "standard": oidc.Standard} {
		t.Run(name, func(t *testing.T) { run(t, serveOutside(t, posture)) })
	}
}

func (o *outside) config(id, back string) *oauth2.Config {
	endpoint := o.provider.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInParams
	return &oauth2.Config{
		ClientID: id, ClientSecret: strings.Repeat("s", 32) + id, RedirectURL: back, Endpoint: endpoint,
		Scopes: []string{"openid", "identite_pivot", "email"},
	}
}

func (o *outside) ask(id, back string) string {
	return o.config(id, back).AuthCodeURL(`etat"><img>`, oauth2.SetAuthURLParam("nonce", nonce), oauth2.SetAuthURLParam("acr_values", "eidas1"), oauth2.SetAuthURLParam("prompt", "consent"))
}

// redeem reads who a callback is about, as an outside service does.
func (o *outside) redeem(id, back string, landed *url.URL) (claims map[string]any, raw string) {
	o.t.Helper()
	require.NotNil(o.t, landed)
	require.Equal(o.t, `etat"><img>`, landed.Query().Get("state"))
	require.Equal(o.t, o.Issuer, landed.Query().Get("iss"))
	token, err := o.config(id, back).Exchange(o.t.Context(), landed.Query().Get("code"))
	require.NoError(o.t, err)
	raw, _ = token.Extra("id_token").(string)
	idToken, err := o.provider.Verifier(&gooidc.Config{ClientID: id, Now: o.Now}).Verify(o.t.Context(), raw)
	require.NoError(o.t, err)
	require.Equal(o.t, nonce, idToken.Nonce)
	info, err := o.provider.UserInfo(o.t.Context(), oauth2.StaticTokenSource(token))
	require.NoError(o.t, err)
	require.Equal(o.t, idToken.Subject, info.Subject)
	require.NoError(o.t, info.Claims(&claims))
	return claims, raw
}

func TestOutsideHappyPath(t *testing.T) { bothPostures(t, outsideHappyPath) }

func outsideHappyPath(t *testing.T, o *outside) {
	b := o.Browser(t)
	b.Get(o.ask("a", backA)).Status(200).See("Connexion en cours sur Dehors a").Click("Impôts").Click("Je suis samia")
	b.See("Samia LORIOT, née SITTELLE").Click("Continuer sur Dehors a")
	claims, _ := o.redeem("a", backA, b.Landed)
	require.Equal(t, "SITTELLE", claims["family_name"])
	require.Equal(t, "00014", claims["birthplace"])
	require.Equal(t, "samia.loriot@messagerie.example", claims["email"])
	require.NotContains(t, claims, "preferred_username")
	require.Regexp(t, "^[0-9a-f]{64}v1$", claims["sub"])
}

func TestOutsideCheck15Cancel(t *testing.T) { bothPostures(t, outsideCheck15Cancel) }

func outsideCheck15Cancel(t *testing.T, o *outside) {
	b := o.Browser(t)
	refused := func() {
		t.Helper()
		require.NotNil(t, b.Landed)
		require.Equal(t, "access_denied", b.Landed.Query().Get("error"))
		require.Equal(t, "user authentication aborted", b.Landed.Query().Get("error_description"))
		require.Equal(t, `etat"><img>`, b.Landed.Query().Get("state"))
		require.Equal(t, o.Issuer, b.Landed.Query().Get("iss"))
	}
	b.Get(o.ask("a", backA)).Click("Revenir sur Dehors a")
	refused()
	b.Get(o.ask("a", backA)).Click("Impôts").Click("Renoncer").See("La connexion à Impôts n’a pas été possible")
	require.Nil(t, b.Landed)
	b.Click("Identité La Poste").Click("Je suis samia").Click("Revenir sur Dehors a")
	refused()
}

func TestOutsideCheck16RefreshBackForeignAndForged(t *testing.T) {
	bothPostures(t, outsideCheck16RefreshBackForeignAndForged)
}

func outsideCheck16RefreshBackForeignAndForged(t *testing.T, o *outside) {
	b, other := o.Browser(t), o.Browser(t)
	choice := b.Get(o.ask("a", backA)).Answer.URL.String()
	jeton, _ := b.Page().Find("input[name=_jeton]").First().Attr("value")
	require.NotEmpty(t, jeton)
	consent := b.Click("Impôts").Click("Je suis samia").Answer.URL.String()

	b.Get(choice).Status(400).See("Code Y420001")
	for _, page := range []string{choice, consent} {
		other.Get(page).Status(401).See("Code Y470003").DontSee("SITTELLE")
	}
	b.Post(consent, url.Values{}).Status(400).See("Y470002")
	b.Post(consent, url.Values{"_jeton": {"inventé"}}).Status(401).See("Y470001")
	other.Post(consent, url.Values{"_jeton": {jeton}}).Status(401).See("Y470001").DontSee("SITTELLE")
	require.Nil(t, other.Landed)

	b.Get(consent).Click("Continuer sur Dehors a")
	o.redeem("a", backA, b.Landed)
	b.Get(consent).Status(400).See("Code Y420001")
	b.Post(consent, url.Values{"_jeton": {jeton}}).Status(400).See("Code Y420001")
	require.Nil(t, b.Landed, "un formulaire renvoyé ne donne pas un second code")
}

func TestOutsideCheck32SingleSignOnAndLogout(t *testing.T) {
	bothPostures(t, outsideCheck32SingleSignOnAndLogout)
}

func outsideCheck32SingleSignOnAndLogout(t *testing.T, o *outside) {
	b := o.Browser(t)
	b.Get(o.ask("a", backA)).Click("Impôts").Click("Je suis samia").Click("Continuer sur Dehors a")
	first, idToken := o.redeem("a", backA, b.Landed)

	b.Get(o.ask("b", backB)).See("SITTELLE").DontSee("Choisissez un compte").Click("Continuer sur Dehors b")
	second, _ := o.redeem("b", backB, b.Landed)
	require.NotEqual(t, first["sub"], second["sub"])
	o.Browser(t).Get(o.ask("b", backB)).See("Choisissez un compte").DontSee("SITTELLE")

	o.World.Wait(2 * time.Minute) // the hint has expired: it still says whose session ends
	end := o.Issuer + "/session/end?" + url.Values{"id_token_hint": {idToken}, "post_logout_redirect_uri": {backA + "/sortie"}, "state": {"s"}}.Encode()
	b.Get(end)
	require.Equal(t, backA+"/sortie?state=s", b.Landed.String())
	b.Get(o.ask("b", backB)).See("Choisissez un compte")
}

func TestOutsideCheck36OpenRedirect(t *testing.T) { bothPostures(t, outsideCheck36OpenRedirect) }

func outsideCheck36OpenRedirect(t *testing.T, o *outside) {
	b := o.Browser(t)
	for _, uri := range []string{"javascript:alert(1)", "http://127.0.0.1:9/a/retour.mechant", "https://mechant.example/"} {
		ask := strings.Replace(o.ask("a", backA), url.QueryEscape(backA), url.QueryEscape(uri), 1)
		b.Get(ask).Status(400)
		require.Nil(t, b.Landed)
	}
	b.Get(o.ask("a", backA))
	require.NotContains(t, b.Answer.HTML, "<img>")
}
