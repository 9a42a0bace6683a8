package franceconnecttest

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing/fstest"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// Bank is a trivial account: one button for each persona, one to give up.
type Bank struct {
	*portal.Site
	// Break is the end of the paths that answer nothing, such as "/token".
	Break atomic.Pointer[string]
}

var bankPages = fstest.MapFS{"qui.html": {Data: []byte(`{{define "contenu"}}{{range .P.Personas}}
{{$.Form (printf "/identite/%s" $.P.ID)}}<button name="qui" value="{{.Name}}">Je suis {{.Name}}</button></form>{{end}}
{{.Form (printf "/identite/%s/refus" .P.ID)}}<button>Mot de passe faux</button></form>
{{.Form (printf "/identite/%s/annuler" .P.ID)}}<button>Renoncer</button></form>{{end}}`)}}

// NewBank makes an account that FranceConnect offers under a title, at eidas1 or
// at the levels named.
func NewBank(d portal.Deps, uid, title string, order int, personas []Persona, levels ...string) *Bank {
	host := uid + ".compte.example"
	identity := d.IdentityProvider(uid, title, host, order, levels...)
	b := &Bank{}
	back := identity.Backchannel()
	b.Site = &portal.Site{
		ID: uid, Host: host, Name: title, Theme: "site-" + uid, Icon: "identite.svg", Pages: bankPages, Identity: identity,
		Backchannel: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if broken := b.Break.Load(); broken != nil && strings.HasSuffix(r.URL.Path, *broken) {
				http.Error(w, "en panne", http.StatusInternalServerError)
				return
			}
			back.ServeHTTP(w, r)
		}),
	}
	b.Routes = append(identity.Routes(), bankRoutes(identity, uid, personas)...)
	return b
}

type bankPage struct {
	ID       string
	Personas []Persona
}

func bankRoutes(identity *portal.IdentityProvider, uid string, personas []Persona) []portal.Route {
	return []portal.Route{
		{Pattern: "GET /identite/{id}", Handler: func(v *portal.Visit) error {
			if err := identity.Check(v, v.Path("id")); err != nil {
				return portal.Fail(v, err)
			}
			return v.Render("qui.html", "Qui êtes-vous ?", bankPage{v.Path("id"), personas})
		}},
		{Pattern: "POST /identite/{id}", Handler: func(v *portal.Visit) error {
			n := slices.IndexFunc(personas, func(p Persona) bool { return p.Name == v.Value("qui") })
			if n < 0 {
				return v.Stop(http.StatusNotFound, "Personne inconnue", "Choisissez une personne de la liste.", "", "")
			}
			return identity.Grant(v, v.Path("id"), personas[n].Said, personas[n].Email)
		}},
		{Pattern: "POST /identite/{id}/refus", Handler: func(v *portal.Visit) error {
			v.Witness(portal.FactLoginRefused, "site", uid, "cause", "mot de passe faux")
			return v.Redirect("/identite/" + v.Path("id"))
		}},
		{Pattern: "POST /identite/{id}/annuler", Handler: func(v *portal.Visit) error { return identity.Cancel(v, v.Path("id")) }},
	}
}

var servicePages = fstest.MapFS{
	"porte.html":  {Data: []byte(`{{define "contenu"}}{{.Form "/franceconnect"}}<button>S’identifier avec FranceConnect</button></form>{{end}}`)},
	"compte.html": {Data: []byte(`{{define "contenu"}}<p>Bonjour {{.P}}</p>{{.Form "/sortir"}}<button>Me déconnecter</button></form>{{end}}`)},
}

// NewService makes a trivial service that people enter by FranceConnect only.
// change, if any, alters its registration.
func NewService(d portal.Deps, id, name string, change func(*oidc.Client)) *portal.Site {
	host := "www." + id + ".example"
	client := d.ServiceClient(id, name, host, "openid", "identite_pivot", "email", "preferred_username")
	if change != nil {
		change(&client)
	}
	rp := d.Service(client)
	if slices.Contains(client.AllowedPrompts, "login") {
		rp.Prompt = "login"
	}
	site := serviceAt(id, name, host, "/franceconnect/retour", rp)
	site.Client = &client
	return site
}

// NewPlusService is one that people enter by FranceConnect+ only.
func NewPlusService(d portal.Deps, id, name string) *portal.Site {
	host := "www." + id + ".example"
	client := d.PlusClient(id, name, host, "openid", "identite_pivot", "email")
	site := serviceAt(id, name, host, "/franceconnect-plus/retour", d.PlusService(client))
	site.PlusClient = &client
	return site
}

func serviceAt(id, name, host, back string, rp *portal.RelyingParty) *portal.Site {
	return &portal.Site{
		ID: id, Host: host, Name: name, Theme: "site-" + id, Icon: "ameli.svg", Pages: servicePages,
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: func(v *portal.Visit) error {
				if session, ok := v.Session(); ok {
					return v.Render("compte.html", "Mon compte", cmp.Or(session.Data["nom"], "inconnu"))
				}
				return v.Render("porte.html", "Connexion", nil)
			}},
			{Pattern: "POST /franceconnect", Handler: func(v *portal.Visit) error { return rp.Begin(v) }},
			{Pattern: "GET " + back, Handler: func(v *portal.Visit) error { return entered(v, rp) }},
			{Pattern: "POST /sortir", Handler: func(v *portal.Visit) error {
				session, _ := v.Session()
				v.CloseSession()
				return v.Redirect(rp.LogoutURL(session.Data["jeton"], "https://"+host+"/deconnexion"))
			}},
			{Pattern: "GET /deconnexion", Handler: func(v *portal.Visit) error {
				return v.Stop(http.StatusOK, "Au revoir", "Vous êtes sorti.", "/", "Revenir")
			}},
		},
	}
}

func entered(v *portal.Visit, rp *portal.RelyingParty) error {
	who, err := rp.Finish(v)
	if err != nil {
		return v.Stop(http.StatusForbidden, "Personne n’est entré", err.Error(), "/", "Recommencer")
	}
	v.OpenSession(portal.Session{
		Person: personOf(v.Tx, who), Via: "franceconnect",
		Data: map[string]string{"nom": cmp.Or(who.GivenName+" "+who.FamilyName, who.Subject), "jeton": who.IDToken, "sub": who.Subject},
	})
	return v.Redirect("/")
}

func personOf(tx *sandbox.Tx, who portal.Identity) string {
	p, _ := portal.PersonWith(tx, func(p portal.Person) bool { return p.BirthName == who.FamilyName && p.BirthDate == who.BirthDate })
	return p.ID
}
