package oidcjs

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// startOracle runs oidc-provider with service a and returns its issuer.
func startOracle(t *testing.T) string {
	t.Helper()
	needNode(t)
	c := oidctest.Clients()[0]
	arg, err := json.Marshal(map[string]any{"clients": []map[string]any{{
		"client_id": c.ID, "client_secret": c.Secret, "redirect_uris": c.RedirectURIs[:1],
		"post_logout_redirect_uris": c.PostLogoutURIs, "token_endpoint_auth_method": "client_secret_post",
		"id_token_signed_response_alg": "ES256", "userinfo_signed_response_alg": "ES256",
		"response_types": []string{"code"}, "grant_types": []string{"authorization_code"},
	}}})
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), "node", "oracle.mjs", string(arg))
	var warnings strings.Builder
	cmd.Stderr = &warnings
	in, err := cmd.StdinPipe()
	require.NoError(t, err)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait()
		if t.Failed() {
			t.Log(warnings.String())
		}
	})
	lines := bufio.NewReader(out)
	issuer, err := lines.ReadString('\n')
	require.NoError(t, err)
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	return strings.TrimSpace(issuer)
}

// side is one of the two providers, with one browser.
type side struct {
	t        *testing.T
	http     *http.Client
	metadata map[string]any
}

func newSide(t *testing.T, issuer string) *side {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	s := &side{t: t, http: &http.Client{
		Transport:     &http.Transport{},
		Jar:           jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	_, body := s.send(http.MethodGet, issuer+"/.well-known/openid-configuration", nil)
	require.NoError(t, json.Unmarshal([]byte(body), &s.metadata))
	return s
}

func (s *side) endpoint(name string) string { return s.metadata[name+"_endpoint"].(string) }

func (s *side) send(method, address string, v url.Values) (*http.Response, string) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), method, address, strings.NewReader(v.Encode()))
	require.NoError(s.t, err)
	if method == http.MethodPost {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := s.http.Do(req)
	require.NoError(s.t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(s.t, err)
	return resp, string(body)
}

// verdict is what matters of an answer: where it goes and what it says.
type verdict struct {
	Status int
	Where  string // page, interaction, service or service#fragment
	Error  string
	State  string
	Iss    bool
}

func (s *side) authorize(v url.Values) verdict {
	s.t.Helper()
	resp, _ := s.send(http.MethodGet, s.endpoint("authorization")+"?"+v.Encode(), nil)
	out := verdict{Status: resp.StatusCode, Where: "page"}
	to, err := resp.Location()
	if err != nil {
		return out
	}
	q := to.Query()
	out.Where = "service"
	switch {
	case strings.Contains(to.Path, "/interaction/"):
		out.Where = "interaction"
	case to.Fragment != "":
		out.Where = "service#fragment"
		q, err = url.ParseQuery(to.Fragment)
		require.NoError(s.t, err)
	}
	out.Error, out.State, out.Iss = q.Get("error"), q.Get("state"), q.Has("iss")
	return out
}

func (s *side) token(v url.Values) verdict {
	s.t.Helper()
	resp, body := s.send(http.MethodPost, s.endpoint("token"), v)
	var e struct{ Error string }
	require.NoError(s.t, json.Unmarshal([]byte(body), &e), body)
	return verdict{Status: resp.StatusCode, Error: e.Error}
}

func request(changes ...string) url.Values {
	v := url.Values{
		"client_id": {"service-a"}, "redirect_uri": {"https://a.service.example/retour"}, "response_type": {"code"},
		"scope": {"openid email"}, "state": {"etat"}, "nonce": {"n"},
	}
	return change(v, changes)
}

func tokenForm(changes ...string) url.Values {
	v := url.Values{
		"client_id": {"service-a"}, "client_secret": {oidctest.SecretA}, "grant_type": {"authorization_code"},
		"code": {"inconnu"}, "redirect_uri": {"https://a.service.example/retour"},
	}
	return change(v, changes)
}

// change sets, adds ("+name") or takes away ("-name") parameters.
func change(v url.Values, changes []string) url.Values {
	for i := 0; i < len(changes); i += 2 {
		switch name := changes[i]; name[0] {
		case '+':
			v.Add(name[1:], changes[i+1])
		case '-':
			v.Del(name[1:])
		default:
			v.Set(name, changes[i+1])
		}
	}
	return v
}

// TestOracle sends the same requests to FranceConnect's engine and to ours, in
// the posture where both follow the same specification. A request is named after
// the check whose answer the engine gives.
func TestOracle(t *testing.T) {
	oracle := newSide(t, startOracle(t))
	ours := newSide(t, serve(t, oidc.Standard).Issuer)
	for name, v := range map[string]url.Values{
		"3: right":                   request(),
		"6: unknown client":          request("client_id", "inconnu"),
		"7: unregistered address":    request("redirect_uri", "https://autre.example/"),
		"8: two faults":              request("redirect_uri", "https://autre.example/", "scope", "email"),
		"10: no openid, level asked": request("scope", "email", "acr_values", "eidas1"),
		"4 and 9: no response_type":  request("-response_type", ""),
		"9: empty response_type":     request("response_type", ""),
		"9: unknown response_type":   request("response_type", "inconnu"),
		"9: id_token":                request("response_type", "id_token"),
		"9: code token":              request("response_type", "code token"),
		"10: unknown scope":          request("scope", "openid inconnu"),
		"13: unknown parameter":      request("foo", "1"),
		"14: nonce twice":            request("+nonce", "m"),
		"14: state twice":            request("+state", "autre"),
		"12: prompt none":            request("prompt", "none"),
		"12: prompt none login":      request("prompt", "none login"),
		"12: prompt unknown":         request("prompt", "danser"),
		"3: prompt login":            request("prompt", "login"),
		"13: max_age":                request("max_age", "10"),
		"13: max_age wrong":          request("max_age", "-1x"),
		"4: no state, no nonce":      request("-state", "", "-nonce", ""),
		"26: PKCE":                   request("code_challenge", strings.Repeat("a", 43), "code_challenge_method", "S256"),
		"26: PKCE plain":             request("code_challenge", strings.Repeat("a", 43), "code_challenge_method", "plain"),
		"26: PKCE without method":    request("code_challenge", strings.Repeat("a", 43)),
		"26: PKCE too short":         request("code_challenge", "court", "code_challenge_method", "S256"),
		"26: PKCE method alone":      request("code_challenge_method", "S256"),
		"claims not JSON":            request("claims", "{"),
		"claims array":               request("claims", "[]"),
		"hint wrong":                 request("id_token_hint", "faux"),
		"13: request object":         request("request", "e30.e30."),
		"13: request_uri":            request("request_uri", "https://x.example/"),
		"11: level unknown":          request("acr_values", "inconnu"),
	} {
		assert.Equal(t, oracle.authorize(v), ours.authorize(v), name)
	}
	for name, v := range map[string]url.Values{
		"23: unknown code":       tokenForm(),
		"19: wrong secret":       tokenForm("client_secret", "faux"),
		"20: unknown client":     tokenForm("client_id", "inconnu"),
		"20: no client":          tokenForm("-client_id", "", "-client_secret", ""),
		"25: no code":            tokenForm("-code", ""),
		"25: empty code":         tokenForm("code", ""),
		"25: no grant_type":      tokenForm("-grant_type", ""),
		"25: unknown grant_type": tokenForm("grant_type", "danser"),
		"14: code twice":         tokenForm("+code", "autre"),
	} {
		assert.Equal(t, oracle.token(v), ours.token(v), name)
	}
}

// TestOracleCodes uses right codes in wrong ways, on both sides.
func TestOracleCodes(t *testing.T) {
	oracle := newSide(t, startOracle(t))
	s := serve(t, oidc.Standard)
	ours := newSide(t, s.Issuer)
	verifier := strings.Repeat("v", 43)
	pkce := []string{"code_challenge", "P1lD9NVSK0k2zs1k0NOaY5XrWUz-t87YIJrfw2f0eLE", "code_challenge_method", "S256"}
	for name, c := range map[string]struct {
		asked, sent []string
		times       int
	}{
		"18: right":               {nil, nil, 1},
		"21: reuse":               {nil, nil, 2},
		"24: other address":       {nil, []string{"redirect_uri", "https://a.service.example/autre"}, 1},
		"26: unexpected verifier": {nil, []string{"code_verifier", verifier}, 1},
		"26: missing verifier":    {pkce, nil, 1},
		"26: wrong verifier":      {pkce, []string{"code_verifier", verifier}, 1},
	} {
		theirs, mine := oracle.code(request(c.asked...)), codeOf(t, s, request(c.asked...))
		for range c.times {
			assert.Equal(t, oracle.token(tokenForm(append(c.sent, "code", theirs)...)), ours.token(tokenForm(append(c.sent, "code", mine)...)), name)
		}
	}
	require.Equal(t, oracle.userinfo("faux"), ours.userinfo("faux"), "27: unknown token")
}

// Check 24 is the one where we are stricter: a client of a single address need not
// repeat it to the engine, but must to us.
func TestOracleIsLaxerOnCheck24(t *testing.T) {
	oracle := newSide(t, startOracle(t))
	s := serve(t, oidc.Standard)
	ours := newSide(t, s.Issuer)
	without := func(code string) url.Values { return tokenForm("-redirect_uri", "", "code", code) }
	require.Equal(t, http.StatusOK, oracle.token(without(oracle.code(request()))).Status)
	require.Equal(t, verdict{Status: http.StatusBadRequest, Error: "invalid_request"}, ours.token(without(codeOf(t, s, request()))))
}

// code follows the oracle's redirections, which ask nobody.
func (s *side) code(v url.Values) string {
	s.t.Helper()
	to := s.endpoint("authorization") + "?" + v.Encode()
	for range 6 {
		resp, _ := s.send(http.MethodGet, to, nil)
		next, err := resp.Location()
		require.NoError(s.t, err)
		if code := next.Query().Get("code"); code != "" {
			return code
		}
		to = next.String()
	}
	require.Fail(s.t, "no code")
	return ""
}

func codeOf(t *testing.T, s *oidctest.Server, v url.Values) string {
	t.Helper()
	b := s.Browser(t)
	return b.Follow(b.Authorize(v), "samia").Query().Get("code")
}

func (s *side) userinfo(access string) verdict {
	s.t.Helper()
	resp, body := s.send(http.MethodPost, s.endpoint("userinfo"), url.Values{"access_token": {access}})
	var e struct{ Error string }
	require.NoError(s.t, json.Unmarshal([]byte(body), &e), body)
	return verdict{Status: resp.StatusCode, Error: e.Error}
}

// TestOracleShapes compares what a right flow gives.
func TestOracleShapes(t *testing.T) {
	options := serviceA(startOracle(t))
	options["scope"] = "openid email"
	oracle := runClient(t, options)
	require.Equal(t, true, oracle.Checks["flow"])
	require.Equal(t, true, oracle.Checks["userinfo"])
	options["issuer"], options["person"] = serve(t, oidc.Strict).Issuer, "Samia Louise"
	ours := runClient(t, options)
	require.Equal(t, oracle.Callback, ours.Callback)
	require.Equal(t, oracle.Tokens, ours.Tokens)
	require.Equal(t, names(oracle.Userinfo), names(ours.Userinfo))
	for _, check := range []string{"tampered_state", "tampered_nonce", "tampered_iss", "code_reuse"} {
		require.Equal(t, oracle.Refusals[check], ours.Refusals[check], check)
	}
}

func names(m map[string]any) map[string]bool {
	out := map[string]bool{}
	for name := range m {
		out[name] = true
	}
	return out
}
