package franceconnect_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

const (
	plus      = "https://" + portal.FranceConnectPlusHost
	formation = "https://www.formation.example/"
)

// plusTown is both FranceConnects, an account of each level, Aidants Connect, a
// service that asks for the second level and one that does not.
func plusTown(t *testing.T, documents map[string]any) *town {
	t.Helper()
	d := deps(t)
	w := &town{
		impots:  franceconnecttest.NewBank(d, "impots", "Impôts", 1, franceconnecttest.Personas()),
		laposte: franceconnecttest.NewBank(d, "laposte", "Identité La Poste", 3, franceconnecttest.Personas(), "eidas1", "eidas2"),
	}
	docs := franceconnecttest.Documents()
	maps.Copy(docs, documents)
	w.World = portaltest.Open(t, d.Network, docs,
		w.impots.Site, w.laposte.Site, franceconnecttest.NewMandates(d), franceconnect.New(d), franceconnect.NewPlus(d),
		franceconnecttest.NewService(d, "sante", "Santé", nil), franceconnecttest.NewPlusService(d, "formation", "Formation"),
	)
	return w
}

func TestPlusOffersTheSecondLevelOnly(t *testing.T) {
	w := plusTown(t, map[string]any{"franceconnect/fi/msa": franceconnect.Status{Title: "MSA", Order: 4}})
	b := w.toChoice("pc-epn", formation).See("Connexion en cours sur Formation", "Identité La Poste", "demande FranceConnect+")
	b.DontSee("Impôts", "MSA", "Utiliser Aidants Connect")
	choice := b.URL.String()
	for _, uid := range []string{"impots", "aidantsconnect", "msa"} {
		b.Post(choice+"/compte", url.Values{"fi": {uid}}).Status(422)
	}
	b.Get(choice + "/aidants-connect").Status(404)
	b.Get(choice).Click("Identité La Poste").Click("Je suis samia").See("SITTELLE").Click("Continuer sur Formation").See("Bonjour Samia Nour SITTELLE")
	w.MustSee(franceconnect.FactConnected, "fi", "laposte", "service", "formation-plus", "personne", "samia")
	w.MustSee(portal.FactSessionOpen, "site", "franceconnectplus", "personne", "samia")
}

func TestPlusKeepsNobodyConnected(t *testing.T) {
	w := plusTown(t, nil)
	w.toConsent(sante).Click("Continuer sur Santé")
	b := w.toChoice("pc-epn", formation).See("Choisissez un compte")
	b.Click("Identité La Poste").Click("Je suis samia").Click("Continuer sur Formation")
	b.Click("Me déconnecter").See("Vous êtes sorti")
	w.toChoice("pc-epn", formation).See("Choisissez un compte").Click("Revenir sur Formation").See("access_denied")

	b = w.toChoice("pc-epn", formation).Click("Identité La Poste").Click("Je suis samia").Click("Continuer sur Formation")
	b.Get(fc + "/historique").See("Substantiel").See("Faible")
	b.Get(plus + "/").See("Un compte suffit")
}

func TestPlusTokensAreNotReadInClear(t *testing.T) {
	w := plusTown(t, nil)
	site, _ := w.Network.At("www.formation.example")
	require.NotEmpty(t, site.PlusClient.Encryption)
	site.PlusClient.Encryption = ""
	b := w.toChoice("pc-epn", formation).Click("Identité La Poste").Click("Je suis samia").Click("Continuer sur Formation")
	b.DontSee("Bonjour Samia").See("open the id token")
}

func TestPlusWaitsTenMinutes(t *testing.T) {
	w := plusTown(t, nil)
	b := w.toChoice("pc-epn", formation)
	w.Wait(10*time.Minute + time.Second)
	b.Click("Identité La Poste").Status(401).See("Code Y190001")
}

func TestPlusCheck1AndCheck11(t *testing.T) {
	w := plusTown(t, nil)
	answer := httptest.NewRecorder()
	site, _ := w.Network.At(portal.FranceConnectPlusHost)
	w.Do(func(tx *sandbox.Tx) {
		r := httptest.NewRequest(http.MethodGet, "/api/v2/.well-known/openid-configuration", nil)
		site.Backchannel.ServeHTTP(answer, r.WithContext(tx.Context(r.Context())))
	})
	var doc map[string]any
	require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &doc))
	require.Equal(t, portal.FranceConnectPlusIssuer, doc["issuer"])
	require.Equal(t, []any{"eidas2"}, doc["acr_values_supported"])
	require.Equal(t, []any{"ES256"}, doc["id_token_signing_alg_values_supported"])
	require.Equal(t, []any{"RSA-OAEP", "RSA-OAEP-256", "ECDH-ES"}, doc["id_token_encryption_alg_values_supported"])

	ask := url.Values{
		"client_id": {"formation-plus"}, "redirect_uri": {formation + "franceconnect-plus/retour"}, "response_type": {"code"}, "scope": {"openid"},
		"state": {"s"}, "nonce": {"nonce-de-22-caracteres"}, "acr_values": {"eidas1"},
	}
	b := w.On("pc-epn", "aide").Get(plus + "/api/v2/authorize?" + ask.Encode())
	require.Equal(t, "www.formation.example", b.URL.Host)
	require.Equal(t, "invalid_acr", b.URL.Query().Get("error"))
	require.Contains(t, b.URL.Query().Get("error_description"), "expected eidas2, got eidas1")
	ask.Set("acr_values", "eidas2")
	b.Get(plus + "/api/v2/authorize?" + ask.Encode()).See("Choisissez un compte")
	b.Get(fc + "/api/v2/authorize?" + ask.Encode()).Status(400).See("Y04EA6EF")
}
