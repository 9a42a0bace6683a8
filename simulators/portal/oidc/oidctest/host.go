package oidctest

import (
	"crypto/rand"
	"errors"
	"net/http"
	"sync"
	"time"

	"demarcheablanc/simulators/portal/oidc"
)

const (
	cookie = "bac_session"
	// ssoLife is FranceConnect's: a session of half an hour since its last use.
	ssoLife = 30 * time.Minute
)

// host is what FranceConnect is around its engine: sessions and two pages.
type host struct {
	p        *oidc.Provider
	personas []Persona
	mu       sync.Mutex
	sessions map[string]*session
}

// session is one browser's.
type session struct {
	who   *oidc.Identity // connected; nil when nobody is
	used  time.Time
	token string // the one form token that is still good
	spent map[string]bool
}

func newHost(p *oidc.Provider, personas []Persona) *host {
	h := &host{p: p, personas: personas, sessions: map[string]*session{}}
	p.Browser, p.SSO, p.SignOut, p.Failure = h.browser, h.connected, h.signOut, drawFailure
	return h
}

func (h *host) mount(mux *http.ServeMux) {
	base := "/api/v2"
	if h.p.Posture == oidc.Legacy {
		base = "/api/v1"
		mux.HandleFunc(oidc.PathLegacyLogout, h.p.EndSession)
	}
	mux.HandleFunc(base+oidc.PathAuthorize, h.p.Authorize)
	mux.HandleFunc(base+oidc.PathEndSession, h.p.EndSession)
	mux.HandleFunc("GET "+base+oidc.PathHelp, h.p.Help)
	mux.Handle(base+"/", h.p.Backchannel())
	mux.HandleFunc("GET /interaction/{id}", h.showChoice)
	mux.HandleFunc("POST /interaction/{id}/login", h.logIn)
	mux.HandleFunc("GET /interaction/{id}/consent", h.showConsent)
	mux.HandleFunc("POST /interaction/{id}/consent", h.agree)
	mux.HandleFunc("POST /interaction/{id}/cancel", h.cancel)
}

// browser gives a browser its cookie and says its name.
func (h *host) browser(w http.ResponseWriter, r *http.Request) string {
	if c, err := r.Cookie(cookie); err == nil {
		return c.Value
	}
	name := rand.Text()
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: name, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	return name
}

// session finds the state of the browser, made on first sight.
func (h *host) session(r *http.Request) *session {
	name := ""
	if c, err := r.Cookie(cookie); err == nil {
		name = c.Value
	}
	s, ok := h.sessions[name]
	if !ok {
		s = &session{spent: map[string]bool{}}
		h.sessions[name] = s
	}
	if s.who != nil && h.p.Now(r.Context()).Sub(s.used) > ssoLife {
		s.who = nil
	}
	return s
}

// connected serves prompt=none.
func (h *host) connected(r *http.Request, _ oidc.Client) (oidc.Identity, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if s := h.session(r); s.who != nil {
		return *s.who, true
	}
	return oidc.Identity{}, false
}

func (h *host) signOut(_ http.ResponseWriter, r *http.Request, _ oidc.SignOut) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.session(r).who = nil
	return false
}

// visit opens an interaction for the browser that started it, and for no other.
func (h *host) visit(r *http.Request) (oidc.Interaction, error) {
	in, err := h.p.Interaction(r.Context(), r.PathValue("id"))
	if err != nil {
		return in, err
	}
	c, err := r.Cookie(cookie)
	if err != nil || !in.OpenedBy(c.Value) {
		return in, oidc.Describe("Y470003")
	}
	if in.Progress != oidc.Open {
		return in, oidc.Describe(oidc.CodeAlreadyDone)
	}
	return in, nil
}

// spend checks the form token, which serves once.
func (h *host) spend(r *http.Request) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	s, token := h.session(r), r.PostFormValue("csrf")
	switch {
	case token == "":
		return oidc.Describe("Y470002")
	case s.spent[token]:
		return oidc.Describe("Y470004")
	case token != s.token:
		return oidc.Describe("Y470001")
	}
	s.spent[token], s.token = true, ""
	return nil
}

// page draws with a new form token.
func (h *host) page(w http.ResponseWriter, r *http.Request, view view) {
	h.mu.Lock()
	s := h.session(r)
	s.token = rand.Text()
	view.CSRF = s.token
	h.mu.Unlock()
	draw(w, http.StatusOK, view)
}

func fail(w http.ResponseWriter, r *http.Request, err error) {
	f, ok := errors.AsType[oidc.Failure](err)
	if !ok {
		f = oidc.Describe(oidc.CodeInternal)
	}
	drawFailure(w, r, f)
}
