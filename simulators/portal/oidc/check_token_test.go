package oidc_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	gooidc "github.com/coreos/go-oidc/v3/oidc"
	"github.com/stretchr/testify/require"
	"golang.org/x/oauth2"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// header reads the protected header of a token.
func header(t *testing.T, token string) map[string]any {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[0])
	require.NoError(t, err)
	out := map[string]any{}
	require.NoError(t, json.Unmarshal(raw, &out))
	return out
}

func checkCallback(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	p := r.discover()
	conf := r.oauth(p)
	ask := conf.AuthCodeURL(state, gooidc.Nonce(nonce22), oauth2.SetAuthURLParam("acr_values", "eidas1"))
	page := r.b.Follow(r.b.Get(ask), "samia")
	require.Equal(t, http.StatusSeeOther, page.Status)
	q := page.Query()
	require.Len(t, q, 3)
	require.Equal(t, state, q.Get("state"))
	require.Equal(t, r.Issuer, q.Get("iss"))

	tok, err := conf.Exchange(r.context(), q.Get("code"))
	require.NoError(t, err)
	raw, _ := tok.Extra("id_token").(string)
	idToken, err := r.verify("service-a", oidc.ES256, raw)
	require.NoError(t, err)
	require.Equal(t, nonce22, idToken.Nonce)
	info, err := p.UserInfo(r.context(), oauth2.StaticTokenSource(tok))
	require.NoError(t, err, "go-oidc verifies the signed userinfo with the published keys")
	require.Equal(t, idToken.Subject, info.Subject)
	require.Equal(t, "samia.loriot@courriel.example", info.Email)
}

func checkTokenRight(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	a := r.tokens(asked())
	require.ElementsMatch(t, []string{"access_token", "expires_in", "id_token", "scope", "token_type"}, keys(a.JSON))
	require.InDelta(t, 60, a.JSON["expires_in"], 0)
	require.Equal(t, "Bearer", a.JSON["token_type"])
	require.Equal(t, "openid identite_pivot email", a.JSON["scope"])
	require.Equal(t, "no-store", a.Header.Get("Cache-Control"))
	require.Empty(t, a.Header.Values("Set-Cookie"))
	require.GreaterOrEqual(t, len(a.text("access_token")), 43)

	claims := r.claims(a.text("id_token"))
	require.ElementsMatch(t, []string{"iss", "sub", "aud", "exp", "iat", "nonce", "acr", "auth_time"}, keys(claims))
	require.Equal(t, "service-a", claims["aud"])
	require.Equal(t, "eidas1", claims["acr"])
	require.Equal(t, nonce22, claims["nonce"])
	now := float64(r.Clock.Now(t.Context()).Unix())
	require.InDelta(t, now, claims["iat"], 0)
	require.InDelta(t, now+60, claims["exp"], 0)
	require.InDelta(t, now, claims["auth_time"], 0)
	require.ElementsMatch(t, []string{"alg", "kid"}, keys(header(t, a.text("id_token"))))

	with := r.claims(r.tokens(asked("claims", `{"id_token":{"amr":{"essential":true},"email":null}}`)).text("id_token"))
	require.Len(t, with, 9, "amr, asked and authorised; email, asked only")
	require.Equal(t, []any{"pwd"}, with["amr"])
}

func checkWrongSecret(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	code := r.code(asked())
	a := r.redeem(code, "client_secret", "faux")
	require.Equal(t, http.StatusUnauthorized, a.Status)
	require.Equal(t, "invalid_client", a.error())
	require.Equal(t, "client authentication failed (invalid secret provided)", a.description())
	require.Contains(t, a.text("error_uri"), r.Issuer+"/aide?code=Y0434A7B&id=")
	require.Empty(t, a.Header.Get("WWW-Authenticate"))

	basic := func(secret string) oidctest.Page {
		v := form(code, "client_id", "-", "client_secret", "-")
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, r.Issuer+"/token", strings.NewReader(v.Encode()))
		require.NoError(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.SetBasicAuth("service-a", secret)
		return r.b.Do(req)
	}
	refused := basic("faux")
	require.Equal(t, http.StatusUnauthorized, refused.Status)
	require.Contains(t, refused.Header.Get("WWW-Authenticate"), "Basic")
	require.Equal(t, http.StatusOK, basic(oidctest.SecretA).Status, "a bad secret must not burn the code")
}

func checkOtherClient(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	code := r.code(asked())
	a := r.redeem(code, "client_id", "inconnu")
	require.Equal(t, http.StatusUnauthorized, a.Status)
	require.Equal(t, "invalid_client", a.error())
	a = r.redeem(code, "client_id", "-", "client_secret", "-")
	require.Equal(t, http.StatusBadRequest, a.Status)
	require.Equal(t, "invalid_request", a.error())

	a = r.redeem(code, "client_id", "service-b", "client_secret", oidctest.SecretB)
	require.Equal(t, http.StatusBadRequest, a.Status)
	require.Equal(t, "invalid_grant", a.error())
	require.Equal(t, http.StatusOK, r.redeem(code).Status, "another client cannot burn the code either")
}

