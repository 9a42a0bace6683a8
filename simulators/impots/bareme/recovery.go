package bareme

import (
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// claimed is the tax once small sums are let go: nothing is asked below 61 €
// before credits, nor below 12 € after them. What credits give back is kept.
func (r *Rules) claimed(before, credits calcul.Exact) calcul.Exact {
	after := before.Minus(credits)
	small := before.Below(r.lasting.ClaimedFrom) || after.Below(r.lasting.ClaimedFromAfterCredits)
	if after.Sign() > 0 && small {
		return calcul.Exact{}
	}
	return after
}

// Settlement is how a year ends once what was withheld is counted.
type Settlement struct {
	ToPay       calcul.Cents
	Refund      calcul.Cents
	Instalments int // withdrawals that share ToPay, from September on; 0 where nothing is owed
	Why         calcul.Why
}

// Settle compares the tax due (negative where it is given back) with what was
// withheld at source in the year, and with the advance on credits paid in
// January, which is to be given back.
func (r *Rules) Settle(due, withheld, advance calcul.Cents) Settlement {
	balance := due - max(withheld, 0) + max(advance, 0)
	var s Settlement
	s.Why = calcul.Why{Title: "Le solde de votre impôt", Source: "code général des impôts, art. 1657, 1663 B et 1965 L"}
	s.Why.Add("Impôt de l’année", "", money(due))
	s.Why.Add("Déjà prélevé à la source", "", money(-max(withheld, 0)))
	if advance > 0 {
		s.Why.Add("Avance sur crédits d’impôt versée en janvier", "elle est reprise ici", money(advance))
	}
	switch exact := calcul.Of(balance); {
	case !exact.Below(r.lasting.ClaimedFromAfterCredits):
		s.ToPay, s.Instalments = balance, 1
		if r.lasting.InstalmentsAbove.Below(exact) {
			s.Instalments = r.lasting.Instalments
		}
		s.Why.Conclude("Reste à payer", money(s.ToPay))
	case !calcul.Of(-balance).Below(r.lasting.RefundedFrom):
		s.Refund = -balance
		s.Why.Conclude("Vous sera remboursé", money(s.Refund))
	default:
		s.Why.Conclude("Rien à payer, rien à rembourser : le solde est trop petit", money(0))
	}
	return s
}

func money(c calcul.Cents) string { return frtext.RoundMoney(int64(c)) }
