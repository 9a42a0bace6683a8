package oidc_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	gooidc "github.com/coreos/go-oidc/v3/oidc"
	"github.com/stretchr/testify/require"
	"golang.org/x/oauth2"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

func standardDiscovery(t *testing.T) {
	r := standardRig(t)
	doc := parse(t, r.b.Get("/api/v2/.well-known/openid-configuration"))
	require.Equal(t, []any{"S256"}, doc.JSON["code_challenge_methods_supported"])
	require.Contains(t, doc.JSON["prompt_values_supported"], "none")
	require.Contains(t, doc.JSON["scopes_supported"], "phone")
	require.Contains(t, doc.JSON["token_endpoint_auth_methods_supported"], "client_secret_basic")
}

func standardOptional(t *testing.T) {
	r := standardRig(t)
	claims := r.claims(r.tokens(asked("nonce", "-", "acr_values", "-")).text("id_token"))
	require.NotContains(t, claims, "nonce")
	require.Equal(t, "eidas1", claims["acr"])
	answer := r.b.Follow(r.b.Authorize(asked("state", "-")), "samia").Query()
	require.NotEmpty(t, answer.Get("code"))
	require.NotContains(t, answer, "state")
	short := r.claims(r.tokens(asked("nonce", "n")).text("id_token"))
	require.Equal(t, "n", short["nonce"])

	fresh := standardRig(t)
	requireBack(t, fresh, fresh.b.Authorize(asked("response_type", "-")), "invalid_request", "response_type")
	requireBack(t, fresh, fresh.b.Authorize(asked("scope", "-", "acr_values", "-")), "invalid_request", "openid scope")
	requirePage(t, fresh.b.Authorize(asked("client_id", "-")), http.StatusBadRequest, "Y030007")
	requirePage(t, fresh.b.Authorize(asked("redirect_uri", "-")), http.StatusBadRequest, "Y030007")
}

func standardNonce(t *testing.T) {
	r := standardRig(t)
	for _, nonce := range []string{"n", nonce22[:21], strings.Repeat("a1@#&", 13) + "é+%"} {
		require.Equal(t, nonce, r.claims(r.tokens(asked("nonce", nonce)).text("id_token"))["nonce"])
	}
}

func standardTwoFaults(t *testing.T) {
	r := standardRig(t)
	for _, other := range []string{"scope", "response_type", "state"} {
		requirePage(t, r.b.Authorize(asked(other, "-", "redirect_uri", "https://autre.example/retour")), http.StatusBadRequest, "Y04C013C")
	}
	requirePage(t, r.b.Authorize(asked("client_id", "inconnu", "redirect_uri", "https://autre.example/retour")), http.StatusBadRequest, "Y04EA6EF")
}

func standardRedirectURI(t *testing.T) {
	r := standardRig(t)
	requirePage(t, r.b.Authorize(asked("client_id", "inconnu")), http.StatusBadRequest, "Y04EA6EF")
	for _, uri := range []string{"https://autre.example/", returnA + "/", "pas une adresse"} {
		requirePage(t, r.b.Authorize(asked("redirect_uri", uri)), http.StatusBadRequest, "Y04C013C")
	}
}

func standardScopes(t *testing.T) {
	people := oidctest.Personas()
	people[0].Who.Extra = map[string]any{"phone_number": "0199001122", "address": map[string]any{"country": "France"}}
	r := newRig(t, oidctest.Config{Posture: oidc.Standard, Personas: people})
	a := r.tokens(asked("scope", "phone email inconnu address openid profile"))
	require.Equal(t, "phone email address openid profile", a.text("scope"))
	claims := r.userinfo(a.text("access_token")).JSON
	require.Equal(t, "0199001122", claims["phone_number"])
	require.Contains(t, claims, "address")
}

func standardLevel(t *testing.T) {
	r := standardRig(t)
	for _, acr := range []string{"eidas2", "urn:inconnu", "eidas3 eidas1"} {
		require.Equal(t, "eidas1", r.claims(r.tokens(asked("acr_values", acr)).text("id_token"))["acr"], "voluntary in OpenID Connect")
	}
}

