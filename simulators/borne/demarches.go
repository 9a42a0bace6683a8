package borne

import (
	"html/template"
	"maps"
	"net/http"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// offered are the caisse's own démarches that the kiosk proposes, by name, in
// order: the same files and the same dossiers as on ameli.
var offered = [...]choice{
	{"carte-europeenne", "carte", "Demander la carte européenne"},
	{"adresse", "maison", "Changer d’adresse"},
	{"rib", "dossier", "Changer de compte bancaire"},
	{"naissance", "personnes", "Déclarer une naissance"},
	{"c2s", "bouclier", "Demander la complémentaire santé solidaire"},
	{"carte-perdue", "vitale", "Ma carte est abîmée"},
}

// choice is one tile of the menu of démarches.
type choice struct{ ID, Icon, Label string }

type demarchePage struct {
	Content template.HTML
}

// mount puts the démarches of the caisse on the kiosk, for whoever's card is in
// the slot and while the hall is open.
func mount(set *demarche.Set) *demarche.Mount {
	return &demarche.Mount{
		Set: set, Via: "borne", Login: "/", Home: "/menu", Page: "demarche.html",
		Member: func(v *portal.Visit) (demarche.Holder, bool) {
			session, in := v.Session()
			person, known := portal.PersonOf(v.Tx, session.Person)
			if in && v.Request.Method == http.MethodPost {
				v.KeepSession(session)
			}
			return demarche.Holder{Person: person}, in && known
		},
		What: func(_ string, content template.HTML) any { return demarchePage{content} },
	}
}

// attach adds them to the site.
func attach(set *demarche.Set, site *portal.Site) *portal.Site {
	for _, route := range mount(set).Routes() {
		route.Handler = hall.DuringHours(route.Handler)
		site.Routes = append(site.Routes, route)
	}
	maps.Copy(site.Facts, demarche.Facts())
	return site
}

type choicesPage struct {
	menuPage
	Choices []choice
	Sent    []demarche.Dossier // latest first within a démarche
}

// choices lists what can be asked for, and where what was asked stands, by
// whatever channel it came.
func choices(site string) func(*portal.Visit, portal.Person) error {
	return func(v *portal.Visit, p portal.Person) error {
		page := choicesPage{menuPage: menuPage{hall.Closing(v.Tx), p.Name()}, Choices: offered[:]}
		for _, d := range demarche.Dossiers(v.Tx, site, "", p.ID) {
			if d.State != demarche.Draft {
				page.Sent = append([]demarche.Dossier{d}, page.Sent...)
			}
		}
		return v.Render("mes_demarches.html", "Mes démarches", page)
	}
}