func checkCodeReuse(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	code := r.code(asked())
	access := r.redeem(code).text("access_token")
	thief := r.redeem(code, "client_id", "service-b", "client_secret", oidctest.SecretB)
	require.Equal(t, "invalid_grant", thief.error())
	require.Equal(t, http.StatusOK, r.userinfo(access).Status, "another client cannot revoke")

	again := r.redeem(code)
	require.Equal(t, http.StatusBadRequest, again.Status)
	require.Equal(t, "invalid_grant", again.error())
	info := r.userinfo(access)
	require.Equal(t, http.StatusUnauthorized, info.Status)
	require.Equal(t, "invalid_token", info.error())
}

func checkConcurrent(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	code := r.code(asked())
	var wg sync.WaitGroup
	statuses := make([]int, 16)
	for i := range statuses {
		wg.Go(func() {
			w := httptest.NewRecorder()
			req := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api/v2/token", strings.NewReader(form(code).Encode()))
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Provider.Backchannel().ServeHTTP(w, req)
			statuses[i] = w.Code
		})
	}
	wg.Wait()
	count := map[int]int{}
	for _, s := range statuses {
		count[s]++
	}
	require.Equal(t, map[int]int{http.StatusOK: 1, http.StatusBadRequest: 15}, count)
}

func checkCodeLifetime(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	code := r.code(asked())
	r.Clock.Advance(29 * time.Second)
	require.Equal(t, http.StatusOK, r.redeem(code).Status)
	code = r.code(asked())
	r.Clock.Advance(31 * time.Second)
	a := r.redeem(code)
	require.Equal(t, http.StatusBadRequest, a.Status)
	require.Equal(t, "grant request is invalid (authorization code not found)", a.description())
	require.Contains(t, a.text("error_uri"), "code=Y049E20B")

	slow := newRig(t, oidctest.Config{Posture: posture, Lifetimes: oidc.Workshop()})
	code = slow.code(asked())
	slow.Clock.Advance(9 * time.Minute)
	a = slow.redeem(code)
	require.InDelta(t, 3600, a.JSON["expires_in"], 0)
	slow.Clock.Advance(59 * time.Minute)
	require.Equal(t, http.StatusOK, slow.userinfo(a.text("access_token")).Status)
}

func checkTokenRedirectURI(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	code := r.code(asked())
	a := r.redeem(code, "redirect_uri", "https://a.service.example/autre")
	require.Equal(t, http.StatusBadRequest, a.Status)
	require.Equal(t, "invalid_grant", a.error())
	require.Equal(t, http.StatusBadRequest, r.redeem(code, "redirect_uri", "-").Status)
	require.Equal(t, http.StatusOK, r.redeem(code).Status)
}

func checkTokenForm(t *testing.T, posture oidc.Posture) {
	r := newRig(t, oidctest.Config{Posture: posture})
	for _, empty := range []string{"", "-"} {
		a := r.redeem("x", "code", empty)
		require.Equal(t, http.StatusBadRequest, a.Status)
		require.Equal(t, "invalid_request", a.error())
		require.Equal(t, "missing required parameter 'code' (undefined)", a.description())
		require.Contains(t, a.text("error_uri"), "code=Y048017B")
	}
	require.Equal(t, "invalid_request", r.redeem("x", "grant_type", "-").error())
	require.Equal(t, "unsupported_grant_type", r.redeem("x", "grant_type", "password").error())
	require.Equal(t, "unsupported_grant_type", r.redeem("x", "grant_type", "refresh_token").error())
	twice := form("x")
	twice.Add("code", "y")
	require.Equal(t, "invalid_request", r.send("/token", twice).error())
	get := r.request(http.MethodGet, "/token?"+form("x").Encode(), "")
	require.Equal(t, http.StatusMethodNotAllowed, get.Status)
	query := parse(t, r.b.Post("/api/v2/token?"+form("x").Encode(), url.Values{}))
	require.Equal(t, http.StatusBadRequest, query.Status, "no secret is taken from an address")
	require.Equal(t, http.StatusNotFound, r.request(http.MethodGet, "/inconnu", "").Status)

	help := r.b.Get("/api/v2/aide?code=Y049E20B")
	requirePage(t, help, http.StatusBadRequest, "Y049E20B")
	requirePage(t, r.b.Get("/api/v2/aide?code=<script>"), http.StatusNotFound, "Y000000")
}
