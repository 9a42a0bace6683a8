package bareme

import "demarcheablanc/simulators/portal/calcul"

// Assessment is what the notice says. Amounts are in cents; those that the
// administration rounds are whole euros.
type Assessment struct {
	Shares           Shares
	GrossIncome      calcul.Cents // revenu brut global
	NetIncome        calcul.Cents // revenu net global, charges deducted
	Taxable          calcul.Cents // revenu net imposable
	Reference        calcul.Cents // revenu fiscal de référence
	FullTax          calcul.Cents // on the family's shares, before the cap
	CapApplies       bool         // the shares save no more than the cap
	AfterCap         calcul.Cents // after the cap, its complement, and overseas
	Decote           calcul.Cents // as applied, never more than AfterCap
	BeforeReductions calcul.Cents
	Reductions       calcul.Cents // as applied, never more than BeforeReductions
	GiftsCarried     calcul.Cents // gifts to count in the five years to come
	Flat             calcul.Cents // on capital, outside the scale
	HighIncomes      calcul.Cents // contribution of the highest incomes
	Credits          calcul.Cents
	Due              calcul.Cents // owed; negative: given back
	Average          int64        // Due / Taxable, in hundredths of a percent
	Marginal         int64        // rate of the last slice, in percent
	Why              calcul.Why
}

// Compute gives the tax of a declaration (CGI, art. 1 A to 200 undecies). It
// fails only where the year is not one of those known.
func (r *Rules) Compute(d Declaration) (Assessment, error) {
	s, err := r.sheet(d)
	if err != nil {
		return Assessment{}, err
	}
	a := s.assessment()
	a.Why = s.why()
	return a, nil
}

// sheet is the whole computation, exact, for the notice and its explanation.
type sheet struct {
	rules *Rules
	year  year
	decl  Declaration
	incomes
	taxable
	family
	duties
	reductions
	credits
	high calcul.Exact
	owed calcul.Exact
}

func (r *Rules) sheet(d Declaration) (sheet, error) {
	y, err := r.year(d.Year)
	if err != nil {
		return sheet{}, err
	}
	s := sheet{rules: r, year: y, decl: d, incomes: r.incomes(y, d.Boxes), family: d.family()}
	s.taxable = r.taxable(y, d, s.incomes)
	s.duties = r.duties(y, s.family, d.Status.couple(), d.Residence, s.taxable.taxable)
	s.reductions = r.reductions(y, d, s.taxable.taxable)
	s.credits = r.credits(d, s.incomes)
	s.high = r.highIncomes(d.declarants(), s.reference)
	s.owed = r.claimed(s.beforeCredits(), s.credits.total())
	return s, nil
}

// highIncomes is the contribution of article 223 sexies: for a couple, twice
// that of half their income.
func (r *Rules) highIncomes(declarants int, reference calcul.Exact) calcul.Exact {
	return euro(onShares(r.lasting.HighIncomes, reference, calcul.Int(int64(declarants))))
}

// reduced is what the reductions really take.
func (s sheet) reduced() calcul.Exact { return calcul.Min(s.reductions.total(), s.duties.net) }

func (s sheet) flatTax() calcul.Exact { return s.flat(s.rules.lasting.FlatRate) }

func (s sheet) beforeCredits() calcul.Exact {
	return calcul.Sum(s.duties.net, s.flatTax(), s.high).Minus(s.reduced())
}

func (s sheet) assessment() Assessment {
	return Assessment{
		Shares:           s.family.total(),
		GrossIncome:      s.taxable.gross.Cents(),
		NetIncome:        s.taxable.net.Cents(),
		Taxable:          s.taxable.taxable.Cents(),
		Reference:        s.reference.Cents(),
		FullTax:          s.full.Cents(),
		CapApplies:       s.limited,
		AfterCap:         s.afterCap.Cents(),
		Decote:           s.duties.decote.Cents(),
		BeforeReductions: s.duties.net.Cents(),
		Reductions:       s.reduced().Cents(),
		GiftsCarried:     s.carried.Cents(),
		Flat:             s.flatTax().Cents(),
		HighIncomes:      s.high.Cents(),
		Credits:          s.credits.total().Cents(),
		Due:              s.owed.Cents(),
		Average:          s.average(),
		Marginal:         s.year.marginal(s.family, s.duties, s.taxable.taxable),
	}
}

func (s sheet) average() int64 {
	if s.taxable.taxable.Sign() == 0 {
		return 0
	}
	return s.owed.Over(s.taxable.taxable).Times(calcul.Int(10_000)).Round()
}
