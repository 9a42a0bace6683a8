// Package doortest stands up the rooms that come before the desks (the door, the
// trainer's side) over a tiny situation and a world in memory, on a clock that
// the test holds. Desks are stubs there: package webtest plays the whole program.
package doortest

import (
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/store"
	"demarcheablanc/internal/surf"
	"demarcheablanc/internal/web"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// Phrase is the trainer's access phrase in every test.
const Phrase = "été brise cabane digue"

// T0 is the wall time at which every test begins: Thursday 15 October 2026, 10:00.
var T0 = time.Date(2026, 10, 15, 10, 0, 0, 0, frtext.Paris)

// House is the rooms, running.
type House struct {
	*house.House
	T   testing.TB
	URL string

	mu  sync.Mutex
	now time.Time
}

// Start opens the rooms that build makes, on a free port.
func Start(t testing.TB, build func(*house.House) []house.Room) *House {
	t.Helper()
	h := &House{T: t, now: T0}
	root := moduleRoot(t)
	statics, err := house.NewStatics(os.DirFS(filepath.Join(root, "static")))
	require.NoError(t, err)
	views, err := house.NewViews(templates(t, root), statics.Funcs())
	require.NoError(t, err)
	network := &portal.Network{}
	require.NoError(t, network.Connect())
	library, err := scenario.Load(fstest.MapFS{"essai/scenario.yaml": {Data: []byte(situation)}}, network, nil)
	require.NoError(t, err)
	log := slog.New(slog.NewTextHandler(testLog{t}, nil))
	h.House = &house.House{
		Workshops: h.workshops(library), Library: library, Network: network, Views: views,
		Cookies: house.NewCookies([]byte("0123456789abcdef0123456789abcdef"), false), Log: log,
	}
	handler, err := web.New(statics, log, append(build(h.House), desks{h.House})...)
	require.NoError(t, err)
	server := httptest.NewServer(handler)
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	h.URL = server.URL
	return h
}

func (h *House) workshops(library *scenario.Library) *workshop.Workshops {
	starts := &scenario.Starts{Library: library}
	register, err := sandbox.NewStart(workshop.RegisterStart, nil)
	require.NoError(h.T, err)
	engine := sandbox.NewEngine(store.Memory(), h.Now, func(name string) (*sandbox.Start, time.Time, error) {
		if name == workshop.RegisterStart {
			return register, h.Now(), nil
		}
		return starts.Start(name)
	}, library.Effects())
	engine.React = library.React
	return &workshop.Workshops{Engine: engine, StartName: starts.Name}
}

// desks stand in for the room of the desks.
type desks struct{ *house.House }

func (d desks) Mount(routes gin.IRoutes) {
	routes.GET("/p/:place", d.ForSeat(func(s *house.Seated) error {
		s.Header("Content-Type", "text/html; charset=utf-8")
		s.String(http.StatusOK, "<!DOCTYPE html><html lang=fr><title>Bureau</title><body><h1>Bureau de %s</h1><p>%s, trio %d</p>", s.Seat.Name, s.Role.Label(), s.Trio.Number)
		return nil
	}))
}

// templates are those of the rooms tested here: others need functions of their own.
func templates(t testing.TB, root string) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	for _, pattern := range []string{"templates/_*.html", "templates/accueil/*.html", "templates/formateur/*.html"} {
		names, err := fs.Glob(os.DirFS(root), pattern)
		require.NoError(t, err)
		for _, name := range names {
			raw, err := os.ReadFile(filepath.Join(root, name))
			require.NoError(t, err)
			files[name] = &fstest.MapFile{Data: raw}
		}
	}
	return files
}

func moduleRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	require.NoError(t, err)
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		require.NotEqual(t, parent, dir, "no go.mod above")
		dir = parent
	}
}

// testLog shows what the program complains of.
type testLog struct{ testing.TB }

func (l testLog) Write(b []byte) (int, error) {
	l.Logf("%s", strings.TrimSpace(string(b)))
	return len(b), nil
}

// Now is the wall clock.
func (h *House) Now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

// Wait lets time pass, for the wall and for every running world.
func (h *House) Wait(d time.Duration) {
	h.mu.Lock()
	h.now = h.now.Add(d)
	h.mu.Unlock()
	require.NoError(h.T, h.Workshops.Engine.Settle(h.T.Context()))
}

// Launch opens an atelier on the tiny situation.
func (h *House) Launch(trios int) workshop.Atelier {
	h.T.Helper()
	a, err := h.Workshops.Launch(h.T.Context(), "essai", scenario.Standard, trios)
	require.NoError(h.T, err)
	return a
}

// Witness leaves facts in a trio's world, as playing would.
func (h *House) Witness(a workshop.Atelier, trio int, seat string, facts ...portal.Fact) {
	h.T.Helper()
	t, err := h.Workshops.Trio(h.T.Context(), a.ID, trio)
	require.NoError(h.T, err)
	box, err := h.Workshops.Sandbox(h.T.Context(), a.ID, trio, t.Round)
	require.NoError(h.T, err)
	for _, f := range facts {
		require.NoError(h.T, box.Do(h.T.Context(), sandbox.Actor{Seat: seat, Page: "https://www.impots.example/connexion"}, func(tx *sandbox.Tx) error {
			tx.Emit(string(f))
			return nil
		}))
	}
}

// Person is somebody with a browser of their own.
type Person struct {
	*surf.Surfer
	Client *http.Client
	Header http.Header // of the last answer
	house  *House
}

// Person opens a browser.
func (h *House) Person() *Person {
	jar, err := cookiejar.New(nil)
	require.NoError(h.T, err)
	base, err := url.Parse(h.URL + "/")
	require.NoError(h.T, err)
	p := &Person{Client: &http.Client{Jar: jar, Timeout: 30 * time.Second}, house: h}
	p.Surfer = &surf.Surfer{T: h.T, Fetch: p.fetch, Answer: surf.Answer{URL: base}}
	return p
}

// Trainer opens a browser in which the access phrase was given.
func (h *House) Trainer() *Person {
	p := h.Person()
	p.Get("/formateur/entree").Fill("Phrase d’accès", Phrase).Click("Entrer").Status(http.StatusOK)
	return p
}

// Joins seats a person by the page, and checks that the desk is theirs.
func (p *Person) Joins(a workshop.Atelier, trio int, role workshop.Role, name string) *Person {
	p.house.T.Helper()
	p.Get("/rejoindre/"+a.Code).Fill("Votre prénom", name).Fill(fmt.Sprintf("Trio %d : %s", trio, role.Label()), "oui")
	p.Click("Prendre cette place").Status(http.StatusOK).See("Bureau de "+name, fmt.Sprintf("%s, trio %d", role.Label(), trio))
	return p
}

func (p *Person) fetch(method string, u *url.URL, form url.Values) surf.Answer {
	t := p.house.T
	t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequestWithContext(t.Context(), method, u.String(), body)
	require.NoError(t, err)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", p.house.URL)
	}
	answer, err := p.Client.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	p.Header = answer.Header
	return surf.Answer{Status: answer.StatusCode, URL: answer.Request.URL, HTML: string(page)}
}
