package observation

import (
	"fmt"
	"slices"
	"strings"

	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// The facts of the tool belt.
const (
	factDiagnosis = "outil.diagnostic.rempli"
	factFiche     = "outil.fiche.montree"
	factOriented  = "outil.orientation"
)

// seenDiagnosis is witnessed once the three points have been filled in.
func seenDiagnosis(p Play) []Evidence {
	points := map[string]bool{}
	for i, w := range p.named(factDiagnosis) {
		point := first(w.Detail, "point", "carte", "nom", "id")
		if point == "" {
			point = fmt.Sprint(i)
		}
		points[point] = true
		if len(points) == diagnosisPoints {
			return []Evidence{at(w, "")}
		}
	}
	return nil
}

const diagnosisPoints = 3

func seenFiche(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named(factFiche) {
		name := ficheName(w)
		if !slices.ContainsFunc(all, func(e Evidence) bool { return e.Detail == name }) {
			all = append(all, at(w, name))
		}
	}
	return all
}

func ficheName(w scenario.Witness) string { return first(w.Detail, "titre", "nom", "fiche", "id") }

// The keyboard gesture is only told of plays in which enough was typed.
const (
	fewestEntries = 3
	personShare   = 60 // percent
)

func seenKeyboard(p Play) []Evidence {
	var hers, all int
	var last scenario.Witness
	for _, e := range p.entries() {
		if !p.End.Shared(e.Device) {
			continue
		}
		all, last = all+1, e.Witness
		if e.Hand == string(workshop.Aide) {
			hers++
		}
	}
	if all < fewestEntries || hers*100 < personShare*all {
		return nil
	}
	return []Evidence{at(last, fmt.Sprintf("%d saisies sur %d", hers, all))}
}

func seenURLByHand(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named(string(portal.FactNavigated)) {
		host := first(w.Detail, "hote", "adresse", "site")
		if host == "" {
			host = hostOf(w.Page)
		}
		searched := host == p.End.homeHost(w.Device)
		if w.Detail["comment"] == "tape" && !searched && !slices.ContainsFunc(all, func(e Evidence) bool { return e.Detail == host }) {
			all = append(all, at(w, host))
		}
	}
	return all
}

// handedBy says by which way a document came into the person's hands.
var handedBy = map[string]string{
	"imprime": "sur papier", "telephone": "sur son téléphone", "borne": "par la borne", "courriel": "par courriel",
}

func seenReceipt(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named(string(portal.FactPaperHeld)) {
		detail := handedBy[w.Detail["comment"]]
		if holder := w.Detail["titulaire"]; holder != "" && holder != p.End.Helped {
			detail = strings.TrimPrefix(detail+", au nom de "+p.End.name(holder), ", ")
		}
		all = append(all, at(w, detail))
	}
	return all
}

// seenLogoutAll needs that somebody logged in on a shared computer, and that
// nobody is any more.
func seenLogoutAll(p Play) []Evidence {
	if len(seenSessionOpen(p)) > 0 {
		return nil
	}
	var in bool
	var last *scenario.Witness
	for i, w := range p.Record.All {
		if !p.End.Shared(w.Device) && !p.End.Shared(w.Detail["poste"]) {
			continue
		}
		switch portal.Fact(w.Fact) {
		case portal.FactSessionOpen:
			in = true
		case portal.FactSessionClosed, portal.FactBrowserClosed:
			last = &p.Record.All[i]
		}
	}
	if !in || last == nil {
		return nil
	}
	return []Evidence{at(*last, "")}
}

// seenAltChannel: a kiosk, or one of the short numbers of public services.
func seenAltChannel(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.Record.All {
		detail := p.otherChannel(w)
		if detail != "" && !slices.ContainsFunc(all, func(e Evidence) bool { return e.Detail == detail }) {
			all = append(all, at(w, detail))
		}
	}
	return all
}

const shortNumber = 4 // digits

func (p Play) otherChannel(w scenario.Witness) string {
	switch {
	case w.Fact == "telephone.appel.passe" && len(w.Detail["numero"]) == shortNumber:
		return "Appel au " + w.Detail["numero"]
	case strings.HasPrefix(hostOf(w.Page), "borne."):
		return p.Words.Site(hostOf(w.Page))
	case strings.HasPrefix(w.Fact, "borne."):
		return "Borne"
	}
	return ""
}

func seenOriented(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named(factOriented) {
		place := first(w.Detail, "lieu", "id", "nom")
		detail := p.Words.Place(place)
		if len(p.Situation.Places) > 0 && slices.Contains(p.Situation.Places, place) {
			detail += ", une bonne adresse ici"
		}
		all = append(all, at(w, detail))
	}
	return all
}

// seenShortcutRefused: the situation has a dishonest way, somebody called to
// offer it, was answered or turned down, and nobody was ever logged in under
// another's name or with another's card.
func seenShortcutRefused(p Play) []Evidence {
	if !offersShortcut(p.Situation) || len(p.named(string(portal.FactSessionOther), "aidantsconnect.carte.pretee")) > 0 {
		return nil
	}
	for i, w := range p.Record.All {
		if w.Fact != string(portal.FactCallRings) {
			continue
		}
		for _, after := range p.Record.All[i:] {
			if after.Fact == "telephone.appel.repondu" || after.Fact == "telephone.appel.refuse" {
				return []Evidence{at(after, "Appel de "+first(w.Detail, "de"))}
			}
		}
	}
	return nil
}

func offersShortcut(s *scenario.Scenario) bool {
	for _, g := range s.Goals {
		if slices.ContainsFunc(g.Ways, func(w scenario.Way) bool { return w.Dishonest }) {
			return true
		}
	}
	return false
}
