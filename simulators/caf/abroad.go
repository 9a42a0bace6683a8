package caf

import (
	"maps"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/demarche"
)

// Long stays abroad. Up to 92 days a year, nothing changes; beyond, RSA and prime
// are due for whole months in France only (CASF, art. R. 262-5; CSS, art. R. 842-1).

// stayAllowed is how many days a year may be spent out of France.
const stayAllowed = 92

// Stay is one that, added to the others of the year, goes beyond what is allowed.
type Stay struct {
	From string `json:"depart"` // AAAA-MM-JJ
	Back string `json:"retour"` // the first day in France again
}

func (s Stay) days() (from, back time.Time) {
	from, _ = time.ParseInLocation(time.DateOnly, s.From, frtext.Paris)
	back, _ = time.ParseInLocation(time.DateOnly, s.Back, frtext.Paris)
	return from, back
}

// abroad says whether a month was not spent whole in France.
func (f *Folder) abroad(m droits.Month) bool {
	for _, s := range f.Stays {
		if from, back := s.days(); from.Before((m + 1).First()) && back.After(m.First()) {
			return true
		}
	}
	return false
}

// stayKnown says whether a long stay of the last year was told already.
func (f *Folder) stayKnown(now time.Time) bool {
	for _, s := range f.Stays {
		if _, back := s.days(); back.AddDate(1, 0, 0).After(now) {
			return true
		}
	}
	return false
}

// monthly is what is due for one month of the three for which a declaration
// opens the same rights.
func (f *Folder) monthly(due amounts, m droits.Month) amounts {
	own := maps.Clone(due)
	if f.abroad(m) {
		delete(own, benefitRSA)
		delete(own, benefitBonus)
	}
	if !f.infant(m) {
		delete(own, benefitEarly)
	}
	return own
}

// toldStay is the stay of a change, where it goes beyond what is allowed and is
// the holder's own.
func toldStay(c *demarche.Case) (Stay, bool) {
	s := Stay{From: c.Text("date"), Back: c.Text("sejour_retour")}
	from, back := s.days()
	length := max(frtext.DaysBetween(from, back), int(c.Int("sejour_jours")))
	return s, c.Text("sejour_qui") == "moi" && length > stayAllowed
}

// checkStay wants a total that holds the stay itself.
func checkStay(c *demarche.Case) []demarche.Problem {
	s, _ := toldStay(c)
	from, back := s.days()
	if length := frtext.DaysBetween(from, back); length > int(c.Int("sejour_jours")) {
		return []demarche.Problem{{Key: "sejour_jours", Message: "Ce séjour compte déjà " + frtext.Count(length, "jour", "jours") + ". Écrivez le total de tous vos séjours de l’année, celui-ci compris."}}
	}
	return nil
}

// whatStayDoes says what a stay changes.
func whatStayDoes(c *demarche.Case) string {
	s, long := toldStay(c)
	switch {
	case c.Text("sejour_qui") == "autre":
		return "Pour une autre personne du foyer, un gestionnaire regarde de près qui compte encore dans le foyer. Ce site d’exercice ne recalcule pas ce cas."
	case !long:
		return "Jusqu’à 92 jours par an hors de France, vos droits ne changent pas."
	}
	from, back := s.days()
	var months []string
	for m := droits.MonthOf(from); m.First().Before(back); m++ {
		months = append(months, m.String())
	}
	return "Plus de 92 jours hors de France : le RSA et la prime d’activité ne sont dus que pour les mois passés en entier en France. Ils ne le sont pas pour " + frtext.List(months) + "."
}
