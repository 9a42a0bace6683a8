package bareme

import "demarcheablanc/simulators/portal/calcul"

// person is one column of the form and what is left of their incomes.
type person struct {
	salary    calcul.Exact // and unemployment, as declared
	pension   calcul.Exact // of every kind, as declared
	deducted  calcul.Exact // from salary: 10 % or real expenses
	real      bool         // real expenses were the better
	abatement calcul.Exact // from pension, before the household's ceiling
}

// incomes are those of the household, by kind.
type incomes struct {
	people    [4]person // first and second declarant, two dependants
	overCap   calcul.Exact
	dividends calcul.Exact // as declared
	interest  calcul.Exact // as declared
	onScale   bool         // capital is taxed on the scale, by choice
	capital   calcul.Exact // what of it goes to the scale
	rents     calcul.Exact // net
}

var columns = [4]string{"A", "B", "C", "D"}

func (r *Rules) incomes(y year, b Boxes) incomes {
	in := incomes{dividends: b.of("2DC"), interest: b.of("2TR"), onScale: b.of("2OP").Sign() > 0}
	abated := calcul.Exact{}
	for i, c := range columns {
		in.people[i] = r.person(y, b, c)
		abated = abated.Plus(in.people[i].abatement)
	}
	in.overCap = abated.Minus(y.PensionMax).Positive()
	if in.onScale {
		in.capital = in.interest.Plus(in.dividends.Minus(in.dividends.Times(r.lasting.DividendAbatement)))
	}
	in.rents = r.rents(b)
	return in
}

func (r *Rules) person(y year, b Boxes, column string) person {
	p := person{
		salary:  b.sum("1"+column+"J", "1"+column+"P"),
		pension: b.sum("1"+column+"S", "1"+column+"Z", "1"+column+"O"),
	}
	tenth := p.salary.Times(r.lasting.AbatementRate)
	p.deducted = calcul.Min(euro(calcul.Min(calcul.Max(tenth, y.SalaryMin), y.SalaryMax)), p.salary)
	if expenses := b.of("1" + column + "K"); p.salary.Sign() > 0 && p.deducted.Below(expenses) {
		p.deducted, p.real = expenses, true
	}
	tenth = p.pension.Times(r.lasting.AbatementRate)
	p.abatement = calcul.Min(euro(calcul.Max(tenth, y.PensionMin)), p.pension)
	return p
}

// rents are what furnished nothing: small ones lose 30 %, of 15 000 € at most;
// the others are declared net.
func (r *Rules) rents(b Boxes) calcul.Exact {
	small := b.of("4BE")
	if small.Sign() == 0 {
		return b.of("4BA")
	}
	eligible := calcul.Min(small, r.lasting.SmallRentsCeiling)
	return small.Minus(eligible.Times(r.lasting.SmallRentsAbatement))
}

// work is what is left of salaries; real expenses can make it negative.
func (in incomes) work() calcul.Exact {
	left := calcul.Exact{}
	for _, p := range in.people {
		left = left.Plus(p.salary.Minus(p.deducted))
	}
	return left
}

// pensions is what is left of pensions, with the household's ceiling.
func (in incomes) pensions() calcul.Exact {
	left := in.overCap
	for _, p := range in.people {
		left = left.Plus(p.pension.Minus(p.abatement))
	}
	return left
}

// gross is the household's gross global income.
func (in incomes) gross() calcul.Exact {
	return calcul.Sum(in.work(), in.pensions(), in.capital, in.rents).Positive()
}

// flat is what capital owes outside the scale.
func (in incomes) flat(rate calcul.Exact) calcul.Exact {
	if in.onScale {
		return calcul.Exact{}
	}
	return euro(in.dividends.Plus(in.interest).Times(rate))
}

// euro rounds to the nearest whole euro, as the administration does.
func euro(x calcul.Exact) calcul.Exact { return calcul.Int(x.Round()) }
