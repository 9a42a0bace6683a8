// Package franceconnect is the FranceConnect of the exercise: a true OpenID
// Connect provider, version 2, as strict as the real one, between the services
// and the accounts that people already have elsewhere.
//
// It owns the pages of a login: the choice of an account, the information
// before going on, the failures and what to do about each; who may go on (an
// identity that is complete, found in the civil register, neither blocked nor
// disabled); the session of half an hour that spares a second login; the mail
// after a login on a new screen; the history that a person can read.
//
// It leaves the protocol to package oidc, the login itself to each account's
// own site, the form tokens and the frame of pages to the building. One login
// goes as follows.
//
//	GET  /api/v2/authorize                   the engine opens an interaction
//	GET  /api/v2/interaction/{id}            choice of an account        choice.go
//	POST /api/v2/interaction/{id}/compte     to that account's site      choose.go
//	GET  /api/v2/oidc-callback               back from there             callback.go
//	GET  /api/v2/interaction/{id}/consent    what will be transmitted    consent.go
//	POST /api/v2/interaction/{id}/consent    a code for the service      finish.go
//
// What a browser has under way (memory.go) is forgotten when it is closed. The
// documents that outlive it, by key:
//
//	franceconnect/derniere/<device>    Last       the last login on a screen
//	franceconnect/appareil/<device>    screen     who has already logged in there
//	franceconnect/historique/<person>  []Passage  what a person finds in her history
//	franceconnect/compte/<person>      Holder     disabled, accounts blocked, civil status
//	franceconnect/fi/<uid>             Status     an account suspended, or only announced
//	franceconnect/service/<id>         Rules      the accounts that a service does not take
package franceconnect

import (
	"embed"
	"io/fs"
	"slices"
	"sync"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// ID names the service in keys, facts and situations.
const ID = "franceconnect"

//go:embed pages/*.html
var embedded embed.FS

type service struct {
	edition
	d      portal.Deps
	engine *oidc.Provider

	mu      sync.Mutex
	parties map[string]*portal.RelyingParty // by account, each made once
}

// New makes the service. Its clients and its accounts are those of the sites
// connected to d.Network when a visit comes.
func New(d portal.Deps) *portal.Site {
	s := newService(d, edition{
		id: ID, host: portal.FranceConnectHost, issuer: d.FranceConnect(), level: "eidas1",
		registered: func(site *portal.Site) *oidc.Client { return site.Client },
		party:      func(i *portal.IdentityProvider) *portal.RelyingParty { return i.RelyingParty(d) },
	})
	site := s.site("FranceConnect", slices.Concat(s.dashboard(), s.routes(), []portal.Route{
		{Pattern: "GET /api/v2/interaction/{id}/aidants-connect", Handler: s.aidantsConnect},
	}))
	site.Facts, site.Seed = facts(), seed
	site.Effects = map[string]sandbox.Effect{EffectTangle: tangle}
	return site
}

func newService(d portal.Deps, e edition) *service {
	s := &service{edition: e, d: d, parties: map[string]*portal.RelyingParty{}}
	s.engine = s.provider()
	return s
}

func (s *service) site(name string, routes []portal.Route) *portal.Site {
	pages, _ := fs.Sub(embedded, "pages") // the folder is embedded: it cannot be missing
	return &portal.Site{
		ID: s.id, Host: s.host, Name: name, Theme: "site-franceconnect", Icon: "franceconnect.svg",
		Pages: pages, Routes: routes, Backchannel: s.engine.Backchannel(),
	}
}

// dashboard is what a person finds of herself, whatever the level.
func (s *service) dashboard() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /{$}", Handler: home},
		{Pattern: "POST /sortir", Handler: leaveScreen},
		{Pattern: "GET /historique", Handler: history},
		{Pattern: "GET /acces", Handler: s.accessPage},
		{Pattern: "POST /acces", Handler: s.access},
		{Pattern: "GET /signaler", Handler: s.reportPage},
		{Pattern: "POST /signaler", Handler: s.report},
	}
}

func (s *service) routes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /deconnecte", Handler: signedOut},

		{Pattern: "GET /api/v2/authorize", Handler: s.authorize},
		{Pattern: "POST /api/v2/authorize", Handler: s.authorize},
		{Pattern: "GET /api/v2/session/end", Handler: s.endSession},
		{Pattern: "POST /api/v2/session/end", Handler: s.endSession},
		{Pattern: "GET /api/v2/aide", Handler: func(v *portal.Visit) error { return v.ServeHTTP(s.engine.Help) }},
		{Pattern: "GET /api/v2/oidc-callback", Handler: s.callback},

		{Pattern: "GET /api/v2/interaction/{id}", Handler: s.choice},
		{Pattern: "POST /api/v2/interaction/{id}/compte", Handler: s.choose},
		{Pattern: "POST /api/v2/interaction/{id}/revenir", Handler: s.leave},
		{Pattern: "GET /api/v2/interaction/{id}/consent", Handler: s.consentPage},
		{Pattern: "POST /api/v2/interaction/{id}/consent", Handler: s.consent},
	}
}
