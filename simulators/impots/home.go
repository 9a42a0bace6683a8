package impots

import (
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// who is what the head of a connected page shows.
type who struct{ Name string }

func whoIs(v *portal.Visit, s portal.Session) who {
	p, _ := portal.PersonOf(v.Tx, s.Person)
	return who{p.Name()}
}

// connected keeps a page for whoever is logged in on this screen.
func connected(page func(*portal.Visit, portal.Session) error) portal.Handler {
	return func(v *portal.Visit) error {
		s, ok := v.Session()
		if !ok {
			return v.Redirect("/connexion")
		}
		return page(v, s)
	}
}

func accountOf(tx *sandbox.Tx, id string) (portal.Account, bool) {
	return portal.AccountWith(tx, ID, func(a portal.Account) bool { return a.ID == id })
}

type homePage struct{ Connected bool }

func home(v *portal.Visit) error {
	_, ok := v.Session()
	return v.Render("accueil.html", "Vos impôts, en ligne", homePage{ok})
}

type spacePage struct{ who }

func space(v *portal.Visit, s portal.Session) error {
	return v.Render("espace.html", "Mon espace particulier", spacePage{whoIs(v, s)})
}
