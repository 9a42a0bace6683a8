package indemnisation_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/emploi/indemnisation"
)

func at(year int, month time.Month, day, hour, minute, second int) time.Time {
	return time.Date(year, month, day, hour, minute, second, 0, frtext.Paris)
}

func TestTheWindowToTheSecond(t *testing.T) {
	w := indemnisation.WindowOf(september)
	require.Equal(t, at(2026, 9, 28, 0, 0, 0), w.Opens)
	require.Equal(t, at(2026, 10, 15, 23, 59, 59), w.Closes)
	for moment, state := range map[time.Time]indemnisation.State{
		at(2026, 9, 27, 23, 59, 59):                           indemnisation.NotYet,
		at(2026, 9, 28, 0, 0, 0):                              indemnisation.Open,
		at(2026, 10, 15, 23, 59, 59):                          indemnisation.Open,
		at(2026, 10, 15, 23, 59, 59).Add(time.Second / 2):     indemnisation.Open,
		at(2026, 10, 16, 0, 0, 0):                             indemnisation.Closed,
		time.Date(2026, 10, 15, 21, 59, 59, 0, time.UTC):      indemnisation.Open,
		time.Date(2026, 10, 15, 22, 0, 0, 0, time.UTC):        indemnisation.Closed,
		at(2030, 1, 1, 0, 0, 0):                               indemnisation.Closed,
		at(2026, 9, 28, 0, 0, 0).Add(-1 * time.Nanosecond):    indemnisation.NotYet,
		at(2026, 10, 15, 23, 59, 59).Add(time.Second - 1):     indemnisation.Open,
		at(2026, 10, 15, 16, 40, 0).In(time.FixedZone("", 0)): indemnisation.Open,
	} {
		require.Equal(t, state, w.At(moment), moment)
	}
}

func TestFebruaryOpensOnThe26th(t *testing.T) {
	for _, year := range []int{2026, 2028} {
		w := indemnisation.WindowOf(indemnisation.Month{Year: year, Month: 2})
		require.Equal(t, at(year, 2, 26, 0, 0, 0), w.Opens)
		require.Equal(t, at(year, 3, 15, 23, 59, 59), w.Closes)
	}
	december := indemnisation.WindowOf(indemnisation.Month{Year: 2026, Month: 12})
	require.Equal(t, at(2027, 1, 15, 23, 59, 59), december.Closes)
}

func TestTheMonthToDeclare(t *testing.T) {
	for moment, want := range map[time.Time]indemnisation.State{
		at(2026, 10, 1, 0, 0, 0): indemnisation.Open, at(2026, 10, 15, 23, 59, 59): indemnisation.Open,
		at(2026, 9, 28, 0, 0, 0): indemnisation.Open, at(2026, 9, 27, 0, 0, 0): indemnisation.NotYet,
	} {
		month, state := indemnisation.ToDeclare(moment)
		require.Equal(t, september, month, moment)
		require.Equal(t, want, state, moment)
	}
	month, state := indemnisation.ToDeclare(at(2026, 10, 16, 0, 0, 0))
	require.Equal(t, october, month)
	require.Equal(t, indemnisation.NotYet, state)
}

func TestRemindersComeWhileTheWindowIsOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		month := indemnisation.Month{Year: rapid.IntRange(2020, 2040).Draw(t, "year"), Month: time.Month(rapid.IntRange(1, 12).Draw(t, "month"))}
		before := time.Time{}
		for _, r := range indemnisation.Reminders(month) {
			require.True(t, r.At.After(before))
			require.Equal(t, indemnisation.Open, indemnisation.WindowOf(month).At(r.At))
			before = r.At
		}
		require.Equal(t, indemnisation.BySMS, indemnisation.Reminders(month)[3].Channel)
	})
}

// As published for 2026, by the rule beyond.
func TestPaymentDays(t *testing.T) {
	for month, day := range map[indemnisation.Month]time.Time{
		{Year: 2026, Month: 1}: on(2026, 2, 2), {Year: 2026, Month: 3}: on(2026, 4, 1),
		{Year: 2026, Month: 4}: on(2026, 5, 4), {Year: 2026, Month: 7}: on(2026, 8, 3),
		{Year: 2026, Month: 10}: on(2026, 11, 2), {Year: 2026, Month: 12}: on(2027, 1, 4),
		{Year: 2027, Month: 2}: on(2027, 3, 1), {Year: 2027, Month: 4}: on(2027, 5, 3),
		{Year: 2024, Month: 3}: on(2024, 4, 2), // the 1st is Easter Monday
		{Year: 2020, Month: 5}: on(2020, 6, 2), // the 1st is Whit Monday
		{Year: 2027, Month: 7}: on(2027, 8, 2), // the 1st is a Sunday
	} {
		require.Equal(t, day, indemnisation.PaymentsFrom(month), month)
	}
}

func TestPaymentsLeaveEarlyInTheNextMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		month := indemnisation.Month{Year: rapid.IntRange(2020, 2050).Draw(t, "year"), Month: time.Month(rapid.IntRange(1, 12).Draw(t, "month"))}
		day := indemnisation.PaymentsFrom(month)
		require.Equal(t, month.Next(), indemnisation.MonthOf(day))
		require.LessOrEqual(t, day.Day(), 5)
		require.NotContains(t, []time.Weekday{time.Saturday, time.Sunday}, day.Weekday())
	})
}

func TestArrivalOfTheMoney(t *testing.T) {
	first, last := indemnisation.Arrival(september, at(2026, 9, 28, 9, 0, 0))
	require.Equal(t, on(2026, 10, 1), first)
	require.Equal(t, on(2026, 10, 5), last)
	first, last = indemnisation.Arrival(september, at(2026, 10, 15, 23, 50, 0)) // a Thursday
	require.Equal(t, on(2026, 10, 20), first)
	require.Equal(t, on(2026, 10, 22), last)
	first, last = indemnisation.Arrival(october, at(2026, 11, 10, 9, 0, 0)) // the 11th is a holiday
	require.Equal(t, on(2026, 11, 16), first)
	require.Equal(t, on(2026, 11, 18), last)
	first, last = indemnisation.Arrival(indemnisation.Month{Year: 2026, Month: 8}, at(2026, 8, 28, 9, 0, 0))
	require.Equal(t, on(2026, 9, 1), first) // as published for the first day
	require.Equal(t, on(2026, 9, 4), last)
}
