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

// Before is what passed between a household and the administration before a
// notice.
type Before struct {
	Withheld calcul.Cents // at source, in the year of the incomes
	Acomptes calcul.Cents // on incomes that nobody withholds from, in the same year
	Advance  calcul.Cents // on credits, paid in January, which is to be given back
	Paid     calcul.Cents // under an earlier notice of the same year; negative: given back
}

// Settle compares the tax due (negative where it is given back) with what was
// paid before.
func (r *Rules) Settle(due calcul.Cents, before Before) Settlement {
	withheld, advance := max(before.Withheld, 0), max(before.Advance, 0)
	balance := due - withheld - max(before.Acomptes, 0) + advance - before.Paid
	var s Settlement
	s.Why = calcul.Why{Title: "Le solde de votre impôt", Source: "code général des impôts, art. 1657, 1663 B et 1965 L"}
	s.Why.Add("Impôt de l’année", "", money(due))
	s.Why.Add("Déjà prélevé à la source", "", money(-withheld))
	if before.Acomptes > 0 {
		s.Why.Add("Acomptes déjà payés", "prélevés sur le compte bancaire", money(-before.Acomptes))
	}
	if advance > 0 {
		s.Why.Add("Avance sur crédits d’impôt versée en janvier", "elle est reprise ici", money(advance))
	}
	switch {
	case before.Paid > 0:
		s.Why.Add("Déjà payé avec l’avis précédent", "", money(-before.Paid))
	case before.Paid < 0:
		s.Why.Add("Déjà remboursé avec l’avis précédent", "à rendre si l’impôt est plus haut", money(-before.Paid))
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
