package oidctest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"demarcheablanc/simulators/portal/oidc"
)

// Config says what to serve. Everything has a default.
type Config struct {
	Posture   oidc.Posture
	Clients   []oidc.Client                   // Clients()
	Personas  []Persona                       // Personas()
	Keys      *oidc.KeySet                    // one set per test binary
	Now       func(context.Context) time.Time // Server.Clock
	Lifetimes oidc.Lifetimes                  // FranceConnect's
	Extra     map[string][]string             // further scopes
}

// Server is a provider at work.
type Server struct {
	URL      string // "http://127.0.0.1:port"
	Issuer   string // URL + "/api/v2"
	Provider *oidc.Provider
	Clock    *Clock       // moves the provider unless Config.Now was given
	HTTP     *http.Client // for servers: connections of its own, ended with the server
}

// Serve starts a provider and stops it at the end of the test.
func Serve(t testing.TB, cfg Config) *Server {
	t.Helper()
	clock := NewClock()
	if cfg.Clients == nil {
		cfg.Clients = Clients()
	}
	if cfg.Personas == nil {
		cfg.Personas = Personas()
	}
	if cfg.Now == nil {
		cfg.Now = clock.Now
	}
	if cfg.Keys == nil {
		keys, err := sharedKeys()
		if err != nil {
			t.Fatal(err)
		}
		cfg.Keys = keys
	}
	mux := http.NewServeMux()
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	p := provider(cfg, srv.URL)
	newHost(p, cfg.Personas).mount(mux)
	return &Server{URL: srv.URL, Issuer: p.Issuer, Provider: p, Clock: clock, HTTP: srv.Client()}
}

func provider(cfg Config, base string) *oidc.Provider {
	clients := map[string]oidc.Client{}
	for _, c := range cfg.Clients {
		clients[c.ID] = c
	}
	issuer := base + "/api/v2"
	if cfg.Posture == oidc.Legacy {
		issuer = base
	}
	return &oidc.Provider{
		Issuer: issuer, Posture: cfg.Posture,
		Clients: func(id string) (oidc.Client, bool) { c, ok := clients[id]; return c, ok },
		Keys:    cfg.Keys, Records: oidc.MemoryRecords(), Pairwise: []byte("sel-de-test"),
		Now: cfg.Now, Lifetimes: cfg.Lifetimes, ExtraScopes: cfg.Extra,
		Interact: func(id string) string { return "/interaction/" + id },
	}
}
