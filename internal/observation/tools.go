package observation

import (
	"slices"
	"strings"

	"demarcheablanc/internal/frtext"
)

// Tool is one of the four tools of the training deck.
type Tool struct {
	Label  string
	Used   bool
	Detail string
}

// Tools says which of the four were used, as the journal shows it.
type Tools struct {
	All      [4]Tool
	Points   int      // diagnosis points filled in, of three
	Fiches   []string // names of those shown
	Used     int
	Rule     bool   // the three points and one fiche at least
	Sentence string // what the rule says of this play
}

func toolsOf(p Play) Tools {
	var t Tools
	points := map[string]bool{}
	var places []string
	var mandate bool
	for _, w := range p.Record.All {
		switch {
		case w.Fact == factDiagnosis:
			points[first(w.Detail, "point", "carte", "nom", "id")] = true
		case w.Fact == factFiche && !slices.Contains(t.Fiches, ficheName(w)):
			t.Fiches = append(t.Fiches, ficheName(w))
		case w.Fact == factOriented:
			if place := p.Words.Place(first(w.Detail, "lieu", "id", "nom")); !slices.Contains(places, place) {
				places = append(places, place)
			}
		case strings.HasPrefix(w.Fact, "aidantsconnect."):
			mandate = true
		}
	}
	t.Points = min(len(points), diagnosisPoints)
	t.All = [4]Tool{
		{"Les 3 points de diagnostic", t.Points > 0, frtext.CountOrNone(t.Points, "", "point posé", "points posés")},
		{"Fiches tangibles", len(t.Fiches) > 0, frtext.List(t.Fiches)},
		{"Aidants Connect", mandate, ""},
		{"Dispositifs d’inclusion numérique", len(places) > 0, frtext.List(places)},
	}
	for _, tool := range t.All {
		if tool.Used {
			t.Used++
		}
	}
	t.Rule = t.Points == diagnosisPoints && len(t.Fiches) > 0
	t.Sentence = t.sentence()
	return t
}

// sentence puts the deck's rule, two tools of four with the three points and
// one fiche among them, beside what was done.
func (t Tools) sentence() string {
	if t.Rule {
		return "Les trois points et une fiche au moins ont servi : la consigne est tenue."
	}
	var missing []string
	if t.Points < diagnosisPoints {
		missing = append(missing, frtext.Count(diagnosisPoints-t.Points, "point de diagnostic", "points de diagnostic"))
	}
	if len(t.Fiches) == 0 {
		missing = append(missing, "une fiche tangible")
	}
	return "La consigne demande les trois points de diagnostic et une fiche au moins. À essayer la prochaine fois : " + frtext.List(missing) + "."
}
