package droits

import "demarcheablanc/simulators/portal/calcul"

// averaged is what one person's incomes count for the RSA, a month: the average
// of the three months, where what has stopped is forgotten (« neutralisé »).
func (r *Rules) averaged(incomes []Income, quarter [3]Month, m Month) calcul.Exact {
	total, kept := calcul.Exact{}, replaced(incomes)
	for _, i := range incomes {
		received := i.over(quarter, m)
		switch {
		case !i.stopped() || i.Kind.professional() && kept:
		case i.Kind.professional():
			received = calcul.Exact{}
		default:
			received = received.Minus(calcul.Int(3).Times(r.rsa.Base.at(m))).Positive()
		}
		total = total.Plus(received)
	}
	return total.Over(calcul.Int(3))
}

// yield is what savings and empty property count for the RSA, a month.
func (r *Rules) yield(a Assets, m Month) calcul.Exact {
	return calcul.Sum(
		amount(a.Idle).Times(r.rsa.Idle.at(m)),
		amount(a.Interest),
		amount(a.EmptyBuilding).Times(r.rsa.EmptyBuilding.at(m)),
		amount(a.EmptyLand).Times(r.rsa.EmptyLand.at(m)),
	).Over(calcul.Int(12))
}

// persons lists the incomes of each person counted: adults, then children.
func persons(h Household, c composition) [][]Income {
	var all [][]Income
	for _, a := range h.adults() {
		all = append(all, a.Incomes)
	}
	for _, child := range c.children {
		all = append(all, child.Incomes)
	}
	return all
}
