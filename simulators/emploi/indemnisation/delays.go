package indemnisation

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// Limits of the delays before the first payment, in days.
const (
	mostPaidLeave        = 30
	mostSpecific         = 150
	mostSpecificEconomic = 75
	waitingDays          = 7
)

// Ending is the end of a contract that opens a right.
type Ending struct {
	LastDay    time.Time    // last day of the contract
	Registered time.Time    // day of the registration
	PaidLeave  calcul.Cents // indemnity for leave not taken
	AboveLaw   calcul.Cents // indemnities of the end beyond what the law sets
	Economic   bool         // economic dismissal
	Waited     bool         // the waiting days were served in the last 12 months
}

// Delays is what stands between the end of a contract and the first day paid.
type Delays struct {
	Specific, PaidLeave, Waiting int       // days, in the order they run
	First                        time.Time // first day that can be paid
	Why                          calcul.Why
}

// BeforePayment counts the delays: those for indemnities and for leave run from
// the day after the contract, the waiting days once they are over and the person
// is registered.
func BeforePayment(e Ending, sjr calcul.Cents) Delays {
	f := calcul.On(figures().Delays, e.LastDay)
	most := mostSpecific
	if e.Economic {
		most = mostSpecificEconomic
	}
	d := Delays{
		Specific:  wholeDays(e.AboveLaw, f.Divisor, most),
		PaidLeave: wholeDays(e.PaidLeave, calcul.Of(sane(sjr)), mostPaidLeave),
		Waiting:   waitingDays,
	}
	if e.Waited {
		d.Waiting = 0
	}
	free := dayOf(e.LastDay).AddDate(0, 0, 1+d.Specific+d.PaidLeave)
	if registered := dayOf(e.Registered); registered.After(free) {
		free = registered
	}
	d.First = free.AddDate(0, 0, d.Waiting)
	d.explain(e, f, most)
	return d
}

// wholeDays is how many whole days an amount is worth, up to the most there is.
func wholeDays(amount calcul.Cents, daily calcul.Exact, most int) int {
	if sane(amount) == 0 {
		return 0
	}
	if daily.Sign() <= 0 {
		return most
	}
	return int(min(int64(most), calcul.Of(sane(amount)).Over(daily).Down()))
}

func (d *Delays) explain(e Ending, f delayFigures, most int) {
	d.Why = calcul.Why{Title: "Le premier jour de votre allocation", Source: f.Source}
	d.Why.Add("Fin de votre contrat", "", frtext.Date(e.LastDay))
	if d.Specific > 0 {
		d.Why.Add("Différé spécifique", money(sane(e.AboveLaw))+" d’indemnités au-delà de la loi, "+days(most)+" au plus", days(d.Specific))
	}
	if d.PaidLeave > 0 {
		d.Why.Add("Différé de congés payés", money(sane(e.PaidLeave))+" de congés payés divisés par votre salaire journalier, "+days(mostPaidLeave)+" au plus", days(d.PaidLeave))
	}
	if d.Waiting > 0 {
		d.Why.Add("Délai d’attente", "il court une fois les différés passés et votre inscription faite", days(d.Waiting))
	}
	d.Why.Conclude("Premier jour indemnisable", frtext.Date(d.First))
}
