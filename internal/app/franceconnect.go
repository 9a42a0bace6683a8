package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"time"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/store"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/simulators/franceconnect"
	"demarcheablanc/simulators/franceconnect/outside"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// ProviderConfig is what can be chosen of the provider served alone.
type ProviderConfig struct {
	Address  string           // loopback only; "127.0.0.1:8400" by default
	Clients  []outside.Client // who may ask
	Posture  oidc.Posture     // oidc.Strict or oidc.Standard
	Legacy   bool             // the first version too, under /api/v1
	Workshop bool             // codes and tokens that leave time to read
	Keys     *oidc.KeySet     // drawn by default
	Now      func() time.Time // the wall clock; tests hold their own
}

// Provider is FranceConnect alone, for real applications.
type Provider struct {
	URL    string // "http://127.0.0.1:8400"
	Issuer string // what applications are given
	Keys   *oidc.KeySet
	server *http.Server
	done   chan error
}

// outsideSeed makes the identifiers of people the same from one start to the
// next: nothing behind it is worth hiding.
const outsideSeed = "démarche à blanc, dehors"

// StartProvider listens on this computer only.
func StartProvider(ctx context.Context, c ProviderConfig) (*Provider, error) {
	if err := c.fill(); err != nil {
		return nil, err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Address)
	if err != nil {
		return nil, fmt.Errorf("écouter sur %s : %w", c.Address, err)
	}
	host, _, _ := net.SplitHostPort(c.Address) // read by fill
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	base := "http://" + net.JoinHostPort(host, port)
	handler, err := c.handler(ctx, base)
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	p := &Provider{
		URL: base, Issuer: base + "/api/v2", Keys: c.Keys, done: make(chan error, 1),
		server: &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, MaxHeaderBytes: 64 << 10},
	}
	go func() { p.done <- p.server.Serve(listener) }()
	return p, nil
}

// Close stops answering.
func (p *Provider) Close() error {
	err := p.server.Close()
	if served := <-p.done; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

func (c *ProviderConfig) fill() error {
	if c.Address == "" {
		c.Address = "127.0.0.1:8400"
	}
	host, _, err := net.SplitHostPort(c.Address)
	if err != nil || !oidc.Loopback(host) {
		return fmt.Errorf("« %s » : ce FranceConnect ne répond qu’à cet ordinateur ; prenez 127.0.0.1:8400 ou localhost:8400", c.Address)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Keys == nil {
		c.Keys, err = oidc.NewKeySet()
	}
	return err
}

// handler wires the sites, their world and the static files.
func (c *ProviderConfig) handler(ctx context.Context, base string) (http.Handler, error) {
	d := outside.Deps(portal.Deps{Network: &portal.Network{}, Keys: c.Keys, Seed: []byte(outsideSeed), Posture: c.Posture}, base)
	if c.Workshop {
		d.Lifetimes = oidc.Workshop()
	}
	personas := outside.Personas()
	sites := []*portal.Site{franceconnect.New(d), franceconnect.NewPlus(d), outside.NewAccount(d, personas)}
	if c.Legacy {
		sites = append(sites, franceconnect.NewLegacy(d))
	}
	for _, client := range c.Clients {
		sites = append(sites, outside.Service(client))
	}
	if err := d.Network.Connect(sites...); err != nil {
		return nil, err
	}
	begin := func(docs map[string]any) (*sandbox.Sandbox, error) {
		return openWorld(context.WithoutCancel(ctx), d.Network, docs, c.Now)
	}
	box, err := begin(outside.Documents(personas))
	if err != nil {
		return nil, err
	}
	root, err := fs.Sub(demarcheablanc.Static, "static")
	if err != nil {
		return nil, err
	}
	statics, err := house.NewStatics(root)
	if err != nil {
		return nil, err
	}
	front := &outside.Front{URL: base, Network: d.Network, Box: box, Renew: begin, Sheets: statics.Sheets()}
	mux := http.NewServeMux()
	mux.Handle("GET /static/", statics)
	mux.Handle("/", front)
	return sameMachine(mux), nil
}

// openWorld makes one world in memory, whose time is the clock's.
func openWorld(ctx context.Context, n *portal.Network, docs map[string]any, now func() time.Time) (*sandbox.Sandbox, error) {
	start, err := sandbox.NewStart("dehors", docs)
	if err != nil {
		return nil, err
	}
	starts := func(string) (*sandbox.Start, time.Time, error) { return start, now(), nil }
	return sandbox.NewEngine(store.Memory(), now, starts, n.Effects()).
		Create(ctx, sandbox.New{ID: "dehors", Kind: "dehors", Start: "dehors", Running: true})
}

// sameMachine turns away requests for another host name, with which a page of
// the web could have its way here.
func sameMachine(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if !oidc.Loopback(host) {
			http.Error(w, "Ce serveur ne répond qu’à cet ordinateur.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// KeysFile reads the signing keys of a file, a JSON Web Key Set or one private key
// in PEM, or makes them there: readable by its owner alone, they outlive the
// program.
func KeysFile(name string) (*oidc.KeySet, error) {
	raw, err := os.ReadFile(name)
	if err == nil && bytes.Contains(raw, []byte("-----BEGIN")) {
		return ownKey(name, raw)
	}
	if err == nil {
		keys := &oidc.KeySet{}
		if err := keys.ImportJWK(raw); err != nil {
			return nil, fmt.Errorf("%s : ces clés ne se lisent pas (un JSON Web Key Set, parties privées comprises, est attendu) : %w", name, err)
		}
		return keys, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	keys, err := oidc.NewKeySet()
	if err != nil {
		return nil, err
	}
	if raw, err = keys.ExportJWK(); err != nil {
		return nil, err
	}
	return keys, os.WriteFile(name, raw, 0o600)
}

// ownKey signs with the developer's key, and draws one for the algorithm that it
// is not of.
func ownKey(name string, pem []byte) (*oidc.KeySet, error) {
	keys := &oidc.KeySet{}
	if _, err := keys.ImportPEM("", pem); err != nil {
		return nil, fmt.Errorf("%s : cette clé ne se lit pas (une clé privée PKCS #8, RSA ou P-256, est attendue) : %w", name, err)
	}
	other := oidc.ES256
	if keys.Public().Keys[0].Algorithm == oidc.ES256 {
		other = oidc.RS256
	}
	_, err := keys.Rotate(other)
	return keys, err
}
