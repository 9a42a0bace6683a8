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
)

// What is owed is asked for by itself: withdrawn on its day where an account is
// known, increased a fortnight later where nothing came.
const (
	effectDraw   = "impots.echeance"
	effectUnpaid = "impots.impaye"
	unpaidAfter  = 15 * 24 * time.Hour
)

// Instalment is one withdrawal of a balance.
type Instalment struct {
	On     time.Time    `json:"le"`
	Amount calcul.Cents `json:"montant"`
	Label  string       `json:"libelle,omitempty"` // where it is not the tax itself
	Paid   time.Time    `json:"paye,omitzero"`
	Online bool         `json:"en_ligne,omitempty"` // paid by the person, and not withdrawn
	Missed bool         `json:"manque,omitempty"`   // its day came, and no account was known
}

// partDue is one part of a notice, by its day.
type partDue struct {
	Notice string    `json:"avis"`
	On     time.Time `json:"le"`
}

// shared cuts an amount in so many monthly parts of whole euros; the last one
// takes what division leaves.
func shared(amount calcul.Cents, parts int, first time.Time) []Instalment {
	each := amount / calcul.Cents(parts) / 100 * 100
	var all []Instalment
	for i := range parts {
		part := Instalment{On: first.AddDate(0, i, 0), Amount: each}
		if i == parts-1 {
			part.Amount = amount - each*calcul.Cents(i)
		}
		all = append(all, part)
	}
	return all
}

// firstDue is late September, or a month after a later notice.
func (s *service) firstDue(n Notice) time.Time {
	first := s.calendar.campaign(n.Year - 1).balance()
	if late := n.At.AddDate(0, 0, 30); late.After(first) {
		return at(late.Year(), late.Month(), late.Day(), 9, 0, 0)
	}
	return first
}

// ask writes a notice with its parts, each of which comes due on its day.
func ask(tx *sandbox.Tx, n Notice) {
	tx.Put(noticeKey(n.ID), n)
	for _, part := range n.Schedule {
		if part.Paid.IsZero() && part.On.After(tx.Now()) {
			tx.Schedule(part.On, effectDraw, partDue{n.ID, part.On})
		}
	}
}

// paid is what a notice brought in so far; left, what it still asks for.
func (n Notice) paid() (total calcul.Cents) {
	for _, part := range n.Schedule {
		if !part.Paid.IsZero() {
			total += part.Amount
		}
	}
	return total
}

func (n Notice) left() (total calcul.Cents) {
	for _, part := range n.Schedule {
		if part.Paid.IsZero() {
			total += part.Amount
		}
	}
	return total
}

// paidBefore is what passed between a household and the administration for a year of
// incomes, ahead of the notice to come.
func paidBefore(tx *sandbox.Tx, h Household, incomes int, withheld calcul.Cents) bareme.Before {
	b := bareme.Before{Withheld: withheld, Acomptes: acomptesPaid(tx, h, incomes), Advance: calcul.Euros(h.Advance)}
	for _, n := range noticesOf(tx, h.ID) {
		if n.Year == incomes+1 && !n.At.IsZero() {
			b.Advance = n.Advance
			b.Paid += n.paid() - n.Refund
		}
	}
	return b
}

// draw withdraws the parts that fall due, or sees that they cannot be.
func draw(tx *sandbox.Tx, due partDue) {
	n, ok := sandbox.Get[Notice](tx, noticeKey(due.Notice))
	if !ok {
		return
	}
	known, missed := householdOf(tx, n.Declarants[0]).IBAN != "", false
	for i, part := range n.Schedule {
		switch {
		case !part.On.Equal(due.On) || !part.Paid.IsZero():
		case known:
			n.Schedule[i].Paid = tx.Now()
		default:
			n.Schedule[i].Missed, missed = true, true
		}
	}
	tx.Put(noticeKey(n.ID), n)
	if missed {
		tx.Schedule(tx.Now().Add(unpaidAfter), effectUnpaid, due)
	}
}

// increase adds a tenth to a part that never came, and says so by post.
func (s *service) increase(tx *sandbox.Tx, due partDue) {
	n, _ := sandbox.Get[Notice](tx, noticeKey(due.Notice))
	var unpaid calcul.Cents
	for _, part := range n.Schedule {
		if part.Missed && part.Paid.IsZero() && part.Label == "" && part.On.Equal(due.On) {
			unpaid += part.Amount
		}
	}
	if unpaid == 0 {
		return
	}
	more := s.bareme.LatePayment(unpaid)
	n.Schedule = append(n.Schedule, Instalment{On: tx.Now(), Amount: more, Label: "Majoration pour paiement en retard", Missed: true})
	tx.Put(noticeKey(n.ID), n)
	tx.Emit(string(FactUnpaid), "personne", n.Declarants[0], "avis", n.ID, "centimes", strconv.FormatInt(int64(unpaid), 10))
	portal.SendLetter(tx, portal.Letter{To: n.Declarants[0], From: "Impôts", Object: "Votre paiement n’est pas arrivé", Body: []string{
		"Bonjour,",
		fmt.Sprintf("%s étaient attendus le %s pour l’avis d’impôt %d. Rien n’est arrivé : une majoration de 10 %%, soit %s, s’ajoute.", euros(unpaid), frtext.LongDate(due.On), n.Year, euros(more)),
		"Vous pouvez payer dans votre espace, rubrique « Payer », après avoir donné un compte bancaire. Si c’est trop lourd, demandez un délai par la messagerie ; pour une première fois, une remise de la majoration peut être demandée.",
	}})
}

// The delay that an agent grants.
const delayParts = 6

// delay spreads what a person still owes over six months, from the middle of the
// next one. It says whether there was anything to spread.
func delay(tx *sandbox.Tx, person string) (spread bool) {
	now := tx.Now().In(frtext.Paris)
	for _, n := range noticesOf(tx, person) {
		left := n.left()
		if left == 0 {
			continue
		}
		kept := n.Schedule[:0:0]
		for _, part := range n.Schedule {
			if !part.Paid.IsZero() {
				kept = append(kept, part)
			}
		}
		n.Schedule = append(kept, shared(left, delayParts, at(now.Year(), now.Month()+1, 15, 9, 0, 0))...)
		ask(tx, n)
		tx.Emit(string(FactDelay), "personne", person, "avis", n.ID)
		spread = true
	}
	return spread
}
