package simulators_test

import (
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/browser"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/simulators/portal"
)

// frames draw what surrounds a page on each kind of screen, as the desk's own
// templates do.
var frames = template.Must(template.New("cadre").Parse(`{{define "tete"}}<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}} — Démarche à blanc</title><link rel="icon" href="data:,">
{{range .Sheets}}<link rel="stylesheet" href="{{.}}">
{{end}}</head>{{end}}
{{define "bande"}}<aside class="exercice" aria-label="Exercice"><span><strong>EXERCICE</strong> — aucune donnée réelle</span></aside>{{end}}
{{define "ordinateur"}}{{template "tete" .}}<body class="poste poste-ordinateur">
<div class="fenetre" role="region" aria-label="Le navigateur"><nav aria-label="Onglets"><ul class="onglets"><li class="courant"><a class="onglet" href="#contenu" aria-current="page"><img src="/static/images/{{.Icon}}" alt=""><span>{{.Title}}</span></a></li></ul></nav>
<div class="barre"><div class="adresse"><label class="lu" for="adresse">Adresse</label><input type="text" id="adresse" value="{{.Host}}"></div></div></div>
<div class="ecran marque site {{.Theme}}">{{template "bande"}}{{.Body}}<div class="filigrane" aria-hidden="true"></div></div></body></html>{{end}}
{{define "telephone"}}{{template "tete" .}}<body class="poste poste-telephone">
<div class="telephone telephone-plein"><div class="telephone-vitre marque">{{template "bande"}}
<div class="tel-etat" role="region" aria-label="État du téléphone"><p class="heure">16 h 35</p></div>
<div class="tel-page site {{.Theme}}">{{.Body}}</div>
<nav class="tel-bas" aria-label="Téléphone"><a href="#contenu"><svg class="ic" aria-hidden="true"><use href="/static/icons.svg#maison"/></svg><span class="lu">Accueil</span></a></nav>
<div class="filigrane" aria-hidden="true"></div></div></div></body></html>{{end}}
{{define "borne"}}{{template "tete" .}}<body class="poste poste-borne">
<div class="fenetre borne-tete" role="region" aria-label="La borne"><div class="barre"><p class="nom-poste"><strong>Borne</strong></p></div></div>
<div class="ecran marque site {{.Theme}}">{{template "bande"}}{{.Body}}<div class="filigrane" aria-hidden="true"></div></div></body></html>{{end}}
{{define "planche"}}<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Planche</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/planche.css"></head><body>
{{range .}}{{$n := .}}<div class="rang">{{range $.Widths}}<div class="vue l{{.}}"><iframe title="Page {{$n}} à {{.}} px" src="/page/{{$n}}"></iframe></div>{{end}}</div>{{end}}</body></html>{{end}}
`))

// sampled widths, in CSS pixels: a wall, a tablet, a phone, an old phone.
var sampled = []int{1440, 768, 360, 320}

// perSheet pages are laid side by side at every width, in one picture.
const perSheet = 4

// showroom serves the pages of a gallery, dressed as people see them.
type showroom struct {
	network *portal.Network
	pages   []exhibit
	sheets  []string
}

func (g *gallery) show(t *testing.T, network *portal.Network) *httptest.Server {
	t.Helper()
	static, err := fs.Sub(demarcheablanc.Static, "static")
	require.NoError(t, err)
	statics, err := house.NewStatics(static)
	require.NoError(t, err)
	s := &showroom{network: network, pages: g.pages, sheets: statics.Sheets()}
	mux := http.NewServeMux()
	mux.Handle("GET /static/", kept(statics))
	mux.HandleFunc("GET /page/{n}", s.page)
	mux.HandleFunc("GET /planche/{n}", s.sheet)
	mux.HandleFunc("GET /planche.css", sheetStyle)
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	return srv
}

// kept lets the browser fetch each style sheet once for hundreds of pages.
func kept(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "public, max-age=3600")
		h.ServeHTTP(w, r)
	})
}

