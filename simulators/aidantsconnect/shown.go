package aidantsconnect

import (
	"net/http"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// onMandate keeps a page for a mandate of the helper's own structure. One of
// another structure is as if it did not exist.
func onMandate(page func(*portal.Visit, helper, Mandate) error) func(*portal.Visit, helper) error {
	return func(v *portal.Visit, m helper) error {
		mandate, ok := mandateOf(v.Tx, v.Path("numero"))
		if !ok || mandate.Structure != m.Structure {
			return v.Stop(http.StatusNotFound, "Ce mandat n’est pas de votre structure",
				"Aucun mandat de votre structure ne porte ce numéro. Un mandat donné à une autre structure ne se voit pas d’ici.", "/espace", "Voir nos mandats")
		}
		return page(v, m, mandate)
	}
}

// card is one mandate in a list, or at the head of its own page.
type card struct {
	Mandate
	Name     string // the person's
	Word     string // its state
	End      string // to the second
	Left     string // before that, while it runs
	Scope    []scopeLine
	Maker    string
	Usable   bool
	Soon     bool // its end was announced
	Renewing bool // may be renewed
}

type scopeLine struct {
	Theme
	Revoked string
}

func cardFor(v *portal.Visit, m Mandate) card {
	now := v.Now()
	maker, _ := aidantOf(v.Tx, m.Aidant)
	c := card{Mandate: m, Name: m.person(v.Tx).Name(), Word: m.State(now), End: toTheSecond(m.Until), Maker: maker.Name, Usable: m.Usable(now), Soon: m.EndsSoon(now), Renewing: m.Renewable(now)}
	if c.Usable {
		c.Left = frtext.Duration(m.Until.Sub(now))
	}
	for _, a := range m.Scope {
		theme, _ := themeNamed(a.Theme)
		line := scopeLine{Theme: theme}
		if !a.Revoked.IsZero() {
			line.Revoked = frtext.DateTime(a.Revoked)
		}
		c.Scope = append(c.Scope, line)
	}
	return c
}

type spaceView struct {
	frame
	Running, Ended []card
	Draft          string // where the draft of this screen goes on
}

// space lists the structure's mandates: whoever made them, all its helpers may
// use them.
func space(v *portal.Visit, m helper) error {
	page := spaceView{frame: m.frame("espace")}
	if d, ok := draftOf(v, m); ok {
		page.Draft = d.next()
	}
	for _, mandate := range mandates(v.Tx, func(c Mandate) bool { return c.Structure == m.Structure }) {
		if c := cardFor(v, mandate); c.Usable {
			page.Running = append(page.Running, c)
		} else {
			page.Ended = append(page.Ended, c)
		}
	}
	return v.Render("espace.html", "Les mandats de votre structure", page)
}

type mandateView struct {
	frame
	Card card
}

func mandatePage(v *portal.Visit, m helper, mandate Mandate) error {
	c := cardFor(v, mandate)
	return v.Render("mandat.html", "Mandat "+mandate.Number+" — "+c.Name, mandateView{m.frame("espace"), c})
}
