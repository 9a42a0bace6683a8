package caf

import (
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
)

// Housing aid follows resources by itself: each quarter, the twelve months that
// employers and others have transmitted are added up again, and the aid is computed
// anew where they have moved. Nobody asks anything of the tenant.

// renewalMonths is how many months go from one renewal to the next: January,
// April, July, October.
const renewalMonths = 3

// knownOf says what is known of somebody's income in a month.
type knownOf func(member string, m droits.Month, kind string) (calcul.Cents, bool)

// yearly is what a household received over the twelve months that count for the
// aid of month m; months that nobody told are worth the others.
func (f *Folder) yearly(m droits.Month, known knownOf) (total calcul.Cents, told bool) {
	first, last := droits.HousingPeriod(m)
	for _, member := range f.Members {
		var sum, months calcul.Cents
		for month := first; month <= last; month++ {
			heard := calcul.Cents(0)
			for _, kind := range transmitted {
				if amount, ok := known(member.ID, month, kind); ok {
					sum, heard = sum+amount, 1
				}
			}
			months += heard
		}
		if months > 0 {
			total, told = total+sum*12/months, true
		}
	}
	return total, told
}

// heard is what was transmitted, else what was declared.
func (f *Folder) heard(t Truth) knownOf {
	return func(member string, m droits.Month, kind string) (calcul.Cents, bool) {
		if amount, ok := t.filled(member, m, kind); ok {
			return amount, true
		}
		for _, d := range f.Declarations {
			if amount, ok := d.Resources.of(member, m, kind); ok {
				return amount, true
			}
		}
		return 0, false
	}
}

// renewHousing computes the aid again at the first month of a quarter.
func (d *desk) renewHousing(tx *sandbox.Tx, f *Folder, m droits.Month) {
	if int(m)%renewalMonths != 0 || !f.has(benefitHousing) || f.Home.Rent == 0 || occupancies[f.Home.Occupancy] != droits.Tenant {
		return
	}
	year, told := f.yearly(m, f.heard(truthOf(tx, f.Person)))
	before, moved := f.Home.Aid, f.Home.Told && year != f.Home.Year
	f.Home.Year, f.Home.Told = year, told
	if !told || !moved { // nothing to compare with: the aid stays that of its opening
		return
	}
	aid, _ := d.rules.HousingAid(f.household(basis{month: m}), f.Home.tenancy(), d.rules.HousingResources(year, m), m)
	if aid.Paid == before {
		return
	}
	f.Home.Aid = aid.Paid
	for _, e := range f.Months {
		if e.Month >= m {
			e.Due[benefitHousing] = aid.Paid
			f.entitle(e)
		}
	}
	from, to := droits.HousingPeriod(m)
	f.tell(tx, "Votre aide au logement change",
		"Votre aide passe de "+frtext.Money(int64(before))+" à "+frtext.Money(int64(aid.Paid))+" par mois, à partir "+frtext.De(m.String())+".",
		"Elle suit vos ressources des douze mois, "+frtext.De(from.String())+" à "+to.String()+", telles que vos employeurs et les autres organismes nous les transmettent : "+frtext.Money(int64(year))+" en tout. Elle est revue tous les trois mois.",
		"Une somme vous semble fausse ? Écrivez-nous, avec le bulletin du mois.")
	tx.Emit(string(FactHousing), "personne", f.Person, "mois", m.String(), "avant", frtext.Money(int64(before)), "apres", frtext.Money(int64(aid.Paid)))
}

// tenancy is the lease, as the aid is computed on it.
func (h Home) tenancy() droits.Tenancy {
	t := droits.Tenancy{Rent: h.Rent, Zone: h.Zone, Shared: h.Shared, Agreed: h.Agreed}
	if t.Zone == 0 {
		t.Zone = 3
	}
	return t
}
