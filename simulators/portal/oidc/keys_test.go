package oidc_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

func TestKeysSurviveExport(t *testing.T) {
	t.Parallel()
	first, err := oidc.NewKeySet()
	require.NoError(t, err)
	r := newRig(t, oidctest.Config{Keys: first})
	token := r.tokens(asked()).text("id_token")

	data, err := first.ExportJWK()
	require.NoError(t, err)
	second := &oidc.KeySet{}
	require.NoError(t, second.ImportJWK(data))
	require.Equal(t, first.Public(), second.Public())
	require.Error(t, second.ImportJWK(data), "the same keys twice")

	later := newRig(t, oidctest.Config{Keys: second})
	require.Equal(t, later.claims(token)["aud"], "service-a")

	public, err := json.Marshal(first.Public())
	require.NoError(t, err)
	require.NotContains(t, string(public), `"d"`)
	require.ErrorContains(t, (&oidc.KeySet{}).ImportJWK(public), "no private part")
	require.Error(t, (&oidc.KeySet{}).ImportJWK([]byte("{")))
}

func TestKeysPinnedModulus(t *testing.T) {
	t.Parallel()
	first, err := oidc.NewKeySet(oidc.RS256)
	require.NoError(t, err)
	pem, err := first.ExportPEM(first.Public().Keys[0].KeyID)
	require.NoError(t, err)

	pinned := &oidc.KeySet{}
	kid, err := pinned.ImportPEM("kid-fixe", pem)
	require.NoError(t, err)
	require.Equal(t, "kid-fixe", kid)
	require.Equal(t, first.Public().Keys[0].Key, pinned.Public().Keys[0].Key)

	again := &oidc.KeySet{}
	kid, err = again.ImportPEM("", pem)
	require.NoError(t, err)
	require.Equal(t, first.Public().Keys[0].KeyID, kid, "named by its thumbprint")

	_, err = again.ImportPEM("", []byte("pas un PEM"))
	require.Error(t, err)
	_, err = again.ExportPEM("inconnue")
	require.Error(t, err)
	_, err = again.Rotate("none")
	require.Error(t, err)
}

func TestClientAlgorithmWithoutKey(t *testing.T) {
	t.Parallel()
	set, err := oidc.NewKeySet(oidc.ES256)
	require.NoError(t, err)
	r := newRig(t, oidctest.Config{Keys: set})
	a := r.redeem(r.code(serviceB()), "client_id", "service-b", "client_secret", oidctest.SecretB, "redirect_uri", returnB)
	require.Equal(t, "server_error", a.error())
	require.Equal(t, []any{"ES256", "HS256"}, parse(t, r.b.Get("/api/v2/.well-known/openid-configuration")).JSON["id_token_signing_alg_values_supported"])
}
