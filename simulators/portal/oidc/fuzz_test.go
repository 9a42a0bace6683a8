package oidc_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// FuzzAuthorize sends any query: the answer is a page, or a redirection to the
// host's interaction or to a registered address, and nothing else.
func FuzzAuthorize(f *testing.F) {
	for _, v := range []url.Values{
		asked(), asked("redirect_uri", "https://autre.example/"), asked("prompt", "none"), asked("nonce", "court"),
		asked("response_type", "code token"), asked("claims", `{"id_token":{"amr":null}}`), asked("max_age", "0"),
		asked("code_challenge", strings.Repeat("a", 43), "code_challenge_method", "S256"), asked("state", "\x00\xff"),
	} {
		f.Add(v.Encode(), true)
		f.Add(v.Encode(), false)
	}
	f.Add("client_id=%zz;&&=", true)
	strict := oidctest.Serve(f, oidctest.Config{Posture: oidc.Strict})
	standard := oidctest.Serve(f, oidctest.Config{Posture: oidc.Standard})
	registered := oidctest.Clients()
	f.Fuzz(func(t *testing.T, query string, isStrict bool) {
		p := standard.Provider
		if isStrict {
			p = strict.Provider
		}
		r := httptest.NewRequest(http.MethodGet, "/api/v2/authorize", nil)
		r.URL.RawQuery = query
		w := httptest.NewRecorder()
		p.Authorize(w, r)
		to := w.Header().Get("Location")
		if w.Code == http.StatusBadRequest {
			require.Empty(t, to)
			return
		}
		require.Equal(t, http.StatusSeeOther, w.Code)
		if strings.HasPrefix(to, "/interaction/") {
			return
		}
		require.True(t, slices.ContainsFunc(registered, func(c oidc.Client) bool {
			return slices.ContainsFunc(c.RedirectURIs, func(uri string) bool {
				return strings.HasPrefix(to, uri+"?") || strings.HasPrefix(to, uri+"#")
			})
		}), to)
		require.NotContains(t, to, "code=", "nobody has agreed to anything")
	})
}

// FuzzToken sends any form: never tokens, never a fault of ours.
func FuzzToken(f *testing.F) {
	f.Add(form("x").Encode())
	f.Add(form("x", "grant_type", "refresh_token").Encode())
	f.Add(form("x", "client_secret", "faux").Encode() + "&code=y")
	f.Add("%zz")
	s := oidctest.Serve(f, oidctest.Config{})
	back := s.Provider.Backchannel()
	f.Fuzz(func(t *testing.T, body string) {
		for _, path := range []string{"/api/v2/token", "/api/v2/token/revocation", "/api/v2/userinfo"} {
			r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			w := httptest.NewRecorder()
			back.ServeHTTP(w, r)
			require.Contains(t, []int{http.StatusOK, http.StatusBadRequest, http.StatusUnauthorized}, w.Code)
			require.NotContains(t, w.Body.String(), "access_token\":")
		}
	})
}
