package accueil_test

import (
	"testing"

	"demarcheablanc/internal/browser"
	"demarcheablanc/internal/workshop"
)

// TestTheDoorInABrowser looks at every page of the door, in three widths, and
// takes three seats from one screen by hand.
func TestTheDoorInABrowser(t *testing.T) {
	b := browser.Start(t)
	h := start(t)
	a := h.Launch(3)
	h.Person().Joins(a, 1, workshop.Aide, "Anne-Sophie Marie-Clémence")
	full := h.Launch(1)
	for _, role := range workshop.Roles {
		h.Person().Joins(full, 1, role, "Martin")
	}
	for _, width := range []int{1440, 768, 360} {
		p := b.Person(t, "porte", browser.Width(width))
		look := func(name, address string) {
			p.Open(h.URL + address)
			p.Screenshot("accueil-" + name)
			p.Axe(t)
			p.NoHorizontalScroll(t)
		}
		look("accueil", "/")
		look("code", "/rejoindre")
		look("code-inconnu", "/rejoindre/FAUX")
		look("atelier", "/rejoindre/"+a.Code)
		look("complet", "/rejoindre/"+full.Code)
		look("aide", "/aide")
		look("attribution", "/attribution")
		look("quiz", "/quiz/aidants-connect")
		look("refus", "/p/inconnue")
	}
	narrow := b.Person(t, "étroit", browser.Width(320))
	for _, address := range []string{"/", "/rejoindre/FAUX", "/rejoindre/" + a.Code, "/rejoindre/" + full.Code, "/aide", "/attribution", "/quiz/aidants-connect"} {
		narrow.Open(h.URL + address)
		narrow.NoHorizontalScroll(t)
	}
	p := b.Person(t, "poste unique", browser.Width(768))
	for i, role := range workshop.Roles {
		p.Open(h.URL + "/rejoindre/" + a.Code)
		if i > 0 {
			p.See("Ajouter une personne sur cet écran")
		}
		p.Fill("Votre prénom", "Lou")
		p.Choose("Trio 3 : " + role.Label())
		p.Click("Prendre cette place")
		p.See("Bureau de Lou")
	}
	p.Open(h.URL + "/rejoindre/" + a.Code)
	p.Screenshot("accueil-atelier-tenu")
	p.Axe(t)
	p.Open(h.URL + "/")
	p.Screenshot("accueil-reprendre")
	p.Axe(t)
}
