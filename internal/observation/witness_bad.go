package observation

import (
	"cmp"
	"slices"
	"strings"

	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// seenFact witnesses a gesture by one fact alone.
func seenFact(fact string) func(Play) []Evidence {
	return func(p Play) []Evidence {
		var all []Evidence
		for _, w := range p.named(fact) {
			all = append(all, at(w, p.about(w)))
		}
		return all
	}
}

// about says what a fact was about: a service, and nothing of what was typed.
func (p Play) about(w scenario.Witness) string {
	if site := w.Detail["site"]; site != "" {
		return p.Words.Site(site)
	}
	if host := hostOf(w.Page); host != "" {
		return p.Words.Site(host)
	}
	return ""
}

// seenMoment witnesses a gesture that only the observer can see.
func seenMoment(word string) func(Play) []Evidence {
	return func(p Play) []Evidence {
		var all []Evidence
		for _, m := range p.Moments {
			if m.Word == word {
				all = append(all, Evidence{Seq: m.Seq, At: m.At, Seat: string(workshop.Aidant), Detail: m.Note, Noted: true})
			}
		}
		return all
	}
}

// seenToldByPhone joins what the phone witnesses and what only the observer
// hears.
func seenToldByPhone(p Play) []Evidence {
	all := seenMoment("secret-telephone")(p)
	for _, w := range p.named("telephone.code.dit") {
		all = append(all, at(w, "écouté par "+w.Detail["a"]))
	}
	return all
}

func seenWrongIdentity(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named(string(portal.FactSessionOther)) {
		all = append(all, at(w, p.about(w)+", au nom de "+p.End.name(w.Detail["personne"])))
	}
	return all
}

// seenPasswordByAidant counts a step once, however many secrets it carried.
func seenPasswordByAidant(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named(string(portal.FactSecretTyped), string(portal.FactSecretChanged)) {
		if w.Hand != string(workshop.Aidant) || p.professional(w.Detail["personne"]) || len(all) > 0 && all[len(all)-1].Seq == w.Seq {
			continue
		}
		all = append(all, at(w, p.about(w)))
	}
	return all
}

// professional says whether somebody of the world is there to help: her own
// passwords are hers to type.
func (p Play) professional(person string) bool {
	return person != "" && person != p.End.Helped && slices.Contains(p.End.Helpers, person)
}

// seenTrap witnesses what was given to a look-alike, by the gesture that it
// teaches; a trap that says none is a paying site.
func seenTrap(gesture string) func(Play) []Evidence {
	return func(p Play) []Evidence {
		var all []Evidence
		for _, w := range p.named("recherche.piege.saisie") {
			if cmp.Or(w.Detail["geste"], PaidSite) == gesture {
				all = append(all, at(w, first(w.Detail, "hote", "site")))
			}
		}
		return all
	}
}

func seenDuplicate(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.facts(func(w scenario.Witness) bool { return strings.HasSuffix(w.Fact, ".creation.tentee") }) {
		all = append(all, at(w, p.about(w)))
	}
	return all
}

func seenAdvert(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named("recherche.resultat.suivi") {
		if w.Detail["annonce"] == "oui" {
			all = append(all, at(w, first(w.Detail, "hote", "site")))
		}
	}
	return append(all, seenTrap(PhishFollowed)(p)...)
}

// structureDomain is where the structure of every situation gets its mail.
const structureDomain = "epn-tilleuls.example"

func seenOwnContact(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.facts(func(w scenario.Witness) bool {
		return strings.HasSuffix(w.Fact, ".courriel.modifie") || strings.HasSuffix(w.Fact, ".courriel.change")
	}) {
		if strings.HasSuffix(first(w.Detail, "domaine", "adresse"), structureDomain) {
			all = append(all, at(w, p.about(w)))
		}
	}
	return all
}

func seenOverCollect(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named(p.Situation.Outside...) {
		if !slices.ContainsFunc(all, func(e Evidence) bool { return e.Detail == p.Words.Fact(w.Fact) }) {
			all = append(all, at(w, p.Words.Fact(w.Fact)))
		}
	}
	return all
}

func seenPasswordSaved(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named(string(portal.FactSecretSaved)) {
		if p.End.Shared(w.Device) {
			all = append(all, at(w, p.about(w)))
		}
	}
	return all
}

// seenSessionOpen ties a login left open to the step that opened it.
func seenSessionOpen(p Play) []Evidence {
	var all []Evidence
	opened := p.named(string(portal.FactSessionOpen))
	for _, s := range p.End.Sessions {
		if !p.End.Shared(s.Device) {
			continue
		}
		e := Evidence{At: p.Record.T0, Detail: p.Words.Site(s.Site)}
		for _, w := range opened {
			if w.Device == s.Device && w.Detail["site"] == s.Site {
				e = at(w, p.Words.Site(s.Site))
			}
		}
		all = append(all, e)
	}
	return all
}

// seenDocumentLeft looks in the downloads, the bin and the printer's tray.
func seenDocumentLeft(p Play) []Evidence {
	var all []Evidence
	for _, d := range p.End.Devices {
		if !p.End.Shared(d.ID) {
			continue
		}
		for _, file := range d.Downloads {
			where := "dans les téléchargements"
			if file.Trashed {
				where = "dans la corbeille"
			}
			all = append(all, p.left(d, file.File, where, portal.FactFileSaved))
		}
		for _, file := range d.Tray {
			all = append(all, p.left(d, file, "à l’imprimante", portal.FactFilePrinted))
		}
	}
	return all
}

func (p Play) left(d portal.Device, f portal.File, where string, fact portal.Fact) Evidence {
	detail := f.Title + ", " + where
	e := Evidence{At: p.Record.T0, Detail: detail}
	for _, w := range p.named(string(fact)) {
		if w.Detail["poste"] == d.ID && w.Detail["nom"] == f.Name {
			e = at(w, detail)
		}
	}
	return e
}

// seenRushed finds the first thing done on a shared computer, when no diagnosis
// card had been filled in yet. The page on which its browser opens is no act.
func seenRushed(p Play) []Evidence {
	for _, w := range p.Record.All {
		if w.Fact == factDiagnosis {
			return nil
		}
		if p.End.Shared(w.Device) && !p.opening(w) {
			return []Evidence{at(w, p.about(w))}
		}
	}
	return nil
}

// opening says whether a fact is only the browser's first page, or a hand on the
// keyboard with nothing typed.
func (p Play) opening(w scenario.Witness) bool {
	switch portal.Fact(w.Fact) {
	case portal.FactHandChanged:
		return true
	case portal.FactNavigated:
		return w.Detail["hote"] == p.End.homeHost(w.Device)
	}
	return w.Page == ""
}
