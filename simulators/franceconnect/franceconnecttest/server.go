package franceconnecttest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/franceconnect"
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

// Server is FranceConnect over real HTTP, on a loopback port: one world in
// memory, and in it each browser is a screen of its own, named by a cookie. Its
// paths are FranceConnect's; those of the two accounts, « Impôts » and
// « Identité La Poste », hang under their host: /impots.compte.example/…
type Server struct {
	URL    string // "http://127.0.0.1:40123"
	Issuer string // URL + "/api/v2"
	World  *portaltest.World

	network *portal.Network
}

// Serve starts one, and stops it with the test.
func Serve(t testing.TB, cfg Config) *Server {
	t.Helper()
	listener := httptest.NewUnstartedServer(nil)
	s := &Server{URL: "http://" + listener.Listener.Addr().String(), network: &portal.Network{}}
	s.Issuer = s.URL + "/api/v2"
	d := cfg.Deps
	d.Network, d.Issuer = s.network, s.Issuer
	sites := []*portal.Site{
		franceconnect.New(d),
		NewBank(d, "impots", "Impôts", 1, Personas()).Site,
		NewBank(d, "laposte", "Identité La Poste", 3, Personas()).Site,
	}
	for _, c := range cfg.Clients {
		sites = append(sites, &portal.Site{ID: c.ID, Host: c.ID + ".dehors.example", Name: c.Name, Client: &c})
	}
	docs := Documents()
	maps.Copy(docs, cfg.Documents)
	s.World = portaltest.Open(t, s.network, docs, sites...)
	listener.Config.Handler = s
	listener.Start()
	t.Cleanup(listener.Close)
	return s
}

// Now is the world's time, by which tokens are to be judged.
func (s *Server) Now() time.Time {
	var now time.Time
	s.World.Read(func(tx *sandbox.Tx) { now = tx.Now() })
	return now
}

// backPaths are called by servers; all else is for people.
var backPaths = []string{oidc.PathDiscovery, oidc.PathJWKS, oidc.PathToken, oidc.PathUserinfo, oidc.PathRevocation}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "formulaire illisible", http.StatusBadRequest)
		return
	}
	if slices.Contains(backPaths, strings.TrimPrefix(r.URL.Path, "/api/v2")) {
		s.back(w, r)
		return
	}
	s.front(w, r)
}

// back answers a server, in a step of its own.
func (s *Server) back(w http.ResponseWriter, r *http.Request) {
	var answer *httptest.ResponseRecorder
	err := s.World.Box.Do(r.Context(), sandbox.Actor{Seat: sandbox.World}, func(tx *sandbox.Tx) error {
		answer = httptest.NewRecorder()
		site, _ := s.network.At(portal.FranceConnectHost)
		site.Backchannel.ServeHTTP(answer, r.Clone(tx.Context(r.Context())))
		return nil
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

// front answers a person's browser.
func (s *Server) front(w http.ResponseWriter, r *http.Request) {
	device := screen(w, r)
	if status, reason := forged(r, device); status != 0 {
		http.Error(w, reason, status)
		return
	}
	answer, err := s.visit(r, device)
	switch {
	case errors.Is(err, portal.ErrNoHost):
		http.NotFound(w, r)
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	case answer.Location != "":
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Location", s.outside(answer.Location))
		w.WriteHeader(answer.Status)
	default:
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(answer.Status)
		_, _ = fmt.Fprintf(w, "<!doctype html><html lang=\"fr\"><title>%s</title>%s</html>", "FranceConnect, exercice", answer.Body)
	}
}

func (s *Server) visit(r *http.Request, device string) (answer portal.Response, err error) {
	inside := s.inside(r.URL)
	actor := sandbox.Actor{Seat: "aidant", Device: device, Hand: "aide", Page: inside.String()}
	err = s.World.Box.Do(r.Context(), actor, func(tx *sandbox.Tx) (err error) {
		request := r.Clone(context.WithoutCancel(r.Context()))
		request.URL = inside
		answer, err = s.network.Serve(&portal.Visit{Tx: tx, Request: request, Token: token(device)})
		return err
	})
	return answer, err
}

// inside turns an address of this server into one of the world; outside is the
// way back. An address of neither is a service's own.
func (s *Server) inside(at *url.URL) *url.URL {
	host, rest, _ := strings.Cut(strings.TrimPrefix(at.Path, "/"), "/")
	if _, ok := s.network.At(host); ok {
		return &url.URL{Scheme: "https", Host: host, Path: "/" + rest, RawQuery: at.RawQuery}
	}
	return &url.URL{Scheme: "https", Host: portal.FranceConnectHost, Path: at.Path, RawQuery: at.RawQuery}
}

func (s *Server) outside(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" {
		return address
	}
	if u.Host == portal.FranceConnectHost {
		return s.URL + u.RequestURI()
	}
	if _, ok := s.network.At(u.Host); ok {
		return s.URL + "/" + u.Host + u.RequestURI()
	}
	return address
}

const cookie = "poste"

// screen names the browser, by the cookie that it is given at its first visit.
func screen(w http.ResponseWriter, r *http.Request) string {
	if c, err := r.Cookie(cookie); err == nil && strings.HasPrefix(c.Value, "http-") {
		return c.Value
	}
	device := "http-" + rand.Text()
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: device, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return device
}

// token is what the forms drawn for a screen carry, as the building's do.
func token(device string) string { return "jeton-" + strings.TrimPrefix(device, "http-") }

// forged tells a form that no page of this screen sent. Services post their
// requests without having seen one.
func forged(r *http.Request, device string) (status int, reason string) {
	path := strings.TrimPrefix(r.URL.Path, "/api/v2")
	if r.Method != http.MethodPost || path == oidc.PathAuthorize || path == oidc.PathEndSession {
		return 0, ""
	}
	switch r.PostForm.Get("_jeton") {
	case token(device):
		return 0, ""
	case "":
		return http.StatusBadRequest, "Y470002"
	}
	return http.StatusUnauthorized, "Y470001"
}
