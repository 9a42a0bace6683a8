package impots

import (
	"slices"
	"time"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/demarche"
)

// The scales that the exercise knows; incomes of a later year are computed with
// the last one, and the return says so.
const (
	firstScale = 2024
	lastScale  = 2025
)

func scaleOf(incomes int) int { return min(max(incomes, firstScale), lastScale) }

// incomesOf is the year that a dossier declares: that of the season it was begun
// in.
func (s *service) incomesOf(c *demarche.Case) int {
	if begun := c.Dossier.Opened; !begun.IsZero() {
		return s.calendar.current(begun).Incomes
	}
	return s.calendar.current(c.Now()).Incomes
}

// rubrics say which boxes are asked under each heading of the form.
var rubrics = map[string][]string{
	"salaires":  {"1AJ", "1BJ", "1CJ", "1DJ", "8HV", "8IV"},
	"frais":     {"1AK", "1BK"},
	"chomage":   {"1AP", "1BP"},
	"retraites": {"1AS", "1BS", "1AZ", "1BZ", "1AO", "1BO"},
	"capital":   {"2DC", "2TR", "2CK", "2OP"},
	"foncier":   {"4BE", "4BA"},
	"acomptes":  {boxAcomptes},
	"charges":   {"6GU", "6GP", "6EL", "6EM", "6GI", "6GJ", "6DE"},
	"epargne":   {"6NS", "6NT", "6RS", "6RT", "6PS", "6PT"},
	"dons":      {"7UD", "7VA", "7UF", "7VC", "7UH"},
	"domicile":  {"7DB", "7DR", "7DQ", "7DG", "7DL"},
	"garde":     {"7GA", "7GB", "7GC", "7GE", "7GF", "7GG"},
	"scolarite": {"7EA", "7EB", "7EC", "7ED", "7EF", "7EG"},
	"syndicat":  {"7AC", "7AE"},
}

// rubricOrder is that of the form.
var rubricOrder = []string{
	"salaires", "frais", "chomage", "retraites", "capital", "foncier", "acomptes", "charges", "epargne", "dons", "domicile", "garde", "scolarite", "syndicat",
}

// seconds are the boxes of the second declarant.
var seconds = []string{"1BJ", "8IV", "1BK", "1BP", "1BS", "1BZ", "1BO", "6NT", "6RT", "6PT", "7AE"}

// couple says whether two people declare together.
func couple(c *demarche.Case) bool {
	return slices.Contains([]string{"M", "O"}, c.Text("situation")) && c.Text("separee") != "oui"
}

// boxes are the amounts of the headings that were ticked, in euros; a ticked box
// is 1.
func boxes(c *demarche.Case) bareme.Boxes {
	all := bareme.Boxes{}
	for _, rubric := range rubricOrder {
		if !c.Has("rubriques", rubric) {
			continue
		}
		for _, box := range rubrics[rubric] {
			if slices.Contains(seconds, box) && !couple(c) {
				continue
			}
			switch said := c.Text(box); said {
			case "", "non":
			case "oui":
				all[box] = 1
			default:
				all[box] = int64(c.Amount(box)) / 100
			}
		}
	}
	return all
}

// declaration is what the answers declare.
func (s *service) declaration(c *demarche.Case) bareme.Declaration {
	h, incomes := householdOf(c.Tx, c.Person.ID), s.incomesOf(c)
	d := bareme.Declaration{Year: scaleOf(incomes), Status: bareme.Status(c.Text("situation")), Boxes: boxes(c)}
	if !couple(c) && (d.Status == bareme.Married || d.Status == bareme.Pacsed) {
		d.Status = bareme.Single // box B: each declares alone the year they marry
	}
	for rank := range d.Born {
		if p, ok := h.declarant(c.Tx, rank); ok && bornIn(p) > 0 {
			d.Born[rank] = bornIn(p) - (incomes - d.Year)
		}
	}
	if d.Born[1] == 0 && c.Int("conjoint_naissance") > 0 {
		d.Born[1] = int(c.Int("conjoint_naissance")) - (incomes - d.Year)
	}
	d.Ticks = ticks(c)
	d.Dependants = dependants(c)
	return d
}

func ticks(c *demarche.Case) bareme.Ticks {
	has := func(letter string) bool { return c.Has("demi_parts", letter) }
	return bareme.Ticks{
		T: has("T"), L: has("L"), P: has("P"), F: has("F"), W: has("W"), S: has("S"), G: has("G"), K: has("K"), E: has("E"),
		N: c.Text("vit_seul") == "non",
	}
}

func dependants(c *demarche.Case) bareme.Dependants {
	d := bareme.Dependants{J: int(c.Int("majeurs")), N: int(c.Int("majeurs_familles")), R: int(c.Int("invalides"))}
	for _, child := range c.Items("enfants") {
		card := c.Yes(child + "carte")
		if c.Text(child+"residence") == "alternee" {
			d.H++
			if card {
				d.I++
			}
			continue
		}
		d.F++
		if card {
			d.G++
		}
	}
	return d
}

// service names what is being done: a first return, the same on paper once the
// site is shut, one that takes its place while the site is open, before the date
// or after it, or a correction in summer, which leaves the family alone.
const (
	doesFirst   = "Première déclaration de l’année"
	doesPaper   = "Première déclaration de l’année, sur papier"
	doesAgain   = "Modification avant la date limite"
	doesLater   = "Modification après la date limite"
	doesCorrect = "Correction"
)

func (s *service) doing(c *demarche.Case, now time.Time) string {
	h, incomes := householdOf(c.Tx, c.Person.ID), s.incomesOf(c)
	_, sent := returnOf(c.Tx, h.ID, incomes)
	switch stands := s.calendar.campaign(incomes).phase(now, h.Zone); {
	case !sent && stands > late:
		return doesPaper
	case !sent:
		return doesFirst
	case stands == mending:
		return doesCorrect
	case stands == late:
		return doesLater
	}
	return doesAgain
}
