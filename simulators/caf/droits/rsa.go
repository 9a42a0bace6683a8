package droits

import (
	"fmt"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// RSA is the right to the revenu de solidarité active, a month.
type RSA struct {
	Flat             calcul.Cents // montant forfaitaire; 0 where there is no right
	Increased        calcul.Cents // the same for a lone parent, 0 elsewhere
	HousingDeduction calcul.Cents // forfait logement
	Resources        calcul.Cents // what is counted, family benefits included
	Amount           calcul.Cents // what is paid
	Refusal          string       // why there is no right at all; empty where there may be
}

// RSA computes the right of month m.
func (r *Rules) RSA(h Household, m Month) (RSA, calcul.Why) {
	c, base := r.compose(h, m), r.rsa.Base.at(m)
	flat, increased := r.flats(c, base, m)
	housing := r.housingDeduction(h, c.persons(), base, m)
	own, month := r.ownResources(h, c, m), r.familyMonth(h, m)
	family := month.resources()
	out := RSA{
		HousingDeduction: nearestRSA(housing), Resources: nearestRSA(own.Plus(family)),
		Refusal: refusesRSA(h, c),
	}
	why := calcul.Why{
		Title:  "Votre RSA " + m.of(),
		Source: "code de l’action sociale et des familles, art. L. 262-2 et suivants",
	}
	if out.Refusal != "" {
		why.Conclude(out.Refusal, frtext.Money(0))
		return out, why
	}
	out.Flat, out.Increased = nearestRSA(flat), nearestRSA(increased)
	right := calcul.Max(flat, increased).Minus(housing).Minus(own).Minus(family).Positive()
	addFlat(&why, flat, increased, c.persons())
	addLess(&why, "Forfait logement", housingHow(h), housing)
	addLess(&why, "Vos ressources", averageHow(h.quarter(m)), own)
	addLess(&why, "Prestations familiales comptées", "", family.Minus(month.early))
	addLess(&why, "Allocation de base de la Paje", "ce que vous en recevez, sans la recalculer", month.early)
	if right.Below(r.rsa.Minimum.at(m)) {
		why.Add("Montant trop faible pour être versé", "en dessous de "+roundMoney(r.rsa.Minimum.at(m)), money(right))
		right = calcul.Exact{}
	}
	out.Amount = nearestRSA(right)
	why.Conclude("RSA par mois", frtext.Money(int64(out.Amount)))
	return out, why
}

// ownResources is what the persons counted received, the benefits of the Caf aside.
func (r *Rules) ownResources(h Household, c composition, m Month) calcul.Exact {
	total := calcul.Exact{}
	for _, incomes := range persons(h, c) {
		total = total.Plus(r.averaged(incomes, h.quarter(m), m))
	}
	for _, a := range h.adults() {
		total = total.Plus(r.yield(a.Assets, m))
	}
	return total
}

// refusesRSA says why no adult opens the right, or nothing. A lone parent
// entitled to the increase has no condition of age or studies.
func refusesRSA(h Household, c composition) string {
	old, free, settled := false, false, false
	for _, a := range h.adults() {
		isOld := a.Age >= adultAge || len(c.children) > 0 || h.Pregnant || a.Age >= workerAge && a.WorkedTwoYears
		old = old || isOld
		free = free || isOld && (!a.Student || c.isolated)
		settled = settled || isOld && (!a.Student || c.isolated) && a.settled()
	}
	switch {
	case !old:
		return "Le RSA s’ouvre à 25 ans, ou plus tôt avec un enfant ou deux ans de travail sur trois"
	case !free:
		return "Le RSA ne s’ouvre pas pendant des études ou un apprentissage"
	case !settled:
		return "Il faut cinq ans de titre de séjour autorisant à travailler"
	}
	return ""
}

func addFlat(why *calcul.Why, flat, increased calcul.Exact, persons int) {
	count := "1 personne"
	if persons > 1 {
		count = fmt.Sprintf("%d personnes", persons)
	}
	if flat.Below(increased) {
		why.Add("Montant majoré pour "+count, "vous élevez seul·e vos enfants, ou attendez un enfant", money(increased))
		return
	}
	why.Add("Montant forfaitaire pour "+count, "", money(flat))
}

func addLess(why *calcul.Why, label, how string, x calcul.Exact) {
	if x.Sign() > 0 {
		why.Add(label, how, less(x))
	}
}

func housingHow(h Household) string {
	if h.Occupancy.free() {
		return "vous n’avez ni loyer ni prêt à payer"
	}
	return "parce que vous recevez une aide au logement"
}

func averageHow(q [3]Month) string {
	return "moyenne de " + frtext.Month(q[0].First().Month()) + ", " + frtext.Month(q[1].First().Month()) + " et " + q[2].String()
}
