package accueil

import (
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// homePage is the program's first page.
type homePage struct {
	Code codeForm
	Held []heldSeat
}

// heldSeat is a seat that this browser holds in an atelier still open.
type heldSeat struct {
	workshop.Place
	Situation string
}

func showHome(v *house.Visitor) error {
	held, err := heldBy(v, "")
	if err != nil {
		return err
	}
	return v.Render("accueil/accueil", house.View{Room: bodyClass, P: homePage{Held: held}})
}

// heldBy lists the seats of this browser, in one atelier or in all of them.
func heldBy(v *house.Visitor, atelier string) ([]heldSeat, error) {
	places, err := v.House.Workshops.Held(v.Request.Context(), v.Browser)
	if err != nil {
		return nil, err
	}
	var held []heldSeat
	for _, p := range places {
		if atelier == "" || p.Atelier.ID == atelier {
			held = append(held, heldSeat{p, titleOf(v, p.Atelier)})
		}
	}
	return held, nil
}

// titleOf is what the atelier plays, in people's words.
func titleOf(v *house.Visitor, a workshop.Atelier) string {
	if c, ok := v.House.Library.Situation(a.Scenario, a.Variant); ok {
		return c.Title
	}
	return a.Scenario
}

func showHelp(v *house.Visitor) error {
	return v.Render("accueil/aide", house.View{Title: "Aide", Room: bodyClass})
}

func showCredits(v *house.Visitor) error {
	return v.Render("accueil/attribution", house.View{Title: "Attribution et licences", Room: bodyClass})
}
