package oidc_test

import (
	"crypto/rsa"
	"math/big"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// TestAidantsConnectShapes asks as Aidants Connect does when it creates a
// mandate: single scopes, a key known in advance by its modulus, a schema
// parameter on userinfo, an address left unencoded when signing out.
func TestAidantsConnectShapes(t *testing.T) {
	t.Parallel()
	drawn, err := oidc.NewKeySet(oidc.RS256)
	require.NoError(t, err)
	pem, err := drawn.ExportPEM(drawn.Public().Keys[0].KeyID)
	require.NoError(t, err)
	pinned := &oidc.KeySet{}
	kid, err := pinned.ImportPEM("clef-des-aidants", pem)
	require.NoError(t, err)
	modulus := pinned.Public().Keys[0].Key.(*rsa.PublicKey).N.Text(16)

	aidants := oidctest.Clients()[0]
	aidants.IDTokenAlg, aidants.UserinfoAlg = oidc.RS256, oidc.RS256
	r := newRig(t, oidctest.Config{Keys: pinned, Clients: []oidc.Client{aidants}})
	const scope = "openid email gender birthdate birthplace given_name family_name birthcountry"
	a := r.tokens(asked("scope", scope, "nonce", "pYt3mVbN0qLw8sXz5cRk1A", "state", "aB3dE6gH9jK2mN5pQ8sT1w"))
	require.Equal(t, scope, a.text("scope"))

	n, ok := new(big.Int).SetString(modulus, 16)
	require.True(t, ok)
	jws, err := jose.ParseSignedCompact(a.text("id_token"), []jose.SignatureAlgorithm{jose.RS256})
	require.NoError(t, err)
	require.Equal(t, kid, jws.Signatures[0].Header.KeyID)
	_, err = jws.Verify(&rsa.PublicKey{N: n, E: 65537})
	require.NoError(t, err)

	info := r.claims(r.request(http.MethodGet, "/userinfo?schema=openid", "Bearer "+a.text("access_token")).Body)
	require.Equal(t, "LORIOT", info["family_name"])
	require.Equal(t, "75107", info["birthplace"])

	out := r.b.Get("/api/v2/session/end?id_token_hint=" + a.text("id_token") +
		"&state=" + url.QueryEscape("aB3dE6gH9jK2mN5pQ8sT1w") + "&post_logout_redirect_uri=" + aidants.PostLogoutURIs[0])
	require.Equal(t, http.StatusSeeOther, out.Status)
	require.True(t, strings.HasPrefix(out.Location.String(), aidants.PostLogoutURIs[0]+"?state="))
}
