package indemnisation_test

import (
	"math"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal/calcul"
)

var (
	september = indemnisation.Month{Year: 2026, Month: 9}
	october   = indemnisation.Month{Year: 2026, Month: 10}
	// A forklift driver on about 31 € a day.
	driver = indemnisation.Right{SJR: 44_29, Daily: 31_00}
)

func jobs(hours int, gross calcul.Cents) []indemnisation.Work {
	return []indemnisation.Work{{Hours: hours, Gross: gross}}
}

func TestAMonthIsThirtyDays(t *testing.T) {
	for month, days := range map[indemnisation.Month]int{
		{Year: 2025, Month: 3}: 31, {Year: 2025, Month: 2}: 28, {Year: 2025, Month: 4}: 30,
		{Year: 2026, Month: 2}: 30, october: 30, september: 30,
	} {
		paid := indemnisation.Pay(driver, indemnisation.Declared{Month: month})
		require.Equal(t, days, paid.Days, month)
		require.Equal(t, 31_00*calcul.Cents(days), paid.Gross, month)
		require.Equal(t, paid.Gross, paid.Net, month)
	}
}

func TestDaysThatPayNothing(t *testing.T) {
	for unpaid, days := range map[int]int{0: 30, 3: 27, 30: 0, 31: 0, 500: 0, -4: 30} {
		paid := indemnisation.Pay(driver, indemnisation.Declared{Month: october, Unpaid: unpaid})
		require.Equal(t, days, paid.Days, unpaid)
	}
	february := indemnisation.Month{Year: 2026, Month: 2}
	require.Zero(t, indemnisation.Pay(driver, indemnisation.Declared{Month: february, Unpaid: 28}).Days)
}

// Twelve hours of agency work for 158.40 € gross: 930 − 110.88 = 819.12, which
// makes 26.42 days.
func TestTwelveHoursOfWork(t *testing.T) {
	paid := indemnisation.Pay(driver, indemnisation.Declared{Month: september, Jobs: jobs(12, 158_40)})
	require.Equal(t, 26, paid.Days)
	require.Equal(t, 4, paid.Postponed())
	require.Equal(t, calcul.Euros(806), paid.Net)
	require.Equal(t, "Votre allocation de septembre 2026", paid.Why.Title)
	last := paid.Why.Lines[len(paid.Why.Lines)-1]
	require.True(t, last.Result)
	require.Equal(t, "806,00\u00a0€", last.Amount)
}

func TestWagesAndAllowanceStayWithinTheFormerWage(t *testing.T) {
	right := indemnisation.Right{SJR: 50_00, Daily: 33_38} // 1 521 € a month
	paid := indemnisation.Pay(right, indemnisation.Declared{Month: october, Jobs: jobs(100, 1_300_00)})
	// 1 001.40 − 910 leaves 91.40: 2.7 days; the ceiling leaves 221.
	require.Equal(t, 3, paid.Days)
	right.Daily = 50_00
	paid = indemnisation.Pay(right, indemnisation.Declared{Month: october, Jobs: jobs(100, 1_300_00)})
	// 590 € would be left, the ceiling leaves 221: 4.4 days.
	require.Equal(t, 4, paid.Days)
	right.Daily = 37_50 // 138 € would be left, the ceiling leaves 111: 2.96 days
	paid = indemnisation.Pay(right, indemnisation.Declared{Month: october, Jobs: jobs(140, 1_410_00)})
	require.Equal(t, 3, paid.Days)
	paid = indemnisation.Pay(right, indemnisation.Declared{Month: october, Jobs: jobs(150, 1_521_00)})
	require.Zero(t, paid.Days)
}

func TestPaymentsStaySane(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		right := indemnisation.Right{
			SJR:   calcul.Cents(rapid.Int64().Draw(t, "sjr")),
			Daily: calcul.Cents(rapid.OneOf(rapid.Int64Range(-10, 30_000), rapid.Int64()).Draw(t, "daily")),
			Rate:  indemnisation.Contribution(rapid.IntRange(0, 2).Draw(t, "rate")),
		}
		d := indemnisation.Declared{
			Month:  indemnisation.Month{Year: rapid.IntRange(2021, 2030).Draw(t, "year"), Month: time.Month(rapid.IntRange(1, 12).Draw(t, "month"))},
			Unpaid: rapid.IntRange(-5, 40).Draw(t, "unpaid"),
			Jobs:   jobs(10, calcul.Cents(rapid.OneOf(rapid.Int64Range(-100, 400_000), rapid.Int64()).Draw(t, "gross"))),
		}
		paid := indemnisation.Pay(right, d)
		require.LessOrEqual(t, 0, paid.Days)
		require.LessOrEqual(t, paid.Days, paid.Payable)
		require.LessOrEqual(t, calcul.Cents(0), paid.Net)
		require.LessOrEqual(t, paid.Net, paid.Gross)
	})
}

func TestMoreWagesNeverPayMoreDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sjr := calcul.Cents(rapid.Int64Range(1_000, 30_000).Draw(t, "sjr"))
		daily, _ := indemnisation.DailyAllowance(sjr, indemnisation.WorkTime{}, october.First())
		right := indemnisation.Right{SJR: sjr, Daily: daily}
		low := rapid.Int64Range(0, 500_000).Draw(t, "low")
		more := low + rapid.Int64Range(0, 100_000).Draw(t, "more")
		a := indemnisation.Pay(right, indemnisation.Declared{Month: october, Jobs: jobs(1, calcul.Cents(low))})
		b := indemnisation.Pay(right, indemnisation.Declared{Month: october, Jobs: jobs(1, calcul.Cents(more))})
		require.GreaterOrEqual(t, a.Days, b.Days)
		if low > 0 && a.Days > 0 {
			ceiling := calcul.Of(sjr).Times(calcul.Int(3042)).Over(calcul.Int(100)).Cents()
			require.LessOrEqual(t, a.Gross+calcul.Cents(low), ceiling+daily/2+1)
		}
	})
}

func TestCheckedWork(t *testing.T) {
	require.Empty(t, indemnisation.Check(nil))
	require.Empty(t, indemnisation.Check(jobs(12, 158_40)))
	require.Empty(t, indemnisation.Check(jobs(420, 99_999_00)))
	for _, wrong := range [][]indemnisation.Work{
		jobs(0, 100_00), jobs(-2, 100_00), jobs(3, 99), jobs(421, 100_00), jobs(3, 99_999_01),
		{{Hours: 300, Gross: 100_00}, {Hours: 121, Gross: 100_00}},
		{{Hours: 3, Gross: 60_000_00}, {Hours: 3, Gross: 40_000_00}},
		jobs(math.MaxInt, math.MaxInt64),
	} {
		require.NotEmpty(t, indemnisation.Check(wrong), wrong)
	}
}

func TestHoursWithoutAPayslip(t *testing.T) {
	require.Equal(t, indemnisation.Work{Hours: 6, Gross: 73_86}, indemnisation.Estimate(6, september))
	require.Zero(t, indemnisation.Estimate(-6, september))
}

func BenchmarkPay(b *testing.B) {
	for b.Loop() {
		daily, _ := indemnisation.DailyAllowance(58_38, indemnisation.WorkTime{}, october.First())
		right := indemnisation.Right{SJR: 58_38, Daily: daily}
		indemnisation.Pay(right, indemnisation.Declared{Month: october, Jobs: jobs(12, 158_40)})
	}
}

// A right of twenty days pays twenty: 620 €, whatever the month could have paid.
// Work comes first: 26 days beside twelve hours, of which twenty are left.
func TestARightPaysNoDayBeyondItsEnd(t *testing.T) {
	for left, want := range map[int]struct{ days, beyond int }{300: {30, 0}, 30: {30, 0}, 20: {20, 10}, 0: {0, 30}, -3: {0, 30}} {
		ending := driver
		ending.Counted, ending.Left = true, left
		paid := indemnisation.Pay(ending, indemnisation.Declared{Month: september})
		require.Equal(t, want.days, paid.Days, left)
		require.Equal(t, want.beyond, paid.Beyond, left)
		require.Equal(t, 31_00*calcul.Cents(want.days), paid.Net, left)
		require.Zero(t, paid.Postponed(), left)
	}
	ending := driver
	ending.Counted, ending.Left = true, 20
	beside := indemnisation.Pay(ending, indemnisation.Declared{Month: september, Jobs: jobs(12, 158_40)})
	require.Equal(t, []int{20, 6, 4}, []int{beside.Days, beside.Beyond, beside.Postponed()})
}
