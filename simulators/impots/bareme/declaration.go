package bareme

import "demarcheablanc/simulators/portal/calcul"

// Declaration is what a household tells of a year, as the form asks it.
type Declaration struct {
	Year       int // of the incomes: 2024 is declared in 2025
	Status     Status
	Residence  Residence
	Born       [2]int // years of birth of the declarants; 0 where unknown
	Ticks      Ticks
	Dependants Dependants
	Boxes      Boxes
}

// Status is the letter of the family situation on 1 January.
type Status string

// The letters of the form. An empty or unknown one counts as Single.
const (
	Married  Status = "M"
	Pacsed   Status = "O"
	Single   Status = "C"
	Divorced Status = "D" // or separated
	Widowed  Status = "V"
)

func (s Status) couple() bool { return s == Married || s == Pacsed }

// Residence tells which overseas reduction applies, if any.
type Residence int

// The three regimes of article 197 I 3.
const (
	Mainland Residence = iota
	AntillesReunion
	GuyaneMayotte
)

// Ticks are the boxes of the half shares.
type Ticks struct {
	T bool // brings up children alone
	L bool // lives alone, raised a child alone for five years
	P bool // first declarant disabled
	F bool // second declarant disabled
	W bool // alone, veteran (or widowed of one) over 74
	S bool // couple, one a veteran over 74
	G bool // pension of war widow
	K bool // lost a child; no longer on the form, same rule as L
	E bool // adopted a child; no longer on the form, same rule as L
	N bool // does not live alone: undoes L, K and E
}

// Dependants counts who depends on the household. A negative count is none.
type Dependants struct {
	F int // minors
	G int // of which holders of a disability card
	H int // minors in alternating custody
	I int // of which holders of a disability card
	R int // other disabled people living in the home
	J int // grown children attached
	N int // grown children attached, married or with children
}

// clean makes the counts possible: nothing negative, no more cards than children.
func (d Dependants) clean() Dependants {
	for _, n := range []*int{&d.F, &d.G, &d.H, &d.I, &d.R, &d.J, &d.N} {
		*n = min(max(*n, 0), mostHeads)
	}
	d.G, d.I = min(d.G, d.F), min(d.I, d.H)
	return d
}

func (d Dependants) full() int { return d.F + d.J + d.R }
func (d Dependants) any() bool { return d.full()+d.H > 0 }

// Boxes are the amounts of the form, in whole euros, by box: "1AJ". A box that
// is a tick counts as ticked when it is above 0. Known lists those that count.
type Boxes map[string]int64

// Beyond these a declaration makes no sense and sums would no longer fit.
const (
	mostEuros = 1_000_000_000_000
	mostHeads = 1_000
)

// of is what a box holds: nothing where it is negative.
func (b Boxes) of(box string) calcul.Exact {
	return calcul.Int(min(max(b[box], 0), mostEuros))
}

// sum adds several boxes.
func (b Boxes) sum(boxes ...string) calcul.Exact {
	total := calcul.Exact{}
	for _, box := range boxes {
		total = total.Plus(b.of(box))
	}
	return total
}

// Known lists the boxes that count in the computation, in the order of the form.
func Known() []string {
	return []string{
		"1AJ", "1BJ", "1CJ", "1DJ", "1AP", "1BP", "1CP", "1DP", "1AK", "1BK", "1CK", "1DK",
		"1AS", "1BS", "1CS", "1DS", "1AZ", "1BZ", "1CZ", "1DZ", "1AO", "1BO", "1CO", "1DO",
		"2DC", "2TR", "2CK", "2OP", "4BA", "4BE",
		"6DE", "6GU", "6GP", "6GI", "6GJ", "6EL", "6EM",
		"6NS", "6NT", "6NU", "6RS", "6RT", "6RU", "6PS", "6PT", "6PU",
		"7UD", "7VA", "7UF", "7VC", "7UH", "7EA", "7EB", "7EC", "7ED", "7EF", "7EG",
		"7DB", "7DR", "7DQ", "7DG", "7DL", "7GA", "7GB", "7GC", "7GE", "7GF", "7GG", "7AC", "7AE", "7AG",
	}
}
