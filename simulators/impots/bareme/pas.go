package bareme

import (
	"fmt"
	"time"

	"demarcheablanc/simulators/portal/calcul"
)

// Tenths is a withholding rate, in tenths of a percent: 53 is 5,3 %.
type Tenths int64

// Withholding are the rates that the administration sends to who pays.
type Withholding struct {
	Household Tenths    // « personnalisé » : the same for both
	Own       [2]Tenths // « individualisé » : each declarant's
	Why       calcul.Why
}

// Withholding gives the rates that a declaration leads to (CGI, art. 204 H and
// 204 M): the tax on the scale, before reductions and credits, over the incomes
// it is withheld from, before abatements.
func (r *Rules) Withholding(d Declaration) (Withholding, error) {
	s, err := r.sheet(d)
	if err != nil {
		return Withholding{}, err
	}
	household := s.rateFor(s.duties.net)
	w := Withholding{Household: tenths(household), Own: [2]Tenths{tenths(household), tenths(household)}}
	w.Why = calcul.Why{Title: "Votre taux de prélèvement à la source", Source: "code général des impôts, art. 204 H et 204 M"}
	w.Why.Add("Impôt selon le barème", "avant réductions et crédits d’impôt", money(s.duties.net.Cents()))
	w.Why.Add("Revenus concernés", "salaires, chômage, pensions et loyers, avant l’abattement de 10 %", money(s.base().Cents()))
	w.Why.Conclude("Taux personnalisé du foyer", w.Household.String())
	if d.Status.couple() {
		w.Own = s.individual(household)
		for i, name := range []string{"Taux individualisé du déclarant 1", "Taux individualisé du déclarant 2"} {
			w.Why.Conclude(name, w.Own[i].String())
		}
	}
	return w, nil
}

// String writes « 5,3 % ».
func (t Tenths) String() string { return percent(calcul.Int(int64(t)).Over(calcul.Int(1000))) }

// base is what tax is withheld from.
func (in incomes) base() calcul.Exact {
	total := in.rents
	for _, p := range in.people {
		total = total.Plus(p.salary).Plus(p.pension)
	}
	return total
}

// rateFor is the rate that recovers a tax on the scale, for its part that bears
// on incomes subject to withholding.
func (in incomes) rateFor(tax calcul.Exact) calcul.Exact {
	gross, net := in.gross(), in.gross().Minus(in.capital).Positive()
	if gross.Sign() == 0 || in.base().Sign() == 0 {
		return calcul.Exact{}
	}
	return tax.Times(net).Over(gross).Over(in.base())
}

// individual gives each spouse a rate: the one with the lower income as if alone
// with half of the shares, of what is common and of the charges; the other, what
// remains to recover.
func (s sheet) individual(household calcul.Exact) [2]Tenths {
	low, high := 0, 1
	if s.personal(1).Below(s.personal(0)) {
		low, high = 1, 0
	}
	first := s.aloneRate(low)
	var rates [2]Tenths
	rates[low] = tenths(first)
	common := s.base().Minus(s.personal(0)).Minus(s.personal(1))
	left := household.Times(s.base()).Minus(first.Times(s.personal(low))).Minus(household.Times(common))
	if s.personal(high).Sign() > 0 {
		rates[high] = tenths(left.Over(s.personal(high)).Positive())
	}
	return rates
}

// personal is one declarant's own income, as declared.
func (s sheet) personal(i int) calcul.Exact { return s.people[i].salary.Plus(s.people[i].pension) }

// aloneRate taxes one declarant with half of the household's shares, and the
// décote of somebody alone.
func (s sheet) aloneRate(i int) calcul.Exact {
	two := calcul.Int(2)
	in := incomes{capital: s.capital.Over(two), rents: s.rents.Over(two)}
	in.people[0] = s.people[i]
	for n, p := range s.people[2:] {
		in.people[n+1] = p.halved()
	}
	deducted := s.taxable.gross.Minus(s.taxable.taxable).Over(two)
	own := in.gross().Minus(deducted).Positive()
	// Half of the shares on an income is half of what all owe on twice that income.
	tax := s.rules.capped(s.year, s.family, s.decl.Residence, own.Times(two)).afterCap.Over(two)
	return in.rateFor(euro(tax.Minus(s.rules.decote(s.year, false, tax))).Positive())
}

func (p person) halved() person {
	two := calcul.Int(2)
	p.salary, p.pension = p.salary.Over(two), p.pension.Over(two)
	p.deducted, p.abatement = p.deducted.Over(two), p.abatement.Over(two)
	return p
}

// tenths rounds a rate to the nearest tenth of a percent.
func tenths(rate calcul.Exact) Tenths { return Tenths(rate.Times(calcul.Int(1000)).Round()) }

// grid is a table of default rates and the month it begins.
type grid struct {
	From  string // AAAA-MM
	Steps []struct{ Limit, Rate calcul.Exact }
}

// DefaultRate is the rate of who has none, or wants it untold (« non
// personnalisé »), for a month's income paid on a given day, on the mainland.
func (r *Rules) DefaultRate(monthly calcul.Cents, paid time.Time) (Tenths, error) {
	month, found := paid.Format("2006-01"), false
	var rate calcul.Exact
	for _, g := range r.grids {
		if g.From > month {
			break
		}
		found, rate = true, calcul.Exact{}
		for _, s := range g.Steps {
			if !calcul.Of(monthly).Below(s.Limit) {
				rate = s.Rate
			}
		}
	}
	if !found {
		return 0, fmt.Errorf("pas de taux par défaut connu pour %s", month)
	}
	return tenths(rate), nil
}
