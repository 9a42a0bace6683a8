package bureau_test

import (
	"context"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/store"
	"demarcheablanc/internal/surf"
	"demarcheablanc/internal/web"
	"demarcheablanc/internal/web/bureau"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// room is the program with this room alone, Samia's world, and a door that seats
// whoever opens /assis/<role>.
type room struct {
	t         *testing.T
	url       string
	house     *house.House
	atelier   workshop.Atelier
	mu        sync.Mutex
	now       time.Time
	engine    *sandbox.Engine
	workshops *workshop.Workshops
}

func open(t *testing.T) *room {
	t.Helper()
	r := &room{t: t, now: time.Date(2026, 10, 15, 10, 0, 0, 0, frtext.Paris)}
	keys, err := oidc.NewKeySet()
	require.NoError(t, err)
	deps := portal.Deps{Network: &portal.Network{}, Keys: keys, Seed: []byte("graine d’un essai, 32 octets et plus")}
	require.NoError(t, simulators.All(deps))
	scenarios, err := fs.Sub(demarcheablanc.Scenarios, "scenarios")
	require.NoError(t, err)
	library, err := scenario.Load(scenarios, deps.Network, bureau.Facts())
	require.NoError(t, err)
	starts := &scenario.Starts{Library: library}
	empty, err := sandbox.NewStart(workshop.RegisterStart, nil)
	require.NoError(t, err)
	effects := deps.Network.Effects()
	for name, effect := range library.Effects() {
		effects[name] = effect
	}
	r.engine = sandbox.NewEngine(store.Memory(), r.wall, func(name string) (*sandbox.Start, time.Time, error) {
		if name == workshop.RegisterStart {
			return empty, r.wall(), nil
		}
		return starts.Start(name)
	}, effects)
	r.engine.React = library.React
	r.workshops = &workshop.Workshops{Engine: r.engine, StartName: starts.Name}
	r.atelier, err = r.workshops.Launch(context.Background(), "samia", scenario.Standard, 2)
	require.NoError(t, err)
	r.serve(deps.Network, library)
	return r
}

func (r *room) serve(network *portal.Network, library *scenario.Library) {
	files, err := fs.Sub(demarcheablanc.Static, "static")
	require.NoError(r.t, err)
	statics, err := house.NewStatics(files)
	require.NoError(r.t, err)
	views, err := house.NewViews(demarcheablanc.Templates, statics.Funcs())
	require.NoError(r.t, err)
	log := slog.New(slog.NewTextHandler(r.t.Output(), nil))
	r.house = &house.House{
		Workshops: r.workshops, Library: library, Network: network, Views: views,
		Cookies: house.NewCookies([]byte("une clé d’essai de trente-deux octets"), false), Log: log,
	}
	handler, err := web.New(statics, log, bureau.Room{House: r.house}, door{r})
	require.NoError(r.t, err)
	server := httptest.NewServer(handler)
	r.t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	r.url = server.URL
}

// door seats people without the entrance's room.
type door struct{ *room }

func (d door) Mount(routes gin.IRoutes) {
	routes.GET("/assis/:role", d.house.Open(func(v *house.Visitor) error {
		role := workshop.Role(v.Param("role"))
		names := map[workshop.Role]string{workshop.Aidant: "Camille", workshop.Aide: "Nadia", workshop.Observer: "Lou"}
		seat, err := d.workshops.Join(v.Request.Context(), d.atelier.ID, 1, role, names[role], v.Browser)
		if err != nil {
			return err
		}
		return v.SeeOther("/p/" + seat.ID)
	}))
}

func (r *room) wall() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

func (r *room) start() {
	require.NoError(r.t, r.workshops.Start(context.Background(), r.atelier.ID, 1))
}

func (r *room) box() *sandbox.Sandbox {
	box, err := r.workshops.Sandbox(context.Background(), r.atelier.ID, 1, 0)
	require.NoError(r.t, err)
	return box
}

// saw says whether the journal holds a fact with these details, in pairs.
func (r *room) saw(fact portal.Fact, details ...string) int {
	n := 0
	for _, step := range r.box().Journal() {
	events:
		for _, e := range step.Events {
			if e.Fact != string(fact) {
				continue
			}
			for i := 0; i < len(details); i += 2 {
				if e.Detail[details[i]] != details[i+1] {
					continue events
				}
			}
			n++
		}
	}
	return n
}

// read gives a test the world as it stands.
func (r *room) read(fn func(tx *sandbox.Tx)) {
	require.NoError(r.t, r.box().Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		fn(tx)
		return nil
	}))
}

// person is somebody with a browser and a seat.
type person struct {
	*surf.Surfer
	room   *room
	client *http.Client
	header http.Header
	desk   string // "/p/<place>"
}

// nobody has a browser and no seat.
func (r *room) nobody() *person {
	jar, err := cookiejar.New(nil)
	require.NoError(r.t, err)
	p := &person{room: r, client: &http.Client{Jar: jar}}
	base, err := url.Parse(r.url + "/")
	require.NoError(r.t, err)
	p.Surfer = &surf.Surfer{T: r.t, Fetch: p.fetch, Answer: surf.Answer{URL: base}}
	return p
}

// sits makes somebody take a role's seat in the first trio.
func (r *room) sits(role workshop.Role) *person {
	p := r.nobody()
	p.client.CheckRedirect = nil
	p.Get("/assis/" + string(role))
	p.desk = strings.TrimSuffix(p.Answer.URL.Path, "/observer")
	return p
}

func (p *person) fetch(method string, u *url.URL, form url.Values) surf.Answer {
	p.room.t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	request, err := http.NewRequest(method, u.String(), body)
	require.NoError(p.room.t, err)
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Header.Set("Origin", p.room.url)
	}
	answer, err := p.client.Do(request)
	require.NoError(p.room.t, err)
	defer answer.Body.Close()
	html, err := io.ReadAll(answer.Body)
	require.NoError(p.room.t, err)
	p.header = answer.Header
	return surf.Answer{Status: answer.StatusCode, URL: answer.Request.URL, HTML: string(html)}
}

// on opens a device at a world address.
func (p *person) on(device, address string) *person {
	p.Get(p.desk + "/e/" + device + ".1/" + strings.TrimPrefix(address, "https://"))
	return p
}

// change does something to the world behind everybody's back.
func (r *room) change(fn func(tx *sandbox.Tx)) {
	require.NoError(r.t, r.box().Do(context.Background(), sandbox.Actor{Seat: "monde"}, func(tx *sandbox.Tx) error {
		fn(tx)
		return nil
	}))
}

// passes lets time go by.
func (r *room) passes(d time.Duration) {
	r.mu.Lock()
	r.now = r.now.Add(d)
	r.mu.Unlock()
	require.NoError(r.t, r.box().Settle(context.Background()))
}
