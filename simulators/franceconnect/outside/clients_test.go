package outside_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"strings"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/franceconnect/outside"
	"demarcheablanc/simulators/portal/oidc"
)

const right = `clients:
  - id: mon-appli
    secret: un-secret-de-trente-deux-lettres-ou-plus
    nom: Mon appli
    accueil: http://localhost:3000/
    retours: ["http://localhost:3000/callback", "https://dev.exemple.test/callback"]
    apres_deconnexion: [http://127.0.0.1:3000/]
    scopes: [openid, email]
    claims: [amr]
    alg: RS256
    alg_userinfo: HS256
    entite: mairie
    prive: true
    consentement: true
    sans_information: true
  - id: mon-appli-plus
    secret: un-secret-de-trente-deux-lettres-ou-plus
    nom: Mon appli
    retours: [http://localhost:3000/callback]
    niveau: eidas2
`

func TestReadClients(t *testing.T) {
	clients, err := outside.ReadClients("clients.yaml", []byte(right))
	require.NoError(t, err)
	require.Len(t, clients, 2)
	require.Equal(t, oidc.Client{
		ID: "mon-appli", Secret: "un-secret-de-trente-deux-lettres-ou-plus", Name: "Mon appli", Home: "http://localhost:3000/", EntityID: "mairie",
		RedirectURIs:   []string{"http://localhost:3000/callback", "https://dev.exemple.test/callback"},
		PostLogoutURIs: []string{"http://127.0.0.1:3000/"}, Scopes: []string{"openid", "email"}, Claims: []string{"amr"},
		IDTokenAlg: oidc.RS256, UserinfoAlg: oidc.HS256, AllowedPrompts: []string{"login"}, Private: true, IdentityConsent: true, AllowLoopback: true,
	}, clients[0].Client)
	require.False(t, clients[0].Plus)
	require.True(t, clients[1].Plus)
}

func TestKeysToEncryptFor(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	der, err := x509.MarshalPKIXPublicKey(key.Public())
	require.NoError(t, err)
	indented := strings.ReplaceAll(string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})), "\n", "\n      ")
	public, err := json.Marshal(jose.JSONWebKey{Key: key.Public(), KeyID: "clé-1", Use: "enc"})
	require.NoError(t, err)
	private, err := json.Marshal(jose.JSONWebKey{Key: key})
	require.NoError(t, err)
	const encrypted = "    chiffrement: ECDH-ES\n"
	for _, given := range []string{"    cle_publique: |\n      " + indented + "\n", "    cles: [" + string(public) + "]\n"} {
		clients, err := outside.ReadClients("clients.yaml", []byte(right+encrypted+given))
		require.NoError(t, err)
		found, ok := clients[1].EncryptionKey()
		require.True(t, ok)
		require.Equal(t, key.Public(), found.Key)
		for alg, want := range map[string]string{"RSA-OAEP": "il manque la clé publique qui va avec", "dir": "« dir » : choisissez parmi RSA-OAEP, RSA-OAEP-256, ECDH-ES"} {
			_, err = outside.ReadClients("clients.yaml", []byte(right+"    chiffrement: "+alg+"\n"+given))
			require.ErrorContains(t, err, "clients.yaml:21 : "+want)
		}
		_, err = outside.ReadClients("clients.yaml", []byte(strings.Replace(right, "    niveau: eidas2\n", encrypted+given, 1)))
		require.ErrorContains(t, err, "seul FranceConnect+ chiffre")
	}
	for given, want := range map[string]string{
		"    cles: [" + string(private) + "]\n": "clients.yaml:21 : cette clé publique ne se lit pas (c’est une clé privée",
		"    cles: [{kty: EC}]\n":               "clients.yaml:21 : cette clé publique ne se lit pas",
		"    cle_publique: bonjour\n":           "clients.yaml:21 : cette clé publique ne se lit pas (aucun bloc PEM)",
	} {
		_, err = outside.ReadClients("clients.yaml", []byte(right+given))
		require.ErrorContains(t, err, want)
	}
}

func TestWhatIsWrongIsToldWithItsLine(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"id: mon-appli\n", "id: Mon appli\n", "clients.yaml:2 : « id » se compose"},
		{"id: mon-appli-plus", "id: mon-appli", "clients.yaml:16 : « mon-appli » sert déjà"},
		{"secret: un-secret-de-trente-deux-lettres-ou-plus\n    nom: Mon appli\n    accueil", "secret: court\n    nom: Mon appli\n    accueil", "clients.yaml:3 : « secret » compte 32"},
		{"    nom: Mon appli\n    accueil", "    accueil", "« nom » manque"},
		{"retours: [http://localhost:3000/callback]\n    niveau", "niveau", "« retours » manque"},
		{"https://dev.exemple.test/callback", "http://dev.exemple.test/callback", "clients.yaml:6 : « http://dev.exemple.test/callback »"},
		{"https://dev.exemple.test/callback", "javascript:alert(1)", "clients.yaml:6 : « javascript:alert(1) »"},
		{"https://dev.exemple.test/callback", "https://dev.exemple.test/#x", "sans « # »"},
		{"[http://127.0.0.1:3000/]", "[http://dehors.test/]", "clients.yaml:7 :"},
		{"alg: RS256", "alg: none", "clients.yaml:10 : « none » : choisissez parmi ES256, RS256, HS256"},
		{"niveau: eidas2", "niveau: eidas2\n    alg: RS256", "clients.yaml:21 : « RS256 » : choisissez parmi ES256"},
		{"niveau: eidas2", "niveau: eidas3", "clients.yaml:20 : « eidas3 »"},
		{"scopes: [openid, email]", "scopes: [email]", "clients.yaml:8 : « scopes » doit contenir openid"},
		{"entite: mairie", "entité: mairie", "entité"},
		{"clients:", "clients: [", "ne se lit pas"},
	} {
		require.Contains(t, right, c.from)
		_, err := outside.ReadClients("clients.yaml", []byte(strings.Replace(right, c.from, c.to, 1)))
		require.ErrorContains(t, err, c.want)
	}
	_, err := outside.ReadClients("clients.yaml", []byte("clients: []\n"))
	require.ErrorContains(t, err, "aucun client")
}
