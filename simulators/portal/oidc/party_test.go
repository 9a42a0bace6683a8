package oidc_test

import (
	"errors"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	gooidc "github.com/coreos/go-oidc/v3/oidc"
	"github.com/stretchr/testify/require"
	"golang.org/x/oauth2"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// party is a service written with coreos/go-oidc and x/oauth2 alone, as portals
// are: it sees what they let it see.
type party struct {
	*rig
	oauth2.Config
	provider *gooidc.Provider
	alg      string
}

// party is one of the clients of oidctest, found by what the provider says of
// itself.
func (r *rig) party(n int) *party {
	c, p := oidctest.Clients()[n], r.discover()
	conf := r.oauth(p)
	conf.ClientID, conf.ClientSecret, conf.RedirectURL = c.ID, c.Secret, c.RedirectURIs[0]
	return &party{r, conf, p, []string{oidc.ES256, oidc.RS256, oidc.HS256}[n]}
}

// asks is where the browser is sent; params are name, value pairs, a value of "-"
// takes the parameter away.
func (p *party) asks(params ...string) oidctest.Page {
	p.t.Helper()
	u, err := url.Parse(p.AuthCodeURL(state, gooidc.Nonce(nonce22), oauth2.SetAuthURLParam("acr_values", "eidas1")))
	require.NoError(p.t, err)
	q := u.Query()
	for i := 0; i < len(params); i += 2 {
		q.Set(params[i], params[i+1])
		if params[i+1] == "-" {
			q.Del(params[i])
		}
	}
	u.RawQuery = q.Encode()
	return p.b.Get(u.String())
}

// returns is what the browser comes back with, logged in as Tarek.
func (p *party) returns(params ...string) url.Values {
	p.t.Helper()
	b := *p
	fresh := *p.rig
	fresh.b = p.Server.Browser(p.t)
	b.rig = &fresh
	return fresh.b.Follow(b.asks(params...), "tarek").Query()
}

func (p *party) redeems(code string, options ...oauth2.AuthCodeOption) (*oauth2.Token, error) {
	return p.Exchange(p.context(), code, options...)
}

// logsIn does it all, and verifies the id_token at the world's time.
func (p *party) logsIn(params ...string) (*oauth2.Token, *gooidc.IDToken) {
	p.t.Helper()
	token, err := p.redeems(p.returns(params...).Get("code"))
	require.NoError(p.t, err)
	raw, _ := token.Extra("id_token").(string)
	id, err := p.rig.verify(p.ClientID, p.alg, raw)
	require.NoError(p.t, err)
	require.Equal(p.t, nonce22, id.Nonce)
	return token, id
}

func (p *party) reads(token *oauth2.Token) (*gooidc.UserInfo, error) {
	return p.provider.UserInfo(p.context(), oauth2.StaticTokenSource(token))
}

// refusal is the OAuth error that x/oauth2 read.
func refusal(err error) string {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) {
		return refused.ErrorCode
	}
	return ""
}

// stops: the browser stays on a page of the provider.
func (p *party) stops(params ...string) {
	p.t.Helper()
	page := p.asks(params...)
	require.Equal(p.t, http.StatusBadRequest, page.Status, "%v", params)
	require.Nil(p.t, page.Location)
}

// TestGoOIDC goes through the list, by number, as coreos/go-oidc meets it.
func TestGoOIDC(t *testing.T) {
	t.Parallel()
	for name, posture := range map[string]oidc.Posture{"strict": oidc.Strict, "standard": oidc.Standard} {
		t.Run(name, func(t *testing.T) {
			for _, c := range []struct {
				name string
				run  func(*testing.T, *party)
			}{
				{"1_2_discovery_and_keys", partyDiscovers},
				{"4_to_9_never_back_to_a_stranger", partyStops},
				{"9_to_12_sent_back", partyRefused},
				{"17_18_callback_and_token", partyLogsIn},
				{"19_20_secrets", partySecrets},
				{"21_22_one_code_once", partyCodes},
				{"23_27_lifetimes", partyLifetimes},
				{"24_redirect_uri", partyRedirectURI},
				{"26_pkce", partyPKCE},
				{"28_29_who", partyWho},
				{"33_algorithms", partyAlgorithms},
			} {
				t.Run(c.name, func(t *testing.T) { c.run(t, newRig(t, oidctest.Config{Posture: posture}).party(0)) })
			}
		})
	}
}

func (p *party) strict() bool { return p.Provider.Posture == oidc.Strict }

func partyDiscovers(t *testing.T, p *party) {
	var said struct {
		Levels []string `json:"acr_values_supported"`
		Algs   []string `json:"id_token_signing_alg_values_supported"`
	}
	require.NoError(t, p.provider.Claims(&said))
	require.Equal(t, []string{"eidas1"}, said.Levels)
	require.ElementsMatch(t, []string{oidc.ES256, oidc.RS256, oidc.HS256}, said.Algs)
	p.logsIn()
}

func partyStops(t *testing.T, p *party) {
	p.stops("client_id", "inconnu")
	for _, uri := range []string{"https://mechant.example/retour", returnA + "/plus", returnA + "?x=1", "javascript:alert(1)", "-"} {
		p.stops("redirect_uri", uri)
	}
	p.stops("redirect_uri", "https://mechant.example/", "scope", "rien")
	for _, name := range []string{"acr_values", "nonce", "response_type", "scope", "state"} {
		if p.strict() {
			p.stops(name, "-")
		}
	}
}

