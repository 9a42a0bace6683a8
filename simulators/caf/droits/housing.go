package droits

import (
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// dependantAge is the age from which a child no longer counts for housing aid.
const dependantAge = 21

// Tenancy is the home and the lease.
type Tenancy struct {
	// Rent is what this household pays each month, charges left out; in a shared
	// flat, its own share.
	Rent calcul.Cents
	// Zone is 1 (Paris and around), 2 (large towns) or 3 (elsewhere).
	Zone int
	// Shared: a colocation, that is with others than one's partner and children.
	Shared bool
	// Agreed: the landlord signed a convention with the State (as all HLM do).
	Agreed bool
}

// AidKind is the name of the aid; the amount is the same.
type AidKind string

// The three aids.
const (
	APL AidKind = "APL" // a home under convention
	ALF AidKind = "ALF" // elsewhere, with dependants
	ALS AidKind = "ALS" // elsewhere, without
)

// HousingAid is the right of a tenant, a month.
type HousingAid struct {
	Kind     AidKind
	Counted  calcul.Cents // rent counted, up to the ceiling
	Charges  calcul.Cents // forfait charges
	Personal calcul.Cents // participation personnelle
	Gross    calcul.Cents
	Paid     calcul.Cents // once the CRDS is taken
}

// HousingAid computes the right of month m. resources are those of the twelve
// months of [HousingPeriod], as [Rules.HousingResources] gives them.
func (r *Rules) HousingAid(h Household, t Tenancy, resources calcul.Cents, m Month) (HousingAid, calcul.Why) {
	c := r.housingTerms(h, t, resources, m)
	why := c.explain(m)
	right := calcul.Exact{}
	if c.rent.Sign() > 0 { // who pays no rent is no tenant
		right = c.rent.Plus(c.charges).Minus(c.personal()).Minus(c.cut).Positive()
	}
	right = right.Times(r.fading(t, c.ceiling, m, &why))
	kind := aidKind(t, c.dependants)
	if least := r.housing.Minimum.at(m); kind != APL && right.Sign() > 0 && right.Below(least) {
		why.Add("Montant trop faible pour être versé", "en dessous de "+roundMoney(least), money(right))
		right = calcul.Exact{}
	}
	gross := right.Cents()
	paid := r.net(calcul.Of(gross), m).Cents()
	addLess(&why, "CRDS", percent(r.bonus.CRDS.at(m)), calcul.Of(gross-paid))
	why.Conclude(string(kind)+" par mois", frtext.Money(int64(paid)))
	return HousingAid{
		Kind: kind, Counted: c.rent.Cents(), Charges: c.charges.Cents(),
		Personal: c.personal().Cents(), Gross: gross, Paid: paid,
	}, why
}

// housingTerms are what enters the formula: rent + charges − personal part − cut.
type housingTerms struct {
	dependants                      int
	ceiling, rent, charges          calcul.Exact
	least, rate, allowance, counted calcul.Exact // of the personal part
	cut                             calcul.Exact
}

func (r *Rules) housingTerms(h Household, t Tenancy, resources calcul.Cents, m Month) housingTerms {
	s, couple, n := r.housing, h.Partner != nil, under(h.Children, dependantAge)
	c := housingTerms{
		dependants: n, ceiling: r.rentCeiling(t, t.Zone, couple, n, m), charges: r.charges(t, couple, n, m),
		allowance: s.Allowance.of(couple, n, m), counted: amount(resources), cut: s.Cut.at(m),
	}
	c.rent = calcul.Min(amount(t.Rent), c.ceiling)
	c.least = calcul.Max(s.LeastShare.at(m).Times(c.rent.Plus(c.charges)), s.Least.at(m))
	reference := r.rentCeiling(t, 2, couple, n, m)
	c.rate = s.FamilyRate.of(couple, n, m).Plus(r.rentRate(c.rent.Over(reference), m))
	return c
}

// personal is what is left to the tenant: a least part, and a rate of the
// resources above an allowance.
func (c housingTerms) personal() calcul.Exact {
	return c.least.Plus(c.rate.Times(c.counted.Minus(c.allowance).Positive()))
}

func (c housingTerms) explain(m Month) calcul.Why {
	why := calcul.Why{
		Title:  "Votre aide au logement " + m.of(),
		Source: "code de la construction et de l’habitation, art. D. 823-16 et D. 823-17",
	}
	why.Add("Loyer compté", "votre loyer hors charges, dans la limite de "+money(c.ceiling), money(c.rent))
	why.Add("Forfait charges", "", money(c.charges))
	why.Add("Participation personnelle", money(c.least)+" + "+percent(c.rate)+
		" de vos ressources d’un an au-dessus de "+roundMoney(c.allowance), less(c.personal()))
	why.Add("Minoration", "la même pour tout le monde", less(c.cut))
	return why
}

func aidKind(t Tenancy, dependants int) AidKind {
	switch {
	case t.Agreed:
		return APL
	case dependants > 0:
		return ALF
	}
	return ALS
}

// rentCeiling is three quarters of the ceiling in a shared flat.
func (r *Rules) rentCeiling(t Tenancy, zone int, couple bool, dependants int, m Month) calcul.Exact {
	ceiling := r.housing.Ceilings.zone(zone).of(couple, dependants, m)
	if t.Shared {
		return ceiling.Times(r.housing.FlatSharing.at(m))
	}
	return ceiling
}

// charges are about halved for somebody alone in a shared flat.
func (r *Rules) charges(t Tenancy, couple bool, dependants int, m Month) calcul.Exact {
	base := r.housing.Charges
	if t.Shared && !couple && dependants == 0 {
		base = r.housing.ChargesAlone
	}
	return base.at(m).Plus(r.housing.ChargesEach.at(m).Times(calcul.Int(int64(dependants))))
}

// rentRate is the part of the rate of participation that grows with the ratio of
// the rent counted to the ceiling of zone 2.
func (r *Rules) rentRate(ratio calcul.Exact, m Month) calcul.Exact {
	s := r.housing
	step1, step2 := s.RentStep1.at(m), s.RentStep2.at(m)
	low := calcul.Min(ratio, step2).Minus(step1).Positive().Times(s.RentRate1.at(m))
	return low.Plus(ratio.Minus(step2).Positive().Times(s.RentRate2.at(m)))
}

// fading is what is kept of the aid when the rent is several times the ceiling.
func (r *Rules) fading(t Tenancy, ceiling calcul.Exact, m Month, why *calcul.Why) calcul.Exact {
	fades, ends := r.housing.FadesElsewhere, r.housing.EndsElsewhere
	if t.Zone == 1 {
		fades, ends = r.housing.FadesZone1, r.housing.EndsZone1
	}
	from, to, rent := ceiling.Times(fades.at(m)), ceiling.Times(ends.at(m)), amount(t.Rent)
	if !from.Below(rent) {
		return calcul.Int(1)
	}
	kept := to.Minus(rent).Positive().Over(to.Minus(from))
	why.Add("Loyer très élevé", "l’aide baisse à partir de "+money(from)+" et disparaît à "+money(to), percent(kept)+" conservés")
	return kept
}

// HousingResources turns twelve months of net taxable wages or unemployment
// benefit into the resources counted: 10 % less, up to the next hundred euros.
func (r *Rules) HousingResources(taxable calcul.Cents, m Month) calcul.Cents {
	kept := amount(taxable).Times(calcul.Int(1).Minus(r.housing.WageAllowance.at(m)))
	hundreds := calcul.Int(0).Minus(kept.Over(calcul.Int(100))).Down() // rounds the opposite down
	return calcul.Euros(-hundreds * 100)
}

// HousingPeriod is the first and the last of the twelve months whose resources
// count for the aid of month m.
func HousingPeriod(m Month) (first, last Month) { return m - 13, m - 2 }

// FirstHousingMonth is the first month of aid: never that of moving in, nor one
// before that of the request.
func FirstHousingMonth(movedIn, requested Month) Month { return max(movedIn+1, requested) }
