package droits

import "demarcheablanc/simulators/portal/calcul"

type rsaScale struct {
	Base           series `yaml:"montant_de_base"`
	Second         series `yaml:"deuxieme_personne"`
	Next           series `yaml:"personne_suivante"`
	ThirdChild     series `yaml:"enfant_a_partir_du_troisieme"`
	IsolatedParent series `yaml:"isolement_parent"`
	IsolatedChild  series `yaml:"isolement_par_enfant"`
	Housing1       series `yaml:"forfait_logement_1"`
	Housing2       series `yaml:"forfait_logement_2"`
	Housing3       series `yaml:"forfait_logement_3"`
	Minimum        series `yaml:"minimum_verse"`
	Idle           series `yaml:"epargne_non_productive"`
	EmptyBuilding  series `yaml:"immeuble_non_loue"`
	EmptyLand      series `yaml:"terrain_non_loue"`
}

const (
	adultAge  = 25 // from which the RSA is open to all, and a child no longer counts
	infantAge = 3  // under which a child opens the increase of a lone parent
	workerAge = 18 // from which the prime is open
)

// composition is who is counted in the flat amounts of RSA and prime.
type composition struct {
	adults   int
	children []Child // those who are à charge
	isolated bool    // the increase of a lone parent
}

func (c composition) persons() int { return c.adults + len(c.children) }

// compose counts the children who are à charge: under 25, and not earning more
// than what they add to the flat amount.
func (r *Rules) compose(h Household, m Month) composition {
	c := composition{adults: len(h.adults())}
	limit := r.rsa.ThirdChild.at(m)
	if only := under(h.Children, adultAge); h.Partner == nil && h.RecentIsolation && !h.Pregnant && only == 1 {
		// This child alone opens the increase: it adds more, so it may earn more.
		limit = r.rsa.IsolatedParent.at(m).Plus(r.rsa.IsolatedChild.at(m)).Minus(calcul.Int(1))
	}
	limit = limit.Times(r.rsa.Base.at(m))
	infant := false
	for _, child := range h.Children {
		if child.Age < adultAge && !limit.Below(r.averaged(child.Incomes, h.quarter(m), m)) {
			c.children = append(c.children, child)
			infant = infant || child.Age < infantAge
		}
	}
	parent := len(c.children) > 0 || h.Pregnant
	c.isolated = h.Partner == nil && parent && (infant || h.RecentIsolation || h.Pregnant)
	return c
}

func under(children []Child, age int) int {
	n := 0
	for _, child := range children {
		if child.Age < age {
			n++
		}
	}
	return n
}

// shares is how many times the base a household without increase is worth.
func (r *Rules) shares(adults, persons int, m Month) calcul.Exact {
	total := calcul.Int(1)
	for rank := 2; rank <= persons; rank++ {
		switch {
		case rank == 2:
			total = total.Plus(r.rsa.Second.at(m))
		case rank == 3, rank == 4 && adults == 2:
			total = total.Plus(r.rsa.Next.at(m))
		default:
			// A third child: the fourth person with one adult, the fifth with two.
			total = total.Plus(r.rsa.ThirdChild.at(m))
		}
	}
	return total
}

// isolatedShares is the same for a lone parent entitled to the increase.
func (r *Rules) isolatedShares(children int, m Month) calcul.Exact {
	return r.rsa.IsolatedParent.at(m).Plus(r.rsa.IsolatedChild.at(m).Times(calcul.Int(int64(children))))
}

// flats are the flat amounts on a base, of the RSA or of the prime: without
// increase, and with it (0 where there is none).
func (r *Rules) flats(c composition, base calcul.Exact, m Month) (flat, increased calcul.Exact) {
	flat = base.Times(r.shares(c.adults, c.persons(), m))
	if c.isolated {
		increased = base.Times(r.isolatedShares(len(c.children), m))
	}
	return flat, increased
}

// housingDeduction is the forfait logement on a base, of the RSA or of the prime:
// whole for who pays nothing, never above the aid received for who is helped.
func (r *Rules) housingDeduction(h Household, persons int, base calcul.Exact, m Month) calcul.Exact {
	rate, counted := r.rsa.Housing3.at(m), min(persons, 3)
	switch counted {
	case 1:
		rate = r.rsa.Housing1.at(m)
	case 2:
		rate = r.rsa.Housing2.at(m)
	}
	whole := base.Times(r.shares(1, counted, m)).Times(rate)
	if h.Occupancy.free() {
		return whole
	}
	return calcul.Min(whole, amount(h.HousingAid))
}
