package outside

import (
	"context"
	"crypto/rand"
	"errors"
	"html/template"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// maxBody is the largest request read, in bytes.
const maxBody = 64 << 10

// Front answers HTTP for the sites of a network, in one world.
type Front struct {
	URL     string // "http://127.0.0.1:8400", without a slash at the end
	Network *portal.Network
	Box     *sandbox.Sandbox
	// Sheets are the style sheets that pages ask for, such as
	// "/static/css/sites.css"; whoever serves the Front serves them too.
	Sheets []string
	// Renew makes a world of these documents, at the present time: what Front goes on
	// with when Box has grown long. Optional; without it Box serves for ever.
	Renew func(documents map[string]any) (*sandbox.Sandbox, error)

	faults faults
	moving sync.RWMutex // held to write while Box changes
	past   renewal
}

// Deps fills what services need to know of the address that they are served at.
func Deps(d portal.Deps, base string) portal.Deps {
	d.Issuer, d.PlusIssuer, d.LegacyIssuer = issuers(base)
	return d
}

func (f *Front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "formulaire illisible", http.StatusBadRequest)
		return
	}
	if host, ok := backHost(r.URL.Path); ok {
		f.back(w, r, host)
		return
	}
	f.front(w, r)
}

// back answers a server, in a step of its own.
func (f *Front) back(w http.ResponseWriter, r *http.Request, host string) {
	site, ok := f.Network.At(host)
	if !ok {
		http.NotFound(w, r)
		return
	}
	var answer *httptest.ResponseRecorder
	err := f.do(r.Context(), sandbox.Actor{Seat: sandbox.World}, func(tx *sandbox.Tx) error {
		answer = httptest.NewRecorder()
		site.Backchannel.ServeHTTP(answer, r.Clone(tx.Context(r.Context())))
		return nil
	})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	answer = f.faults.spoil(r, answer)
	maps.Copy(w.Header(), answer.Header())
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes()) // nobody is left to tell when the line is cut
}

// front answers a person's browser.
func (f *Front) front(w http.ResponseWriter, r *http.Request) {
	device := screen(w, r)
	if status, code := forged(r, device); status != 0 {
		http.Error(w, oidc.Describe(code).Message+" ("+code+")", status)
		return
	}
	f.faults.order(device, r.PostForm.Get(faultField))
	answer, err := f.visit(r, device)
	w.Header().Set("Cache-Control", "no-store")
	switch {
	case errors.Is(err, portal.ErrNoHost):
		http.NotFound(w, r)
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	case answer.Location != "":
		w.Header().Set("Location", f.faults.divert(device, f.outside(answer.Location)))
		w.WriteHeader(answer.Status)
	case answer.Type != "":
		w.Header().Set("Content-Type", answer.Type)
		w.WriteHeader(answer.Status)
		_, _ = w.Write(answer.Content)
	default:
		f.page(w, answer)
	}
}

var frame = template.Must(template.New("page").Parse(`<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>{{.Title}} — exercice</title><link rel="icon" href="data:,">
{{range .Sheets}}<link rel="stylesheet" href="{{.}}">{{end}}</head>
<body class="site {{.Theme}}"><aside class="exercice" aria-label="Exercice"><span><strong>EXERCICE</strong> — aucune donnée réelle</span></aside>
{{.Body}}</body></html>`))

type framed struct {
	portal.Response
	Sheets []string
}

func (f *Front) page(w http.ResponseWriter, answer portal.Response) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; frame-ancestors 'none'")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Referrer-Policy", "no-referrer")
	w.WriteHeader(answer.Status)
	_ = frame.Execute(w, framed{answer, f.Sheets}) // a browser that left is told nothing
}

func (f *Front) visit(r *http.Request, device string) (answer portal.Response, err error) {
	inside := f.inside(r.URL)
	actor := sandbox.Actor{Seat: "aidant", Device: device, Hand: "aide", Page: inside.String()}
	err = f.do(r.Context(), actor, func(tx *sandbox.Tx) (err error) {
		request := r.Clone(context.WithoutCancel(r.Context()))
		request.URL = inside
		answer, err = f.Network.Serve(&portal.Visit{Tx: tx, Request: request, Token: token(device)})
		return err
	})
	return answer, err
}

// Now is the world's time.
func (f *Front) Now() time.Time {
	f.moving.RLock()
	defer f.moving.RUnlock()
	var now time.Time
	_ = f.Box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error { now = tx.Now(); return nil }) // the newest state is always there
	return now
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
func forged(r *http.Request, device string) (status int, code string) {
	if r.Method != http.MethodPost || fromService(r.URL) {
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

func fromService(at *url.URL) bool {
	path := strings.TrimPrefix(at.Path, plusPath)
	return strings.HasSuffix(path, oidc.PathAuthorize) || strings.HasSuffix(path, oidc.PathEndSession) || path == oidc.PathLegacyLogout
}
