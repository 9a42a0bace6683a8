package impots

import (
	"slices"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// fineLabel begins the label of every fine.
const fineLabel = "Amende"

// forgive lifts, once, what was added to a person's tax for being late, and the
// fines: the tax itself stays due. What was paid already is given back. It says
// whether it did.
func forgive(tx *sandbox.Tx, person string) bool {
	h := householdOf(tx, person)
	if h.Forgiven {
		return false
	}
	h.Forgiven = true
	putHousehold(tx, h)
	var back calcul.Cents
	for _, n := range noticesOf(tx, person) {
		if !n.Replaced {
			back += n.lift()
			tx.Put(noticeKey(n.ID), n)
		}
	}
	for _, d := range demarche.Debts(tx, ID, person) {
		if d.Left > 0 && strings.HasPrefix(d.Label, fineLabel) {
			d.Left, d.State = 0, "remise"
			demarche.PutDebt(tx, ID, person, d)
		}
	}
	if back > 0 {
		demarche.Pay(tx, ID, person, "Remise de majoration", int64(back))
	}
	tx.Emit(string(FactForgiven), "personne", person)
	return true
}

// lift takes its increases off a notice, from what is not paid yet first; the
// rest is to be given back.
func (n *Notice) lift() calcul.Cents {
	owed := n.Increase
	n.Increase = 0
	for i := len(n.Schedule) - 1; i >= 0; i-- {
		part := &n.Schedule[i]
		switch unpaid := part.Paid.IsZero(); {
		case part.Label != "" && unpaid:
			part.Amount = 0
		case part.Label != "":
			owed, part.Amount = owed+part.Amount, 0
		case unpaid:
			off := min(owed, part.Amount)
			owed, part.Amount = owed-off, part.Amount-off
		}
	}
	n.Schedule = slices.DeleteFunc(n.Schedule, func(p Instalment) bool { return p.Amount == 0 })
	return owed
}