func (s *showroom) page(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 0 || n >= len(s.pages) {
		http.NotFound(w, r)
		return
	}
	if err := s.draw(w, s.pages[n]); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func (s *showroom) draw(w interface{ Write([]byte) (int, error) }, e exhibit) error {
	frame := "ordinateur"
	site, _ := s.network.At(e.site)
	switch kind, _, _ := strings.Cut(e.device, "-"); {
	case kind == "borne":
		frame = "borne"
	case site.AppOnly || kind == "tel":
		frame = "telephone"
	}
	return frames.ExecuteTemplate(w, frame, struct {
		portal.Response
		Host   string
		Sheets []string
	}{e.answer, e.site, s.sheets})
}

type sheetPages []int

func (sheetPages) Widths() []int { return sampled }

func (s *showroom) sheet(w http.ResponseWriter, r *http.Request) {
	first, _ := strconv.Atoi(r.PathValue("n"))
	var pages sheetPages
	for n := first * perSheet; n < min(len(s.pages), (first+1)*perSheet); n++ {
		pages = append(pages, n)
	}
	if err := frames.ExecuteTemplate(w, "planche", pages); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

func sheetStyle(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css")
	fmt.Fprint(w, "body { margin: 0 } .rang { display: flex; gap: 6px; margin-bottom: 8px } .vue { height: 540px; overflow: hidden; flex: none } iframe { border: 0; outline: 1px solid #999; height: 1120px; transform: scale(.48); transform-origin: 0 0 }")
	for _, width := range sampled {
		fmt.Fprintf(w, ".l%d { width: %dpx } .l%d iframe { width: %dpx }", width, width*48/100, width, width)
	}
}

// look opens every page in a real browser: nothing that axe-core refuses, nothing
// wider than its screen. With VITRINE=folder, it also leaves the pages there, and
// pictures of them at each width in e2e/shots.
func (g *gallery) look(t *testing.T, network *portal.Network) {
	began := time.Now()
	srv := g.show(t, network)
	chromium := browser.Start(t)
	var wait sync.WaitGroup
	for half, width := range []int{1440, 360} {
		p := chromium.Person(t, "Vitrine", browser.Width(width))
		wait.Go(func() {
			for n := half; n < len(g.pages); n += 2 {
				p.Open(srv.URL + "/page/" + strconv.Itoa(n))
				p.Axe(t)
				p.AtWidths(sampled, func() { p.NoHorizontalScroll(t) })
			}
			assert.Empty(t, slices.Compact(p.ConsoleErrors()))
			assert.Empty(t, p.Outside())
		})
	}
	wait.Wait()
	t.Logf("%d pages regardées en %s", len(g.pages), time.Since(began).Round(time.Second))
	if folder := os.Getenv("VITRINE"); folder != "" {
		g.leave(t, srv, folder)
		g.picture(t, srv, chromium)
	}
}

// picture lays the pages side by side at each width, in e2e/shots.
func (g *gallery) picture(t *testing.T, srv *httptest.Server, chromium *browser.Browser) {
	p := chromium.Person(t, "Planche")
	for n := range (len(g.pages) + perSheet - 1) / perSheet {
		p.Open(fmt.Sprintf("%s/planche/%d", srv.URL, n))
		p.Screenshot(fmt.Sprintf("planche %02d", n))
	}
}

// leave writes the pages down, to be looked at at leisure.
func (g *gallery) leave(t *testing.T, srv *httptest.Server, folder string) {
	require.NoError(t, os.MkdirAll(folder, 0o755))
	for n, e := range g.pages {
		w := httptest.NewRecorder()
		srv.Config.Handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, fmt.Sprintf("/page/%d", n), nil))
		name := fmt.Sprintf("%03d-%s-%d.html", n, e.site, e.status)
		require.NoError(t, os.WriteFile(filepath.Join(folder, name), w.Body.Bytes(), 0o600))
	}
}
