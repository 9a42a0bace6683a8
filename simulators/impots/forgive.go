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

// The answers to who asks for a remission.
const (
	lifted       = "Pour une première fois, la majoration ou l’amende vous est remise. L’impôt lui-même reste dû."
	liftedBefore = "Une remise vous a déjà été accordée : la majoration est maintenue. Un délai de paiement reste possible, et cette décision peut être contestée."
	nothingAdded = "Aucune majoration ni amende ne figure aujourd’hui sur vos avis. Si l’avis n’est pas encore arrivé, refaites cette demande quand il le sera."
)

// forgive lifts, once, what was added to a person's tax for being late, and the
// fines: the tax itself stays due. What was paid already is given back. It gives
// the agent's answer.
func forgive(tx *sandbox.Tx, person string) string {
	h := householdOf(tx, person)
	notices := slices.DeleteFunc(noticesOf(tx, person), func(n Notice) bool { return n.Replaced || !n.increased() })
	fines := slices.DeleteFunc(demarche.Debts(tx, ID, person), func(d demarche.Debt) bool { return d.Left == 0 || !strings.HasPrefix(d.Label, fineLabel) })
	switch {
	case len(notices)+len(fines) == 0:
		return nothingAdded
	case h.Forgiven:
		return liftedBefore
	}
	h.Forgiven = true
	putHousehold(tx, h)
	var back calcul.Cents
	for _, n := range notices {
		back += n.lift()
		tx.Put(noticeKey(n.ID), n)
	}
	for _, d := range fines {
		d.Left, d.State = 0, "remise"
		demarche.PutDebt(tx, ID, person, d)
	}
	if back > 0 {
		demarche.Pay(tx, ID, person, "Remise de majoration", int64(back))
	}
	tx.Emit(string(FactForgiven), "personne", person)
	return lifted
}

// increased says whether lateness cost anything on a notice.
func (n Notice) increased() bool {
	return n.Increase > 0 || slices.ContainsFunc(n.Schedule, func(i Instalment) bool { return i.Label != "" })
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
