package indemnisation_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal/calcul"
)

func TestForgettingAMonth(t *testing.T) {
	lapse := indemnisation.LapseOf(september)
	require.Equal(t, at(2026, 10, 16, 0, 0, 0), lapse.Ceases)
	require.Equal(t, september, lapse.Lost)
	from, lost := lapse.Resume(at(2026, 10, 20, 15, 30, 0))
	require.Equal(t, on(2026, 10, 20), from)
	require.Equal(t, 49, lost) // 30 days of September, 19 of October
	from, _ = lapse.Resume(at(2026, 10, 3, 8, 0, 0))
	require.Equal(t, lapse.Ceases, from)
}

func TestRegisteringAgainAfterALongSickLeave(t *testing.T) {
	long := indemnisation.SickLeave{First: on(2026, 10, 1), Last: on(2026, 10, 15)}
	require.Equal(t, 15, long.Days())
	require.True(t, long.EndsRegistration())
	require.Equal(t, at(2026, 10, 20, 23, 59, 59), long.ReregisterBy())
	require.Equal(t, on(2026, 10, 16), long.Resume(at(2026, 10, 20, 23, 59, 59)))
	require.Equal(t, on(2026, 10, 21), long.Resume(at(2026, 10, 21, 0, 0, 0)))

	short := indemnisation.SickLeave{First: on(2026, 10, 1), Last: on(2026, 10, 14)}
	require.False(t, short.EndsRegistration())
	require.Equal(t, on(2026, 10, 15), short.Resume(at(2026, 11, 30, 8, 0, 0)))
	require.Zero(t, indemnisation.SickLeave{First: on(2026, 10, 9), Last: on(2026, 10, 1)}.Days())
}

func TestOtherTimeLimits(t *testing.T) {
	require.Equal(t, at(2026, 10, 30, 16, 40, 0), indemnisation.DraftExpires(at(2026, 10, 15, 16, 40, 0)))
	require.Equal(t, on(2026, 11, 1), indemnisation.RegistrationOpens(at(2026, 10, 31, 18, 0, 0)))
	require.Equal(t, at(2026, 10, 18, 16, 40, 0), indemnisation.ReportBy(at(2026, 10, 15, 16, 40, 0)))
}

func TestAbsences(t *testing.T) {
	require.Equal(t, indemnisation.Absence{Paid: 7}, indemnisation.AbsenceOf(7, 0))
	require.Equal(t, indemnisation.Absence{Declare: true, Paid: 8}, indemnisation.AbsenceOf(8, 0))
	require.Equal(t, indemnisation.Absence{Declare: true, Paid: 35, Unpaid: 1}, indemnisation.AbsenceOf(36, 0))
	require.Equal(t, indemnisation.Absence{Declare: true, Paid: 5, Unpaid: 5}, indemnisation.AbsenceOf(10, 30))
	require.Equal(t, indemnisation.Absence{Declare: true, Unpaid: 10}, indemnisation.AbsenceOf(10, 50))
	require.Zero(t, indemnisation.AbsenceOf(-10, -50))
}

func TestBeforeTheFirstPayment(t *testing.T) {
	ending := indemnisation.Ending{LastDay: on(2026, 9, 30), Registered: on(2026, 10, 1)}
	d := indemnisation.BeforePayment(ending, 50_00)
	require.Equal(t, on(2026, 10, 8), d.First)

	ending.PaidLeave = 520_00 // 10.4 days
	d = indemnisation.BeforePayment(ending, 50_00)
	require.Equal(t, 10, d.PaidLeave)
	require.Equal(t, on(2026, 10, 18), d.First)

	ending.AboveLaw = 1_120_00 // 10.02 days
	d = indemnisation.BeforePayment(ending, 50_00)
	require.Equal(t, 10, d.Specific)
	require.Equal(t, on(2026, 10, 28), d.First)
	require.Equal(t, "28 octobre 2026", d.Why.Lines[len(d.Why.Lines)-1].Amount)

	ending.PaidLeave, ending.AboveLaw = 9_000_00, 90_000_00
	d = indemnisation.BeforePayment(ending, 50_00)
	require.Equal(t, []int{150, 30, 7}, []int{d.Specific, d.PaidLeave, d.Waiting})
	ending.Economic, ending.Waited = true, true
	d = indemnisation.BeforePayment(ending, 0)
	require.Equal(t, []int{75, 30, 0}, []int{d.Specific, d.PaidLeave, d.Waiting})
}

// Who registers late waits seven days from then: the delays have run meanwhile.
func TestRegisteringLate(t *testing.T) {
	d := indemnisation.BeforePayment(indemnisation.Ending{
		LastDay: on(2026, 9, 30), Registered: at(2026, 11, 2, 14, 0, 0), PaidLeave: 500_00,
	}, 50_00)
	require.Equal(t, on(2026, 11, 9), d.First)
}

func TestMoreIndemnitiesNeverPaySooner(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ending := indemnisation.Ending{
			LastDay:    on(2026, time.Month(rapid.IntRange(1, 12).Draw(t, "month")), 10),
			Registered: on(2026, 3, 1),
			PaidLeave:  calcul.Cents(rapid.Int64Range(-100, 500_000).Draw(t, "leave")),
		}
		sooner := indemnisation.BeforePayment(ending, 60_00).First
		ending.AboveLaw = calcul.Cents(rapid.Int64Range(-100, 5_000_000).Draw(t, "above"))
		require.False(t, indemnisation.BeforePayment(ending, 60_00).First.Before(sooner))
		require.True(t, sooner.After(ending.LastDay))
	})
}
