package caf

import (
	"slices"
	"time"

	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
)

// occupancies are the ways to be housed, as forms and situations name them.
var occupancies = map[string]droits.Occupancy{
	"locataire": droits.Tenant, "proprietaire": droits.Owner, "accedant": droits.Buyer,
	"heberge": droits.HostedFree, "heberge_participation": droits.HostedSharing, "sans_domicile": droits.NoHome,
}

// basis is what rights are computed on.
type basis struct {
	resources Resources
	stopped   map[string]bool // members whose wage has ended since
	preceding bool            // a first claim: the three months just before
	month     droits.Month
	from      droits.Month // months before it are not looked at again; 0: all are
	stay      bool         // a stay abroad: it may touch months of former quarters
}

// household is the folder with the resources of a declaration.
func (f *Folder) household(b basis) droits.Household {
	h := droits.Household{
		Occupancy: occupancies[f.Home.Occupancy], RecentIsolation: f.aloneLately(b.month), Pregnant: f.Pregnant,
		Supported: f.Supported, FamilyResources: f.Taxable, Preceding: b.preceding,
	}
	if f.has(benefitHousing) {
		h.HousingAid = f.Home.Aid
	}
	if f.has(benefitEarly) && f.infant(b.month) {
		h.EarlyChildhood = f.Early
	}
	first := b.month.First()
	for _, m := range f.Members {
		incomes := b.incomes(m.ID)
		switch m.Role {
		case roleChild:
			h.Children = append(h.Children, droits.Child{Age: m.age(first), Incomes: incomes, Alternating: m.Alternating})
		case rolePartner:
			adult := m.adult(first, incomes)
			h.Partner = &adult
		default:
			h.Applicant = m.adult(first, incomes)
		}
	}
	return h
}

func (m Member) adult(at time.Time, incomes []droits.Income) droits.Adult {
	return droits.Adult{
		Age: m.age(at), Incomes: incomes, Student: m.Student, Foreign: m.Foreign, PermitYears: m.PermitYears,
		WorkedTwoYears: m.Worked, Assets: droits.Assets{Idle: m.Idle, Interest: m.Interest, EmptyBuilding: m.EmptyBuilding, EmptyLand: m.EmptyLand, TwoYearsAgo: m.Capital},
	}
}

// backMonths is how far back a quarter of reference goes.
const backMonths = 4

// incomes lists what a member received, the kinds in order. The month of
// entitlement is not known yet: what has not stopped goes on.
func (b basis) incomes(member string) []droits.Income {
	var kinds []string
	for n := range backMonths + 1 {
		for kind := range b.resources[member][label(b.month-droits.Month(n))] {
			if !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	slices.Sort(kinds)
	var all []droits.Income
	for _, kind := range kinds {
		all = append(all, b.income(member, kind))
	}
	return all
}

func (b basis) income(member, kind string) droits.Income {
	i := droits.Income{Kind: droits.Kind(kind), Months: make([]calcul.Cents, backMonths+1)}
	for n := range i.Months {
		i.Months[n], _ = b.resources.of(member, b.month-droits.Month(n), kind)
	}
	last := 2
	if b.preceding {
		last = 1
	}
	for n := range last {
		i.Months[n] = i.Months[last]
	}
	if kind == string(droits.Salary) && b.stopped[member] {
		i.Stopped = true
		clear(i.Months[:last])
	}
	return i
}

// due is what a household is entitled to for one month, and why.
func (d *desk) due(f Folder, b basis) (amounts, []calcul.Why) {
	h, m := f.household(b), b.month
	due, whys := amounts{}, []calcul.Why(nil)
	if f.has(benefitHousing) {
		due[benefitHousing] = h.HousingAid
	}
	if f.has(benefitRSA) {
		rsa, why := d.rules.RSA(h, m)
		due[benefitRSA] = rsa.Amount
		whys = append(whys, why)
	}
	if f.has(benefitBonus) {
		bonus, why := d.rules.ActivityBonus(h, m)
		due[benefitBonus] = bonus.Paid
		whys = append(whys, why)
	}
	if h.EarlyChildhood > 0 {
		due[benefitEarly] = h.EarlyChildhood
	}
	if f.has(benefitFamily) {
		family, why := d.rules.Family(h, m)
		due[benefitFamily] = family.Paid
		whys = append(whys, why)
	}
	return due, whys
}

// open writes the rights that a declaration made in b.month opens: the same for
// three months.
func (d *desk) open(f *Folder, b basis) amounts {
	due, _ := d.due(*f, b)
	for _, m := range droits.RightsQuarter(b.month) {
		e := f.entitled(m)
		e.Due = f.monthly(due, m)
		f.entitle(e)
	}
	return due
}

// infantAge is the age at which a child ends the basic allowance of the PAJE.
const infantAge = 3

// infant says whether a child of the household is under three in a month.
func (f *Folder) infant(m droits.Month) bool {
	return slices.ContainsFunc(f.Members, func(one Member) bool { return one.Role == roleChild && one.age(m.First()) < infantAge })
}

// unsaid lists what the amounts shown leave out, for who reads them.
func (d *desk) unsaid(f Folder, b basis) []string {
	var all []string
	if h := f.household(b); f.infant(b.month) && h.EarlyChildhood == 0 && (f.has(benefitRSA) || f.has(benefitBonus)) {
		all = append(all, "Pour un enfant de moins de trois ans, l’allocation de base de la Paje se demande à part. Ce site d’exercice ne la calcule pas : à la vraie Caf, elle serait versée et retirée du RSA ou de la prime.")
	}
	if family, _ := d.rules.Family(f.household(b), b.month); f.has(benefitFamily) && family.Complement > 0 {
		all = append(all, "Le complément familial a un plafond de ressources, que ce site d’exercice ne connaît pas : à la vraie Caf, il pourrait être plus élevé, ou ne pas être dû.")
	}
	return all
}