func standardPrompt(t *testing.T) {
	r := standardRig(t)
	requireBack(t, r, r.b.Authorize(asked("prompt", "none")), "login_required", "")
	requireBack(t, r, r.b.Authorize(asked("prompt", "none login")), "invalid_request", "none")
	requireBack(t, r, r.b.Authorize(asked("prompt", "danser")), "invalid_request", "unsupported prompt")

	r.b.Follow(r.b.Authorize(asked()), "samia")
	silent := r.b.Authorize(asked("prompt", "none"))
	require.NotEmpty(t, silent.Query().Get("code"), "connected already")
	require.Equal(t, http.StatusOK, r.redeem(silent.Query().Get("code")).Status)

	r.Clock.Advance(10 * time.Second)
	again := r.b.Get(r.b.Authorize(asked()).Location.String())
	require.NotEmpty(t, again.Query().Get("code"), "the session serves")
	for _, prompt := range []string{"login", "select_account"} {
		choice := r.b.Get(r.b.Authorize(asked("prompt", prompt)).Location.String())
		require.Contains(t, choice.Body, "/login", "%s asks again", prompt)
	}
	old := oidctest.Personas()[0].Who
	old.AuthTime = r.Clock.Now(t.Context()).Add(-time.Minute)
	_, err := r.Provider.Grant(t.Context(), interactionOf(r.b.Authorize(asked("prompt", "login"))), old)
	require.ErrorIs(t, err, oidc.Describe(oidc.CodeLoginTooOld))
}

func standardMaxAge(t *testing.T) {
	r := standardRig(t)
	requireBack(t, r, r.b.Authorize(asked("max_age", "-1x")), "invalid_request", "max_age")
	r.b.Follow(r.b.Authorize(asked()), "samia")
	r.Clock.Advance(10 * time.Second)
	require.NotEmpty(t, r.b.Get(r.b.Authorize(asked("max_age", "10000")).Location.String()).Query().Get("code"))
	requireBack(t, r, r.b.Authorize(asked("max_age", "1", "prompt", "none")), "login_required", "")

	for _, age := range []string{"0", "1"} {
		start := r.b.Authorize(asked("max_age", age))
		require.Contains(t, r.b.Get(start.Location.String()).Body, "/login")
		answer := r.b.Follow(start, "samia").Query()
		claims := r.claims(r.redeem(answer.Get("code")).text("id_token"))
		require.InDelta(t, r.Clock.Now(t.Context()).Unix(), claims["auth_time"], 0, "a fresh login")
		r.Clock.Advance(10 * time.Second)
	}
}

func standardUnsupported(t *testing.T) {
	r := standardRig(t)
	requireBack(t, r, r.b.Authorize(asked("request", "e30.e30.")), "request_not_supported", "")
	requireBack(t, r, r.b.Authorize(asked("request_uri", "https://x.example/")), "request_uri_not_supported", "")
	requireBack(t, r, r.b.Authorize(asked("response_mode", "form_post")), "unsupported_response_mode", "")
	requireBack(t, r, r.b.Authorize(asked("claims", "[]")), "invalid_request", "claims")
	for name, value := range map[string]string{
		"foo": "1", "display": "popup", "ui_locales": "fr", "claims_locales": "fr", "login_hint": "samia",
		"claims": `{"userinfo":{"given_name":{"essential":true}}}`,
	} {
		browser := r.Browser(t)
		require.NotEmpty(t, browser.Follow(browser.Authorize(asked(name, value)), "samia").Query().Get("code"), name)
	}
}

func standardTwice(t *testing.T) {
	r := standardRig(t)
	v := asked()
	v.Add("nonce", "autre")
	requireBack(t, r, r.b.Authorize(v), "invalid_request", "'nonce' parameter must not be provided twice")
	v = asked()
	v.Add("state", "autre")
	q := r.b.Authorize(v).Query()
	require.Equal(t, "'state' parameter must not be provided twice", q.Get("error_description"))
	require.NotContains(t, q, "state")
	v = asked()
	v.Add("redirect_uri", returnA)
	requirePage(t, r.b.Authorize(v), http.StatusBadRequest, "Y030007")
	q = r.b.Authorize(asked("state", "\xff")).Query()
	require.Equal(t, "'state' parameter is not readable", q.Get("error_description"))
}

func standardGoOIDC(t *testing.T) {
	r := standardRig(t)
	p := r.discover()
	conf := r.oauth(p)
	verifier := oauth2.GenerateVerifier()
	page := r.b.Follow(r.b.Get(conf.AuthCodeURL(state, gooidc.Nonce(nonce22), oauth2.S256ChallengeOption(verifier))), "tarek")
	tok, err := conf.Exchange(r.context(), page.Query().Get("code"), oauth2.VerifierOption(verifier))
	require.NoError(t, err)
	raw, _ := tok.Extra("id_token").(string)
	idToken, err := r.verify("service-a", oidc.ES256, raw)
	require.NoError(t, err)
	info, err := p.UserInfo(r.context(), oauth2.StaticTokenSource(tok))
	require.NoError(t, err)
	require.Equal(t, idToken.Subject, info.Subject)
}

