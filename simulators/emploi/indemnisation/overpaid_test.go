package indemnisation_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal/calcul"
)

func TestTwelveHoursForgotten(t *testing.T) {
	c := indemnisation.Correct(driver,
		indemnisation.Declared{Month: september},
		indemnisation.Declared{Month: september, Jobs: jobs(12, 158_40)})
	require.Equal(t, calcul.Euros(124), c.Overpaid) // four days at 31 €
	require.True(t, c.Claimed)
	require.Zero(t, c.Owed)
	require.Equal(t, "124,00\u00a0€", c.Why.Lines[len(c.Why.Lines)-1].Amount)
}

// Six hours at the minimum wage take two days: 62 €, which is not asked back.
func TestALittleIsNotAskedBack(t *testing.T) {
	forgotten := indemnisation.Estimate(6, september)
	c := indemnisation.Correct(driver,
		indemnisation.Declared{Month: september},
		indemnisation.Declared{Month: september, Jobs: []indemnisation.Work{forgotten}})
	require.Equal(t, calcul.Euros(62), c.Overpaid)
	require.False(t, c.Claimed)
}

func TestTheThresholdItselfIsAskedBack(t *testing.T) {
	right := indemnisation.Right{SJR: 100_00, Daily: 80_00, Rate: indemnisation.Exempt} // 77 € net a day
	before := indemnisation.Declared{Month: september}
	after := indemnisation.Declared{Month: september, Unpaid: 1}
	c := indemnisation.Correct(right, before, after)
	require.Equal(t, indemnisation.ClaimedFrom, c.Overpaid)
	require.True(t, c.Claimed)
	right.Daily--
	c = indemnisation.Correct(right, before, after)
	require.False(t, c.Claimed)
}

func TestTooMuchDeclaredIsGivenBack(t *testing.T) {
	declared := indemnisation.Declared{Month: september, Jobs: jobs(12, 158_40)}
	c := indemnisation.Correct(driver, declared, indemnisation.Declared{Month: september})
	require.Equal(t, calcul.Euros(124), c.Owed)
	require.False(t, c.Claimed)
	same := indemnisation.Correct(driver, declared, declared)
	require.Zero(t, same.Owed+same.Overpaid)
}

func TestInstalments(t *testing.T) {
	parts, err := indemnisation.Instalments(100_00, 3, on(2026, 12, 31))
	require.NoError(t, err)
	require.Equal(t, []indemnisation.Instalment{
		{On: on(2026, 12, 31), Amount: 33_33}, {On: on(2027, 1, 31), Amount: 33_33}, {On: on(2027, 2, 28), Amount: 33_34},
	}, parts)
	for _, n := range []int{-1, 0, 25} {
		_, err = indemnisation.Instalments(100_00, n, on(2026, 12, 31))
		require.ErrorIs(t, err, indemnisation.ErrInstalments)
	}
}

func TestInstalmentsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := calcul.Cents(rapid.Int64Range(0, 10_000_000).Draw(t, "amount"))
		n := rapid.IntRange(1, indemnisation.MostInstalments).Draw(t, "n")
		parts, err := indemnisation.Instalments(amount, n, on(2026, 1, 30))
		require.NoError(t, err)
		var sum, least, most calcul.Cents
		for i, p := range parts {
			if i == 0 {
				least, most = p.Amount, p.Amount
			}
			sum, least, most = sum+p.Amount, min(least, p.Amount), max(most, p.Amount)
		}
		require.Equal(t, amount, sum)
		require.LessOrEqual(t, most-least, calcul.Cents(1))
	})
}

func TestDatesOfTheLetter(t *testing.T) {
	d := indemnisation.DeadlinesOf(at(2026, 12, 31, 10, 0, 0))
	require.Equal(t, at(2027, 1, 31, 23, 59, 59), d.Repay)
	require.Equal(t, at(2027, 2, 28, 23, 59, 59), d.Appeal)
	require.Equal(t, at(2027, 4, 30, 23, 59, 59), d.Rejected)
	require.Equal(t, at(2029, 10, 1, 23, 59, 59), indemnisation.ClaimableUntil(on(2026, 10, 1), false))
	require.Equal(t, at(2036, 10, 1, 23, 59, 59), indemnisation.ClaimableUntil(on(2026, 10, 1), true))
}
