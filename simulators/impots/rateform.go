package impots

import (
	"fmt"
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

func (s *service) rateNow(c *demarche.Case, _ string) string {
	h := householdOf(c.Tx, c.Person.ID)
	return ratesAt(c.Tx, h, c.Now()).shown(h.rank(c.Person.ID))
}

func (s *service) rateWords(c *demarche.Case) map[string]string {
	return map[string]string{
		"annee_en_cours": strconv.Itoa(c.Now().In(frtext.Paris).Year()), "applique_le": frtext.LongDate(s.rateSentOn(c)),
		"taux_avant": s.rateNow(c, ""),
	}
}

// rateSentOn is when those who pay apply a new rate: the first day of the second
// month that follows, well within the three months of the law.
func (s *service) rateSentOn(c *demarche.Case) time.Time {
	sent := c.Dossier.SentAt
	if sent.IsZero() {
		sent = c.Now()
	}
	sent = sent.In(frtext.Paris)
	return at(sent.Year(), sent.Month()+2, 1, 8, 0, 0)
}

// projected is the declaration that the year under way would make.
func (s *service) projected(c *demarche.Case) bareme.Declaration {
	h, year := householdOf(c.Tx, c.Person.ID), c.Now().In(frtext.Paris).Year()
	d := bareme.Declaration{Year: scaleOf(year), Status: h.Status, Boxes: bareme.Boxes{
		"1AJ": int64(c.Amount("mes_revenus")) / 100, "1BJ": int64(c.Amount("ses_revenus")) / 100,
	}}
	for _, child := range h.minors(year) {
		if child.Shared {
			d.Dependants.H++
		} else {
			d.Dependants.F++
		}
	}
	d.Dependants.J = h.Grown
	switch c.Text("evenement") {
	case "mariage":
		d.Status = bareme.Married
	case "pacs":
		d.Status = bareme.Pacsed
	case "separation":
		d.Status = bareme.Divorced
	case "deces":
		d.Status = bareme.Widowed
	case "naissance":
		d.Dependants.F++
	}
	return d
}

// newRate is what the recap shows of what is asked.
func (s *service) newRate(c *demarche.Case) demarche.Result {
	if c.Text("demande") == "option" {
		words := map[string]string{"nouveau_taux": optionNames[c.Text("option")]}
		r := demarche.Result{Words: words, Shown: []demarche.Shown{{Label: "Taux transmis", Value: words["nouveau_taux"]}}}
		if c.Yes("trimestriel") {
			r.Shown = append(r.Shown, demarche.Shown{Label: "Acomptes, pour les revenus sans employeur", Value: "par trimestre à partir du " + frtext.LongDate(quarterlyFrom(c.Now()))})
		}
		return r
	}
	w, err := s.bareme.Withholding(s.projected(c))
	if err != nil {
		return demarche.Result{}
	}
	said := w.Household.String()
	r := demarche.Result{Words: map[string]string{"nouveau_taux": said}, Why: []calcul.Why{w.Why}, Shown: []demarche.Shown{
		{Label: "Taux actuel", Value: s.rateNow(c, "")}, {Label: "Nouveau taux du foyer", Value: said},
	}}
	if day, ok := c.Date("evenement_le"); ok && c.Now().Sub(day) > 61*24*time.Hour {
		r.Warnings = append(r.Warnings, "Un changement se signale dans les 60 jours. Celui-ci est plus ancien : il est pris en compte à partir d’aujourd’hui, sans retour en arrière.")
	}
	return r
}

var optionNames = map[string]string{rateOwn: "taux individualisé", rateHousehold: "taux du foyer, le même pour les deux", rateDefault: "taux non personnalisé"}

// lowerBy is how much lower the tax of the year must be for a rate to go down,
// in hundredths.
const lowerBy = 5

// checkModulation refuses to lower a rate for too small a difference.
func (s *service) checkModulation(c *demarche.Case) []demarche.Problem {
	if c.Text("demande") != "revenus" {
		return nil
	}
	w, err := s.bareme.Withholding(s.projected(c))
	if err != nil {
		return nil
	}
	now := ratesAt(c.Tx, householdOf(c.Tx, c.Person.ID), c.Now()).Household
	if w.Household < now && int64(w.Household)*100 > int64(now)*(100-lowerBy) {
		return []demarche.Problem{{Key: "mes_revenus", Message: fmt.Sprintf("Avec ces revenus, le taux passerait de %s à %s. Une baisse n’est possible qu’à partir de 5 %% d’écart : il n’y a rien à changer pour l’instant.", now, w.Household)}}
	}
	return nil
}

// keepRate applies what was asked, from the day it is sent to who pays.
func (s *service) keepRate(c *demarche.Case) {
	h := householdOf(c.Tx, c.Person.ID)
	change := RateChange{Asked: c.Now(), From: s.rateSentOn(c), Until: at(c.Now().In(frtext.Paris).Year()+1, time.September, 1, 0, 0, 0)}
	switch c.Text("demande") {
	case "option":
		change.Option, change.Why = c.Text("option"), "votre choix d’option"
		if c.Yes("trimestriel") {
			change.Quarterly = quarterlyFrom(c.Now())
		}
	default:
		w, err := s.bareme.Withholding(s.projected(c))
		if err != nil {
			return
		}
		change.Fixed, change.Household, change.Own = true, w.Household, w.Own
		change.Why = "le changement que vous avez signalé"
		if c.Text("demande") == "evenement" {
			h.Status = s.projected(c).Status
			if c.Text("evenement") == "naissance" {
				h.Children = append(h.Children, Child{Born: c.Now().In(frtext.Paris).Year()})
			}
			putHousehold(c.Tx, h)
		}
	}
	c.Put(rateKey(h.ID), change)
	c.Emit(string(FactRateChanged), "personne", c.Person.ID, "demande", c.Text("demande"), "taux", c.Dossier.Result.Words["nouveau_taux"])
}
