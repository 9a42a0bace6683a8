package bareme

import (
	"fmt"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// Shares is a number of family shares, in quarters: 10 is « 2,5 parts ».
type Shares int

// String writes them as the notice does.
func (s Shares) String() string {
	whole := frtext.Number(int64(s / 4))
	decimals := []string{"", ",25", ",5", ",75"}[s%4]
	return whole + decimals + frtext.NBSP + frtext.Plural(int(s/4), "part", "parts")
}

func (s Shares) exact() calcul.Exact { return calcul.Int(int64(s)).Over(calcul.Int(4)) }

// family tells where the shares come from: the caps differ.
type family struct {
	adults   Shares // the declarants
	widowed  Shares // what a widowed parent keeps of the couple
	children Shares // every dependant
	cards    Shares // the dependants' disability
	own      Shares // the declarants' disability, or past as veterans
	raised   Shares // L, K, E
	lone     Shares // T
}

func (f family) total() Shares {
	return f.adults + f.widowed + f.children + f.cards + f.own + f.raised + f.lone
}

// Shares counts the family shares of a household, and says why.
func (d Declaration) Shares() (Shares, calcul.Why) {
	f := d.family()
	why := calcul.Why{Title: "Vos parts de quotient familial", Source: "code général des impôts, art. 193 ter à 196 B"}
	for _, line := range []struct {
		label, how string
		shares     Shares
	}{
		{"Déclarants", "une part chacun", f.adults},
		{"Veuf ou veuve avec personnes à charge", "la part du conjoint est gardée", f.widowed},
		{"Personnes à charge", d.howDependants(), f.children},
		{"Cartes d’invalidité des personnes à charge", "une demi-part chacune, moitié en résidence alternée", f.cards},
		{"Invalidité, ancien combattant, guerre", "cases P, F, W, S ou G", f.own},
		{"Enfant élevé seul", "case L : vous vivez seul et avez élevé un enfant seul cinq ans au moins", f.raised},
		{"Parent isolé", "case T : vous élevez seul vos enfants", f.lone},
	} {
		if line.shares > 0 {
			why.Add(line.label, line.how, line.shares.String())
		}
	}
	why.Conclude("Nombre de parts", f.total().String())
	return f.total(), why
}

func (d Declaration) howDependants() string {
	n := d.Dependants.clean()
	how := []string{"une demi-part pour chacune des deux premières, une part à partir de la troisième"}
	if n.H > 0 {
		how = append(how, fmt.Sprintf("la moitié pour %s en résidence alternée", frtext.Count(n.H, "enfant", "enfants")))
	}
	return strings.Join(how, " ; ")
}

func (d Declaration) family() family {
	n, t := d.Dependants.clean(), d.Ticks
	f := family{adults: 4, children: childShares(n), cards: Shares(2*n.G + n.I + 2*n.R)}
	switch {
	case d.Status.couple():
		f.adults = 8
		f.own = max(half(t.P)+half(t.F), half(t.W || t.S))
	case n.any():
		f.own = half(t.P)
		f.oneParent(d.Status, t, n)
	default:
		f.own = half(t.P || t.W || t.G)
		if f.own == 0 { // the two half shares are not added
			f.raised = half((t.L || t.K || t.E) && !t.N)
		}
	}
	return f
}

// oneParent adds what goes to who brings up children without a spouse: widowed,
// the late spouse's share; otherwise the half share of box T, halved for a
// single child in alternating custody.
func (f *family) oneParent(s Status, t Ticks, n Dependants) {
	switch {
	case s == Widowed:
		f.widowed = 4
	case t.T && n.full() == 0 && n.H == 1:
		f.lone = 1
	case t.T:
		f.lone = 2
	}
}

// childShares ranks those who are there all year before those in alternating
// custody, who count for half.
func childShares(n Dependants) Shares {
	quarters := 0
	for rank := range n.full() + n.H {
		worth := 4
		if rank < 2 {
			worth = 2
		}
		if rank >= n.full() {
			worth /= 2
		}
		quarters += worth
	}
	return Shares(quarters)
}

func half(ticked bool) Shares {
	if ticked {
		return 2
	}
	return 0
}
