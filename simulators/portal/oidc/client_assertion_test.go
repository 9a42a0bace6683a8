package oidc_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"net/http"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

func TestPrivateKeyJWT(t *testing.T) {
	t.Parallel()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	c := oidctest.Clients()[0]
	c.Secret = ""
	encryption, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	c.JWKS.Keys = []jose.JSONWebKey{
		{Key: key.Public(), KeyID: "clef-a", Algorithm: oidc.ES256, Use: "sig"}, {Key: encryption.Public(), KeyID: "clef-a", Use: "enc"},
	}
	r := newRig(t, oidctest.Config{Clients: []oidc.Client{c}})
	now := r.Clock.Now(t.Context())

	right := jwt.Claims{
		Issuer: "service-a", Subject: "service-a", Audience: jwt.Audience{r.Issuer}, ID: "un",
		Expiry: jwt.NewNumericDate(now.Add(time.Minute)),
	}
	sign := func(key any, change func(*jwt.Claims)) string {
		signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: key, KeyID: "clef-a"}}, nil)
		require.NoError(t, err)
		claims := right
		change(&claims)
		token, err := jwt.Signed(signer).Claims(claims).Serialize()
		require.NoError(t, err)
		return token
	}
	const kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
	redeem := func(code, assertion string, more ...string) answer {
		return r.redeem(code, append([]string{"client_secret", "-", "client_assertion_type", kind, "client_assertion", assertion}, more...)...)
	}
	code := r.code(asked())
	for name, assertion := range map[string]string{
		"not a token":      "x",
		"another key":      sign(other, func(*jwt.Claims) {}),
		"a key to encrypt": sign(encryption, func(*jwt.Claims) {}),
		"another audience": sign(key, func(c *jwt.Claims) { c.Audience = jwt.Audience{"https://autre.example"} }),
		"another issuer":   sign(key, func(c *jwt.Claims) { c.Issuer = "service-b" }),
		"unknown client":   sign(key, func(c *jwt.Claims) { c.Subject = "inconnu" }),
		"expired":          sign(key, func(c *jwt.Claims) { c.Expiry = jwt.NewNumericDate(now) }),
		"endless":          sign(key, func(c *jwt.Claims) { c.Expiry = nil }),
		"too long":         sign(key, func(c *jwt.Claims) { c.Expiry = jwt.NewNumericDate(now.Add(48 * time.Hour)) }),
		"not yet":          sign(key, func(c *jwt.Claims) { c.NotBefore = jwt.NewNumericDate(now.Add(time.Second)) }),
		"no number":        sign(key, func(c *jwt.Claims) { c.ID = "" }),
	} {
		a := redeem(code, assertion)
		require.Equal(t, http.StatusUnauthorized, a.Status, name)
		require.Equal(t, "invalid_client", a.error(), name)
	}
	good := sign(key, func(*jwt.Claims) {})
	require.Equal(t, "invalid_request", redeem(code, good, "client_assertion_type", "autre").error())
	require.Equal(t, "invalid_request", redeem(code, good, "client_secret", "aussi").error())
	a := redeem(code, good)
	require.Equal(t, http.StatusOK, a.Status, a.Body)
	require.Equal(t, "client assertion tokens must only be used once", redeem(r.code(asked()), good).description())
	require.Equal(t, "invalid_client", r.redeem(code, "client_secret", "").error(), "no secret is no password")

	second := sign(key, func(c *jwt.Claims) { c.ID, c.Audience = "deux", jwt.Audience{r.Issuer + "/token/revocation"} })
	require.Equal(t, http.StatusOK, r.send("/token/revocation", map[string][]string{
		"token": {a.text("access_token")}, "client_assertion_type": {kind}, "client_assertion": {second},
	}).Status)
	require.Equal(t, http.StatusUnauthorized, r.userinfo(a.text("access_token")).Status)
}
