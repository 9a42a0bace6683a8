package aidantsconnect

import (
	"slices"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// sessionStructure is where a session remembers for which structure its helper
// acts, when it is not her own.
const sessionStructure = "structure"

// belongs says whether a helper works for a structure.
func (a Aidant) belongs(structure string) bool {
	return a.Structure == structure || slices.Contains(a.Also, structure)
}

// within is a helper as one of her structures sees her: she answers for her own
// only.
func (a Aidant) within(structure string) Aidant {
	if structure != "" && structure != a.Structure && a.belongs(structure) {
		a.Structure, a.Referent = structure, false
	}
	return a
}

// structuresOf lists those that a helper works for, her own first.
func structuresOf(tx *sandbox.Tx, id string) (all []Structure) {
	a, _ := aidantOf(tx, id)
	for _, structure := range append([]string{a.Structure}, a.Also...) {
		all = append(all, structureOf(tx, structure))
	}
	return all
}

type structuresView struct {
	frame
	Current string
	All     []Structure
	Next    string
}

func structuresPage(v *portal.Visit, m helper) error {
	return v.Render("structures.html", "Pour quelle structure agissez-vous ?",
		structuresView{m.frame(""), m.Structure, structuresOf(v.Tx, m.ID), onward(v.Value("suite"))})
}

// changeStructure makes the session another structure's: its mandates, its
// journal, its themes. A mandate in the making stays with the former one, so it
// is dropped.
func changeStructure(v *portal.Visit, m helper) error {
	asked := v.Value("structure")
	account, _ := aidantOf(v.Tx, m.ID)
	if !account.belongs(asked) {
		v.Problem("structure", "Choisissez une des structures où vous êtes habilité·e.")
		return structuresPage(v, m)
	}
	if asked != m.Structure {
		session, _ := v.Session()
		if session.Data == nil {
			session.Data = map[string]string{}
		}
		session.Data[sessionStructure] = asked
		v.KeepSession(session)
		v.Delete(draftKey(v.Device))
		v.Witness(FactSwitched, "aidant", m.ID, "structure", asked)
		note(v.Tx, asked, Entry{Aidant: m.Name, Action: actSwitch, Detail: "depuis " + m.Org.Name})
	}
	return v.Redirect(onward(v.Value("suite")))
}
