package bareme

import (
	"fmt"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal/calcul"
)

// account writes the steps of a sheet; a step that changes nothing is not told.
type account struct{ calcul.Why }

func (a *account) plus(label, how string, x calcul.Exact) {
	if x.Sign() != 0 {
		a.Add(label, how, money(x.Cents()))
	}
}

func (a *account) minus(label, how string, x calcul.Exact) {
	if x.Sign() != 0 {
		a.Add(label, how, "−"+frtext.NBSP+money(x.Cents()))
	}
}

func (s sheet) why() calcul.Why {
	a := account{calcul.Why{
		Title:  fmt.Sprintf("Votre impôt sur les revenus de %d", s.decl.Year),
		Source: "code général des impôts, art. 156 à 200 undecies",
	}}
	s.tellIncomes(&a)
	s.tellDeductions(&a)
	s.tellScale(&a)
	s.tellReductions(&a)
	s.tellCredits(&a)
	s.tellDue(&a)
	return a.Why
}

func (s sheet) tellIncomes(a *account) {
	for i, who := range []string{"déclarant 1", "déclarant 2", "personne à charge 1", "personne à charge 2"} {
		p := s.people[i]
		if p.salary.Sign() > 0 {
			a.plus("Salaires et chômage, "+who, s.howSalary(p), p.salary.Minus(p.deducted))
		}
		if p.pension.Sign() > 0 {
			how := fmt.Sprintf("%s, moins l’abattement de 10%s%% : %s", money(p.pension.Cents()), frtext.NBSP, money(p.abatement.Cents()))
			a.plus("Pensions et retraites, "+who, how, p.pension.Minus(p.abatement))
		}
	}
	a.plus("Abattement sur les pensions repris", "il est limité à "+money(s.year.PensionMax.Cents())+" pour le foyer", s.incomes.overCap)
	a.plus("Intérêts et dividendes au barème", "case 2OP ; les dividendes comptent pour 60"+frtext.NBSP+"%", s.capital)
	a.plus("Loyers", "nets ; en micro-foncier, 30"+frtext.NBSP+"% sont retirés", s.rents)
	a.Conclude("Revenu brut global", money(s.taxable.gross.Cents()))
}

func (s sheet) howSalary(p person) string {
	if p.real {
		return fmt.Sprintf("%s, moins les frais réels : %s", money(p.salary.Cents()), money(p.deducted.Cents()))
	}
	return fmt.Sprintf("%s, moins 10%s%% (de %s à %s) : %s", money(p.salary.Cents()), frtext.NBSP,
		money(s.year.SalaryMin.Cents()), money(s.year.SalaryMax.Cents()), money(p.deducted.Cents()))
}

func (s sheet) tellDeductions(a *account) {
	a.minus("CSG déductible", "case 6DE", s.levies)
	a.minus("Pensions alimentaires versées", "au plus "+money(s.year.AdultChild.Cents())+" par enfant majeur", s.support)
	a.minus("Épargne retraite", "", s.savings)
	a.minus("Abattement âge ou invalidité", "plus de 65 ans au 31 décembre, ou invalide, revenu modeste", s.elderly)
	a.minus("Abattement enfants rattachés mariés ou parents", "", s.attached)
	a.Conclude("Revenu net imposable", money(s.taxable.taxable.Cents()))
}

func (s sheet) tellScale(a *account) {
	parts := s.family.total().String()
	a.Add("Quotient familial", "le revenu divisé par "+parts, money(s.taxable.taxable.Over(s.family.total().exact()).Cents()))
	a.Add("Impôt selon le barème", "celui d’une part, multiplié par "+parts, money(s.full.Cents()))
	if s.limited {
		how := fmt.Sprintf("sans les enfants ni les demi-parts, ce serait %s ; ils font gagner au plus %s",
			money(s.alone.Cents()), money(s.duties.cap.Cents()))
		a.plus("Plafond du quotient familial", how, s.alone.Minus(s.duties.cap).Minus(s.full))
	}
	a.minus("Réduction complémentaire", "invalidité, ancien combattant, veuvage avec enfants", s.complement)
	a.minus("Abattement outre-mer", "", s.overseas)
	how := fmt.Sprintf("%s, moins %s de l’impôt", money(s.decoteFrom().Cents()), percent(s.rules.lasting.DecoteRate))
	a.minus("Décote", how, s.duties.decote)
	a.Conclude("Impôt avant réductions", money(s.duties.net.Cents()))
}

func (s sheet) decoteFrom() calcul.Exact {
	if s.decl.Status.couple() {
		return s.year.DecoteCouple
	}
	return s.year.DecoteAlone
}

func (s sheet) tellReductions(a *account) {
	a.minus("Dons", "75"+frtext.NBSP+"% pour l’aide aux personnes, 66"+frtext.NBSP+"% pour le reste", s.gifts)
	a.minus("Enfants au collège, au lycée ou étudiants", "", s.school)
	a.plus("Réductions qui ne peuvent pas servir", "une réduction ne dépasse pas l’impôt", s.reductions.total().Minus(s.reduced()))
	a.plus("Impôt sur les intérêts et dividendes", "taux unique de "+percent(s.rules.lasting.FlatRate), s.flatTax())
	a.plus("Contribution sur les hauts revenus", "", s.high)
	a.Conclude("Impôt avant crédits d’impôt", money(s.beforeCredits().Cents()))
}

func (s sheet) tellCredits(a *account) {
	rate := "50" + frtext.NBSP + "% des dépenses, aides déduites, dans la limite du plafond"
	a.minus("Emploi à domicile", rate, s.home)
	a.minus("Garde de jeunes enfants", rate, s.childcare)
	a.plus("Plafond des avantages fiscaux", "ces deux crédits ne dépassent pas "+money(s.rules.lasting.CreditsCeiling.Cents()), s.credits.overCap)
	a.minus("Cotisations syndicales", "66"+frtext.NBSP+"%, dans la limite de 1"+frtext.NBSP+"% des revenus", s.union)
	a.minus("Déjà prélevé sur les intérêts et dividendes", "case 2CK", s.credits.withheld)
}

func (s sheet) tellDue(a *account) {
	after := s.beforeCredits().Minus(s.credits.total())
	if after.Cmp(s.owed) != 0 {
		a.minus("Trop petit pour être demandé", fmt.Sprintf("moins de %s avant crédits, ou moins de %s après",
			money(s.rules.lasting.ClaimedFrom.Cents()), money(s.rules.lasting.ClaimedFromAfterCredits.Cents())), after)
	}
	if s.owed.Sign() < 0 {
		a.Conclude("Somme en votre faveur", money((calcul.Exact{}).Minus(s.owed).Cents()))
		return
	}
	a.Conclude("Impôt dû", money(s.owed.Cents()))
}
