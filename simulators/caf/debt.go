package caf

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// Claimed is what the Caf knows of a debt besides its amount.
type Claimed struct {
	Debt        string              `json:"dette"`
	Benefit     string              `json:"prestation"`
	Declaration droits.Month        `json:"declaration"` // the one that was not right; 0 for none
	Months      []droits.Month      `json:"mois"`
	Reason      string              `json:"motif"`
	Notified    time.Time           `json:"notifiee"`
	Way         string              `json:"voie,omitempty"` // a way…
	WayAt       time.Time           `json:"voie_le,omitzero"`
	Pending     []string            `json:"a_l_etude,omitempty"` // ways asked and not answered yet
	Recognised  bool                `json:"reconnue,omitempty"`
	Plan        []droits.Instalment `json:"echeances,omitempty"`
	Deduction   calcul.Cents        `json:"retenue,omitempty"`       // a month, once they begin
	From        time.Time           `json:"retenue_depuis,omitzero"` // not before; zero: after the twenty days
	// Basis are the resources on which the amount was computed.
	Basis Resources `json:"base,omitempty"`
}

// The ways out of a debt, which are also states of demarche.Debt.
const (
	wayRectify = "rectification"
	wayContest = "contestee"
	waySpread  = "echelonnee"
	wayForgive = "remise"
	statePaid  = "payee"
	stateGone  = "annulee"
)

func claimedKey(person, id string) string { return "caf/dette/" + person + "/" + id }

func claimedOf(tx *sandbox.Tx, person, id string) (Claimed, bool) {
	return sandbox.Get[Claimed](tx, claimedKey(person, id))
}

func putClaimed(tx *sandbox.Tx, person string, c Claimed) { tx.Put(claimedKey(person, c.Debt), c) }

// owed is a debt with what the Caf knows of it.
type owed struct {
	demarche.Debt
	Claimed
	droits.Deadlines
}

// debtsOf lists what a person owes or owed, oldest first.
func debtsOf(tx *sandbox.Tx, person string) []owed {
	var all []owed
	for _, d := range demarche.Debts(tx, ID, person) {
		c, ok := claimedOf(tx, person, d.ID)
		if !ok {
			c = Claimed{Debt: d.ID, Notified: d.At}
		}
		all = append(all, owed{d, c, droits.DebtDeadlines(c.Notified)})
	}
	return all
}

// allStanding lists the debts that are not settled, oldest first.
func allStanding(tx *sandbox.Tx, person string) []owed {
	return slices.DeleteFunc(debtsOf(tx, person), func(o owed) bool { return o.Left <= 0 })
}

func aimKey(person string) string { return "caf/dette-choisie/" + person }

// aim remembers which debt somebody deals with.
func aim(v *portal.Visit, person, id string) { v.Put(aimKey(person), id) }

// aimed is the debt that somebody chose to deal with, or the only one that stands.
func aimed(tx *sandbox.Tx, person string) (owed, bool) {
	all := allStanding(tx, person)
	id, _ := sandbox.Get[string](tx, aimKey(person))
	for _, o := range all {
		if o.ID == id || len(all) == 1 {
			return o, true
		}
	}
	return owed{}, false
}

func (o owed) put(tx *sandbox.Tx, person string) {
	demarche.PutDebt(tx, ID, person, o.Debt)
	putClaimed(tx, person, o.Claimed)
}

// monthly is what is taken back each month where nobody asked anything: a twelfth.
func (o owed) monthly() calcul.Cents {
	if o.Deduction > 0 {
		return o.Deduction
	}
	return (calcul.Cents(o.Amount) + droits.UsualInstalments - 1) / droits.UsualInstalments
}

// taken is what a payday takes back on a debt: the instalments that have come, or
// the monthly deduction once the twenty days are over and nobody asked anything.
func (o *owed) taken(now time.Time) calcul.Cents {
	switch o.State {
	case waySpread:
		var sum calcul.Cents
		for i := range o.Plan {
			if !o.Plan[i].Due.After(now) && o.Plan[i].Amount > 0 {
				sum += o.Plan[i].Amount
				o.Plan[i].Amount = 0
			}
		}
		return sum
	case "":
		if now.After(endOf(o.Rectify)) && !now.Before(o.From) {
			return o.monthly()
		}
	}
	return 0
}

// endOf is the last instant of a day: the last day is still in time.
func endOf(day time.Time) time.Time {
	y, m, d := day.In(frtext.Paris).Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, frtext.Paris).Add(-time.Nanosecond)
}

// takeBack keeps part of a payment for the debts.
func takeBack(tx *sandbox.Tx, person string, paid calcul.Cents) {
	for _, o := range debtsOf(tx, person) {
		if o.Left <= 0 || paid <= 0 {
			continue
		}
		want := min(o.taken(tx.Now()), calcul.Cents(o.Left))
		take := min(want, paid)
		if take <= 0 {
			continue
		}
		o.postpone(want - take)
		paid -= take
		o.Left -= int64(take)
		if o.Left == 0 {
			o.State = statePaid
		}
		o.put(tx, person)
		demarche.Pay(tx, ID, person, "Retenue pour trop-perçu ("+o.Label+")", -int64(take))
		tx.Emit(string(FactDeducted), "personne", person, "centimes", strconv.FormatInt(int64(take), 10))
	}
}

// postpone puts what a payment was too small for after the last instalment.
func (o *owed) postpone(short calcul.Cents) {
	if n := len(o.Plan); o.State == waySpread && short > 0 {
		next := droits.PaymentDay(droits.MonthOf(o.Plan[n-1].Due))
		o.Plan = append(o.Plan, droits.Instalment{Due: next, Amount: short})
	}
}

// notification is the letter that claims: nature, months, amount, reason, ways.
func (o owed) notification(person string) portal.Letter {
	return portal.Letter{
		To: person, From: senderName, Object: portal.Mark + " Notification de trop-perçu",
		Body: []string{
			"Nous vous avons versé " + frtext.Money(o.Amount) + " de trop (" + strings.TrimSuffix(o.Benefit+", "+o.span(), ", ") + ").",
			o.Reason,
			"Vous pouvez demander une rectification jusqu’au " + frtext.Date(o.Rectify) + " : aucune retenue ne commence avant. Vous pouvez contester devant la commission de recours amiable jusqu’au " + frtext.Date(o.Contest) + ".",
			"Vous pouvez aussi demander à payer en plusieurs fois, ou une remise. Demander une remise, c’est reconnaître la dette.",
		},
	}
}

// name tells a debt from another: « Prime d’activité, de juillet à septembre 2026 ».
func (o owed) name() string { return strings.TrimSuffix(o.Label+", "+o.span(), ", ") }

// span names the months of a debt: « de juillet à septembre 2026 »; empty for none.
func (c Claimed) span() string {
	switch n := len(c.Months); n {
	case 0:
		return ""
	case 1:
		return c.Months[0].String()
	default:
		return "de " + frtext.Month(c.Months[0].First().Month()) + " à " + c.Months[n-1].String()
	}
}
