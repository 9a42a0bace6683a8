package droits_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
)

func TestSharesOfTheQuotient(t *testing.T) {
	for _, c := range []struct {
		children, disabled int
		want               string
	}{
		{0, 0, "2"},
		{1, 0, "2.5"},
		{2, 0, "3"},
		{3, 0, "4"},
		{4, 0, "4.5"},
		{5, 0, "5"},
		{1, 1, "3"},
		{2, 1, "3.5"},
		{0, 3, "2"},
		{-2, -1, "2"},
	} {
		assert.Zero(t, mustExact(t, c.want).Cmp(droits.QuotientShares(c.children, c.disabled)), c.want)
	}
}

func TestTheQuotientOfTheSheet(t *testing.T) {
	basis := droits.QuotientBasis{
		Taxable: calcul.Euros(24_000), Children: 2,
		Benefits: map[droits.Benefit]calcul.Cents{"allocations-familiales": calcul.Euros(153)},
	}
	got, why := droits.Quotient(basis, october)
	assert.EqualValues(t, 717, got)
	assert.Equal(t, "Votre quotient familial d’octobre 2026", why.Title)
	assert.Equal(t, "24\u00a0000\u00a0€ de l’année 2024 ÷ 12", why.Lines[0].How)
	assert.Equal(t, "3 parts", why.Lines[2].Amount)
	assert.Equal(t, "717\u00a0€", why.Lines[3].Amount)

	for _, leftOut := range []droits.Benefit{
		droits.BackToSchoolBenefit, droits.BirthBonus, droits.ExceptionalBonus, droits.ChildCare,
	} {
		basis.Benefits[leftOut] = calcul.Euros(400)
	}
	got, _ = droits.Quotient(basis, october)
	assert.EqualValues(t, 717, got, "some benefits are left out")

	basis.Alimony = calcul.Euros(6_000)
	got, _ = droits.Quotient(basis, october)
	assert.EqualValues(t, 551, got)

	basis.Alimony, basis.Children = calcul.Euros(60_000), 1
	got, why = droits.Quotient(basis, october)
	assert.EqualValues(t, 61, got)
	assert.Equal(t, "2,5 parts", why.Lines[2].Amount)
}
