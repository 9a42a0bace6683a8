package droits

import (
	"fmt"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

type bonusScale struct {
	Base         series `yaml:"montant_de_base"`
	Share        series `yaml:"part_des_revenus"`
	BonusFrom    series `yaml:"bonification_depart"`
	BonusFull    series `yaml:"bonification_plein"`
	BonusMax     series `yaml:"bonification_maximum"`
	Minimum      series `yaml:"minimum_verse"`
	StudentShare series `yaml:"etudiant_part_du_smic"`
	StudentHours series `yaml:"etudiant_heures"`
	AAHHours     series `yaml:"aah_heures"`
	Smic         series `yaml:"smic_horaire"`
	CRDS         series `yaml:"crds"`
}

// ActivityBonus is the right to the prime d’activité, a month.
type ActivityBonus struct {
	Flat             calcul.Cents // montant forfaitaire, increased for a lone parent
	HousingDeduction calcul.Cents // forfait logement
	Gross            calcul.Cents
	Paid             calcul.Cents // once the CRDS is taken
	Refusal          string       // why there is no right at all; empty where there may be
}

// ActivityBonus computes the right of month m, with the figures in force in m.
func (r *Rules) ActivityBonus(h Household, m Month) (ActivityBonus, calcul.Why) {
	c, base := r.compose(h, m), r.bonus.Base.at(m)
	flat, increased := r.flats(c, base, m)
	whole, housing := calcul.Max(flat, increased), r.housingDeduction(h, c.persons(), base, m)
	out := ActivityBonus{Flat: whole.Cents(), HousingDeduction: housing.Cents(), Refusal: r.refusesBonus(h, c, m)}
	why := calcul.Why{
		Title:  "Votre prime d’activité " + m.of(),
		Source: "code de la sécurité sociale, art. L. 842-3 et D. 843-1 et suivants",
	}
	if out.Refusal != "" {
		why.Conclude(out.Refusal, frtext.Money(0))
		return out, why
	}
	addFlat(&why, flat, increased, c.persons())
	if housing.Sign() > 0 {
		why.Add("Forfait logement", housingHow(h)+" ; il s’ajoute aux ressources", money(housing))
	}
	gross := r.averageBonus(h, c, m, whole, housing, &why)
	if gross.Below(r.bonus.Minimum.at(m)) {
		why.Add("Montant trop faible pour être versé", "en dessous de "+roundMoney(r.bonus.Minimum.at(m)), money(gross))
		gross = calcul.Exact{}
	}
	out.Gross, out.Paid = gross.Cents(), r.net(gross, m).Cents()
	addLess(&why, "CRDS", percent(r.bonus.CRDS.at(m)), gross.Minus(r.net(gross, m)))
	why.Conclude("Prime d’activité par mois", frtext.Money(int64(out.Paid)))
	return out, why
}

// averageBonus is the mean of the three months, each computed on its own.
func (r *Rules) averageBonus(h Household, c composition, m Month, flat, housing calcul.Exact, why *calcul.Why) calcul.Exact {
	quarter, other, sum := h.quarter(m), r.steadyResources(h, m), calcul.Exact{}
	lines := make([]calcul.Line, 0, len(quarter))
	for _, month := range quarter {
		work, rest, bonus := r.earnings(h, c, m, int(m-month))
		taken, name := calcul.Sum(work, rest, other, housing), "vos ressources"
		if taken.Below(flat) {
			taken, name = flat, "le montant forfaitaire, plus élevé que vos ressources"
		}
		right := calcul.Sum(flat, r.bonus.Share.at(m).Times(work), bonus).Minus(taken).Positive()
		lines = append(lines, calcul.Line{
			How: fmt.Sprintf("%s + %s de vos revenus de travail (%s) + bonification %s − %s (%s)",
				money(flat), percent(r.bonus.Share.at(m)), money(work), money(bonus), name, money(taken)),
			Amount: money(right),
		})
		sum = sum.Plus(right)
	}
	mean := sum.Over(calcul.Int(3))
	explainMonths(why, quarter, lines, mean)
	return mean
}

// explainMonths says once what is the same for the three months.
func explainMonths(why *calcul.Why, quarter [3]Month, lines []calcul.Line, mean calcul.Exact) {
	if lines[0] == lines[1] && lines[1] == lines[2] {
		why.Add("Pour chacun des trois mois comptés", lines[0].How, lines[0].Amount)
		return
	}
	for i, line := range lines {
		why.Add("Avec vos ressources "+quarter[i].of(), line.How, line.Amount)
	}
	why.Add("Moyenne des trois mois", "", money(mean))
}

// steadyResources are the same each month: family benefits, capital of year N-2.
func (r *Rules) steadyResources(h Household, m Month) calcul.Exact {
	total := r.familyMonth(h, m).resources()
	for _, a := range h.adults() {
		total = total.Plus(amount(a.Assets.TwoYearsAgo).Over(calcul.Int(12)))
	}
	return total
}

// earnings of one month, back months before entitlement: income of work, other
// income, and the individual bonuses.
func (r *Rules) earnings(h Household, c composition, m Month, back int) (work, rest, bonus calcul.Exact) {
	for _, incomes := range persons(h, c) {
		own, others := r.split(incomes, m, back)
		work, rest, bonus = work.Plus(own), rest.Plus(others), bonus.Plus(r.individualBonus(own, m))
	}
	return work, rest, bonus
}

// split tells a person's income of work from the rest. The AAH is income of work
// from 29 hours of SMIC earned; capital and rents come from year N-2 instead.
func (r *Rules) split(incomes []Income, m Month, back int) (work, rest calcul.Exact) {
	aah := calcul.Exact{}
	for _, i := range incomes {
		switch {
		case i.Kind.activity():
			work = work.Plus(i.in(back))
		case i.Kind == AAH:
			aah = aah.Plus(i.in(back))
		case i.Kind != Capital && i.Kind != Rents:
			rest = rest.Plus(i.in(back))
		}
	}
	if work.Below(r.hours(r.bonus.AAHHours, m)) {
		return work, rest.Plus(aah)
	}
	return work.Plus(aah), rest
}

// hours is so many hours of SMIC, gross.
func (r *Rules) hours(count series, m Month) calcul.Exact {
	return count.at(m).Times(r.bonus.Smic.at(m))
}

// individualBonus rises from nothing to its maximum with a person's income of work.
func (r *Rules) individualBonus(work calcul.Exact, m Month) calcul.Exact {
	from, full := r.hours(r.bonus.BonusFrom, m), r.hours(r.bonus.BonusFull, m)
	most := cent(r.bonus.BonusMax.at(m).Times(r.bonus.Base.at(m)))
	return calcul.Min(most.Times(work.Minus(from)).Over(full.Minus(from)), most).Positive()
}

// refusesBonus says why no adult opens the right, or nothing.
func (r *Rules) refusesBonus(h Household, c composition, m Month) string {
	old, working, settled := false, false, false
	for _, a := range h.adults() {
		isOld := a.Age >= workerAge
		works := isOld && r.works(a, h.quarter(m), m, c.isolated)
		old, working, settled = old || isOld, working || works, settled || works && a.settled()
	}
	switch {
	case !old:
		return "La prime d’activité s’ouvre à 18 ans"
	case !working:
		return "La prime d’activité complète un revenu de travail : il en faut un dans les trois mois comptés (chaque mois, et assez élevé, pendant des études ou un apprentissage)"
	case !settled:
		return "Il faut cinq ans de titre de séjour autorisant à travailler"
	}
	return ""
}

// works tells whether an adult earned in one of the months; a student, enough in each.
func (r *Rules) works(a Adult, quarter [3]Month, m Month, isolated bool) bool {
	enough := r.bonus.StudentShare.at(m).Times(r.hours(r.bonus.StudentHours, m))
	some, each := false, true
	for _, month := range quarter {
		work, _ := r.split(a.Incomes, m, int(m-month))
		some, each = some || work.Sign() > 0, each && enough.Below(work)
	}
	if a.Student && !isolated {
		return each
	}
	return some
}

// net takes the CRDS away.
func (r *Rules) net(x calcul.Exact, m Month) calcul.Exact {
	return x.Times(calcul.Int(1).Minus(r.bonus.CRDS.at(m)))
}
