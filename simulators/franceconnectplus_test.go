package simulators_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/scenario"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// ask begins a login from an address of a FranceConnect, as a service does.
func ask(b *portaltest.Browser, issuer, client, callback, level string) *portaltest.Browser {
	return b.Get(issuer + "/authorize?" + url.Values{
		"client_id": {client}, "redirect_uri": {callback}, "response_type": {"code"}, "scope": {"openid identite_pivot email"},
		"state": {"etat"}, "nonce": {"nonce-de-22-caracteres"}, "acr_values": {level},
	}.Encode())
}

// TestWhichAccountsEachFranceConnectOffers: everybody on the first, those who
// check a document on the second, a mandate on the first only.
func TestWhichAccountsEachFranceConnectOffers(t *testing.T) {
	l := newLand(t)
	w := l.world(t, "samia", scenario.Standard)
	site, ok := l.network.At("www.moncompteformation.gouv.example")
	require.True(t, ok)
	plus := ask(w.On("pc-epn", "aide"), portal.FranceConnectPlusIssuer, site.PlusClient.ID, site.PlusClient.RedirectURIs[0], "eidas2")
	plus.See("Connexion en cours sur Mon Compte Formation", "Identité La Poste", "France Identité")
	plus.DontSee("Impôts", "Ameli", "MSA", "Yris", "Utiliser Aidants Connect")
	plus.Click("France Identité").See("votre carte d’identité récente").Click("Revenir à FranceConnect").See("La connexion à France Identité n’a pas été possible")

	usual := ask(w.On("pc-epn", "aide"), portal.FranceConnectIssuer, site.Client.ID, site.Client.RedirectURIs[0], "eidas1")
	usual.See("Impôts", "Ameli", "Identité La Poste", "MSA", "Yris", "France Identité", "Utiliser Aidants Connect")
}
