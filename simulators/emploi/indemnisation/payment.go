package indemnisation

import (
	"demarcheablanc/simulators/portal/calcul"
)

// Declared is what is known of a month when it is paid.
type Declared struct {
	Month  Month
	Unpaid int    // days that pay nothing: delays, sick leave, absence, not registered
	Jobs   []Work // what was worked, an employer each
}

// Payment is a month of ARE.
type Payment struct {
	Payable    int // days that could be paid, had there been no work
	Days       int // days paid
	Beyond     int // days that a right at its end no longer pays
	Gross, Net calcul.Cents
	Why        calcul.Why
}

// Postponed is how many days are not lost but move the end of the right.
func (p Payment) Postponed() int { return p.Payable - p.Days - p.Beyond }

// Pay computes a month: 30 days whatever its length (its own length until March
// 2025), less the days that pay nothing. When there was work, 70 % of its gross
// wages are taken from the allowance, the rest is kept within a month of the
// former wage together with the wages, and makes whole days.
func Pay(r Right, d Declared) Payment {
	rules := calcul.On(figures().Rules, d.Month.First())
	wages, daily := total(d.Jobs).Gross, sane(r.Daily)
	p := Payment{Payable: payable(d, rules)}
	p.Why = calcul.Why{Title: "Votre allocation " + of(d.Month), Source: rules.Source}
	p.Why.Add("Jours indemnisables", "le mois compte pour "+days(monthDays(d.Month, rules))+explainUnpaid(d.Unpaid), days(p.Payable))
	p.Days = p.Payable
	if wages > 0 {
		p.Days = p.daysBesideWork(r, wages, rules)
	}
	if daily == 0 {
		p.Days = 0
	}
	p.endOfRight(r)
	p.Gross = times(daily, p.Days)
	p.Net = times(NetOfDay(r, d.Month.First()).Left, p.Days)
	p.Why.Add("Allocation brute", days(p.Days)+" à "+money(daily), money(p.Gross))
	p.Why.Add("Retenues sociales", "retraite complémentaire, CSG et CRDS", money(p.Gross-p.Net))
	p.Why.Conclude("Allocation nette, avant impôt", money(p.Net))
	return p
}

// daysBesideWork is how many days stay paid when there were wages: what is left
// of the allowance, within the ceiling, makes whole days to the nearest. So the
// last day may go past the ceiling, by half a day at most.
func (p *Payment) daysBesideWork(r Right, wages calcul.Cents, rules ruleFigures) int {
	daily, wage := calcul.Of(sane(r.Daily)), calcul.Of(wages)
	if daily.Sign() == 0 {
		return 0
	}
	taken := wage.Times(rules.WorkShare)
	left := daily.Times(calcul.Int(int64(p.Payable))).Minus(taken).Positive()
	p.Why.Add("Part de votre salaire déduite", percent(rules.WorkShare)+" de "+money(wages)+" brut", money(taken.Cents()))

	ceiling := calcul.Of(sane(r.SJR)).Times(rules.MonthOfWages)
	if room := ceiling.Minus(wage).Positive(); room.Below(left) {
		left = room
		p.Why.Add("Plafond du cumul", "salaire et allocation vont jusqu’à "+money(ceiling.Cents())+", votre ancien salaire d’un mois", money(left.Cents()))
	}
	paid := int(left.Over(daily).Round())
	p.Why.Add("Jours indemnisés", money(left.Cents())+" divisés par "+money(daily.Cents())+", arrondis", days(paid))
	return paid
}

// endOfRight keeps a month within the days that the right can still pay.
func (p *Payment) endOfRight(r Right) {
	left := max(0, r.Left)
	if !r.Counted || p.Days <= left {
		return
	}
	p.Beyond, p.Days = p.Days-left, left
	p.Why.Add("Fin de vos droits", "c’est tout ce qu’il restait à payer", days(p.Days))
}

func monthDays(m Month, rules ruleFigures) int {
	if rules.MonthDays > 0 {
		return rules.MonthDays
	}
	return m.Days()
}

// payable takes away the days that pay nothing. A month without a single day
// pays none, even when the calendar gives it fewer days than the rule.
func payable(d Declared, rules ruleFigures) int {
	if d.Unpaid >= d.Month.Days() {
		return 0
	}
	return max(0, monthDays(d.Month, rules)-max(0, d.Unpaid))
}

func explainUnpaid(n int) string {
	if n <= 0 {
		return ""
	}
	return ", moins " + days(n) + " sans allocation"
}
