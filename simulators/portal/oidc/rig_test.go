package oidc_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	gooidc "github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"
	"golang.org/x/oauth2"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

const (
	nonce22 = "nonce-de-22-caracteres"
	state   = "etat0123456789abcdefgh"
	returnA = "https://a.service.example/retour"
	returnB = "https://b.service.example/retour"
	returnC = "https://c.service.example/retour"
)

// rig is a provider, one browser, and what a service says to both.
type rig struct {
	*oidctest.Server
	t *testing.T
	b *oidctest.Browser
}

func strictRig(t *testing.T) *rig   { return newRig(t, oidctest.Config{Posture: oidc.Strict}) }
func standardRig(t *testing.T) *rig { return newRig(t, oidctest.Config{Posture: oidc.Standard}) }

func newRig(t *testing.T, cfg oidctest.Config) *rig {
	t.Helper()
	s := oidctest.Serve(t, cfg)
	return &rig{Server: s, t: t, b: s.Browser(t)}
}

// asked is a right request of service a; changes are name, value pairs and a
// value of "-" takes the parameter away.
func asked(changes ...string) url.Values {
	v := url.Values{
		"client_id": {"service-a"}, "redirect_uri": {returnA}, "response_type": {"code"},
		"scope": {"openid identite_pivot email"}, "state": {state}, "nonce": {nonce22}, "acr_values": {"eidas1"},
	}
	for i := 0; i < len(changes); i += 2 {
		v.Set(changes[i], changes[i+1])
		if changes[i+1] == "-" {
			v.Del(changes[i])
		}
	}
	return v
}

func serviceB(changes ...string) url.Values {
	return asked(append([]string{"client_id", "service-b", "redirect_uri", returnB}, changes...)...)
}

func serviceC(changes ...string) url.Values {
	return asked(append([]string{"client_id", "service-c", "redirect_uri", returnC}, changes...)...)
}

// code goes through authorize and the pages as Samia.
func (r *rig) code(params url.Values) string { return r.codeAs("samia", params) }

func (r *rig) codeAs(login string, params url.Values) string {
	r.t.Helper()
	b := r.Server.Browser(r.t)
	answer := b.Follow(b.Authorize(params), login).Query()
	require.NotEmpty(r.t, answer.Get("code"), "%v", answer)
	return answer.Get("code")
}

// form is a right token request of service a.
func form(code string, changes ...string) url.Values {
	v := url.Values{
		"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {returnA},
		"client_id": {"service-a"}, "client_secret": {oidctest.SecretA},
	}
	for i := 0; i < len(changes); i += 2 {
		v.Set(changes[i], changes[i+1])
		if changes[i+1] == "-" {
			v.Del(changes[i])
		}
	}
	return v
}

// answer is a JSON answer of the back channel.
type answer struct {
	oidctest.Page
	JSON map[string]any
}

func (a answer) error() string       { s, _ := a.JSON["error"].(string); return s }
func (a answer) description() string { s, _ := a.JSON["error_description"].(string); return s }
func (a answer) text(name string) string {
	s, _ := a.JSON[name].(string)
	return s
}

func parse(t *testing.T, page oidctest.Page) answer {
	t.Helper()
	a := answer{Page: page}
	if strings.HasPrefix(page.Header.Get("Content-Type"), "application/json") {
		require.NoError(t, json.Unmarshal([]byte(page.Body), &a.JSON))
	}
	return a
}

// send posts to an endpoint as a server would, with no cookie.
func (r *rig) send(path string, v url.Values) answer {
	r.t.Helper()
	return parse(r.t, r.Server.Browser(r.t).Post("/api/v2"+path, v))
}

func (r *rig) redeem(code string, changes ...string) answer {
	r.t.Helper()
	return r.send("/token", form(code, changes...))
}

// tokens goes through the whole flow for service a.
func (r *rig) tokens(params url.Values) answer {
	r.t.Helper()
	a := r.redeem(r.code(params))
	require.Equal(r.t, http.StatusOK, a.Status, a.Body)
	return a
}

// userinfo asks with the token in the header.
func (r *rig) userinfo(access string) answer {
	r.t.Helper()
	return parse(r.t, r.request(http.MethodGet, "/userinfo", "Bearer "+access))
}

func (r *rig) request(method, path, authorization string) oidctest.Page {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), method, r.Issuer+path, nil)
	require.NoError(r.t, err)
	if authorization != "" {
		req.Header.Set("Authorization", authorization)
	}
	return r.Server.Browser(r.t).Do(req)
}

// context carries the server's own HTTP client to the OpenID libraries.
func (r *rig) context() context.Context { return gooidc.ClientContext(r.t.Context(), r.HTTP) }

// discover builds the client that a portal uses.
func (r *rig) discover() *gooidc.Provider {
	r.t.Helper()
	p, err := gooidc.NewProvider(r.context(), r.Issuer)
	require.NoError(r.t, err)
	return p
}

func (r *rig) oauth(p *gooidc.Provider) oauth2.Config {
	end := p.Endpoint()
	end.AuthStyle = oauth2.AuthStyleInParams
	return oauth2.Config{
		ClientID: "service-a", ClientSecret: oidctest.SecretA, Endpoint: end, RedirectURL: returnA,
		Scopes: []string{"openid", "identite_pivot", "email"},
	}
}

// verify checks an id_token with the published keys, at the world's time.
func (r *rig) verify(client, alg, token string) (*gooidc.IDToken, error) {
	r.t.Helper()
	v := r.discover().Verifier(&gooidc.Config{
		ClientID: client, SupportedSigningAlgs: []string{alg}, Now: func() time.Time { return r.Clock.Now(r.t.Context()) },
	})
	return v.Verify(r.context(), token)
}

// claims verifies a signed answer with the published keys and reads it.
func (r *rig) claims(token string) map[string]any {
	r.t.Helper()
	jws, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.ES256, jose.RS256, jose.HS256})
	require.NoError(r.t, err)
	var key any = []byte(oidctest.SecretC)
	if jws.Signatures[0].Header.Algorithm != oidc.HS256 {
		key = r.Provider.Keys.Public()
	}
	payload, err := jws.Verify(key)
	require.NoError(r.t, err)
	out := map[string]any{}
	require.NoError(r.t, json.Unmarshal(payload, &out))
	return out
}

// requirePage asserts a refusal shown on a page, with no way out to a service.
func requirePage(t *testing.T, page oidctest.Page, status int, code string) {
	t.Helper()
	require.Equal(t, status, page.Status, page.Body)
	require.Nil(t, page.Location)
	require.Contains(t, page.Body, code)
	require.Contains(t, page.Header.Get("Content-Type"), "text/html")
}

// requireBack asserts a refusal sent back to the service.
func requireBack(t *testing.T, r *rig, page oidctest.Page, oauthError, description string) {
	t.Helper()
	require.Equal(t, http.StatusSeeOther, page.Status, page.Body)
	require.NotNil(t, page.Location)
	require.True(t, strings.HasPrefix(page.Location.String(), returnA+"?"), page.Location.String())
	q := page.Query()
	require.Equal(t, oauthError, q.Get("error"))
	require.Contains(t, q.Get("error_description"), description)
	require.Equal(t, state, q.Get("state"))
	require.Equal(t, r.Issuer, q.Get("iss"))
	require.Empty(t, q.Get("code"))
}

func keys(m map[string]any) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}
