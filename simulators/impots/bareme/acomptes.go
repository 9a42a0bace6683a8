package bareme

import (
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// Instalment is what a household pays by itself, in so many parts of the year, on
// the incomes that nobody withholds from: rents, and maintenance received (CGI,
// art. 204 J and 1663 C). Each part is rounded to the euro; nothing where there is
// no such income.
func (r *Rules) Instalment(d Declaration, rate Tenths, parts int) (calcul.Cents, calcul.Why, error) {
	y, err := r.year(d.Year)
	if err != nil {
		return 0, calcul.Why{}, err
	}
	rents, received := r.incomes(y, d.Boxes).rents, d.Boxes.sum("1AO", "1BO")
	base := rents.Plus(received)
	each := euro(base.Times(calcul.Int(int64(rate))).Over(calcul.Int(1000)).Over(calcul.Int(int64(parts)))).Cents()
	why := calcul.Why{Title: "Vos acomptes", Source: "code général des impôts, art. 204 J et 1663 C"}
	for _, line := range []struct {
		label string
		sum   calcul.Exact
	}{{"Loyers, nets", rents}, {"Pensions alimentaires reçues", received}} {
		if line.sum.Sign() > 0 {
			why.Add(line.label, "", money(line.sum.Cents()))
		}
	}
	why.Add("Taux du foyer", "", rate.String())
	why.Conclude("Chaque prélèvement, "+frtext.Count(parts, "fois", "fois")+" par an", money(each))
	return each, why, nil
}
