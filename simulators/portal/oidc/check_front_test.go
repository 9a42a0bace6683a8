package oidc_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

func strictDiscovery(t *testing.T) {
	r := strictRig(t)
	page := r.b.Get("/api/v2/.well-known/openid-configuration")
	doc := parse(t, page)
	require.Equal(t, http.StatusOK, page.Status)
	require.Empty(t, page.Header.Values("Set-Cookie"))
	require.Equal(t, r.URL+"/api/v2", doc.text("issuer"))
	require.Equal(t, r.Issuer+"/token", doc.text("token_endpoint"))
	require.Equal(t, []any{"eidas1"}, doc.JSON["acr_values_supported"])
	require.ElementsMatch(t, []any{"ES256", "RS256", "HS256"}, doc.JSON["id_token_signing_alg_values_supported"])
	require.NotContains(t, doc.JSON["scopes_supported"], "offline_access")
	require.NotContains(t, doc.JSON["scopes_supported"], "address")
	require.NotContains(t, doc.JSON, "code_challenge_methods_supported")
	for name := range doc.JSON {
		require.NotContains(t, name, "encryption")
	}
	require.Equal(t, r.Issuer+"/authorize", r.discover().Endpoint().AuthURL)
}

func checkKeys(t *testing.T, posture oidc.Posture) {
	set, err := oidc.NewKeySet(oidc.ES256)
	require.NoError(t, err)
	r := newRig(t, oidctest.Config{Posture: posture, Keys: set})
	before := r.tokens(asked()).text("id_token")
	kid, err := set.Rotate(oidc.ES256)
	require.NoError(t, err)

	var jwks struct{ Keys []map[string]any }
	require.NoError(t, json.Unmarshal([]byte(r.b.Get("/api/v2/jwks").Body), &jwks))
	require.Len(t, jwks.Keys, 2)
	for _, key := range jwks.Keys {
		require.ElementsMatch(t, []string{"kty", "use", "kid", "alg", "crv", "x", "y"}, keys(key))
	}
	_, err = r.verify("service-a", oidc.ES256, before)
	require.NoError(t, err, "signed before the rotation")
	after := r.tokens(asked()).text("id_token")
	require.Equal(t, kid, header(t, after)["kid"])
}

func checkAuthorizeRight(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	for _, prompt := range []string{"-", "login", "consent", "login consent"} {
		for name, page := range map[string]oidctest.Page{
			"GET":  r.b.Authorize(asked("prompt", prompt)),
			"POST": r.b.Post("/api/v2/authorize", asked("prompt", prompt)),
		} {
			require.Equal(t, http.StatusSeeOther, page.Status, "%s %s %s", name, prompt, page.Body)
			require.Equal(t, "no-store", page.Header.Get("Cache-Control"))
			require.Empty(t, page.Body)
			require.Equal(t, http.StatusOK, r.b.Get(page.Location.String()).Status)
		}
	}
}

func strictParameterMissing(t *testing.T) {
	r := strictRig(t)
	for _, name := range []string{"acr_values", "client_id", "nonce", "redirect_uri", "response_type", "scope", "state"} {
		requirePage(t, r.b.Authorize(asked(name, "-")), http.StatusBadRequest, "Y030007")
		requirePage(t, r.b.Post("/api/v2/authorize", asked(name, "-")), http.StatusBadRequest, "Y030007")
	}
}

func strictNonceLength(t *testing.T) {
	r := strictRig(t)
	requirePage(t, r.b.Authorize(asked("nonce", nonce22[:21])), http.StatusBadRequest, "Y030007")
	long := strings.Repeat("a1@#&", 13) + "é+%"
	for _, nonce := range []string{nonce22, long} {
		claims := r.claims(r.tokens(asked("nonce", nonce)).text("id_token"))
		require.Equal(t, nonce, claims["nonce"])
	}
}

func checkUnknownClient(t *testing.T, posture oidc.Posture) {
	off := oidctest.Clients()[0]
	off.ID, off.Disabled = "service-ferme", true
	r := newRig(t, oidctest.Config{Posture: posture, Clients: append(oidctest.Clients(), off)})
	for _, id := range []string{"inconnu", "service-ferme"} {
		page := r.b.Authorize(asked("client_id", id))
		requirePage(t, page, http.StatusBadRequest, "Y04EA6EF")
		require.NotContains(t, page.Body, "href")
	}
}

