package droits

import (
	"fmt"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

type familyScale struct {
	Base        series `yaml:"bmaf"`
	Two         series `yaml:"deux_enfants"`
	Next        series `yaml:"enfant_suivant"`
	Increase    series `yaml:"majoration_age"`
	IncreaseAge series `yaml:"age_majoration"`
	Complement  series `yaml:"complement_familial"`
	Support     series `yaml:"soutien_familial"`
	Counted     series `yaml:"soutien_retenu"`
	School6     series `yaml:"rentree_6_10"`
	School11    series `yaml:"rentree_11_14"`
	School15    series `yaml:"rentree_15_18"`
	HalfAbove   series `yaml:"plafond_moitie"`
	QuarterOver series `yaml:"plafond_quart"`
	PerChild    series `yaml:"plafond_par_enfant"`
}

// Family is what the Caf owes each month for children, before the CRDS.
type Family struct {
	Allowance   calcul.Cents // allocations familiales, from two children
	AgeIncrease calcul.Cents // their increase for the older ones
	Complement  calcul.Cents // complément familial, from three children of 3 or more; its own ceiling is not known here
	Support     calcul.Cents // allocation de soutien familial
	Paid        calcul.Cents // in all, once the CRDS is taken
}

// familyMonth holds the same, unrounded, and what RSA and prime count of it.
type familyMonth struct{ allowance, increase, complement, support, counted, early calcul.Exact }

func (f familyMonth) resources() calcul.Exact {
	return calcul.Sum(f.allowance, f.complement, f.counted, f.early)
}

func (r *Rules) familyMonth(h Household, m Month) familyMonth {
	base, supported := r.family.Base.at(m), calcul.Int(int64(min(max(h.Supported, 0), len(h.Children))))
	f := familyMonth{
		support: base.Times(r.family.Support.at(m)).Times(supported),
		counted: base.Times(r.family.Counted.at(m)).Times(supported),
		early:   amount(h.EarlyChildhood),
	}
	young := childrenBetween(h.Children, 0, 19)
	if n := len(young); n >= 2 {
		part := shared(young).Times(r.modulation(h, n, m))
		next := cent(base.Times(r.family.Next.at(m))).Times(calcul.Int(int64(n - 2)))
		f.allowance = cent(base.Times(r.family.Two.at(m))).Plus(next).Times(part)
		f.increase = cent(base.Times(r.family.Increase.at(m))).Times(calcul.Int(r.older(young, m))).Times(part)
	}
	if len(childrenBetween(h.Children, 3, 20)) >= 3 {
		f.complement = base.Times(r.family.Complement.at(m))
	}
	return f
}

func childrenBetween(children []Child, from, to int) []Child {
	var out []Child
	for _, child := range children {
		if child.Age >= from && child.Age <= to {
			out = append(out, child)
		}
	}
	return out
}

// shared is the part of the allocations that this household receives: a child in
// alternating custody counts for half.
func shared(children []Child) calcul.Exact {
	halves := int64(0)
	for _, child := range children {
		halves += 2
		if child.Alternating {
			halves--
		}
	}
	return calcul.Int(halves).Over(calcul.Int(int64(2 * len(children))))
}

// modulation is 1, or ½ or ¼ for high resources.
func (r *Rules) modulation(h Household, children int, m Month) calcul.Exact {
	perChild := r.family.PerChild.at(m).Times(calcul.Int(int64(children)))
	above := func(ceiling series) bool {
		return ceiling.at(m).Plus(perChild).Below(amount(h.FamilyResources))
	}
	switch {
	case above(r.family.QuarterOver):
		return calcul.Int(1).Over(calcul.Int(4))
	case above(r.family.HalfAbove):
		return calcul.Int(1).Over(calcul.Int(2))
	}
	return calcul.Int(1)
}

// older counts the children who open the increase: with two children, the eldest
// opens none.
func (r *Rules) older(children []Child, m Month) int64 {
	count, age := int64(0), r.family.IncreaseAge.at(m).Round()
	for _, child := range children {
		if int64(child.Age) >= age {
			count++
		}
	}
	if len(children) == 2 && count > 0 {
		count--
	}
	return count
}

// Family computes the family benefits of month m that depend on children alone.
func (r *Rules) Family(h Household, m Month) (Family, calcul.Why) {
	f := r.familyMonth(h, m)
	why := calcul.Why{
		Title:  "Vos prestations familiales " + m.of(),
		Source: "code de la sécurité sociale, art. L. 521-1, L. 522-1 et L. 523-1",
	}
	out := Family{
		Allowance: f.allowance.Cents(), AgeIncrease: f.increase.Cents(),
		Complement: f.complement.Cents(), Support: f.support.Cents(),
	}
	for _, line := range []struct {
		label  string
		value  calcul.Exact
		unsaid string
	}{
		{"Allocations familiales", f.allowance, ""},
		{"Majoration pour âge", f.increase, ""},
		{"Complément familial", f.complement, " ; il a un plafond de ressources, que ce calcul ne connaît pas"},
		{"Allocation de soutien familial", f.support, ""},
	} {
		if line.value.Sign() > 0 {
			net := r.familyNet(line.value, m)
			why.Add(line.label, "avant CRDS : "+money(line.value)+line.unsaid, frtext.Money(int64(net)))
			out.Paid += net
		}
	}
	why.Conclude("Versé chaque mois", frtext.Money(int64(out.Paid)))
	return out, why
}

// familyNet is a family benefit once the CRDS is taken; its base is fixed to the
// cent, and what is below the cent of the CRDS is dropped, as in published amounts.
func (r *Rules) familyNet(x calcul.Exact, m Month) calcul.Cents {
	return x.Cents() - cent(x).Times(r.bonus.CRDS.at(m)).CentsDown()
}

// BackToSchool is the allocation de rentrée scolaire of August, CRDS taken, for
// children of those ages at the end of the year. Its ceiling of resources is the
// caller's to check.
func (r *Rules) BackToSchool(ages []int, year int) (calcul.Cents, calcul.Why) {
	m := NewMonth(year, 8)
	why := calcul.Why{
		Title:  fmt.Sprintf("Votre allocation de rentrée scolaire %d", year),
		Source: "code de la sécurité sociale, art. L. 543-1 et D. 543-1",
	}
	total := calcul.Cents(0)
	for _, age := range ages {
		rate, known := r.schoolRate(age, m)
		if !known {
			continue
		}
		paid := r.familyNet(r.family.Base.at(m).Times(rate), m)
		why.Add(fmt.Sprintf("Enfant de %d ans", age), percent(rate)+" de la base mensuelle, moins la CRDS", frtext.Money(int64(paid)))
		total += paid
	}
	why.Conclude("Versé à la mi-août", frtext.Money(int64(total)))
	return total, why
}

func (r *Rules) schoolRate(age int, m Month) (calcul.Exact, bool) {
	switch {
	case age >= 6 && age <= 10:
		return r.family.School6.at(m), true
	case age >= 11 && age <= 14:
		return r.family.School11.at(m), true
	case age >= 15 && age <= 18:
		return r.family.School15.at(m), true
	}
	return calcul.Exact{}, false
}