func partyRefused(t *testing.T, p *party) {
	requireBack(t, p.rig, p.asks("response_type", "inconnu"), "unsupported_response_type", "")
	requireBack(t, p.rig, p.asks("scope", "email"), "invalid_request", "openid")
	if p.strict() {
		requireBack(t, p.rig, p.asks("acr_values", "eidas2"), "invalid_acr", "got eidas2")
		p.stops("prompt", "none")
		return
	}
	requireBack(t, p.rig, p.asks("prompt", "none"), "login_required", "")
}

func partyLogsIn(t *testing.T, p *party) {
	q := p.returns()
	require.Equal(t, []string{state, p.Issuer}, []string{q.Get("state"), q.Get("iss")})
	token, id := p.logsIn()
	require.Equal(t, "Bearer", token.TokenType)
	require.Equal(t, []string{"service-a"}, id.Audience)
	info, err := p.reads(token)
	require.NoError(t, err)
	require.Equal(t, id.Subject, info.Subject)
}

func partySecrets(t *testing.T, p *party) {
	code := p.returns().Get("code")
	for secret, id := range map[string]string{"x": "service-a", oidctest.SecretA: "inconnu"} {
		wrong := *p
		wrong.ClientID, wrong.ClientSecret = id, secret
		_, err := wrong.redeems(code)
		require.Equal(t, "invalid_client", refusal(err))
	}
	other := p.party(1)
	other.RedirectURL = p.RedirectURL
	_, err := other.redeems(code)
	require.Equal(t, "invalid_grant", refusal(err))
	_, err = p.redeems(code)
	require.NoError(t, err, "a wrong secret burns nothing")
}

func partyCodes(t *testing.T, p *party) {
	code := p.returns().Get("code")
	var wg sync.WaitGroup
	failed := make([]error, 16)
	for i := range failed {
		wg.Go(func() { _, failed[i] = p.redeems(code) })
	}
	wg.Wait()
	refusals := map[string]int{}
	for _, err := range failed {
		refusals[refusal(err)]++
	}
	require.Equal(t, map[string]int{"": 1, "invalid_grant": 15}, refusals)

	again := p.returns().Get("code")
	token, err := p.redeems(again)
	require.NoError(t, err)
	_, err = p.redeems(again)
	require.Equal(t, "invalid_grant", refusal(err))
	_, err = p.reads(token)
	require.ErrorContains(t, err, "401")
}

func partyLifetimes(t *testing.T, p *party) {
	early, late := p.returns().Get("code"), ""
	p.Clock.Advance(29 * time.Second)
	token, err := p.redeems(early)
	require.NoError(t, err)
	late = p.returns().Get("code")
	p.Clock.Advance(31 * time.Second)
	_, err = p.redeems(late)
	require.Equal(t, "invalid_grant", refusal(err))
	_, err = p.reads(token)
	require.NoError(t, err)
	p.Clock.Advance(30 * time.Second)
	_, err = p.reads(token)
	require.ErrorContains(t, err, "401")
}

func partyRedirectURI(t *testing.T, p *party) {
	code := p.returns().Get("code")
	elsewhere := *p
	elsewhere.RedirectURL = "https://a.service.example/ailleurs"
	_, err := elsewhere.redeems(code)
	require.Equal(t, "invalid_grant", refusal(err))
}

func partyPKCE(t *testing.T, p *party) {
	verifier := oauth2.GenerateVerifier()
	pkce := []string{"code_challenge", oauth2.S256ChallengeFromVerifier(verifier), "code_challenge_method", "S256"}
	if p.strict() {
		p.stops(pkce...)
		return
	}
	_, err := p.redeems(p.returns(pkce...).Get("code"), oauth2.VerifierOption(verifier))
	require.NoError(t, err)
	for _, options := range [][]oauth2.AuthCodeOption{nil, {oauth2.VerifierOption(oauth2.GenerateVerifier())}} {
		_, err = p.redeems(p.returns(pkce...).Get("code"), options...)
		require.Equal(t, "invalid_grant", refusal(err))
	}
	_, err = p.redeems(p.returns().Get("code"), oauth2.VerifierOption(verifier))
	require.Equal(t, "invalid_grant", refusal(err))
}

func partyWho(t *testing.T, p *party) {
	token, id := p.logsIn()
	info, err := p.reads(token)
	require.NoError(t, err)
	claims := map[string]any{}
	require.NoError(t, info.Claims(&claims))
	require.Equal(t, "BENSALAH", claims["family_name"])
	require.Empty(t, claims["birthplace"])
	require.Equal(t, "99352", claims["birthcountry"])
	_, same := p.party(1).logsIn()
	require.Regexp(t, `^[0-9a-f]{64}v1$`, id.Subject)
	require.Equal(t, id.Subject, same.Subject, "one entity")
}

func partyAlgorithms(t *testing.T, p *party) {
	p.party(1).logsIn()
	token, _ := p.logsIn()
	raw, _ := token.Extra("id_token").(string)
	_, err := p.rig.verify(p.ClientID, oidc.RS256, raw)
	require.Error(t, err)
	_, err = p.rig.verify(p.ClientID, oidc.ES256, unsigned(raw))
	require.Error(t, err)
}
