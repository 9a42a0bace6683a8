package franceconnecttest

import (
	"maps"
	"net/http/httptest"
	"testing"

	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/franceconnect/outside"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/portaltest"
)

// Config is what a server is made with.
type Config struct {
	Deps      portal.Deps    // Keys and Seed; the rest is filled here
	Clients   []oidc.Client  // services of the outside
	Documents map[string]any // beside those of Documents()
}

// Server is FranceConnect over real HTTP, on a loopback port, with two trivial
// accounts, « Impôts » and « Identité La Poste », a trivial Aidants Connect, and a
// clock that the test holds.
type Server struct {
	*outside.Front
	Issuer string // URL + "/api/v2"
	World  *portaltest.World
}

// Serve starts one, and stops it with the test.
func Serve(t testing.TB, cfg Config) *Server {
	t.Helper()
	listener := httptest.NewUnstartedServer(nil)
	front := &outside.Front{URL: "http://" + listener.Listener.Addr().String(), Network: &portal.Network{}}
	d := outside.Deps(cfg.Deps, front.URL)
	d.Network = front.Network
	sites := []*portal.Site{
		franceconnect.New(d),
		NewBank(d, "impots", "Impôts", 1, Personas()).Site,
		NewBank(d, "laposte", "Identité La Poste", 3, Personas()).Site,
		NewMandates(d),
	}
	for _, c := range cfg.Clients {
		sites = append(sites, outside.Service(outside.Client{Client: c}))
	}
	docs := Documents()
	maps.Copy(docs, cfg.Documents)
	s := &Server{Front: front, Issuer: d.Issuer, World: portaltest.Open(t, d.Network, docs, sites...)}
	front.Box = s.World.Box
	listener.Config.Handler = front
	listener.Start()
	t.Cleanup(listener.Close)
	return s
}
