package bareme

import "demarcheablanc/simulators/portal/calcul"

// reductions can bring the tax down to nothing, never below.
type reductions struct {
	gifts   calcul.Exact
	school  calcul.Exact
	carried calcul.Exact // gifts beyond a fifth of the income, kept five years
}

func (r *Rules) reductions(y year, d Declaration, income calcul.Exact) reductions {
	var out reductions
	out.gifts, out.carried = r.gifts(y, d, income)
	out.school = r.school(d.Boxes)
	return out
}

// gifts: 75 % for helping people, up to a ceiling; 66 % for the rest and for
// what passes that ceiling, up to a fifth of the taxable income.
func (r *Rules) gifts(y year, d Declaration, income calcul.Exact) (reduction, carried calcul.Exact) {
	help := d.Boxes.sum("7UD", "7VA")
	best := calcul.Min(help, y.HelpGiftsCeiling)
	parties := r.lasting.PartyGiftsCeiling.Times(calcul.Int(int64(d.declarants())))
	others := calcul.Sum(d.Boxes.sum("7UF", "7VC"), calcul.Min(d.Boxes.of("7UH"), parties), help.Minus(best))
	kept := calcul.Min(others, income.Times(r.lasting.GiftsIncomeShare))
	reduction = best.Times(r.lasting.HelpGiftsRate).Plus(kept.Times(r.lasting.GiftsRate))
	return euro(reduction), others.Minus(kept)
}

// school: an amount for each child, half of it in alternating custody.
func (r *Rules) school(b Boxes) calcul.Exact {
	s, total := r.lasting.School, calcul.Exact{}
	for _, level := range []struct {
		full, alternating string
		amount            calcul.Exact
	}{{"7EA", "7EB", s.College}, {"7EC", "7ED", s.Lycee}, {"7EF", "7EG", s.Superieur}} {
		children := b.of(level.full).Plus(b.of(level.alternating).Over(calcul.Int(2)))
		total = total.Plus(level.amount.Times(children))
	}
	return euro(total)
}

func (r reductions) total() calcul.Exact { return r.gifts.Plus(r.school) }
