package droits_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal/calcul"
)

func wages(each calcul.Cents) [3]calcul.Cents { return [3]calcul.Cents{each, each, each} }

func leave(first, last time.Time, each calcul.Cents) droits.SickLeave {
	return droits.SickLeave{First: first, Last: last, Wages: wages(each)}
}

func TestAllowances(t *testing.T) {
	for _, c := range []struct {
		what  string
		first time.Time
		wage  calcul.Cents
		gross calcul.Cents
	}{
		{"exemple publié", on(2026, 2, 10), 2_000_00, 32_87},
		{"plafond 2025", on(2025, 10, 1), 3_000_00, 41_47},
		{"janvier 2026 : le SMIC de décembre", on(2026, 1, 20), 3_000_00, 41_47},
		{"plafond de février 2026", on(2026, 2, 1), 3_000_00, 41_95},
		{"plafond de 1,8 SMIC", on(2025, 3, 31), 9_000_00, 53_31},
		{"rien", on(2026, 2, 1), 0, 0},
		{"très grand", on(2026, 2, 1), math.MaxInt64, 41_95},
		{"négatif", on(2026, 2, 1), -4_000_00, 0},
	} {
		a := droits.AllowanceOf(leave(c.first, c.first, c.wage))
		require.Equal(t, c.gross, a.Gross, c.what)
		require.Equal(t, c.gross-calcul.Of(c.gross).Times(calcul.Int(62)).Over(calcul.Int(1000)).Cents()-
			calcul.Of(c.gross).Over(calcul.Int(200)).Cents(), a.Net, c.what)
	}
	require.Equal(t, calcul.Cents(65_75), droits.AllowanceOf(leave(on(2026, 2, 10), on(2026, 2, 10), 2_000_00)).Base)
}

// Each month is limited on its own: a large bonus does not make up for two small months.
func TestEachMonthIsLimited(t *testing.T) {
	s := droits.SickLeave{First: on(2026, 2, 10), Wages: [3]calcul.Cents{1_000_00, 1_000_00, 9_000_00}}
	require.Equal(t, calcul.Cents(24_94), droits.AllowanceOf(s).Gross) // 4 552.24 ÷ 91.25 ÷ 2
}

func TestTheFirstThreeDaysAreNotPaid(t *testing.T) {
	for length, paid := range map[int]int{1: 0, 3: 0, 4: 1, 10: 7, 0: 0} {
		s := leave(on(2026, 10, 1), on(2026, 10, length), 2_000_00)
		require.Equal(t, paid, s.PaidDays(), length)
	}
	s := leave(on(2026, 10, 1), on(2026, 10, 10), 2_000_00)
	require.Equal(t, on(2026, 10, 4), s.FirstPaid())
	s.NoWaiting = true
	require.Equal(t, 10, s.PaidDays())
	require.Equal(t, on(2026, 10, 1), s.FirstPaid())
}

func TestPaymentsByFourteenDays(t *testing.T) {
	s := leave(on(2026, 10, 1), on(2026, 10, 31), 2_000_00)
	parts := droits.Instalments(s, on(2026, 10, 6))
	require.Len(t, parts, 2)
	require.Equal(t, droits.Span{First: on(2026, 10, 4), Last: on(2026, 10, 17)}, parts[0].Span)
	require.Equal(t, on(2026, 10, 20), parts[0].On) // fourteen days after the certificate
	require.Equal(t, calcul.Cents(460_18), parts[0].Gross)
	require.Equal(t, droits.Span{First: on(2026, 10, 18), Last: on(2026, 10, 31)}, parts[1].Span)
	require.Equal(t, on(2026, 11, 1), parts[1].On)
	require.Empty(t, droits.Instalments(leave(on(2026, 10, 1), on(2026, 10, 3), 2_000_00), on(2026, 10, 6)))
}

func TestPaymentsCoverEachPaidDayOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := on(2026, time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 31).Draw(t, "day"))
		s := leave(first, first.AddDate(0, 0, rapid.IntRange(-2, 400).Draw(t, "length")), 1_800_00)
		covered, next := 0, s.FirstPaid()
		for _, p := range droits.Instalments(s, first) {
			require.Equal(t, next, p.First)
			require.True(t, p.On.After(p.Last))
			covered, next = covered+p.Days, p.Last.AddDate(0, 0, 1)
		}
		require.Equal(t, s.PaidDays(), covered)
	})
}

func TestFollowingALeave(t *testing.T) {
	s := leave(on(2026, 10, 1), on(2026, 10, 20), 2_000_00)
	received, certificate := on(2026, 10, 2), on(2026, 10, 8)
	require.Equal(t, on(2026, 10, 3), droits.SendBy(on(2026, 10, 1)))
	require.Equal(t, on(2026, 10, 6), s.CertificateBy())
	require.Equal(t, droits.Received, s.StageAt(received, time.Time{}, received.Add(time.Hour)))
	require.Equal(t, droits.AwaitingCertificate, s.StageAt(received, time.Time{}, on(2026, 12, 1)))
	require.Equal(t, droits.AwaitingCertificate, s.StageAt(received, certificate, on(2026, 10, 7)))
	require.Equal(t, droits.InProgress, s.StageAt(received, certificate, on(2026, 10, 21)))
	require.Equal(t, droits.PaidOnce, s.StageAt(received, certificate, on(2026, 10, 22)))
}

func TestMoreWagesNeverPayLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := on(rapid.IntRange(2024, 2028).Draw(t, "year"), time.Month(rapid.IntRange(1, 12).Draw(t, "month")), 1)
		low := calcul.Cents(rapid.Int64Range(-10, 400_000).Draw(t, "low"))
		more := low + calcul.Cents(rapid.Int64Range(0, 50_000).Draw(t, "more"))
		a, b := droits.AllowanceOf(leave(first, first, low)), droits.AllowanceOf(leave(first, first, more))
		require.LessOrEqual(t, a.Gross, b.Gross)
		require.LessOrEqual(t, a.Net, a.Gross)
		require.LessOrEqual(t, calcul.Cents(0), a.Net)
	})
}
