package droits

import "demarcheablanc/simulators/portal/calcul"

// Kind is a nature of income, as a declaration names it. One that is not listed
// here counts as any other resource: nothing declared is dropped.
type Kind string

// The incomes that are treated each in its way.
const (
	Salary           Kind = "salaire" // montant net social
	SelfEmployment   Kind = "independant"
	Training         Kind = "stage"              // paid training
	ShortTime        Kind = "activite-partielle" // chômage partiel
	Maternity        Kind = "ij-maternite"
	ShortSickness    Kind = "ij-maladie"        // the first three months
	LongSickness     Kind = "ij-longue-maladie" // from the fourth month
	Unemployment     Kind = "chomage"
	Retirement       Kind = "retraite"
	Disability       Kind = "invalidite"
	AlimonyReceived  Kind = "pension-alimentaire"
	RegularHelp      Kind = "aide-reguliere"
	Capital          Kind = "placements"
	Rents            Kind = "loyers"
	AAH              Kind = "aah"
	ASS              Kind = "ass"
	EarlyChildhood   Kind = "paje"
	ExceptionalGains Kind = "gains"
)

// Income is one resource of one person.
type Income struct {
	Kind Kind
	// Months counts back from the month of entitlement: that month, the one
	// before, and so on; a single amount is the same every month, one that is
	// missing is 0.
	Months []calcul.Cents
	// Stopped: no longer received in the month of entitlement. It is understood
	// where that month is 0 and the one before is not.
	Stopped bool
}

// Monthly is an income that is the same every month.
func Monthly(kind Kind, amount calcul.Cents) Income {
	return Income{Kind: kind, Months: []calcul.Cents{amount}}
}

func (k Kind) activity() bool {
	switch k {
	case Salary, SelfEmployment, Training, ShortTime, Maternity, ShortSickness:
		return true
	}
	return false
}

// professional incomes are forgotten whole when they stop; others up to a limit.
func (k Kind) professional() bool { return k.activity() || k == Unemployment || k == Retirement }

// replaces a lost wage, and so keeps it counted.
func (k Kind) replaces() bool {
	switch k {
	case Unemployment, Retirement, Maternity, ShortSickness, LongSickness:
		return true
	}
	return false
}

// in is what was received n months before the month of entitlement.
func (i Income) in(n int) calcul.Exact {
	switch {
	case len(i.Months) == 1:
		return amount(i.Months[0])
	case n >= 0 && n < len(i.Months):
		return amount(i.Months[n])
	}
	return calcul.Exact{}
}

func (i Income) stopped() bool {
	return i.Stopped || len(i.Months) > 1 && i.in(0).Sign() == 0 && i.in(1).Sign() > 0
}

// over is what was received in all over the three months, for rights in m.
func (i Income) over(quarter [3]Month, m Month) calcul.Exact {
	total := calcul.Exact{}
	for _, month := range quarter {
		total = total.Plus(i.in(int(m - month)))
	}
	return total
}

// replaced tells whether something takes the place of a wage in the month itself.
func replaced(incomes []Income) bool {
	for _, i := range incomes {
		if i.Kind.replaces() && !i.stopped() && i.in(0).Sign() > 0 {
			return true
		}
	}
	return false
}

// mostDeclared keeps absurd amounts within what can be added up.
const mostDeclared = calcul.Cents(100_000_000_000)

// amount is a declared amount: never below 0, never above a thousand million.
func amount(c calcul.Cents) calcul.Exact { return calcul.Of(min(max(c, 0), mostDeclared)) }
