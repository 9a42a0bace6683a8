package indemnisation

import (
	"time"

	"demarcheablanc/simulators/portal/calcul"
)

// Period is the reference period: what was earned, and how many calendar days
// it counts, between the first contract kept and the end of the last.
type Period struct {
	Wages  calcul.Cents // gross, bonuses included, indemnities of the end left out
	Worked int          // days under contract
	Idle   int          // days without contract
}

// ReferenceWage is the daily reference wage (SJR), to the cent: the wages over
// the days under contract and the days between, these within a limit.
func ReferenceWage(p Period, on time.Time) (calcul.Cents, calcul.Why) {
	rules := calcul.On(figures().Rules, on)
	why := calcul.Why{Title: "Votre salaire journalier de référence", Source: rules.Source}
	worked, wages := max(p.Worked, 0), sane(p.Wages)
	if worked == 0 {
		why.Conclude("Salaire journalier de référence", money(0))
		return 0, why
	}
	idle := min(max(p.Idle, 0), int(calcul.Int(int64(worked)).Times(rules.Idle).Down()))
	sjr := calcul.Of(wages).Over(calcul.Int(int64(worked + idle))).Cents()
	why.Add("Vos salaires bruts de la période de référence", "", money(wages))
	why.Add("Jours sous contrat", "", days(worked))
	why.Add("Jours sans contrat pris en compte", "ils sont plafonnés selon vos jours de contrat", days(idle))
	why.Conclude("Salaire journalier de référence", money(sjr))
	return sjr, why
}

// WorkTime is the share of a full-time week that was worked, which reduces the
// fixed part and the minimum. Its zero value is full time.
type WorkTime struct{ Hours, FullTime int64 }

// apply reduces an amount in proportion, never raising it.
func (w WorkTime) apply(x calcul.Exact) calcul.Exact {
	if w.Hours <= 0 || w.FullTime <= 0 || w.Hours >= w.FullTime {
		return x
	}
	return x.Times(calcul.Int(w.Hours)).Over(calcul.Int(w.FullTime))
}

// DailyAllowance is the gross allowance for a day, to the cent: the better of
// 40.4 % of the reference wage with a fixed part and of 57 %, at least the
// minimum, and never more than the ceiling's share of the reference wage.
func DailyAllowance(sjr calcul.Cents, worked WorkTime, on time.Time) (calcul.Cents, calcul.Why) {
	f, rules := calcul.On(figures().Allowance, on), calcul.On(figures().Rules, on)
	wage := calcul.Of(sane(sjr))
	fixed, minimum := worked.apply(f.Fixed), worked.apply(f.Minimum)
	mixed, full := wage.Times(rules.Share).Plus(fixed), wage.Times(rules.FullShare)
	ceiling := wage.Times(rules.Ceiling)
	daily := calcul.Min(calcul.Max(calcul.Max(mixed, full), minimum), ceiling).Cents()

	why := calcul.Why{Title: "Votre allocation par jour", Source: f.Source}
	why.Add("Salaire journalier de référence", "", money(wage.Cents()))
	why.Add("Première formule", percent(rules.Share)+" de ce salaire, plus "+money(fixed.Cents()), money(mixed.Cents()))
	why.Add("Seconde formule", percent(rules.FullShare)+" de ce salaire", money(full.Cents()))
	why.Add("Minimum", "on retient le plus élevé des trois", money(minimum.Cents()))
	why.Add("Maximum", percent(rules.Ceiling)+" de ce salaire", money(ceiling.Cents()))
	why.Conclude("Allocation brute par jour", money(daily))
	return daily, why
}
