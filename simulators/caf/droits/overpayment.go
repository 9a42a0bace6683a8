package droits

import (
	"cmp"
	"slices"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// MonthRights is what was, or should have been, paid for one month, CRDS taken.
type MonthRights struct {
	Month         Month
	RSA           calcul.Cents
	ActivityBonus calcul.Cents
	HousingAid    calcul.Cents
	Family        calcul.Cents // prestations familiales
	Early         calcul.Cents // PAJE, allocation de base
}

// Rights are those that a declaration made in m opens, the same for three months.
func (r *Rules) Rights(h Household, m Month) []MonthRights {
	rsa, _ := r.RSA(h, m)
	bonus, _ := r.ActivityBonus(h, m)
	var rights []MonthRights
	for _, month := range RightsQuarter(m) {
		rights = append(rights, MonthRights{
			Month: month, RSA: rsa.Amount, ActivityBonus: bonus.Paid, HousingAid: max(h.HousingAid, 0),
		})
	}
	return rights
}

// Difference is one benefit of one month that was not right.
type Difference struct {
	Month     Month
	Benefit   string // « RSA », « Prime d’activité », « Aide au logement », « Prestations familiales », « Paje (allocation de base) »
	Paid, Due calcul.Cents
	// Barred: too old to be claimed, by the Caf or from it.
	Barred bool
}

// Correction is what a corrected declaration changes in what was paid.
type Correction struct {
	Differences []Difference // by month
	Overpaid    calcul.Cents // the indu
	Owed        calcul.Cents // the rappel
}

// limitation is how many years back the Caf may claim, and with fraud.
const (
	limitation      = 2
	limitationFraud = 5
)

// Correct compares what was paid with what was due, on the day it is found out. A
// month missing from due is 0 due; amounts owed are barred after two years, and
// so are those overpaid, but after five with fraud.
func Correct(paid, due []MonthRights, found time.Time, fraud bool) (Correction, calcul.Why) {
	var c Correction
	why := calcul.Why{
		Title:  "Ce que la correction change",
		Source: "code de la sécurité sociale, art. L. 553-1 et L. 845-4 ; code de l’action sociale et des familles, art. L. 262-45",
	}
	for _, pair := range pairs(paid, due) {
		for _, d := range pair.differences() {
			d.Barred = barred(d, found, fraud)
			c.Differences = append(c.Differences, d)
			c.count(d, &why)
		}
	}
	if c.Owed > 0 {
		why.Conclude("À vous verser", frtext.Money(int64(c.Owed)))
	}
	why.Conclude("Trop versé", frtext.Money(int64(c.Overpaid)))
	return c, why
}

type pair struct{ paid, due MonthRights }

// pairs puts side by side what was paid and due, month after month.
func pairs(paid, due []MonthRights) []pair {
	var all []pair
	at := func(m Month) *pair {
		i := slices.IndexFunc(all, func(p pair) bool { return p.paid.Month == m })
		if i < 0 {
			all = append(all, pair{MonthRights{Month: m}, MonthRights{Month: m}})
			i = len(all) - 1
		}
		return &all[i]
	}
	for _, p := range paid {
		at(p.Month).paid = p
	}
	for _, d := range due {
		at(d.Month).due = d
	}
	slices.SortFunc(all, func(a, b pair) int { return cmp.Compare(a.paid.Month, b.paid.Month) })
	return all
}

func (p pair) differences() []Difference {
	var out []Difference
	for _, d := range []Difference{
		{p.paid.Month, "RSA", p.paid.RSA, p.due.RSA, false},
		{p.paid.Month, "Prime d’activité", p.paid.ActivityBonus, p.due.ActivityBonus, false},
		{p.paid.Month, "Aide au logement", p.paid.HousingAid, p.due.HousingAid, false},
		{p.paid.Month, "Prestations familiales", p.paid.Family, p.due.Family, false},
		{p.paid.Month, "Paje (allocation de base)", p.paid.Early, p.due.Early, false},
	} {
		if d.Paid != d.Due {
			out = append(out, d)
		}
	}
	return out
}

func barred(d Difference, found time.Time, fraud bool) bool {
	years := limitation
	if fraud && d.Paid > d.Due {
		years = limitationFraud
	}
	// The last day is still in time.
	return !found.Before(PaymentDay(d.Month).AddDate(years, 0, 1))
}

func (c *Correction) count(d Difference, why *calcul.Why) {
	how := "versé : " + frtext.Money(int64(d.Paid)) + " ; dû : " + frtext.Money(int64(d.Due))
	switch {
	case d.Barred:
		how += " ; trop ancien pour être réclamé"
	case d.Paid > d.Due:
		c.Overpaid += d.Paid - d.Due
	default:
		c.Owed += d.Due - d.Paid
	}
	change := frtext.Money(int64(d.Due - d.Paid))
	if d.Due < d.Paid {
		change = less(calcul.Of(d.Paid - d.Due))
	}
	why.Add(d.Benefit+" "+d.Month.of(), how, change)
}