func strictRedirectURI(t *testing.T) {
	r := strictRig(t)
	for _, uri := range []string{
		"https://autre.example/retour", returnA + "/plus", returnA + "?plus=1", returnA + "#plus",
		"https://A.service.example/retour", "https://a.service.example/Retour",
		"http://127.0.0.1:9/retour?de=fc", // registered, and yet not a sandbox client
	} {
		page := r.b.Authorize(asked("redirect_uri", uri))
		requirePage(t, page, http.StatusBadRequest, "Y04C013C")
		require.Contains(t, page.Body, `href="https://a.service.example/"`)
	}
	for _, uri := range []string{"pas une adresse", "https://sans-domaine/retour", "//a.service.example/retour", "http://[::1"} {
		requirePage(t, r.b.Authorize(asked("redirect_uri", uri)), http.StatusBadRequest, "Y030007")
	}
	sandbox := oidctest.Clients()[0]
	sandbox.AllowLoopback = true
	r = newRig(t, oidctest.Config{Clients: []oidc.Client{sandbox}})
	answer := r.b.Follow(r.b.Authorize(asked("redirect_uri", "http://127.0.0.1:9/retour?de=fc")), "samia")
	require.Equal(t, "fc", answer.Query().Get("de"))
	require.NotEmpty(t, answer.Query().Get("code"))
}

func strictTwoFaults(t *testing.T) {
	r := strictRig(t)
	requirePage(t, r.b.Authorize(asked("scope", "email", "redirect_uri", "https://autre.example/retour")), http.StatusBadRequest, "Y04C013C")
	requirePage(t, r.b.Authorize(asked("scope", "-", "redirect_uri", "https://autre.example/retour")), http.StatusBadRequest, "Y030007")
	requirePage(t, r.b.Authorize(asked("response_type", "token", "redirect_uri", "https://autre.example/")), http.StatusBadRequest, "Y04C013C")
}

func checkResponseType(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	requireBack(t, r, r.b.Authorize(asked("response_type", "inconnu")), "unsupported_response_type", "")
	requireBack(t, r, r.b.Authorize(asked("response_type", "")), "invalid_request", "missing required parameter 'response_type'")
	for _, kind := range []string{"id_token", "code token"} {
		page := r.b.Authorize(asked("response_type", kind))
		require.Equal(t, http.StatusSeeOther, page.Status)
		require.Empty(t, page.Location.RawQuery)
		fragment, err := url.ParseQuery(page.Location.Fragment)
		require.NoError(t, err)
		require.Equal(t, "unsupported_response_type", fragment.Get("error"))
		require.Equal(t, state, fragment.Get("state"))
		require.Equal(t, r.Issuer, fragment.Get("iss"))
	}
}

func checkScope(t *testing.T, posture oidc.Posture) {
	narrow := oidctest.Clients()[0]
	narrow.Scopes = []string{"openid", "email"}
	r := newRig(t, oidctest.Config{Posture: posture, Clients: []oidc.Client{narrow}})
	const want = "openid scope must be requested when using the acr_values parameter"
	requireBack(t, r, r.b.Authorize(asked("scope", "email")), "invalid_request", want)
	requireBack(t, r, r.b.Authorize(asked("scope", "")), "invalid_request", want)
	requireBack(t, r, r.b.Authorize(asked("scope", "openid birth")), "invalid_scope", "requested scope is not allowed")
	require.Equal(t, "openid email", r.tokens(asked("scope", "openid  inconnu email openid")).text("scope"))
	if posture == oidc.Strict {
		require.Equal(t, "openid email", r.tokens(asked("scope", "openid email address phone")).text("scope"), "gone with the second version")
	}
}

func strictLevel(t *testing.T) {
	r := strictRig(t)
	for _, acr := range []string{"niveau_inconnu", "eidas1 eidas2 eidas3", "eidas3 eidas1"} {
		claims := r.claims(r.tokens(asked("acr_values", acr)).text("id_token"))
		require.Equal(t, "eidas1", claims["acr"])
	}
	const want = "acr_value is not valid, should be equal one of these values, expected eidas1, got "
	for acr, got := range map[string]string{"eidas2": "eidas2", "eidas2 eidas3": "eidas2", "inconnu eidas3": "eidas3"} {
		requireBack(t, r, r.b.Authorize(asked("acr_values", acr)), "invalid_acr", want+got)
	}
}

