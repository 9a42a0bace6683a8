package franceconnect

import (
	"net/http"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// provider is the engine, in the real one's own strictness and lifetimes.
func (s *service) provider() *oidc.Provider {
	return &oidc.Provider{
		Issuer: s.issuer, Posture: s.d.Posture, Keys: s.d.Keys, ACR: []string{s.level},
		Clients: s.client, Records: portal.WorldRecords(s.id), Pairwise: []byte(s.d.Secret("pairwise:" + ID)), Lifetimes: s.d.Lifetimes,
		Now:      portal.WorldNow,
		Interact: func(id string) string { return "https://" + s.host + interactionPath(id) },
		Failure:  draw, Browser: browser, SignOut: signOut, SSO: s.silent,
	}
}

func interactionPath(id string) string { return "/api/v2/interaction/" + id }

// client finds a registration among those of the connected sites.
func (s *service) client(id string) (oidc.Client, bool) {
	for _, site := range s.d.Network.Sites() {
		if c := s.registered(site); c != nil && c.ID == id {
			return *c, true
		}
	}
	return oidc.Client{}, false
}

// formToken is the building's own field in a form: no parameter of the protocol.
const formToken = "_jeton"

func (s *service) authorize(v *portal.Visit) error {
	v.Request.PostForm.Del(formToken)
	return v.ServeHTTP(s.engine.Authorize)
}

func (s *service) endSession(v *portal.Visit) error {
	v.Request.PostForm.Del(formToken)
	return v.ServeHTTP(s.engine.EndSession)
}

// browser names the browser that opens an interaction, until it is closed.
func browser(_ http.ResponseWriter, r *http.Request) string {
	v := portal.VisitOf(r.Context())
	m := recall(v)
	return m.name()
}

// signOut ends the session of this screen. A service that gave no address of
// its own leaves people here.
func signOut(w http.ResponseWriter, r *http.Request, out oidc.SignOut) bool {
	v := portal.VisitOf(r.Context())
	closeScreen(v, out.Client.ID)
	if out.Redirect != "" {
		return false
	}
	w.Header().Set("Location", "https://"+v.Site.Host+"/deconnecte")
	w.WriteHeader(http.StatusSeeOther)
	return true
}

// silent is who is connected on this screen, for a service that asks without
// wanting any page (prompt=none). FranceConnect itself never lets it ask.
func (s *service) silent(r *http.Request, c oidc.Client) (oidc.Identity, bool) {
	known, ok := s.session(portal.VisitOf(r.Context()), c.ID)
	return known.Identity, ok
}

func closeScreen(v *portal.Visit, service string) {
	if session, ok := v.Session(); ok {
		v.Witness(FactSignedOut, "personne", session.Person, "service", service)
	}
	v.CloseSession()
	recall(v).forgetLogin()
}

// leaveScreen ends the session from FranceConnect's own page: on a shared
// computer, the next person would otherwise be taken for the one before.
func leaveScreen(v *portal.Visit) error {
	closeScreen(v, "")
	return v.Redirect("/deconnecte")
}

func signedOut(v *portal.Visit) error {
	return v.Render("deconnecte.html", "Vous êtes déconnecté de FranceConnect", nil)
}
