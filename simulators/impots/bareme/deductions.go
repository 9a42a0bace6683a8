package bareme

import "demarcheablanc/simulators/portal/calcul"

// taxable goes from gross global income to taxable income.
type taxable struct {
	gross     calcul.Exact
	levies    calcul.Exact // deductible CSG
	support   calcul.Exact // maintenance paid
	savings   calcul.Exact // for retirement
	net       calcul.Exact // net global income
	elderly   calcul.Exact // age or disability
	attached  calcul.Exact // grown children with a family
	taxable   calcul.Exact
	reference calcul.Exact // revenu fiscal de référence
}

func (r *Rules) taxable(y year, d Declaration, in incomes) taxable {
	t := taxable{gross: in.gross()}
	t.levies = calcul.Min(d.Boxes.of("6DE"), t.gross)
	t.support = r.support(y, d.Boxes)
	t.savings = savings(d.Boxes)
	t.net = t.gross.Minus(t.levies).Minus(t.support).Minus(t.savings).Positive()
	t.elderly = calcul.Min(elderly(y, d, t.net), t.net)
	t.attached = y.AdultChild.Times(calcul.Int(int64(d.Dependants.clean().N)))
	t.taxable = t.net.Minus(t.elderly).Minus(t.attached).Positive()
	t.reference = t.taxable.Plus(t.savings).Plus(in.dividends).Plus(in.interest).Minus(in.capital)
	return t
}

// support is the maintenance that may be deducted: as ruled for minors, parents
// and a former spouse, up to a ceiling for each grown child. What a judge ruled
// before 2006 counts for a quarter more.
func (r *Rules) support(y year, b Boxes) calcul.Exact {
	old := r.lasting.OldRulingRate
	total := b.of("6GU").Plus(b.of("6GP").Times(old))
	for _, box := range []string{"6EL", "6EM"} {
		total = total.Plus(calcul.Min(b.of(box), y.AdultChild))
	}
	for _, box := range []string{"6GI", "6GJ"} {
		total = total.Plus(calcul.Min(b.of(box).Times(old), y.AdultChild))
	}
	return total
}

// savings for retirement, each person's within their printed ceiling, where the
// notice printed one.
func savings(b Boxes) calcul.Exact {
	total := calcul.Exact{}
	for _, c := range []string{"S", "T", "U"} {
		paid, ceiling := b.sum("6N"+c, "6R"+c), b.of("6P"+c)
		if ceiling.Sign() > 0 {
			paid = calcul.Min(paid, ceiling)
		}
		total = total.Plus(paid)
	}
	return total
}

// elderly is the abatement of those of modest income who were over 65 on 31
// December, or are disabled: once for each declarant.
func elderly(y year, d Declaration, net calcul.Exact) calcul.Exact {
	heads := d.elderlyHeads()
	for _, t := range y.Elderly {
		if heads > 0 && !t.UpTo.Below(net) {
			return t.Amount.Times(calcul.Int(heads))
		}
	}
	return calcul.Exact{}
}

func (d Declaration) elderlyHeads() int64 {
	disabled := [2]bool{d.Ticks.P, d.Ticks.F}
	heads := int64(0)
	for i := range d.declarants() {
		if disabled[i] || d.over65(i) {
			heads++
		}
	}
	return heads
}

func (d Declaration) declarants() int {
	if d.Status.couple() {
		return 2
	}
	return 1
}

func (d Declaration) over65(i int) bool { return d.Born[i] > 0 && d.Year-d.Born[i] >= 65 }
