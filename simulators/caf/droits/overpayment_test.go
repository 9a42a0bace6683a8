package droits_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
)

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

// A wage declared as paid instead of the montant net social, for three months.
func TestACorrectedDeclaration(t *testing.T) {
	rules := droits.New()
	declared, real := alone(droits.Monthly(droits.Salary, 90000)), alone(droits.Monthly(droits.Salary, 100000))
	paid, due := rules.Rights(declared, october), rules.Rights(real, october)
	require.Len(t, paid, 3)
	got, why := droits.Correct(paid, due, day("2027-01-10"), false)
	each := calcul.Cents(31831 - 30298)
	assert.Equal(t, 3*each, got.Overpaid)
	assert.Zero(t, got.Owed)
	assert.Equal(t, droits.Difference{Month: october, Benefit: "Prime d’activité", Paid: 31831, Due: 30298}, got.Differences[0])
	assert.Equal(t, "Prime d’activité d’octobre 2026", why.Lines[0].Label)
	assert.Equal(t, "−\u00a015,33\u00a0€", why.Lines[0].Amount)

	back, _ := droits.Correct(due, paid, day("2027-01-10"), false)
	assert.Equal(t, got.Overpaid, back.Owed)
	assert.Zero(t, back.Overpaid)
}

func TestWhatIsTooOldIsNotClaimed(t *testing.T) {
	paid := []droits.MonthRights{{Month: droits.NewMonth(2024, 8), RSA: 50000}, {Month: october, HousingAid: 20000}}
	due := []droits.MonthRights{{Month: droits.NewMonth(2024, 8), ActivityBonus: 3000}}
	for _, c := range []struct {
		found          string
		fraud          bool
		overpaid, owed calcul.Cents
	}{
		{"2026-09-05", false, 70000, 3000},
		{"2026-11-22", false, 20000, 0},
		{"2026-11-22", true, 70000, 0},
		{"2029-09-06", true, 20000, 0},
	} {
		got, _ := droits.Correct(paid, due, day(c.found), c.fraud)
		assert.Equal(t, c.overpaid, got.Overpaid, c.found)
		assert.Equal(t, c.owed, got.Owed, c.found)
		assert.Len(t, got.Differences, 3)
	}
}

func TestNothingChangesWhereNothingWasWrong(t *testing.T) {
	rights := droits.New().Rights(alone(), october)
	got, _ := droits.Correct(rights, rights, day("2027-01-10"), true)
	assert.Equal(t, droits.Correction{}, got)
}

func TestADebtInInstalments(t *testing.T) {
	plan, err := droits.Instalments(68_400, 12, october)
	require.NoError(t, err)
	require.Len(t, plan, 12)
	assert.Equal(t, droits.Instalment{Due: droits.PaymentDay(october), Amount: 5_700}, plan[0])

	plan, err = droits.Instalments(10_000, 3, october)
	require.NoError(t, err)
	assert.Equal(t, []calcul.Cents{3_333, 3_333, 3_334}, []calcul.Cents{plan[0].Amount, plan[1].Amount, plan[2].Amount})
	assert.Equal(t, "2026-12-04", plan[1].Due.Format(time.DateOnly))

	for _, wrong := range []struct {
		debt  calcul.Cents
		count int
	}{{68_400, 0}, {0, 1}, {-5, 3}, {1_199, 12}, {10_000_000, 61}} {
		_, err := droits.Instalments(wrong.debt, wrong.count, october)
		assert.ErrorIs(t, err, droits.ErrInstalments)
	}
	rapid.Check(t, func(t *rapid.T) {
		debt := calcul.Cents(rapid.Int64Range(100, 10_000_000).Draw(t, "debt"))
		plan, err := droits.Instalments(debt, rapid.IntRange(1, 60).Draw(t, "count"), october)
		total := calcul.Cents(0)
		for _, p := range plan {
			total += p.Amount
		}
		assert.True(t, err != nil || total == debt)
	})
}

func TestDeadlinesOfADebt(t *testing.T) {
	got := droits.DebtDeadlines(day("2026-12-31"))
	assert.Equal(t, day("2027-01-20"), got.Rectify)
	assert.Equal(t, day("2027-02-28"), got.Contest, "February has no 31st")
	refused, deductions := droits.Silence(day("2026-11-22"))
	assert.Equal(t, day("2026-12-22"), refused)
	assert.Equal(t, day("2026-12-29"), deductions)
}
