package aidantsconnect

import (
	"net/http"
	"slices"

	"demarcheablanc/simulators/portal"
)

// referent keeps a page for whoever answers for the structure.
func referent(page func(*portal.Visit, helper) error) func(*portal.Visit, helper) error {
	return func(v *portal.Visit, m helper) error {
		if !m.Referent {
			return v.Stop(http.StatusForbidden, "Cet espace est celui des référent·es",
				"Les cartes, les accès et les thèmes se règlent avec la personne référente de votre structure.", "/espace", "Revenir à mon espace")
		}
		return page(v, m)
	}
}

// ofOurs keeps an act for a helper whose own structure this is: another one's
// card and access are not ours to change.
func ofOurs(act func(*portal.Visit, helper, Aidant) error) func(*portal.Visit, helper, Aidant) error {
	return func(v *portal.Visit, m helper, a Aidant) error {
		if a.Structure != m.Structure {
			v.Problem("acces", "Sa carte et son accès dépendent de "+structureOf(v.Tx, a.Structure).Name+" : voyez avec la personne référente de là-bas.")
			return helperPage(v, m, a)
		}
		return act(v, m, a)
	}
}

// onHelper keeps a page for a helper of the same structure.
func onHelper(page func(*portal.Visit, helper, Aidant) error) func(*portal.Visit, helper) error {
	return func(v *portal.Visit, m helper) error {
		a, ok := aidantOf(v.Tx, v.Path("aidant"))
		if !ok || !a.belongs(m.Structure) {
			return v.Stop(http.StatusNotFound, "Cette personne n’est pas de votre équipe",
				"Aucun·e aidant·e de votre structure ne correspond.", "/espace-referent", "Voir l’équipe")
		}
		return page(v, m, a)
	}
}

type mate struct {
	Aidant
	Card    Card
	HasCard bool
}

func mateOf(v *portal.Visit, a Aidant) mate {
	c, ok := cardOf(v.Tx, a.ID)
	return mate{a, c, ok}
}

type teamView struct {
	frame
	Team   []mate
	Themes []themeChoice
}

func teamPage(v *portal.Visit, m helper) error {
	page := teamView{frame: m.frame("referent")}
	for _, a := range aidants(v.Tx, m.Structure) {
		page.Team = append(page.Team, mateOf(v, a))
	}
	for _, t := range themes {
		page.Themes = append(page.Themes, themeChoice{t, slices.Contains(m.Org.Themes, t.Key)})
	}
	return v.Render("referent.html", "Espace référent", page)
}

// changeThemes sets what the structure may offer from now on. Mandates already
// made keep theirs.
func changeThemes(v *portal.Visit, m helper) error {
	allowed := ticked(v)
	if len(allowed) == 0 {
		v.Problem("themes", "Gardez au moins un thème : sans thème, aucun mandat ne peut être créé.")
		return teamPage(v, m)
	}
	m.Org.Themes = allowed
	v.Put(structureKey(m.Structure), m.Org)
	changed(v, m, "", "thèmes permis", titles(allowed))
	return v.Redirect("/espace-referent")
}

// changed leaves the traces of what a referent did, and to whom if to somebody.
func changed(v *portal.Visit, m helper, whom, what, detail string) {
	v.Witness(FactTeamChanged, "aidant", m.ID, "geste", what, "personne", whom)
	note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actTeam, Detail: what + " : " + detail})
}

type helperView struct {
	frame
	Mate   mate
	Myself bool
	Home   string          // her own structure, when it is another one: it looks after card and access
	Phones []portal.Device // those that can hold an application
}

func helperPage(v *portal.Visit, m helper, a Aidant) error {
	page := helperView{frame: m.frame("referent"), Mate: mateOf(v, a), Myself: a.ID == m.ID}
	if a.Structure != m.Structure {
		page.Home = structureOf(v.Tx, a.Structure).Name
	}
	for _, d := range portal.Devices(v.Tx) {
		if d.Kind == portal.Phone && d.Reaches("aidant") {
			page.Phones = append(page.Phones, d)
		}
	}
	return v.Render("aidant.html", a.Name, page)
}

// changeAccess closes or opens a helper's account.
func changeAccess(v *portal.Visit, m helper, a Aidant) error {
	if a.ID == m.ID {
		v.Problem("acces", "Vous ne pouvez pas fermer votre propre accès : demandez à une autre personne référente.")
		return helperPage(v, m, a)
	}
	a.Inactive = !a.Inactive
	v.Put(aidantKey(a.ID), a)
	what := "accès ouvert"
	if a.Inactive {
		what = "accès fermé"
	}
	changed(v, m, a.ID, what, a.Name)
	return v.Redirect("/espace-referent/aidants/" + a.ID)
}
