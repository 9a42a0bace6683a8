package bareme

import (
	"fmt"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// Lateness is when a late declaration came.
type Lateness int

// The three cases of article 1728.
const (
	Spontaneous  Lateness = iota // before any formal notice
	Within30Days                 // of a formal notice
	Beyond30Days                 // of a formal notice
)

// Late is the price of a declaration sent after its date.
type Late struct {
	Increase calcul.Cents
	Interest calcul.Cents
	Why      calcul.Why
}

// LatePayment is the increase on what was not paid in time (art. 1730), to the
// nearest euro.
func (r *Rules) LatePayment(unpaid calcul.Cents) calcul.Cents {
	return euro(calcul.Of(max(unpaid, 0)).Times(r.lasting.LatePayment)).Cents()
}

// Late gives the increase and the interest on a tax declared late by so many
// months begun. Nothing where there is no tax.
func (r *Rules) Late(due calcul.Cents, when Lateness, months int) Late {
	rates := map[Lateness]calcul.Exact{
		Spontaneous: r.lasting.Late.Spontaneous, Within30Days: r.lasting.Late.Within30Days, Beyond30Days: r.lasting.Late.Beyond30Days,
	}
	tax, months := calcul.Of(max(due, 0)), max(months, 0)
	rate, monthly := rates[when], r.lasting.Late.InterestPerMonth
	out := Late{
		Increase: euro(tax.Times(rate)).Cents(),
		Interest: euro(tax.Times(monthly).Times(calcul.Int(int64(months)))).Cents(),
		Why:      calcul.Why{Title: "Ce que coûte le retard", Source: "code général des impôts, art. 1727 et 1728"},
	}
	out.Why.Add("Impôt", "", money(max(due, 0)))
	out.Why.Add("Majoration", percent(rate)+" de l’impôt", money(out.Increase))
	out.Why.Add("Intérêts de retard", fmt.Sprintf("%s par mois, pendant %s", percent(monthly), frtext.Count(months, "mois", "mois")), money(out.Interest))
	out.Why.Conclude("Retard : en plus de l’impôt", money(out.Increase+out.Interest))
	return out
}
