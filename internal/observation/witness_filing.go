package observation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal/demarche"
)

// shortestReading is the least time that reading a recap together takes, in
// seconds (situations: SUBMIT_NO_READBACK).
const shortestReading = 8

// Hidden are the facts that nobody may learn during the play: they would tell the
// answer. The debrief shows them.
func Hidden(fact string) bool { return fact == string(demarche.FactContradict) }

// readTogether says whether a démarche was sent after it was read and understood,
// by the person's own hand; why says what was wanting.
func readTogether(w scenario.Witness) (together bool, why string) {
	var wanting []string
	seconds, _ := strconv.Atoi(w.Detail["secondes"])
	if w.Detail["main"] == string(workshop.Aidant) {
		wanting = append(wanting, "validée par l’aidant·e")
	}
	if seconds < shortestReading {
		wanting = append(wanting, "récapitulatif lu en "+frtext.Count(seconds, "seconde", "secondes"))
	}
	if w.Detail["compris"] != "oui" {
		wanting = append(wanting, "sans « j’ai compris et je valide »")
	}
	return len(wanting) == 0, strings.Join(wanting, ", ")
}

// bySomebody leaves out what is sent by a voice server or a kiosk: the person
// answers there herself, question after question.
func bySomebody(w scenario.Witness) bool { return w.Detail["par"] != "telephone" }

func seenNoReadback(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named(string(demarche.FactSent)) {
		if together, why := readTogether(w); bySomebody(w) && !together {
			all = append(all, at(w, p.about(w)+", "+why))
		}
	}
	return all
}

func seenReadback(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named(string(demarche.FactSent)) {
		if together, _ := readTogether(w); together {
			all = append(all, at(w, p.about(w)))
		}
	}
	return all
}

// seenFalse tells each answer that a paper contradicts, with both.
func seenFalse(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named(string(demarche.FactContradict)) {
		all = append(all, at(w, w.Detail["champ"]+" : "+w.Detail["saisi"]+" ; "+w.Detail["titre"]+" : "+w.Detail["papier"]))
	}
	return all
}

// filings are what is sent to a service: a démarche, or a request that a service
// takes with a form of its own.
func filings() []string {
	return []string{"casier.demande.preenregistree", string(demarche.FactSent)}
}

// seenNoMandate: the aidant sent a démarche with her own hand, and no mandate
// stood behind it.
func seenNoMandate(p Play) []Evidence {
	var all []Evidence
	for _, w := range p.named(filings()...) {
		if cmp.Or(w.Detail["main"], w.Hand) == string(workshop.Aidant) && w.Detail["acteur"] == "" {
			all = append(all, at(w, p.about(w)))
		}
	}
	return all
}

// seenOutOfScope: a theme that does not lead there, or a purchase, which no
// mandate goes as far as.
func seenOutOfScope(p Play) []Evidence {
	all := seenWith("theme", "aidantsconnect.mandat.hors_themes")(p)
	for _, w := range p.named("formation.achat.niveau") {
		if w.Detail["niveau"] == "mandat" {
			all = append(all, at(w, strings.TrimPrefix(p.about(w)+", un achat", ", ")))
		}
	}
	return all
}

// seenExpired: a mandate shown after its end, or something sent under it then, in
// a session that it had opened in time.
func seenExpired(p Play) []Evidence {
	all := seenFact("aidantsconnect.mandat.echu")(p)
	until := map[string]time.Time{} // the end of the last mandate used, by service
	for _, w := range p.named(append(filings(), factMandateUsed)...) {
		if w.Fact == factMandateUsed {
			until[w.Detail["service"]], _ = time.Parse(time.RFC3339, w.Detail["jusqua"])
			continue
		}
		site, _, _ := strings.Cut(w.Fact, ".")
		end := until[cmp.Or(w.Detail["site"], site)]
		if w.Detail["acteur"] != "" && !end.IsZero() && !w.At.Before(end) {
			all = append(all, at(w, strings.TrimPrefix(p.about(w)+", envoyé après l’heure", ", ")))
		}
	}
	return all
}

const factMandateUsed = "aidantsconnect.mandat.utilise"

// seenThird finds the contacts of an account that are somebody else's when the
// play ends, though the account was opened during it.
func seenThird(p Play) []Evidence {
	var all []Evidence
	for _, a := range p.End.Accounts {
		if a.Third == "" {
			continue
		}
		entered := p.facts(func(w scenario.Witness) bool {
			return w.Fact == "portail.session.ouverte" && w.Detail["site"] == a.Site && w.Detail["personne"] == p.End.Helped
		})
		if len(entered) > 0 {
			all = append(all, at(entered[len(entered)-1], p.Words.Site(a.Site)+" : "+a.Third))
		}
	}
	return all
}

// seenWith witnesses a gesture by one of a few facts, and says what they are
// about in their own details.
func seenWith(detail string, facts ...string) func(Play) []Evidence {
	return func(p Play) []Evidence {
		var all []Evidence
		for _, w := range p.named(facts...) {
			said := strings.TrimPrefix(p.about(w)+", "+w.Detail[detail], ", ")
			if !slices.ContainsFunc(all, func(e Evidence) bool { return e.Seq == w.Seq }) {
				all = append(all, at(w, strings.TrimSuffix(said, ", ")))
			}
		}
		return all
	}
}
