package droits

import (
	"fmt"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// Benefit is a payment of the Caf in the month of a quotient.
type Benefit string

// The benefits that a quotient leaves out; all others count.
const (
	BackToSchoolBenefit Benefit = "rentree-scolaire"
	BirthBonus          Benefit = "prime-naissance"
	ExceptionalBonus    Benefit = "prime-exceptionnelle"
	ChildCare           Benefit = "garde-enfant"
)

func (b Benefit) leftOut() bool {
	switch b {
	case BackToSchoolBenefit, BirthBonus, ExceptionalBonus, ChildCare:
		return true
	}
	return false
}

// QuotientBasis is what a quotient familial is made of.
type QuotientBasis struct {
	Taxable  calcul.Cents             // resources of year N-2, before the 10 % allowance
	Alimony  calcul.Cents             // pensions alimentaires paid that year
	Benefits map[Benefit]calcul.Cents // of the month
	Children int                      // à charge
	Disabled int                      // of whom disabled
}

// QuotientShares are the parts of the Caf (not those of taxes): 2 for a couple
// and for one adult alone, ½ for each of the first two children, 1 for the
// third, ½ for each further one, ½ more for a disabled child.
func QuotientShares(children, disabled int) calcul.Exact {
	children = max(children, 0)
	halves := 4 + children + min(max(disabled, 0), children)
	if children >= 3 {
		halves++
	}
	return calcul.Int(int64(halves)).Over(calcul.Int(2))
}

// Quotient is the monthly quotient familial of the Caf, in whole euros.
func Quotient(b QuotientBasis, m Month) (int64, calcul.Why) {
	yearly := amount(b.Taxable).Minus(amount(b.Alimony)).Positive()
	benefits := calcul.Exact{}
	for kind, paid := range b.Benefits {
		if !kind.leftOut() {
			benefits = benefits.Plus(amount(paid))
		}
	}
	shares := QuotientShares(b.Children, b.Disabled)
	monthly := yearly.Over(calcul.Int(12))
	quotient := monthly.Plus(benefits).Over(shares).Down()
	why := calcul.Why{
		Title:  "Votre quotient familial " + m.of(),
		Source: "règle de la Caf : ressources d’il y a deux ans, prestations du mois, parts de la Caf",
	}
	why.Add("Ressources d’un mois", roundMoney(yearly)+" de l’année "+fmt.Sprint(int(m)/12-2)+" ÷ 12", money(monthly))
	why.Add("Prestations du mois", "sans les primes de naissance, de rentrée et les aides à la garde", money(benefits))
	why.Add("Nombre de parts", "2 pour les parents, puis une demi-part par enfant (une entière pour le troisième)", sharesText(shares))
	why.Conclude("Quotient familial", frtext.RoundMoney(quotient*100))
	return quotient, why
}

func sharesText(shares calcul.Exact) string {
	text := frtext.Number(shares.Down())
	if shares.Cmp(calcul.Int(shares.Down())) != 0 {
		text += ",5"
	}
	return text + " parts"
}
