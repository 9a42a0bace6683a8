package impots

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// The shortest time between a signature and its notice.
const (
	noticeAfter     = 30 * 24 * time.Hour
	correctionAfter = 28 * 24 * time.Hour
)

// received names what a return is as it comes in.
func (s *service) received(c *demarche.Case) string {
	h, incomes := householdOf(c.Tx, c.Person.ID), s.incomesOf(c)
	_, sent := returnOf(c.Tx, h.ID, incomes)
	switch {
	case sent:
		return "corrige"
	case h.ClaimedBy != "":
		return "deux_fois"
	case c.Dossier.SentAt.After(s.calendar.campaign(incomes).limit(h.Zone)):
		return "en_retard"
	}
	return "a_temps"
}

// keepReturn makes a dossier the household's return of the year. Family and
// address that it declares are the household's from then on.
func (s *service) keepReturn(c *demarche.Case) {
	h, incomes := householdOf(c.Tx, c.Person.ID), s.incomesOf(c)
	old, again := returnOf(c.Tx, h.ID, incomes)
	r := Return{
		Household: h.ID, Year: incomes, Person: c.Person.ID, Dossier: c.Dossier.ID, Number: c.Dossier.Number,
		At: c.Dossier.SentAt, First: c.Dossier.SentAt, Rank: old.Rank + 1, Values: c.Dossier.Values, Filed: s.declaration(c),
	}
	if again {
		r.First = old.First
	}
	r.Late = r.First.After(s.calendar.campaign(incomes).limit(h.Zone))
	r.Found = s.find(c.Tx, h, incomes, r.Filed, r.First)
	c.Put(returnKey(h.ID, incomes), r)
	h = declared(c, h)
	putHousehold(c.Tx, h)
	s.watchAcomptes(c.Tx, h)
	c.Dossier.Result.With(demarche.Result{Words: found(r.Found)})
	fact := FactReturnFiled
	if again {
		fact = FactReturnChanged
	}
	c.Emit(string(fact), "personne", c.Person.ID, "annee", fmt.Sprint(incomes), "main", c.Dossier.Hand, "retard", yesOr(r.Late),
		"exact", faithful(r.Filed.Boxes, h.told(c.Tx, incomes).True), "compte", bankEnding(c))
}

// faithful says whether what third parties know is declared as it is; nothing
// where they know nothing.
func faithful(filed bareme.Boxes, truth map[string]int64) string {
	if len(truth) == 0 {
		return ""
	}
	return yesOr(!slices.ContainsFunc(controlled, func(box string) bool { return filed[box] != truth[box] }))
}

func yesOr(b bool) string {
	if b {
		return yes
	}
	return no
}

// declared is the household as a return says it is.
func declared(c *demarche.Case, h Household) Household {
	h.Status, h.Ticks, h.Home = bareme.Status(c.Text("situation")), c.Text("demi_parts"), c.Text("logement")
	h.Grown = int(c.Int("majeurs"))
	h.IBAN = c.Text("iban")
	h.Children = nil
	for _, child := range c.Items("enfants") {
		h.Children = append(h.Children, Child{Born: int(c.Int(child + "naissance")), Shared: c.Text(child+"residence") == "alternee", Card: c.Yes(child + "carte")})
	}
	return h
}

// noticeDue is when the notice comes: at the end of July, or a month after a
// later signature.
func (s *service) noticeDue(c *demarche.Case) time.Time {
	sent := c.Dossier.SentAt
	if sent.IsZero() {
		sent = c.Now()
	}
	season := s.calendar.campaign(s.incomesOf(c))
	wait := noticeAfter
	if !sent.Before(season.mendsFrom()) {
		wait = correctionAfter
	}
	if due := sent.Add(wait); due.After(season.notices()) {
		return due
	}
	return season.notices()
}

// replaced says whether a later return took the place of a dossier.
func replaced(c *demarche.Case, r Return) bool { return r.Dossier != c.Dossier.ID }

// ofDossier is the household's return of a dossier's year.
func (s *service) ofDossier(c *demarche.Case) (Household, Return) {
	h := householdOf(c.Tx, c.Person.ID)
	r, _ := returnOf(c.Tx, h.ID, s.incomesOf(c))
	return h, r
}

