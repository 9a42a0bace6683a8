package oidc_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// sealedRig has service a registered as FranceConnect+ registers its own.
func sealedRig(t *testing.T, alg string, key crypto.Signer) *rig {
	t.Helper()
	clients := oidctest.Clients()
	clients[0].Encryption = alg
	if key != nil {
		clients[0].JWKS.Keys = []jose.JSONWebKey{{Key: key.Public(), KeyID: "chiffrement", Use: "enc"}}
	}
	r := newRig(t, oidctest.Config{Posture: oidc.Strict, Clients: clients})
	r.Provider.Encryption = oidc.EncryptionAlgs()
	return r
}

// opened is the signed token inside an encrypted one.
func opened(t *testing.T, token, alg string, key crypto.Signer) string {
	t.Helper()
	sealed, err := jose.ParseEncryptedCompact(token, []jose.KeyAlgorithm{jose.KeyAlgorithm(alg)}, []jose.ContentEncryption{jose.A256GCM})
	require.NoError(t, err)
	require.Equal(t, "JWT", sealed.Header.ExtraHeaders[jose.HeaderContentType])
	require.Equal(t, "chiffrement", sealed.Header.KeyID)
	inside, err := sealed.Decrypt(key)
	require.NoError(t, err)
	return string(inside)
}

func TestEncryptedTokens(t *testing.T) {
	t.Parallel()
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	require.NoError(t, err)
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	for alg, key := range map[string]crypto.Signer{oidc.RSAOAEP: rsaKey, oidc.RSAOAEP256: rsaKey, oidc.ECDHES: ecKey} {
		r := sealedRig(t, alg, key)
		a := r.redeem(r.code(asked()))
		require.Equal(t, 200, a.Status)
		idToken := opened(t, a.text("id_token"), alg, key)
		claims := r.claims(idToken)
		require.Len(t, claims, 8)
		info := r.userinfo(a.text("access_token"))
		require.Equal(t, "application/jwt; charset=utf-8", info.Header.Get("Content-Type"))
		who := r.claims(opened(t, info.Body, alg, key))
		require.Equal(t, "LORIOT", who["family_name"])
		require.Equal(t, claims["sub"], who["sub"])

		out := r.b.Get("/api/v2/session/end?id_token_hint=" + idToken + "&post_logout_redirect_uri=https://a.service.example/au-revoir")
		require.Equal(t, 303, out.Status, "what was inside says whose session ends")
	}
}

func TestEncryptionNeedsTheRightKey(t *testing.T) {
	t.Parallel()
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	for _, r := range []*rig{sealedRig(t, oidc.ECDHES, nil), sealedRig(t, oidc.RSAOAEP, ecKey)} {
		a := r.redeem(r.code(asked()))
		require.Equal(t, "server_error", a.error())
		require.Empty(t, a.text("id_token"), "nothing is sent in clear instead")
	}
}

func TestDiscoverySaysHowItEncrypts(t *testing.T) {
	t.Parallel()
	r := sealedRig(t, "", nil)
	doc := parse(t, r.b.Get("/api/v2/.well-known/openid-configuration")).JSON
	for _, what := range []string{"id_token", "userinfo"} {
		require.Equal(t, []any{"RSA-OAEP", "RSA-OAEP-256", "ECDH-ES"}, doc[what+"_encryption_alg_values_supported"])
		require.Equal(t, []any{"A256GCM"}, doc[what+"_encryption_enc_values_supported"])
	}
}