func strictPromptValues(t *testing.T) {
	r := strictRig(t)
	for _, prompt := range []string{"none", "select_account", "", "login none", "LOGIN"} {
		requirePage(t, r.b.Authorize(asked("prompt", prompt)), http.StatusBadRequest, "Y030007")
	}
	quick := oidctest.Clients()[0]
	quick.AllowedPrompts = []string{"login"}
	r = newRig(t, oidctest.Config{Clients: []oidc.Client{quick}})
	page := r.b.Get(r.b.Authorize(asked("prompt", "login")).Location.String())
	page = r.b.Submit(page, "/login", url.Values{"login": {"samia"}})
	require.NotEmpty(t, page.Query().Get("code"), "no information page")
}

func strictUnknownParameter(t *testing.T) {
	r := strictRig(t)
	for name, value := range map[string]string{
		"foo": "1", "code_challenge": strings.Repeat("a", 43), "max_age": "0", "login_hint": "samia",
		"request": "e30.e30.", "response_mode": "query", "id_token_hint": "x", "display": "page", "claims": "pas du JSON",
	} {
		requirePage(t, r.b.Authorize(asked(name, value)), http.StatusBadRequest, "Y030007")
	}
	for name, value := range map[string]string{"ui_locales": "fr", "idp_hint": "ameli", "claims": `{"id_token":{"amr":null}}`} {
		require.Equal(t, http.StatusSeeOther, r.b.Authorize(asked(name, value)).Status, name)
	}
}

func strictTwice(t *testing.T) {
	r := strictRig(t)
	for _, name := range []string{"state", "nonce", "client_id", "redirect_uri", "scope"} {
		v := asked()
		v.Add(name, v.Get(name))
		requirePage(t, r.b.Authorize(v), http.StatusBadRequest, "Y030007")
	}
	bad := asked("state", "\xff\xfe")
	requirePage(t, r.b.Authorize(bad), http.StatusBadRequest, "Y030007")
	requirePage(t, r.b.Get("/api/v2/authorize?client_id=%zz"), http.StatusBadRequest, "Y030007")
}

func strictPKCE(t *testing.T) {
	r := strictRig(t)
	v := asked("code_challenge", strings.Repeat("a", 43), "code_challenge_method", "S256")
	requirePage(t, r.b.Authorize(v), http.StatusBadRequest, "Y030007")
	require.Equal(t, "invalid_grant", r.redeem(r.code(asked()), "code_verifier", strings.Repeat("v", 43)).error(), "unexpected verifier")
}

func checkHostile(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	page := r.b.Get(r.b.Authorize(asked()).Location.String())
	require.Contains(t, page.Body, "Service &lt;a&gt;")
	require.NotContains(t, page.Body, "Service <a>")

	const nasty = `"><img src=x onerror=alert(1)>` + "\r\nLocation: https://autre.example"
	answer := r.b.Follow(r.b.Authorize(asked("state", nasty)), "samia")
	require.Equal(t, nasty, answer.Query().Get("state"))
	require.Equal(t, "a.service.example", answer.Location.Host)

	script := oidctest.Clients()[0]
	script.RedirectURIs = append(script.RedirectURIs, "javascript:alert(1)", "data:text/html,x", "//autre.example/x")
	script.PostLogoutURIs = script.RedirectURIs
	for _, posture := range []oidc.Posture{oidc.Strict, oidc.Standard} {
		r = newRig(t, oidctest.Config{Posture: posture, Clients: []oidc.Client{script}})
		idToken := r.tokens(asked()).text("id_token")
		for _, uri := range script.RedirectURIs[2:] {
			require.Equal(t, http.StatusBadRequest, r.b.Authorize(asked("redirect_uri", uri)).Status)
			out := url.Values{"id_token_hint": {idToken}, "post_logout_redirect_uri": {uri}}
			require.Equal(t, http.StatusBadRequest, r.b.Get("/api/v2/session/end?"+out.Encode()).Status)
		}
	}
}