// decideNotice counts again first: part of an earlier notice may have been paid
// since the signature.
func (s *service) decideNotice(c *demarche.Case) string {
	h, r := s.ofDossier(c)
	if replaced(c, r) {
		return "remplacee"
	}
	r.Found = s.find(c.Tx, h, r.Year, r.Filed, r.First)
	c.Put(returnKey(h.ID, r.Year), r)
	settled := r.Found.Settled
	c.Dossier.Result.With(demarche.Result{
		Amounts: map[string]calcul.Cents{"solde": settled.ToPay, "restitution": settled.Refund}, Words: found(r.Found),
	})
	switch {
	case settled.ToPay > 0:
		return "a_payer"
	case settled.Refund > 0 && h.IBAN == "":
		return "cheque"
	case settled.Refund > 0:
		return "rembourse"
	}
	return "rien"
}

// compare sets what was declared against what third parties say. They notice
// what is missing; nobody notices what is too much.
func (s *service) compare(c *demarche.Case) string {
	h, r := s.ofDossier(c)
	if replaced(c, r) {
		return "remplacee"
	}
	truth := h.told(c.Tx, r.Year).True
	gaps := gapsBetween(r.Filed.Boxes, truth)
	c.Dossier.Result.With(demarche.Result{Words: map[string]string{"ecarts": strings.Join(gaps, " ; ")}})
	switch {
	case len(gaps) > 0:
		return "ecart"
	case slices.ContainsFunc(controlled, func(box string) bool { said, ok := truth[box]; return ok && r.Filed.Boxes[box] > said }):
		return "trop"
	}
	return "concorde"
}

// controlled are the boxes that third parties tell.
var controlled = slices.Concat(rubrics["salaires"][:4], rubrics["chomage"], []string{"1AS", "1BS", "1AZ", "1BZ", "2DC", "2TR"})

// gapsBetween lists the boxes declared below what third parties say.
func gapsBetween(filed bareme.Boxes, truth map[string]int64) []string {
	var gaps []string
	for _, box := range controlled {
		if said := truth[box]; filed[box] < said {
			gaps = append(gaps, fmt.Sprintf("case %s, %s déclarés, %s transmis", box, euros(calcul.Euros(filed[box])), euros(calcul.Euros(said))))
		}
	}
	return gaps
}

// answered says whether the gap was mended in time.
func (s *service) answered(c *demarche.Case) string {
	h, r := s.ofDossier(c)
	if len(gapsBetween(r.Filed.Boxes, h.told(c.Tx, r.Year).True)) == 0 || replaced(c, r) {
		return "corrigee"
	}
	return "rectifiee"
}

// wrongRate is the increase on what an inexact return left out, once a letter
// stayed without answer (code général des impôts, art. 1758 A): a tenth.
const wrongRate = 10

// rectify computes the tax again with what third parties say.
func (s *service) rectify(c *demarche.Case) {
	h, r := s.ofDossier(c)
	d := r.Filed
	d.Boxes = bareme.Boxes{}
	for box, euros := range r.Filed.Boxes {
		d.Boxes[box] = euros
	}
	truth := h.told(c.Tx, r.Year).True
	for _, box := range controlled {
		d.Boxes[box] = max(d.Boxes[box], truth[box])
	}
	f := s.find(c.Tx, h, r.Year, d, r.First)
	missing := max(0, f.Assessed.Due-r.Found.Assessed.Due)
	increase := calcul.Euros(calcul.Of(missing).Over(calcul.Int(wrongRate)).Round())
	interest := s.bareme.Late(missing, bareme.Spontaneous, monthsLate(s.calendar.campaign(r.Year).limit(h.Zone), c.Now())).Interest
	total := missing + increase + interest
	why := calcul.Why{Title: "Le supplément demandé", Source: "code général des impôts, art. 1727 et 1758 A"}
	why.Add("Impôt avec les montants transmis", "", euros(f.Assessed.Due))
	why.Add("Impôt déjà calculé", "", euros(r.Found.Assessed.Due))
	why.Add("Majoration", "10 % de la différence, faute de réponse", euros(increase))
	why.Add("Intérêts", "0,2 % par mois depuis juillet", euros(interest))
	why.Conclude("Supplément", euros(total))
	c.Dossier.Result.With(demarche.Result{
		Amounts: map[string]calcul.Cents{"supplement": total}, Words: map[string]string{"supplement_euros": euros(total)}, Why: []calcul.Why{why},
	})
	r.Filed, r.Found = d, f
	c.Put(returnKey(h.ID, r.Year), r)
	c.Emit(string(FactRectified), "personne", c.Person.ID, "annee", fmt.Sprint(r.Year), "euros", fmt.Sprint(total/100))
}
