package oidcjs

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// needNode installs the scripts' packages, once, as the lockfile says.
func needNode(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("node is needed in CI for the independent OpenID clients")
		}
		t.Skip("node is not installed: the independent OpenID clients are not run")
	}
	if _, err := os.Stat("node_modules/.package-lock.json"); err == nil {
		return
	}
	out, err := exec.CommandContext(t.Context(), "npm", "ci", "--no-audit", "--no-fund").CombinedOutput()
	require.NoError(t, err, "npm ci: %s", out)
}

// report is what client.mjs prints.
type report struct {
	Checks   map[string]any    `json:"checks"`
	Refusals map[string]string `json:"refusals"`
	Callback []string          `json:"callback"`
	Tokens   []string          `json:"tokens"`
	IDToken  map[string]any    `json:"id_token"`
	Userinfo map[string]any    `json:"userinfo"`
}

func runClient(t *testing.T, options map[string]any) report {
	t.Helper()
	arg, err := json.Marshal(options)
	require.NoError(t, err)
	cmd := exec.CommandContext(t.Context(), "node", "client.mjs", string(arg))
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	require.NoError(t, err, "%s", out)
	var r report
	require.NoError(t, json.Unmarshal(out, &r), "%s", out)
	return r
}

// serve starts a provider on the real clock: node has no other.
func serve(t *testing.T, posture oidc.Posture) *oidctest.Server {
	t.Helper()
	return oidctest.Serve(t, oidctest.Config{
		Posture: posture, Now: func(context.Context) time.Time { return time.Now() },
	})
}

func serviceA(issuer string) map[string]any {
	return map[string]any{
		"issuer": issuer, "client_id": "service-a", "client_secret": oidctest.SecretA,
		"redirect_uri": "https://a.service.example/retour", "post_logout_redirect_uri": "https://a.service.example/au-revoir",
		"person": "Tarek",
	}
}

func requireAllChecks(t *testing.T, r report) {
	t.Helper()
	for name, got := range r.Checks {
		require.Equal(t, true, got, name)
	}
	require.Len(t, r.Checks, 10)
	require.Equal(t, "OAUTH_INVALID_RESPONSE", r.Refusals["tampered_state"])
	require.Equal(t, "OAUTH_INVALID_RESPONSE", r.Refusals["tampered_iss"])
	require.Equal(t, "OAUTH_JWT_CLAIM_COMPARISON_FAILED", r.Refusals["tampered_nonce"])
	require.Equal(t, []string{"code", "iss", "state"}, r.Callback)
}

func TestOpenIDClientStrict(t *testing.T) {
	needNode(t)
	r := runClient(t, serviceA(serve(t, oidc.Strict).Issuer))
	requireAllChecks(t, r)
	require.Equal(t, []string{"access_token", "expires_in", "id_token", "scope", "token_type"}, r.Tokens)
	require.Len(t, r.IDToken, 8)
	require.Equal(t, "1958-01-01", r.Userinfo["birthdate"])
}

func TestOpenIDClientRS256(t *testing.T) {
	needNode(t)
	options := serviceA(serve(t, oidc.Strict).Issuer)
	options["client_id"], options["client_secret"], options["alg"] = "service-b", oidctest.SecretB, oidc.RS256
	options["redirect_uri"], options["post_logout_redirect_uri"] = "https://b.service.example/retour", "https://b.service.example/au-revoir"
	requireAllChecks(t, runClient(t, options))
}

func TestOpenIDClientStandard(t *testing.T) {
	needNode(t)
	options := serviceA(serve(t, oidc.Standard).Issuer)
	options["pkce"], options["plain"] = true, true
	r := runClient(t, options)
	requireAllChecks(t, r)
	require.Equal(t, "1958-01-01", r.Userinfo["birthdate"])
}

// A service of FranceConnect+: what it is sent is signed, then encrypted for it.
func TestOpenIDClientEncrypted(t *testing.T) {
	needNode(t)
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	for alg, key := range map[string]crypto.Signer{oidc.RSAOAEP: rsaKey, oidc.RSAOAEP256: rsaKey, oidc.ECDHES: ecKey} {
		clients := oidctest.Clients()
		clients[0].Encryption = alg
		clients[0].JWKS.Keys = []jose.JSONWebKey{{Key: key.Public(), KeyID: "chiffrement", Use: "enc"}}
		s := oidctest.Serve(t, oidctest.Config{Clients: clients, Now: func(context.Context) time.Time { return time.Now() }})
		options := serviceA(s.Issuer)
		options["decrypt"] = map[string]any{"alg": alg, "jwk": jose.JSONWebKey{Key: key, KeyID: "chiffrement"}}
		r := runClient(t, options)
		requireAllChecks(t, r)
		require.Len(t, r.IDToken, 8)
		require.Equal(t, "1958-01-01", r.Userinfo["birthdate"])
	}
}