func standardPKCE(t *testing.T) {
	r := standardRig(t)
	verifier := oauth2.GenerateVerifier()
	with := asked("code_challenge", oauth2.S256ChallengeFromVerifier(verifier), "code_challenge_method", "S256")
	code := r.code(with)
	for _, wrong := range []string{"-", "", oauth2.GenerateVerifier()} {
		a := r.redeem(code, "code_verifier", wrong)
		require.Equal(t, http.StatusBadRequest, a.Status)
		require.Equal(t, "invalid_grant", a.error())
	}
	require.Equal(t, http.StatusOK, r.redeem(code, "code_verifier", verifier).Status)
	require.Equal(t, "invalid_grant", r.redeem(r.code(asked()), "code_verifier", verifier).error(), "unexpected verifier")

	fresh := standardRig(t)
	for _, method := range []string{"plain", "-", "s256"} {
		requireBack(t, fresh, fresh.b.Authorize(asked("code_challenge", strings.Repeat("a", 43), "code_challenge_method", method)), "invalid_request", "code_challenge_method")
	}
	requireBack(t, fresh, fresh.b.Authorize(asked("code_challenge", "court", "code_challenge_method", "S256")), "invalid_request", "43")
	requireBack(t, fresh, fresh.b.Authorize(asked("code_challenge_method", "S256")), "invalid_request", "code_challenge")
}

// An identity provider hands the civil register over as it is, in plain JSON.
func standardUserinfo(t *testing.T) {
	r := standardRig(t)
	access := r.redeem(r.codeAs("tarek", asked("scope", "openid identite_pivot email"))).text("access_token")
	info := r.userinfo(access)
	require.Contains(t, info.Header.Get("Content-Type"), "application/json")
	require.ElementsMatch(t, []string{
		"sub", "given_name", "given_name_array", "family_name", "birthdate", "gender", "birthplace", "birthcountry", "email",
	}, keys(info.JSON))
	require.Equal(t, "1958-01-01", info.JSON["birthdate"])
}

func standardEndSession(t *testing.T) {
	r := standardRig(t)
	r.b.Follow(r.b.Authorize(asked()), "samia")
	require.NotEmpty(t, r.b.Authorize(asked("prompt", "none")).Query().Get("code"))
	out := url.Values{"client_id": {"service-a"}, "post_logout_redirect_uri": {"https://a.service.example/au-revoir"}}
	page := r.b.Post("/api/v2/session/end", out)
	require.Equal(t, "https://a.service.example/au-revoir", page.Location.String())
	requireBack(t, r, r.b.Authorize(asked("prompt", "none")), "login_required", "")

	require.Equal(t, http.StatusOK, r.b.Get("/api/v2/session/end").Status)
	out.Set("client_id", "inconnu")
	requirePage(t, r.b.Get("/api/v2/session/end?"+out.Encode()), http.StatusBadRequest, "Y04EA6EF")
	out.Del("client_id")
	requirePage(t, r.b.Get("/api/v2/session/end?"+out.Encode()), http.StatusBadRequest, oidc.CodePostLogoutURI)
	requirePage(t, r.b.Get("/api/v2/session/end?state=a&state=b"), http.StatusBadRequest, "Y030007")
}

func standardHint(t *testing.T) {
	r := standardRig(t)
	samia := r.tokens(asked()).text("id_token")
	tarek := r.redeem(r.codeAs("tarek", asked())).text("id_token")
	r.b.Follow(r.b.Authorize(asked()), "samia")
	require.NotEmpty(t, r.b.Authorize(asked("prompt", "none", "id_token_hint", samia)).Query().Get("code"))
	requireBack(t, r, r.b.Authorize(asked("prompt", "none", "id_token_hint", tarek)), "login_required", "")
	requireBack(t, r, r.b.Authorize(asked("id_token_hint", "faux")), "invalid_request", "id_token_hint")
}

// Aidants Connect tells FranceConnect, in the id_token, what a mandate covers:
// only when asked, and only a client that may ask.
func standardRepScope(t *testing.T) {
	people, fc := oidctest.Personas(), oidctest.Clients()[0]
	people[0].Who.Extra = map[string]any{"rep_scope": []string{"Logement"}}
	fc.Claims = []string{"rep_scope"}
	r := newRig(t, oidctest.Config{Posture: oidc.Standard, Personas: people, Clients: []oidc.Client{fc}})
	const claims = `{"id_token":{"rep_scope":{"essential":true,"values":["Logement","Justice"]}}}`
	require.Equal(t, []any{"Logement"}, r.claims(r.tokens(asked("claims", claims)).text("id_token"))["rep_scope"])
	require.NotContains(t, r.claims(r.tokens(asked()).text("id_token")), "rep_scope")
	in, err := r.Provider.Interaction(t.Context(), interactionOf(r.b.Authorize(asked("claims", claims))))
	require.NoError(t, err)
	require.JSONEq(t, claims, in.ClaimsParam)
}
