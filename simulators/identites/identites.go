// Package identites is three more of the accounts that FranceConnect offers,
// each with its own way of proving who one is, so that choosing an account is
// an exercise:
//
//   - MSA: the social security number and a password (msa.go);
//   - Yris: a mobile number, then an application that asks for a secret code
//     (yris.go, app.go);
//   - France Identité: a code shown on the screen, typed in an application, a
//     recent card held against a phone that can read it, a secret code
//     (france.go, card.go). It alone reaches the second level.
//
// It owns these logins and the two applications; it leaves the protocol to
// package portal. Its documents:
//
//	acces/<site>/<id>                 portal.Account  number, secret, lockout
//	identites/titulaire/<site>/<id>   Holder          phone, card
//	identites/demande/<site>/<login>  Request         a login that waits for the phone
package identites

import (
	"embed"
	"io/fs"
	"slices"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The accounts and their applications.
const (
	MSA, MSAHost             = "msa", "www.msa.example"
	Yris, YrisHost           = "yris", "www.yris.example"
	YrisApp, YrisAppHost     = "yris-appli", "yris.appli.example"
	France, FranceHost       = "franceidentite", "franceidentite.gouv.example"
	FranceApp, FranceAppHost = "franceidentite-appli", "franceidentite.appli.example"
)

// What these sites may witness, besides what every site may.
const (
	FactAsked       portal.Fact = "identites.demande.envoyee"   // fi, personne
	FactApproved    portal.Fact = "identites.demande.approuvee" // fi, personne
	FactRefused     portal.Fact = "identites.demande.refusee"   // fi, personne
	FactBlocked     portal.Fact = "identites.code.bloque"       // fi, personne
	FactCardRead    portal.Fact = "identites.carte.lue"         // personne
	FactCardUnread  portal.Fact = "identites.carte.illisible"   // personne, cause
	FactTransmitted portal.Fact = "identites.identite.transmise"
)

//go:embed pages/*/*.html
var embedded embed.FS

func pagesOf(site string) fs.FS {
	pages, _ := fs.Sub(embedded, "pages/"+site) // the folders are embedded: they cannot be missing
	return pages
}

// New makes the three accounts and the two applications.
func New(d portal.Deps) []*portal.Site {
	return []*portal.Site{
		newMSA(d),
		newYris(d),
		appSite(Yris, YrisApp, YrisAppHost, "Yris", "yris-appli", phoneApp{site: Yris, title: "Mon Yris"}.routes()),
		newFrance(d),
		appSite(France, FranceApp, FranceAppHost, "France Identité", "france-appli", slices.Concat(
			phoneApp{site: France, title: "Ma carte d’identité"}.routes(), cardRoutes())),
	}
}

func account(id, host, name, pages string, i *portal.IdentityProvider, routes []portal.Route) *portal.Site {
	return &portal.Site{
		ID: id, Host: host, Name: name, Theme: "site-" + id, Icon: id + ".svg", Pages: pagesOf(pages),
		Routes: slices.Concat(routes, i.Routes()), Identity: i, Backchannel: i.Backchannel(), Seed: seeder(id), Facts: facts(),
	}
}

// appSite is the application of an account's site, on the phones where an
// identity of it is active.
func appSite(of, id, host, name, pages string, routes []portal.Route) *portal.Site {
	return &portal.Site{
		ID: id, Host: host, Name: name, Theme: "site-" + of, Icon: of + ".svg", AppOnly: true,
		Pages: pagesOf(pages), Routes: routes, Facts: facts(),
		Installed: func(tx *sandbox.Tx, on portal.Device) bool {
			_, _, active := ownerOn(tx, of, on.ID)
			return active
		},
	}
}

func facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactAsked:       "Compte d’identité : demande envoyée au téléphone",
		FactApproved:    "Appli d’identité : demande acceptée avec le code secret",
		FactRefused:     "Appli d’identité : demande refusée (« Ce n’est pas moi »)",
		FactBlocked:     "Appli d’identité : code secret bloqué 24 heures",
		FactCardRead:    "France Identité : carte lue par le téléphone",
		FactCardUnread:  "France Identité : carte non lue",
		FactTransmitted: "Compte d’identité : identité transmise à FranceConnect",
	}
}

// alive keeps a page for a FranceConnect login that can still go on. What was
// typed in the secret fields is dropped otherwise.
func alive(i *portal.IdentityProvider, page portal.Handler) portal.Handler {
	return func(v *portal.Visit) error {
		if err := i.Check(v, v.Path("id")); err != nil {
			v.Forget("motdepasse")
			return portal.Fail(v, err)
		}
		return page(v)
	}
}

func home(title string) portal.Handler {
	return func(v *portal.Visit) error { return v.Render("accueil.html", title, nil) }
}

// login is the FranceConnect login of a page's address.
type login struct{ Login string }

func loginOf(v *portal.Visit) login { return login{v.Path("id")} }

// transmit hands the identity of an account's holder to FranceConnect.
func transmit(v *portal.Visit, i *portal.IdentityProvider, a portal.Account) error {
	person, _ := portal.PersonOf(v.Tx, a.Person)
	v.Witness(FactTransmitted, "fi", i.UID, "personne", a.Person)
	return i.Grant(v, v.Path("id"), person, a.Email)
}
