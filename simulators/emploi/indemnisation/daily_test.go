package indemnisation_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal/calcul"
)

func on(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, frtext.Paris)
}

func TestReferenceWage(t *testing.T) {
	period := indemnisation.Period{Wages: calcul.Euros(30_000), Worked: 600}
	sjr, why := indemnisation.ReferenceWage(period, on(2026, 10, 1))
	require.Equal(t, calcul.Euros(50), sjr)
	require.NotEmpty(t, why.Source)

	// Days without contract count up to 70 % of the days worked: 420 here.
	period.Idle = 700
	sjr, _ = indemnisation.ReferenceWage(period, on(2026, 10, 1))
	require.Equal(t, calcul.Cents(29_41), sjr)
	sjr, _ = indemnisation.ReferenceWage(period, on(2025, 3, 31)) // 75 % until then
	require.Equal(t, calcul.Cents(28_57), sjr)

	sjr, _ = indemnisation.ReferenceWage(indemnisation.Period{Wages: 1, Worked: -3}, on(2026, 1, 1))
	require.Zero(t, sjr)
}

func TestDailyAllowance(t *testing.T) {
	for _, c := range []struct {
		what, sjr, daily string
		on               time.Time
	}{
		{"minimum", "46", "32.13", on(2026, 10, 1)},                       // 40.4 % + 13.18 = 31.76
		{"part fixe", "50", "33.38", on(2026, 10, 1)},                     // 20.20 + 13.18
		{"part fixe, la veille", "50", "33.31", on(2025, 6, 30)},          // 20.20 + 13.11
		{"57 %", "100", "57.00", on(2026, 10, 1)},                         // 53.58 otherwise
		{"plafond sous le minimum", "40", "28.00", on(2026, 10, 1)},       // 70 %
		{"plafond d’avant avril 2025", "40", "30.00", on(2025, 3, 31)},    // 75 %
		{"rien", "0", "0", on(2026, 10, 1)},                               //
		{"avant la première ligne", "100", "57.00", on(2015, 10, 1)},      //
		{"très grand", "1000000000", "570000000.00", on(2026, 10, 1)},     //
		{"juillet 2023", "80", "45.60", on(2023, 7, 1)},                   // 57 % beats 45.27
		{"basculement à 57 %", "79.40", "45.26", on(2026, 10, 1)},         // 40.4 %: 45.2576
		{"juste avant le basculement", "79.30", "45.22", on(2026, 10, 1)}, // 45.2172
	} {
		got, why := indemnisation.DailyAllowance(cents(t, c.sjr), indemnisation.WorkTime{}, c.on)
		require.Equal(t, cents(t, c.daily), got, c.what)
		require.True(t, why.Lines[len(why.Lines)-1].Result, c.what)
	}
	half := indemnisation.WorkTime{Hours: 20, FullTime: 40}
	got, _ := indemnisation.DailyAllowance(cents(t, "30"), half, on(2026, 10, 1))
	require.Equal(t, cents(t, "18.71"), got) // 12.12 + 6.59
}

func TestTheAllowanceGrowsWithTheWageAndStaysWithinIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := on(2021+rapid.IntRange(0, 7).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), 1)
		low := calcul.Cents(rapid.Int64Range(-1_000, 60_000).Draw(t, "low"))
		high := low + calcul.Cents(rapid.Int64Range(0, 10_000).Draw(t, "more"))
		a, _ := indemnisation.DailyAllowance(low, indemnisation.WorkTime{}, day)
		b, _ := indemnisation.DailyAllowance(high, indemnisation.WorkTime{}, day)
		require.LessOrEqual(t, a, b)
		require.GreaterOrEqual(t, a, calcul.Cents(0))
		require.LessOrEqual(t, b, max(0, high))
	})
}

func TestWithholdings(t *testing.T) {
	for _, c := range []struct {
		what  string
		right indemnisation.Right
		want  indemnisation.Net
	}{
		{"au minimum, rien", indemnisation.Right{SJR: 46_00, Daily: 32_13}, indemnisation.Net{Left: 32_13}},
		{"la retraite s’arrête au minimum", indemnisation.Right{SJR: 50_00, Daily: 33_00}, indemnisation.Net{Retirement: 87, Left: 32_13}},
		{"la retraite seule", indemnisation.Right{SJR: 70_00, Daily: 41_46}, indemnisation.Net{Retirement: 2_10, Left: 39_36}},
		// 118.10 − 6.22 = 111.88; × 98.25 % = 109.9221.
		{"tout", indemnisation.Right{SJR: 207_20, Daily: 118_10}, indemnisation.Net{Retirement: 6_22, CSG: 6_82, CRDS: 55, Left: 104_51}},
		{"taux réduit", indemnisation.Right{SJR: 207_20, Daily: 118_10, Rate: indemnisation.ReducedRate}, indemnisation.Net{Retirement: 6_22, CSG: 4_18, CRDS: 55, Left: 107_15}},
		{"exonéré", indemnisation.Right{SJR: 207_20, Daily: 118_10, Rate: indemnisation.Exempt}, indemnisation.Net{Retirement: 6_22, Left: 111_88}},
		// Five hours of October 2026's minimum wage: 61.55, rounded up to 62.
		{"la CSG s’arrête au SMIC d’un jour", indemnisation.Right{SJR: 115_00, Daily: 65_55}, indemnisation.Net{Retirement: 3_45, CSG: 10, Left: 62_00}},
	} {
		require.Equal(t, c.want, indemnisation.NetOfDay(c.right, on(2026, 10, 1)), c.what)
	}
}
