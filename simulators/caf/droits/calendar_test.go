package droits_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/caf/droits"
)

func TestThePaydaysOf2026(t *testing.T) {
	want := []string{
		"2026-01-05", "2026-02-05", "2026-03-05", "2026-04-07", "2026-05-05", "2026-06-05", "2026-07-06",
		"2026-08-05", "2026-09-04", "2026-10-05", "2026-11-05", "2026-12-04", "2027-01-05",
	}
	for i, day := range want {
		got := droits.PaymentDay(droits.NewMonth(2025, 12) + droits.Month(i))
		assert.Equal(t, day, got.Format(time.DateOnly))
	}
}

func TestPaydaysAvoidHolidays(t *testing.T) {
	for month, day := range map[droits.Month]string{
		droits.NewMonth(2021, 3): "2021-04-06", // Easter Monday
		droits.NewMonth(2016, 4): "2016-05-06", // Ascension
		droits.NewMonth(2017, 5): "2017-06-06", // Whit Monday
	} {
		assert.Equal(t, day, droits.PaymentDay(month).Format(time.DateOnly))
	}
	for m := droits.NewMonth(2000, 1); m < droits.NewMonth(2100, 1); m++ {
		day := droits.PaymentDay(m)
		require.NotContains(t, []time.Weekday{time.Saturday, time.Sunday}, day.Weekday())
		require.Equal(t, m+1, droits.MonthOf(day))
	}
}

func TestTheQuarterOfReference(t *testing.T) {
	for text, first := range map[string]string{
		"2025-02": "2024-11", "2025-03": "2024-11", "2025-06": "2025-02", "2026-11": "2026-07", "2023-01": "2022-10",
	} {
		q := droits.ReferenceQuarter(month(t, text))
		start := month(t, first)
		assert.Equal(t, [3]droits.Month{start, start + 1, start + 2}, q, text)
	}
	assert.Equal(t, [3]droits.Month{october, october + 1, october + 2}, droits.RightsQuarter(october))
	assert.Equal(t, october+3, droits.NextDeclaration(october))
}

func TestMonths(t *testing.T) {
	assert.Equal(t, "novembre 2026", month(t, "2026-11").String())
	assert.Equal(t, "janvier 2027", (month(t, "2026-11") + 2).String())
	for _, wrong := range []string{"2026-13", "novembre", ""} {
		_, err := droits.ParseMonth(wrong)
		assert.ErrorContains(t, err, "n’est pas un mois")
	}
}
