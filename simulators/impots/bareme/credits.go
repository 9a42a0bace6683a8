package bareme

import "demarcheablanc/simulators/portal/calcul"

// credits are given back where they pass the tax.
type credits struct {
	home      calcul.Exact
	childcare calcul.Exact
	overCap   calcul.Exact // taken back: no more than 10 000 € for the two above
	union     calcul.Exact
	withheld  calcul.Exact // already paid on capital, box 2CK
}

func (r *Rules) credits(d Declaration, in incomes) credits {
	c := credits{
		home:      r.home(d),
		childcare: r.childcare(d.Boxes),
		union:     r.union(d.Boxes, in),
		withheld:  d.Boxes.of("2CK"),
	}
	c.overCap = c.home.Plus(c.childcare).Minus(r.lasting.CreditsCeiling).Positive()
	return c
}

func (c credits) total() calcul.Exact {
	return calcul.Sum(c.home, c.childcare, c.union, c.withheld).Minus(c.overCap)
}

// home: half of what help at home cost, aids deducted.
func (r *Rules) home(d Declaration) calcul.Exact {
	paid := d.Boxes.of("7DB").Minus(d.Boxes.of("7DR")).Positive()
	return euro(calcul.Min(paid, r.homeCeiling(d)).Times(r.lasting.HomeRate))
}

// homeCeiling rises with each child, each member over 65 and each parent helped;
// it is another one the first year, and where somebody is disabled.
func (r *Rules) homeCeiling(d Declaration) calcul.Exact {
	if d.Boxes.of("7DG").Sign() > 0 {
		return r.lasting.HomeDisabled
	}
	limits := r.lasting.Home
	if d.Boxes.of("7DQ").Sign() > 0 {
		limits = r.lasting.HomeFirstYear
	}
	n := d.Dependants.clean()
	heads := calcul.Int(int64(n.F + n.J + n.N)).Plus(halves(Shares(n.H))).Plus(d.Boxes.of("7DL"))
	for i := range d.declarants() {
		if d.over65(i) {
			heads = heads.Plus(calcul.Int(1))
		}
	}
	return calcul.Min(limits.Base.Plus(heads.Times(r.lasting.HomePerHead)), limits.Ceiling)
}

// childcare: half of what each child under six cost, up to a ceiling that is
// halved in alternating custody.
func (r *Rules) childcare(b Boxes) calcul.Exact {
	ceiling, base := r.lasting.ChildcareCeiling, calcul.Exact{}
	for _, box := range []string{"7GA", "7GB", "7GC"} {
		base = base.Plus(calcul.Min(b.of(box), ceiling))
	}
	for _, box := range []string{"7GE", "7GF", "7GG"} {
		base = base.Plus(calcul.Min(b.of(box), ceiling.Over(calcul.Int(2))))
	}
	return euro(base.Times(r.lasting.ChildcareRate))
}

// union: 66 % of what each paid, up to 1 % of their incomes; nothing to who
// already counts it in their real expenses.
func (r *Rules) union(b Boxes, in incomes) calcul.Exact {
	total := calcul.Exact{}
	for i, box := range []string{"7AC", "7AE", "7AG"} {
		p := in.people[i]
		if p.real {
			continue
		}
		most := p.salary.Plus(p.pension).Times(r.lasting.UnionIncomeShare)
		total = total.Plus(calcul.Min(b.of(box), most))
	}
	return euro(total.Times(r.lasting.UnionRate))
}
