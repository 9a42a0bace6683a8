package oidctest

import (
	"html/template"
	"net/http"

	"demarcheablanc/simulators/portal/oidc"
)

// view is what the one template shows.
type view struct {
	In       oidc.Interaction
	Personas []Persona
	Who      *oidc.Identity
	CSRF     string
	Failure  *oidc.Failure
}

var page = template.Must(template.New("page").Parse(`<!doctype html><html lang="fr"><meta charset="utf-8"><title>Bac à sable</title>
<p>Bac à sable : fournisseur d’identité d’essai.</p>
{{with .Failure}}<h1>Nous ne pouvons pas continuer</h1><p>Code {{.Code}}</p><p>{{.Message}}</p>
{{if .ClientURL}}<a href="{{.ClientURL}}">Revenir sur {{.ClientName}}</a>{{end}}
{{else}}{{if .Who}}<h1>Vous allez continuer vers {{.In.Client.Name}}</h1>
{{if .In.Anonymous}}<p>De façon anonyme.</p>{{else}}<p>{{.Who.GivenName}} {{.Who.FamilyName}}</p>{{end}}
<ul>{{range .In.Claims}}<li>{{.}}</li>{{end}}</ul>
<form method="post" action="/interaction/{{.In.ID}}/consent"><input type="hidden" name="csrf" value="{{.CSRF}}"><button>Continuer</button></form>
{{else}}<h1>Connexion à {{.In.Client.Name}}</h1>
<form method="post" action="/interaction/{{.In.ID}}/login"><input type="hidden" name="csrf" value="{{.CSRF}}">
{{range .Personas}}<button name="login" value="{{.Login}}">{{.Who.GivenName}}</button>{{end}}</form>{{end}}
<form method="post" action="/interaction/{{.In.ID}}/cancel"><input type="hidden" name="csrf" value="{{.CSRF}}"><button>Revenir sur {{.In.Client.Name}}</button></form>
{{end}}</html>`))

func draw(w http.ResponseWriter, status int, v view) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_ = page.Execute(w, v)
}

func drawFailure(w http.ResponseWriter, _ *http.Request, f oidc.Failure) {
	draw(w, f.Status, view{Failure: &f})
}

// showChoice offers the personas, unless somebody is connected already.
func (h *host) showChoice(w http.ResponseWriter, r *http.Request) {
	in, err := h.visit(r)
	if err != nil {
		fail(w, r, err)
		return
	}
	h.mu.Lock()
	who := h.session(r).who
	h.mu.Unlock()
	if who != nil && in.Fresh(who.AuthTime) {
		h.proceed(w, r, in)
		return
	}
	h.page(w, r, view{In: in, Personas: h.personas})
}

// proceed goes to the information page, or past it.
func (h *host) proceed(w http.ResponseWriter, r *http.Request, in oidc.Interaction) {
	if in.SkipConsent {
		h.grant(w, r)
		return
	}
	http.Redirect(w, r, "/interaction/"+in.ID+"/consent", http.StatusSeeOther)
}

func (h *host) logIn(w http.ResponseWriter, r *http.Request) {
	in, err := h.visit(r)
	if err == nil {
		err = h.spend(r)
	}
	if err != nil {
		fail(w, r, err)
		return
	}
	for _, persona := range h.personas {
		if persona.Login != r.PostFormValue("login") {
			continue
		}
		who := persona.Who
		who.AuthTime = h.p.Now(r.Context())
		h.mu.Lock()
		s := h.session(r)
		s.who, s.used = &who, who.AuthTime
		h.mu.Unlock()
		h.proceed(w, r, in)
		return
	}
	h.page(w, r, view{In: in, Personas: h.personas})
}

func (h *host) showConsent(w http.ResponseWriter, r *http.Request) {
	in, err := h.visit(r)
	if err != nil {
		fail(w, r, err)
		return
	}
	h.mu.Lock()
	who := h.session(r).who
	h.mu.Unlock()
	h.page(w, r, view{In: in, Who: who, Personas: h.personas})
}

func (h *host) agree(w http.ResponseWriter, r *http.Request) {
	_, err := h.visit(r)
	if err == nil {
		err = h.spend(r)
	}
	if err != nil {
		fail(w, r, err)
		return
	}
	h.grant(w, r)
}

// grant gives the connected person to the service.
func (h *host) grant(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	s := h.session(r)
	who := s.who
	s.used = h.p.Now(r.Context())
	h.mu.Unlock()
	if who == nil {
		fail(w, r, oidc.Describe(oidc.CodeExpired))
		return
	}
	to, err := h.p.Grant(r.Context(), r.PathValue("id"), *who)
	if err != nil {
		fail(w, r, err)
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (h *host) cancel(w http.ResponseWriter, r *http.Request) {
	_, err := h.visit(r)
	if err == nil {
		err = h.spend(r)
	}
	to := ""
	if err == nil {
		to, err = h.p.Refuse(r.Context(), r.PathValue("id"), "access_denied", "User auth aborted")
	}
	if err != nil {
		fail(w, r, err)
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}
