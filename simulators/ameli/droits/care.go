package droits

import (
	"time"

	"demarcheablanc/simulators/portal/calcul"
)

// Kind is a kind of care, as a statement names it.
type Kind string

// The kinds of care whose rate is known.
const (
	Consultation Kind = "consultation"
	Examination  Kind = "examination" // radiology
	Analysis     Kind = "analysis"
	Paramedical  Kind = "paramedical"
	Medicine65   Kind = "medicine-65"
	Medicine30   Kind = "medicine-30"
	Medicine15   Kind = "medicine-15"
	Transport    Kind = "transport"
)

// Care is an act, a transport or a box of medicine.
type Care struct {
	On           time.Time
	Kind         Kind
	Professional string       // who gave it: limits of a day hold for each one
	Paid         calcul.Cents // what the person was asked
	Base         calcul.Cents // the tariff that is reimbursed from
	Count        int          // acts, boxes or journeys; 0 counts for 1
	OffPath      bool         // not sent by a treating doctor, none declared
	LongIllness  bool         // care of a long illness: paid whole
}

func (c Care) count() int64 { return int64(max(1, min(c.Count, 1_000))) }

// Insured is what exempts a person.
type Insured struct {
	Age       int
	C2S       bool
	Maternity bool // from the sixth month to twelve days after the birth
}

const (
	majority       = 18
	treatingDoctor = 16 // age from which one declares a treating doctor
)

func (p Insured) exempt() bool { return p.Age < majority || p.C2S || p.Maternity }

// Line is a line of a statement. What is reimbursed is Amount less Flat and
// Franchise.
type Line struct {
	Care
	Rate            calcul.Exact
	Amount          calcul.Cents // the rate of the base
	Flat, Franchise calcul.Cents
	Reimbursed      calcul.Cents
	Left            calcul.Cents // to the person, before any complementary other than the C2S
	Why             calcul.Why
}

// Statement computes a person's care in the order given, which is that of time,
// within the limits of each day and each year.
func Statement(p Insured, all []Care) []Line {
	taken := counters{}
	lines := make([]Line, 0, len(all))
	for _, care := range all {
		lines = append(lines, taken.line(p, care))
	}
	return lines
}

func (t counters) line(p Insured, c Care) Line {
	l := Line{Care: c, Rate: rateOf(p, c)}
	paid, base := sane(c.Paid), sane(c.Base)
	l.Amount = calcul.Min(calcul.Of(base).Times(l.Rate), calcul.Of(paid)).Cents()
	if !p.exempt() {
		l.Flat = min(t.flat(c), l.Amount)
		l.Franchise = min(t.franchise(c), l.Amount-l.Flat)
	}
	l.Reimbursed = l.Amount - l.Flat - l.Franchise
	l.Left = paid - l.Reimbursed
	l.explain()
	return l
}

// rateOf is the share of the base that is paid. With the C2S it is the whole of
// it, which the compulsory part and the complementary one share.
func rateOf(p Insured, c Care) calcul.Exact {
	r := figures().Rates.Kinds[c.Kind]
	switch {
	case p.C2S || p.Maternity || c.LongIllness:
		return calcul.Int(1)
	case c.OffPath && p.Age >= treatingDoctor && r.OffPath.Sign() > 0:
		return r.OffPath
	default:
		return r.Rate
	}
}

func (l *Line) explain() {
	l.Why = calcul.Why{Title: "Votre remboursement", Source: figures().Rates.Source}
	l.Why.Add("Payé", "", money(sane(l.Paid)))
	l.Why.Add("Base de remboursement", "", money(sane(l.Base)))
	how := rate(l.Rate) + " de la base"
	if l.OffPath && l.Rate.Cmp(figures().Rates.Kinds[l.Kind].OffPath) == 0 {
		how += ", sans médecin traitant déclaré"
	}
	l.Why.Add("Pris en charge", how, money(l.Amount))
	if l.Flat > 0 {
		l.Why.Add("Participation forfaitaire", "sur chaque consultation, examen ou analyse", less(l.Flat))
	}
	if l.Franchise > 0 {
		l.Why.Add("Franchise médicale", "sur chaque boîte, acte paramédical ou transport", less(l.Franchise))
	}
	l.Why.Conclude("Remboursé", money(l.Reimbursed))
	l.Why.Add("Reste à votre charge", "avant une éventuelle complémentaire", money(l.Left))
}
