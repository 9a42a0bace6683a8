package indemnisation

import (
	"errors"
	"time"

	"demarcheablanc/simulators/portal/calcul"
)

// Limits of what is asked back.
const (
	ClaimedFrom     = calcul.Cents(77_00) // below, nothing is asked
	MostInstalments = 24
)

// ErrInstalments is returned for a number of instalments outside 1 to 24.
var ErrInstalments = errors.New("le remboursement se fait en 1 à 24 fois")

// Correction compares what was paid on a first declaration with what another one
// gives: hours forgotten, wages of the payslip.
type Correction struct {
	Before, After Payment
	Overpaid      calcul.Cents // net, 0 when nothing was paid in excess
	Owed          calcul.Cents // net, what is still due to the person
	Claimed       bool         // the excess is asked back
	Why           calcul.Why
}

// Correct computes the month again.
func Correct(r Right, before, after Declared) Correction {
	after.Month = before.Month
	c := Correction{Before: Pay(r, before), After: Pay(r, after)}
	c.Overpaid = max(0, c.Before.Net-c.After.Net)
	c.Owed = max(0, c.After.Net-c.Before.Net)
	c.Claimed = c.Overpaid >= ClaimedFrom
	c.explain(before, after)
	return c
}

func (c *Correction) explain(before, after Declared) {
	c.Why = calcul.Why{Title: "Le nouveau calcul de votre allocation " + of(before.Month), Source: c.After.Why.Source}
	c.Why.Add("Salaire brut d’abord déclaré", "", money(total(before.Jobs).Gross))
	c.Why.Add("Salaire brut retenu", "", money(total(after.Jobs).Gross))
	c.Why.Add("Allocation versée", days(c.Before.Days), money(c.Before.Net))
	c.Why.Add("Allocation recalculée", days(c.After.Days), money(c.After.Net))
	switch {
	case c.Owed > 0:
		c.Why.Conclude("Complément que nous vous devons", money(c.Owed))
	case c.Claimed:
		c.Why.Conclude("Somme versée en trop, à rembourser", money(c.Overpaid))
	case c.Overpaid > 0:
		c.Why.Add("Somme versée en trop", "elle reste à vous : en dessous de "+money(ClaimedFrom)+", rien n’est réclamé", money(c.Overpaid))
		c.Why.Conclude("À rembourser", money(0))
	default:
		c.Why.Conclude("À rembourser", money(0))
	}
}

// Instalment is one part of a repayment.
type Instalment struct {
	On     time.Time
	Amount calcul.Cents
}

// Instalments spreads an amount over n months from a first day, in parts that
// differ by a cent at most and add up exactly.
func Instalments(amount calcul.Cents, n int, first time.Time) ([]Instalment, error) {
	if n < 1 || n > MostInstalments {
		return nil, ErrInstalments
	}
	amount = sane(amount)
	parts := make([]Instalment, n)
	for i := range parts {
		done, upTo := times(amount, i)/calcul.Cents(n), times(amount, i+1)/calcul.Cents(n)
		parts[i] = Instalment{On: monthsAfter(first, i), Amount: upTo - done}
	}
	return parts, nil
}

// Deadlines are the dates that the letter about an excess gives.
type Deadlines struct {
	Repay    time.Time // to repay, or to ask for instalments or a remission
	Appeal   time.Time // to ask the director to look again
	Rejected time.Time // no answer to an appeal made on the last day means no
}

// DeadlinesOf counts them from the day of the letter: one month, two months, and
// two more of silence. Each ends with its day.
func DeadlinesOf(letter time.Time) Deadlines {
	return Deadlines{
		Repay:    endOf(monthsAfter(letter, 1)),
		Appeal:   endOf(monthsAfter(letter, 2)),
		Rejected: endOf(monthsAfter(letter, 4)),
	}
}

// ClaimableUntil is the last day an excess paid on a day can be asked back:
// three years, ten after a fraud.
func ClaimableUntil(paid time.Time, fraud bool) time.Time {
	years := 3
	if fraud {
		years = 10
	}
	return endOf(monthsAfter(paid, 12*years))
}

// monthsAfter is the same day of a later month, or its last day when it has no
// such day.
func monthsAfter(t time.Time, n int) time.Time {
	on := dayOf(t)
	month := MonthOf(time.Date(on.Year(), on.Month()+time.Month(n), 1, 0, 0, 0, 0, on.Location()))
	return month.First().AddDate(0, 0, min(on.Day(), month.Days())-1)
}
