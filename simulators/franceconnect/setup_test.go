package franceconnect_test

import (
	"maps"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/franceconnect/franceconnecttest"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
)

const (
	fc      = "https://" + portal.FranceConnectHost
	sante   = "https://www.sante.example/"
	caf     = "https://www.caf.example/"
	privee  = "https://www.privee.example/"
	anonyme = "https://www.anonyme.example/"
	presse  = "https://www.presse.example/"
)

// town is FranceConnect with two accounts and five services around it.
type town struct {
	*portaltest.World
	impots, laposte *franceconnecttest.Bank
}

func newTown(t testing.TB, documents map[string]any) *town {
	t.Helper()
	d := deps(t)
	w := &town{
		impots:  franceconnecttest.NewBank(d, "impots", "Impôts", 1, franceconnecttest.Personas()),
		laposte: franceconnecttest.NewBank(d, "laposte", "Identité La Poste", 3, franceconnecttest.Personas()),
	}
	docs := franceconnecttest.Documents()
	maps.Copy(docs, documents)
	w.World = portaltest.Open(t, d.Network, docs,
		w.laposte.Site, w.impots.Site, franceconnect.New(d),
		franceconnecttest.NewService(d, "sante", "Santé", nil),
		franceconnecttest.NewService(d, "caf", "Allocations", nil),
		franceconnecttest.NewService(d, "privee", "Mutuelle <script>alert(1)</script>", func(c *oidc.Client) { c.Private, c.IdentityConsent = true, true }),
		franceconnecttest.NewService(d, "anonyme", "Sondage", func(c *oidc.Client) { c.Scopes = []string{"openid"} }),
		franceconnecttest.NewService(d, "presse", "Pressé", func(c *oidc.Client) { c.AllowedPrompts = []string{"login"} }),
	)
	return w
}

var sharedKeys = sync.OnceValues(func() (*oidc.KeySet, error) { return oidc.NewKeySet() })

// deps shares one set of keys among the tests: making one takes a while.
func deps(t testing.TB) portal.Deps {
	t.Helper()
	keys, err := sharedKeys()
	require.NoError(t, err)
	return portal.Deps{Network: &portal.Network{}, Keys: keys, Seed: []byte("graine d’un essai")}
}

// toChoice stands a browser before the accounts, coming from a service.
func (w *town) toChoice(device, service string) *portaltest.Browser {
	w.T.Helper()
	return w.On(device, "aide").Get(service).Click("S’identifier avec FranceConnect")
}

// toConsent has Samia logged in at Impôts, before « Continuer ».
func (w *town) toConsent(service string) *portaltest.Browser {
	w.T.Helper()
	return w.toChoice("pc-epn", service).Click("Impôts").Click("Je suis samia")
}

func document[T any](w *town, key string) T {
	var value T
	w.Read(func(tx *sandbox.Tx) { value, _ = sandbox.Get[T](tx, key) })
	return value
}
