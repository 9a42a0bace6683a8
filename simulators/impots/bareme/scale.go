package bareme

import "demarcheablanc/simulators/portal/calcul"

// duties is the tax on the scale, from the family's shares to what is left
// before reductions.
type duties struct {
	full       calcul.Exact // on the family's shares
	alone      calcul.Exact // on the declarants' shares only
	cap        calcul.Exact // what the other shares may save
	limited    bool         // the cap applies
	complement calcul.Exact // further reduction of those the cap hits
	overseas   calcul.Exact
	afterCap   calcul.Exact // after all of the above
	decote     calcul.Exact // what was really taken
	net        calcul.Exact // whole euros
}

func (r *Rules) duties(y year, f family, couple bool, where Residence, taxable calcul.Exact) duties {
	d := r.capped(y, f, where, taxable)
	d.decote = r.decote(y, couple, d.afterCap)
	d.net = euro(d.afterCap.Minus(d.decote)).Positive()
	return d
}

// capped is the tax on the shares, after all that precedes the décote.
func (r *Rules) capped(y year, f family, where Residence, taxable calcul.Exact) duties {
	d := duties{
		full:  onShares(y.Brackets, taxable, f.total().exact()),
		alone: onShares(y.Brackets, taxable, f.adults.exact()),
		cap:   y.cap(f),
	}
	d.afterCap = d.full
	if capped := d.alone.Minus(d.cap); d.full.Below(capped) {
		d.limited = true
		d.complement = calcul.Min(y.complement(f), capped.Minus(d.full))
		d.afterCap = capped.Minus(d.complement)
	}
	d.overseas = r.overseas(where, d.afterCap)
	d.afterCap = d.afterCap.Minus(d.overseas)
	return d
}

// onShares taxes an income share by share.
func onShares(brackets []step, income, shares calcul.Exact) calcul.Exact {
	return byBracket(brackets, income.Over(shares)).Times(shares)
}

// byBracket applies to each slice its rate.
func byBracket(brackets []step, amount calcul.Exact) calcul.Exact {
	total := calcul.Exact{}
	for i, b := range brackets {
		top := amount
		if i+1 < len(brackets) {
			top = calcul.Min(amount, brackets[i+1].Above)
		}
		total = total.Plus(top.Minus(b.Above).Positive().Times(b.Rate))
	}
	return total
}

// cap is the most that the shares beyond the declarants' own can save.
func (y year) cap(f family) calcul.Exact {
	quarters := f.total() - f.adults
	switch {
	case f.raised > 0:
		return y.RaisedAloneCap
	case f.lone > 0:
		first := min(quarters, 4)
		return y.LoneParentCap.Times(first.exact()).Plus(y.HalfShareCap.Times(halves(quarters - first)))
	}
	return y.HalfShareCap.Times(halves(quarters))
}

// complement is the further reduction for disability, veterans and widowed
// parents, which the cap does not take back.
func (y year) complement(f family) calcul.Exact {
	reduction := y.DisabilityReduction.Times(halves(f.own + f.cards))
	if f.widowed > 0 {
		reduction = reduction.Plus(y.WidowedReduction)
	}
	return reduction
}

func halves(s Shares) calcul.Exact { return calcul.Int(int64(s)).Over(calcul.Int(2)) }

func (r *Rules) overseas(where Residence, tax calcul.Exact) calcul.Exact {
	var regime limitedRate
	switch where {
	case AntillesReunion:
		regime = r.lasting.Overseas.AntillesReunion
	case GuyaneMayotte:
		regime = r.lasting.Overseas.GuyaneMayotte
	}
	return calcul.Min(tax.Times(regime.Rate), regime.Ceiling)
}

// decote softens the first euros of tax; it never takes more than there is.
func (r *Rules) decote(y year, couple bool, tax calcul.Exact) calcul.Exact {
	from := y.DecoteAlone
	if couple {
		from = y.DecoteCouple
	}
	relief := euro(from.Minus(tax.Times(r.lasting.DecoteRate)).Positive())
	return euro(calcul.Min(relief, tax))
}

// marginal is the rate of the last slice, in percent.
func (y year) marginal(f family, d duties, taxable calcul.Exact) int64 {
	shares := f.total()
	if d.limited {
		shares = f.adults
	}
	each, rate := taxable.Over(shares.exact()), calcul.Exact{}
	for _, b := range y.Brackets {
		if b.Above.Below(each) {
			rate = b.Rate
		}
	}
	return rate.Times(calcul.Int(100)).Round()
}
