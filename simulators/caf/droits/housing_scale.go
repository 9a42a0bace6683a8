package droits

import "demarcheablanc/simulators/portal/calcul"

type housingScale struct {
	Ceilings       ceilings `yaml:"plafonds"`
	Charges        series   `yaml:"charges"`
	ChargesAlone   series   `yaml:"charges_colocataire_seul"`
	ChargesEach    series   `yaml:"charges_par_personne_a_charge"`
	Least          series   `yaml:"participation_minimale"`
	LeastShare     series   `yaml:"participation_minimale_taux"`
	FlatSharing    series   `yaml:"part_colocation"`
	Cut            series   `yaml:"minoration"`
	Allowance      bySize   `yaml:"abattement"`
	FamilyRate     bySize   `yaml:"taux_famille"`
	RentStep1      series   `yaml:"taux_loyer_seuil_1"`
	RentStep2      series   `yaml:"taux_loyer_seuil_2"`
	RentRate1      series   `yaml:"taux_loyer_1"`
	RentRate2      series   `yaml:"taux_loyer_2"`
	FadesZone1     series   `yaml:"degressif_zone_1"`
	EndsZone1      series   `yaml:"supprime_zone_1"`
	FadesElsewhere series   `yaml:"degressif_ailleurs"`
	EndsElsewhere  series   `yaml:"supprime_ailleurs"`
	Minimum        series   `yaml:"minimum_verse"`
	WageAllowance  series   `yaml:"abattement_salaires"`
}

type ceilings struct {
	Zone1 rentCeilings `yaml:"zone_1"`
	Zone2 rentCeilings `yaml:"zone_2"`
	Zone3 rentCeilings `yaml:"zone_3"`
}

type rentCeilings struct {
	Alone  series `yaml:"personne_seule"`
	Couple series `yaml:"couple"`
	One    series `yaml:"une_personne_a_charge"`
	Each   series `yaml:"personne_a_charge_suivante"`
}

// bySize is a figure by number of dependants, up to six, and what each further
// one adds.
type bySize struct {
	Alone  series `yaml:"personne_seule"`
	Couple series `yaml:"couple"`
	With1  series `yaml:"charge_1"`
	With2  series `yaml:"charge_2"`
	With3  series `yaml:"charge_3"`
	With4  series `yaml:"charge_4"`
	With5  series `yaml:"charge_5"`
	With6  series `yaml:"charge_6"`
	Each   series `yaml:"charge_suivante"`
}

func (b bySize) of(couple bool, dependants int, m Month) calcul.Exact {
	if dependants == 0 {
		return alone(b.Alone, b.Couple, couple, m)
	}
	steps := []series{b.With1, b.With2, b.With3, b.With4, b.With5, b.With6}
	rank := min(dependants, len(steps))
	further := calcul.Int(int64(dependants - rank))
	return steps[rank-1].at(m).Plus(b.Each.at(m).Times(further)).Positive()
}

// of is the ceiling of rent for a household.
func (r rentCeilings) of(couple bool, dependants int, m Month) calcul.Exact {
	if dependants == 0 {
		return alone(r.Alone, r.Couple, couple, m)
	}
	return r.One.at(m).Plus(r.Each.at(m).Times(calcul.Int(int64(dependants - 1))))
}

func alone(one, two series, couple bool, m Month) calcul.Exact {
	if couple {
		return two.at(m)
	}
	return one.at(m)
}

// zone falls back on zone 3, the most common, for a number that is none.
func (c ceilings) zone(zone int) rentCeilings {
	switch zone {
	case 1:
		return c.Zone1
	case 2:
		return c.Zone2
	}
	return c.Zone3
}
