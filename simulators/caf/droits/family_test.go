package droits_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
)

func TestAllocationsFamiliales(t *testing.T) {
	rules := droits.New()
	shared := aged(6, 9)
	shared[1].Alternating = true
	for name, c := range map[string]struct {
		month     string
		children  []droits.Child
		resources int64
		allowance calcul.Cents
		increase  calcul.Cents
	}{
		"one child opens none":              {"2026-10", aged(6), 0, 0, 0},
		"two":                               {"2026-10", aged(6, 9), 0, 15301, 0},
		"three":                             {"2026-10", aged(6, 9, 11), 0, 34906, 0},
		"one of twenty no longer counts":    {"2026-10", aged(6, 20), 0, 0, 0},
		"at the ceiling of two children":    {"2026-10", aged(6, 9), 79_980, 15301, 0},
		"half above":                        {"2026-10", aged(6, 9), 79_981, 7651, 0},
		"a quarter above":                   {"2026-10", aged(6, 9), 106_605, 3825, 0},
		"the ceiling of 2025":               {"2025-10", aged(6, 9), 78_565, 15180, 0},
		"a child half here counts for half": {"2026-10", shared, 0, 11476, 0},
		"fourteen and more before March 2026, but one": {"2026-02", aged(15, 16), 0, 15180, 7590},
		"eighteen since": {"2026-03", aged(15, 16), 0, 15180, 0},
		"with three children the eldest opens it too": {"2026-10", aged(18, 10, 8), 0, 34906, 7651},
	} {
		h := droits.Household{Children: c.children, FamilyResources: calcul.Euros(c.resources)}
		got, _ := rules.Family(h, month(t, c.month))
		assert.Equal(t, c.allowance, got.Allowance, name)
		assert.Equal(t, c.increase, got.AgeIncrease, name)
	}
}

// Amounts that the Caf published for 2025, CRDS taken.
func TestWhatReachesTheAccount(t *testing.T) {
	rules, m := droits.New(), droits.NewMonth(2025, 10)
	h := droits.Household{Children: aged(1, 2)}
	got, _ := rules.Family(h, m)
	assert.Equal(t, calcul.Cents(15105), got.Paid)
	h.Children = aged(1, 2, 4)
	got, _ = rules.Family(h, m)
	assert.Equal(t, calcul.Cents(34456), got.Paid)
	h = droits.Household{Children: aged(6), Supported: 1}
	got, why := rules.Family(h, m)
	assert.Equal(t, calcul.Cents(19918), got.Paid)
	assert.Equal(t, "Allocation de soutien familial", why.Lines[0].Label)

	for age, want := range map[int]calcul.Cents{5: 0, 6: 42348, 10: 42348, 11: 44685, 14: 44685, 15: 46233, 18: 46233, 19: 0} {
		paid, _ := rules.BackToSchool([]int{age}, 2025)
		assert.Equal(t, want, paid, age)
	}
}

func TestTheComplementIsForThreeChildrenOfThree(t *testing.T) {
	rules := droits.New()
	for want, children := range map[calcul.Cents][]droits.Child{
		19915: aged(3, 6, 9), 0: aged(2, 6, 9),
	} {
		got, _ := rules.Family(droits.Household{Children: children}, october)
		assert.Equal(t, want, got.Complement)
	}
}

// The basic allowance of the PAJE is counted as received, by RSA and prime: a
// lone parent of a child of one has 651,69 × (1,28412 + 0,42804) = 1 115,80 €,
// less 200 €.
func TestThePajeIsCountedAsReceived(t *testing.T) {
	rules := droits.New()
	h := droits.Household{Applicant: droits.Adult{Age: 30}, Children: aged(1)}
	without, _ := rules.RSA(h, october)
	assert.Equal(t, calcul.Cents(111580), without.Amount)
	h.EarlyChildhood = calcul.Euros(200)
	with, why := rules.RSA(h, october)
	assert.Equal(t, calcul.Cents(91580), with.Amount)
	assert.Contains(t, why.Lines, calcul.Line{Label: "Allocation de base de la Paje", How: "ce que vous en recevez, sans la recalculer", Amount: "−\u00a0200,00\u00a0€"})

	h.Applicant.Incomes = []droits.Income{droits.Monthly(droits.Salary, calcul.Euros(1443))}
	h.EarlyChildhood = 0
	bonus, _ := rules.ActivityBonus(h, october)
	h.EarlyChildhood = calcul.Euros(200)
	less, _ := rules.ActivityBonus(h, october)
	assert.Equal(t, calcul.Euros(200), bonus.Gross-less.Gross)
	family, _ := rules.Family(h, october)
	assert.Zero(t, family.Paid, "it is not computed here")
}

// What is not known of the complément familial is said beside it.
func TestTheCeilingOfTheComplementIsSaidUnknown(t *testing.T) {
	_, why := droits.New().Family(droits.Household{Children: aged(3, 6, 9)}, october)
	assert.Contains(t, why.Lines[1].How, "un plafond de ressources, que ce calcul ne connaît pas")
	assert.NotContains(t, why.Lines[0].How, "plafond")
}
