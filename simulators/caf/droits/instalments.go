package droits

import (
	"errors"
	"time"

	"demarcheablanc/simulators/portal/calcul"
)

// UsualInstalments is the longest schedule that is accepted when asked for; a
// longer one has to be negotiated.
const UsualInstalments = 12

// ErrInstalments: nothing to give back, or not so many payments.
var ErrInstalments = errors.New("l’échéancier va d’un versement à un par euro dû, dans la limite de 60")

const mostInstalments = 60

// Instalment is one payment of a schedule.
type Instalment struct {
	Due    time.Time
	Amount calcul.Cents
}

// Instalments spreads a debt over so many months from the payday of the rights of
// month first: equal amounts, the cents that are left with the last. It fails
// with [ErrInstalments].
func Instalments(debt calcul.Cents, count int, first Month) ([]Instalment, error) {
	if count < 1 || count > mostInstalments || debt < calcul.Euros(int64(count)) {
		return nil, ErrInstalments
	}
	each := debt / calcul.Cents(count)
	schedule := make([]Instalment, count)
	for i := range schedule {
		schedule[i] = Instalment{Due: PaymentDay(first + Month(i)), Amount: each}
	}
	schedule[count-1].Amount = debt - each*calcul.Cents(count-1)
	return schedule, nil
}

// Deadlines run from the day an overpayment is notified (CSS, art. R. 133-9-2).
type Deadlines struct {
	Rectify time.Time // to ask for a correction, before any deduction
	Contest time.Time // to contest before the commission de recours amiable
}

// DebtDeadlines gives the last day of each.
func DebtDeadlines(notified time.Time) Deadlines {
	return Deadlines{Rectify: notified.AddDate(0, 0, 20), Contest: addMonths(notified, 2)}
}

// Silence is the day when a request of correction made then is refused by silence
// (one month), and Deductions the first day when deductions may follow (7 days).
func Silence(asked time.Time) (refused, deductions time.Time) {
	refused = addMonths(asked, 1)
	return refused, refused.AddDate(0, 0, 7)
}

// addMonths stays in the month it reaches: a month after 31 January is 28 February.
func addMonths(t time.Time, months int) time.Time {
	later := t.AddDate(0, months, 0)
	if later.Day() != t.Day() {
		return later.AddDate(0, 0, -later.Day())
	}
	return later
}
