package oidc_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// BenchmarkFlow measures the engine alone, no network: authorize, Grant, token
// and userinfo, with records in memory and ES256.
func BenchmarkFlow(b *testing.B) {
	s := oidctest.Serve(b, oidctest.Config{Posture: oidc.Strict})
	back, query, who := s.Provider.Backchannel(), asked().Encode(), oidctest.Personas()[0].Who
	b.ReportAllocs()
	for b.Loop() {
		w := httptest.NewRecorder()
		s.Provider.Authorize(w, httptest.NewRequest(http.MethodGet, "/api/v2/authorize?"+query, nil))
		id := strings.TrimPrefix(w.Header().Get("Location"), "/interaction/")
		to, err := s.Provider.Grant(b.Context(), id, who)
		require.NoError(b, err)
		at, err := url.Parse(to)
		require.NoError(b, err)

		r := httptest.NewRequest(http.MethodPost, "/api/v2/token", strings.NewReader(form(at.Query().Get("code")).Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w = httptest.NewRecorder()
		back.ServeHTTP(w, r)
		var tokens struct {
			Access string `json:"access_token"`
		}
		require.NoError(b, json.Unmarshal(w.Body.Bytes(), &tokens))

		r = httptest.NewRequest(http.MethodGet, "/api/v2/userinfo", nil)
		r.Header.Set("Authorization", "Bearer "+tokens.Access)
		w = httptest.NewRecorder()
		back.ServeHTTP(w, r)
		require.Equal(b, http.StatusOK, w.Code)
	}
}
