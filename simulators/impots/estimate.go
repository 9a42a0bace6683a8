package impots

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
)

// find computes all that a declaration comes to today, if its first version is
// sent at a given time.
func (s *service) find(tx *sandbox.Tx, h Household, incomes int, d bareme.Declaration, first time.Time) Found {
	f := Found{Scale: d.Year, Before: paidBefore(tx, h, incomes, calcul.Euros(d.Boxes["8HV"]+d.Boxes["8IV"]))}
	var err error
	if f.Assessed, err = s.bareme.Compute(d); err != nil {
		return f // the year is one of those of scaleOf
	}
	if f.Rates, err = s.bareme.Withholding(d); err != nil {
		return f
	}
	due := f.Assessed.Due
	f.Why = []calcul.Why{f.Assessed.Why}
	if limit := s.calendar.campaign(incomes).limit(h.Zone); first.After(limit) {
		l := s.bareme.Late(due, lateness(h.Warned[incomes], first), monthsLate(limit, first))
		f.Increase = l.Increase + l.Interest
		f.Why = append(f.Why, l.Why)
	}
	f.Settled = s.bareme.Settle(due+f.Increase, f.Before)
	f.Why = append(f.Why, f.Settled.Why, f.Rates.Why)
	return f
}

// lateness is measured from the formal notice, if there was one.
func lateness(warned, sent time.Time) bareme.Lateness {
	switch {
	case warned.IsZero() || sent.Before(warned):
		return bareme.Spontaneous
	case sent.After(warned.AddDate(0, 0, 30)):
		return bareme.Beyond30Days
	}
	return bareme.Within30Days
}

// monthsLate counts the months begun since the month after the limit: interest
// runs from the first of July on.
func monthsLate(limit, sent time.Time) int {
	from := at(limit.Year(), time.July, 1, 0, 0, 0)
	if sent.Before(from) {
		return 0
	}
	sent = sent.In(frtext.Paris)
	return (sent.Year()-from.Year())*12 + int(sent.Month()) - int(from.Month()) + 1
}

// firstSent is when the household first declared the year: a later version does
// not make it late.
func firstSent(c *demarche.Case, h Household, incomes int) time.Time {
	if r, ok := returnOf(c.Tx, h.ID, incomes); ok {
		return r.First
	}
	return c.Now()
}

// estimate is what the recap shows, and what is kept once signed.
func (s *service) estimate(c *demarche.Case) demarche.Result {
	h, incomes, d := householdOf(c.Tx, c.Person.ID), s.incomesOf(c), s.declaration(c)
	f := s.find(c.Tx, h, incomes, d, firstSent(c, h, incomes))
	r := demarche.Result{Why: f.Why, Warnings: s.warnings(c, h, incomes, d, f)}
	r.Amounts = map[string]calcul.Cents{"impot": f.Assessed.Due, "rfr": f.Assessed.Reference, "solde": f.Settled.ToPay, "restitution": f.Settled.Refund}
	r.Words = found(f)
	r.Shown = shown(f, d)
	if f.Scale != incomes {
		r.Shown = append(r.Shown, demarche.Shown{Label: "Barème utilisé", Value: fmt.Sprintf("celui des revenus de %d, le dernier connu de l’exercice", f.Scale)})
	}
	return r
}

func euros(c calcul.Cents) string { return frtext.RoundMoney(int64(c)) }

// found says the results in words, for messages.
func found(f Found) map[string]string {
	words := map[string]string{
		"impot_euros": euros(f.Assessed.Due), "rfr_euros": euros(f.Assessed.Reference), "taux_pas": f.Rates.Household.String(),
		"solde_euros": euros(f.Settled.ToPay), "restitution_euros": euros(f.Settled.Refund), "majoration_euros": euros(f.Increase),
	}
	words["issue"], words["retard"] = outcome(f), "l’impôt est majoré de "+words["majoration_euros"]
	if f.Increase == 0 {
		words["retard"] = "sans impôt à payer, il n’y a pas de majoration"
	}
	return words
}

// outcome says in one sentence what the year ends in.
func outcome(f Found) string {
	switch {
	case f.Settled.ToPay > 0 && f.Settled.Instalments > 1:
		return fmt.Sprintf("Il reste %s à payer, en %d prélèvements à partir de fin septembre.", euros(f.Settled.ToPay), f.Settled.Instalments)
	case f.Settled.ToPay > 0:
		return "Il reste " + euros(f.Settled.ToPay) + " à payer fin septembre."
	case f.Settled.Refund > 0:
		return euros(f.Settled.Refund) + " vous seront remboursés."
	case f.Assessed.Due <= 0:
		return "Vous n’avez pas d’impôt à payer."
	}
	return "Rien à payer de plus, rien à rembourser."
}

func shown(f Found, d bareme.Declaration) []demarche.Shown {
	a := f.Assessed
	lines := []demarche.Shown{
		{Label: "Nombre de parts", Value: a.Shares.String()},
		{Label: "Revenu fiscal de référence", Value: euros(a.Reference)},
	}
	if a.Due < 0 {
		lines = append(lines, demarche.Shown{Label: "Somme en votre faveur", Value: euros(-a.Due)})
	} else {
		lines = append(lines, demarche.Shown{Label: "Impôt de l’année", Value: euros(a.Due)})
	}
	lines = append(lines, demarche.Shown{Label: "Déjà prélevé à la source", Value: euros(f.Before.Withheld)})
	for _, line := range []struct {
		label string
		cents calcul.Cents
	}{
		{"Acomptes déjà payés", f.Before.Acomptes},
		{"Avance de janvier sur vos crédits d’impôt, reprise ici", f.Before.Advance},
		{"Déjà payé avec l’avis précédent", f.Before.Paid},
		{"Déjà remboursé avec l’avis précédent", -f.Before.Paid},
	} {
		if line.cents > 0 {
			lines = append(lines, demarche.Shown{Label: line.label, Value: euros(line.cents)})
		}
	}
	if f.Increase > 0 {
		lines = append(lines, demarche.Shown{Label: "Majoration et intérêts pour retard", Value: euros(f.Increase)})
	}
	lines = append(lines,
		demarche.Shown{Label: "Pour finir", Value: outcome(f)},
		demarche.Shown{Label: "Taux de prélèvement à la source, à partir de septembre", Value: rateWords(f, d)})
	return lines
}

func rateWords(f Found, d bareme.Declaration) string {
	if d.Status != bareme.Married && d.Status != bareme.Pacsed {
		return f.Rates.Household.String()
	}
	return fmt.Sprintf("%s pour le foyer ; individualisé : %s et %s", f.Rates.Household, f.Rates.Own[0], f.Rates.Own[1])
}
