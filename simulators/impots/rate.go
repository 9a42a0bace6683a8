package impots

import (
	"fmt"
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// The ways a rate is sent to who pays.
const (
	rateOwn       = "individualise"    // each spouse's own: the usual one since September 2025
	rateHousehold = "foyer"            // the same for both
	rateDefault   = "non_personnalise" // by the wage alone: the employer learns nothing
)

// RateChange is what a household asked of its withholding. Kept at
// impots/taux/<household>.
type RateChange struct {
	Asked     time.Time        `json:"demande"`
	From      time.Time        `json:"depuis"`           // when whoever pays applies it
	Until     time.Time        `json:"jusqu_a,omitzero"` // rates asked for end with the year; an option stays
	Household bareme.Tenths    `json:"foyer"`
	Own       [2]bareme.Tenths `json:"propres"`
	Fixed     bool             `json:"taux_fixe,omitempty"` // the rates above replace those of the last return
	Option    string           `json:"option,omitempty"`
	Quarterly bool             `json:"trimestriel,omitempty"`
	Why       string           `json:"motif"`
}

func rateKey(household string) string { return "impots/taux/" + household }

// rates are what is withheld at a time.
type rates struct {
	Household bareme.Tenths
	Own       [2]bareme.Tenths
	Option    string
	Quarterly bool
	Since     time.Time
	From      string // where they come from
}

// shown is the rate of a declarant of that rank, as it is sent.
func (r rates) shown(rank int) string {
	switch r.Option {
	case rateDefault:
		return "taux non personnalisé"
	case rateHousehold:
		return r.Household.String()
	}
	return r.Own[min(rank, 1)].String()
}

// ratesAt are those of the last return whose year has come: N's incomes from
// 1 September N+1. What the household asked for comes over them.
func ratesAt(tx *sandbox.Tx, h Household, now time.Time) rates {
	r := rates{Household: h.Rate, Own: [2]bareme.Tenths{h.Rate, h.Rate}, Option: rateOwn, From: "vos déclarations précédentes"}
	for _, filed := range returnsOf(tx, h.ID) {
		if since := ratesFrom(filed.Year); !now.Before(since) {
			r.Household, r.Own, r.Since = filed.Found.Rates.Household, filed.Found.Rates.Own, since
			r.From = fmt.Sprintf("votre déclaration des revenus de %d", filed.Year)
			break
		}
	}
	change, ok := sandbox.Get[RateChange](tx, rateKey(h.ID))
	if !ok || now.Before(change.From) {
		return r
	}
	if change.Option != "" {
		r.Option, r.Quarterly = change.Option, change.Quarterly
	}
	if change.Fixed && now.Before(change.Until) {
		r.Household, r.Own, r.Since, r.From = change.Household, change.Own, change.From, change.Why
	}
	return r
}

func ratesFrom(incomes int) time.Time { return at(incomes+1, time.September, 1, 0, 0, 0) }

type ratePage struct {
	who
	Couple  bool
	Rates   rates
	Lines   []rateLine
	Next    string // the rate of the return already sent, from September on
	NextOn  time.Time
	Pending *RateChange
}

type rateLine struct{ Name, Rate string }

func (s *service) ratePage(v *portal.Visit, session portal.Session) error {
	h := householdOf(v.Tx, session.Person)
	page := ratePage{who: whoIs(v, session), Couple: len(h.Declarants) > 1, Rates: ratesAt(v.Tx, h, v.Now())}
	for rank := range h.Declarants {
		p, _ := h.declarant(v.Tx, rank)
		page.Lines = append(page.Lines, rateLine{p.Name(), page.Rates.shown(rank)})
	}
	if all := returnsOf(v.Tx, h.ID); len(all) > 0 && v.Now().Before(ratesFrom(all[0].Year)) {
		page.Next, page.NextOn = all[0].Found.Rates.Household.String(), ratesFrom(all[0].Year)
	}
	if change, ok := sandbox.Get[RateChange](v.Tx, rateKey(h.ID)); ok && v.Now().Before(change.From) {
		page.Pending = &change
	}
	return v.Render("prelevement.html", "Prélèvement à la source", page)
}

// Rules of the démarche « prelevement ».

func (s *service) rateOpens(*demarche.Case) string { return "" }

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
		return demarche.Result{Words: words, Shown: []demarche.Shown{{Label: "Taux transmis", Value: words["nouveau_taux"]}}}
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
		change.Option, change.Quarterly, change.Why = c.Text("option"), c.Yes("trimestriel"), "votre choix d’option"
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
