package droits_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal/calcul"
)

func on(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, frtext.Paris)
}

// As published for metropolitan France (three people in 2025: 18 609 or 18 610
// according to the source, the shares give 18 610).
func TestCeilings(t *testing.T) {
	spring := on(2025, 4, 1)
	for people, want := range map[int][2]int64{
		1: {10_339, 13_957}, 2: {15_508, 20_936}, 3: {18_610, 25_123}, 4: {21_711, 29_311},
		5: {25_847, 34_894}, 0: {10_339, 13_957}, -7: {10_339, 13_957},
	} {
		c := droits.CeilingsFor(people, spring)
		require.Equal(t, calcul.Euros(want[0]), c.Free, people)
		require.Equal(t, calcul.Euros(want[1]), c.WithParticipation, people)
	}
	require.Equal(t, calcul.Euros(862), droits.Monthly(droits.CeilingsFor(1, spring).Free))
	require.Equal(t, calcul.Euros(10_166), droits.CeilingsFor(1, on(2025, 3, 31)).Free)
	require.Equal(t, calcul.Euros(14_578), droits.CeilingsFor(2, on(2024, 3, 31)).Free)
	require.Equal(t, calcul.Euros(10_421), droits.CeilingsFor(1, on(2026, 10, 15)).Free)
}

func TestCeilingsGrowWithTheHousehold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.IntRange(1, 1_500).Draw(t, "people")
		day := on(rapid.IntRange(2020, 2030).Draw(t, "year"), 6, 1)
		a, b := droits.CeilingsFor(people, day), droits.CeilingsFor(people+1, day)
		require.LessOrEqual(t, a.Free, b.Free)
		require.Less(t, a.Free, a.WithParticipation)
	})
}

func TestParticipationByAge(t *testing.T) {
	for age, monthly := range map[int]int64{-1: 8, 0: 8, 29: 8, 30: 14, 49: 14, 50: 21, 59: 21, 60: 25, 69: 25, 70: 30, 104: 30} {
		require.Equal(t, calcul.Euros(monthly), droits.ParticipationAt(age), age)
	}
}

func family(resources int64) droits.Household {
	return droits.Household{Resources: calcul.Euros(resources), Members: []droits.Member{
		{Place: droits.Asking, Age: 52},
		{Place: droits.Spouse, Age: 49},
		{Place: droits.Child, Age: 24},
		{Place: droits.Child, Age: 25},
	}}
}

func TestDecisions(t *testing.T) {
	asked := on(2025, 10, 15)
	d := droits.Decide(family(18_610), asked)
	require.Equal(t, 3, d.People) // the child of 25 asks alone
	require.Equal(t, droits.Free, d.Right)
	require.Zero(t, d.Monthly)

	d = droits.Decide(family(18_611), asked)
	require.Equal(t, droits.WithParticipation, d.Right)
	require.Equal(t, calcul.Euros(21+14+8), d.Monthly)
	require.Equal(t, "43,00\u00a0€", d.Why.Lines[len(d.Why.Lines)-1].Amount)

	require.Equal(t, droits.WithParticipation, droits.Decide(family(25_123), asked).Right)
	require.Equal(t, droits.None, droits.Decide(family(25_124), asked).Right)

	rsa := family(90_000)
	rsa.RSA = true
	require.Equal(t, droits.Free, droits.Decide(rsa, asked).Right)
	require.Equal(t, droits.Free, droits.Decide(droits.Household{Resources: -5}, asked).Right)
}

func TestDatesOfARequest(t *testing.T) {
	require.Equal(t, droits.Span{First: on(2024, 12, 1), Last: on(2025, 11, 30)}, droits.ReferencePeriod(on(2026, 1, 31)))
	require.Equal(t, droits.Span{First: on(2025, 9, 1), Last: on(2026, 8, 31)}, droits.ReferencePeriod(on(2026, 10, 15)))
	require.Equal(t, on(2027, 2, 28), droits.DecideBy(on(2026, 12, 31)))

	right := droits.RightFrom(on(2026, 10, 15))
	require.Equal(t, droits.Span{First: on(2026, 11, 1), Last: on(2027, 10, 31)}, right)
	require.Equal(t, droits.Span{First: on(2027, 7, 1), Last: on(2027, 10, 31)}, right.Renewal())
	require.True(t, right.Holds(on(2027, 10, 31).Add(23*time.Hour)))
	require.False(t, right.Holds(on(2027, 11, 1)))
	require.False(t, right.Holds(on(2026, 10, 31)))
}

func BenchmarkDecide(b *testing.B) {
	for b.Loop() {
		droits.Decide(family(20_000), on(2026, 10, 15))
	}
}
