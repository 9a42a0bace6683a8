package droits

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// Ceilings are the resources of 12 months under which a household has the C2S,
// in whole euros.
type Ceilings struct{ Free, WithParticipation calcul.Cents }

// Monthly is about what a ceiling makes a month, to the euro.
func Monthly(yearly calcul.Cents) calcul.Cents {
	return calcul.Euros(calcul.Of(yearly).Over(calcul.Int(12)).Round())
}

// CeilingsFor gives the ceilings that apply to a household of so many people (at
// least one) on a day, in metropolitan France.
func CeilingsFor(people int, on time.Time) Ceilings {
	h := figures().Household
	last := len(h.Shares) - 1
	share := calcul.Sum(h.Shares[:max(1, min(people, last))]...)
	if more := min(people, 1_000) - last; more > 0 {
		share = share.Plus(h.Shares[last].Times(calcul.Int(int64(more))))
	}
	free := calcul.On(figures().C2S, on).Ceiling.Times(share)
	return Ceilings{Free: euros(free), WithParticipation: euros(free.Times(h.WithParticipation))}
}

// Place is what somebody is in the household of a request.
type Place int

// A household is who asks, a spouse and their children.
const (
	Asking Place = iota
	Spouse
	Child
)

// Member is somebody who lives there, with the age on the day of the request.
type Member struct {
	Place Place
	Age   int
}

// grownUp is the age from which a child makes a request of their own.
const grownUp = 25

// Household is what a request for the C2S states.
type Household struct {
	Members   []Member
	Resources calcul.Cents // of all, over the reference period
	RSA       bool         // the household receives RSA
}

// counted are those the request covers: children until 24 only.
func (h Household) counted() []Member {
	var in []Member
	for _, m := range h.Members {
		if m.Place != Child || m.Age < grownUp {
			in = append(in, m)
		}
	}
	return in
}

// Right is what a household is granted.
type Right int

// Nothing, the C2S with a participation, or without.
const (
	None Right = iota
	WithParticipation
	Free
)

// Decision is the answer to a request for the C2S.
type Decision struct {
	Right   Right
	People  int          // how many the request covers
	Monthly calcul.Cents // participation of all, 0 unless the right asks for one
	Why     calcul.Why
}

// Decide compares the resources with the ceilings of the day of the request.
// Whoever receives RSA has the right without participation.
func Decide(h Household, asked time.Time) Decision {
	in := h.counted()
	d := Decision{People: max(1, len(in))}
	ceilings, resources := CeilingsFor(d.People, asked), sane(h.Resources)
	d.Why = calcul.Why{Title: "Votre complémentaire santé solidaire", Source: calcul.On(figures().C2S, asked).Source}
	d.Why.Add("Personnes du foyer", "vous, votre conjoint, vos enfants de moins de 25 ans", frtext.Number(int64(d.People)))
	d.Why.Add("Ressources des 12 mois retenus", "", money(resources))
	d.Why.Add("Plafond sans participation", "", frtext.RoundMoney(int64(ceilings.Free)))
	d.Why.Add("Plafond avec participation", "", frtext.RoundMoney(int64(ceilings.WithParticipation)))
	switch {
	case h.RSA:
		d.Right = Free
		d.Why.Add("RSA", "il donne droit à la C2S sans participation", "")
	case resources <= ceilings.Free:
		d.Right = Free
	case resources <= ceilings.WithParticipation:
		d.Right = WithParticipation
		d.Monthly = d.participation(in)
	}
	d.Why.Conclude(conclusions[d.Right], money(d.Monthly))
	return d
}

var conclusions = [...]string{
	None:              "Vos ressources dépassent les plafonds : pas de C2S cette fois",
	WithParticipation: "C2S avec participation, par mois",
	Free:              "C2S sans participation",
}

func (d *Decision) participation(in []Member) calcul.Cents {
	var sum calcul.Cents
	for _, m := range in {
		sum += ParticipationAt(m.Age)
	}
	d.Why.Add("Participation", "de 8 à 30"+frtext.NBSP+"€ par personne, selon l’âge", money(sum))
	return sum
}

// ParticipationAt is what one person pays a month, by age.
func ParticipationAt(age int) calcul.Cents {
	var monthly calcul.Exact
	for _, step := range figures().Participation.Ages {
		if step.Age == 0 || age >= step.Age {
			monthly = step.Monthly
		}
	}
	return monthly.Cents()
}
