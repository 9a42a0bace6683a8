package bareme

import (
	"fmt"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// car is one line of the mileage scale.
type car struct {
	Horsepower             int
	Near, Middle, Constant calcul.Exact
	Far                    calcul.Exact
}

// Distances at which the scale changes, in km.
const (
	nearKm   = 5_000
	middleKm = 20_000
	mostKm   = 10_000_000
)

// Mileage gives the deductible cost of a year's business journeys by car, in
// whole euros, for so many fiscal horsepower (3 and below alike, 7 and above
// alike) and kilometres.
func (r *Rules) Mileage(horsepower, km int, electric bool) (calcul.Cents, calcul.Why) {
	line := r.cars[min(max(horsepower-r.cars[0].Horsepower, 0), len(r.cars)-1)]
	km = min(max(km, 0), mostKm)
	distance := calcul.Int(int64(km))
	cost, how := distance.Times(line.Far), fmt.Sprintf("%s × %s", kilometres(km), perKm(line.Far))
	switch {
	case km <= nearKm:
		cost, how = distance.Times(line.Near), fmt.Sprintf("%s × %s", kilometres(km), perKm(line.Near))
	case km <= middleKm:
		cost = distance.Times(line.Middle).Plus(line.Constant)
		how = fmt.Sprintf("%s × %s + %s", kilometres(km), perKm(line.Middle), money(line.Constant.Cents()))
	}
	why := calcul.Why{Title: "Vos frais de voiture", Source: "code général des impôts, annexe IV, art. 6 B"}
	why.Add("Barème kilométrique", how, money(cost.Cents()))
	if electric {
		cost = cost.Times(r.electric)
		why.Add("Voiture électrique", "20"+frtext.NBSP+"% de plus", money(cost.Cents()))
	}
	total := euro(cost).Cents()
	why.Conclude("Frais à compter", money(total))
	return total, why
}

func kilometres(km int) string { return frtext.Number(int64(km)) + frtext.NBSP + "km" }

// perKm writes euros by kilometre, to the thousandth.
func perKm(x calcul.Exact) string { return decimal(x, 3) + frtext.NBSP + "€" }
