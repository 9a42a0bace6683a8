package indemnisation_test

import (
	"encoding/csv"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal/calcul"
)

func cents(t *testing.T, text string) calcul.Cents {
	t.Helper()
	x, err := calcul.ParseExact(text)
	require.NoError(t, err)
	return x.Cents()
}

func rows(t *testing.T, path string) []map[string]string {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	all, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	var out []map[string]string
	for _, line := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = line[i]
		}
		out = append(out, row)
	}
	return out
}

func TestEveryComputedCaseAgrees(t *testing.T) {
	cases := rows(t, "testdata/are-activite-reduite.csv")
	require.Len(t, cases, 7)
	for _, row := range cases {
		t.Run(row["mois"]+" n° "+row["test"], func(t *testing.T) {
			on, err := time.Parse("2006-01", row["mois"])
			require.NoError(t, err)
			month := indemnisation.MonthOf(on)
			require.Equal(t, row["jours_calendaires"], strconv.Itoa(month.Days()))
			right := indemnisation.Right{SJR: cents(t, row["sjr"]), Daily: cents(t, row["are_journaliere_brute"])}
			paid := indemnisation.Pay(right, indemnisation.Declared{
				Month: month, Jobs: []indemnisation.Work{{Hours: 20, Gross: cents(t, row["salaire_brut_reprise"])}},
			})
			require.Equal(t, row["expected_jours_indemnises"], strconv.Itoa(paid.Days))
			require.Equal(t, cents(t, row["expected_complement_brut"]), paid.Gross)
			require.Equal(t, cents(t, row["expected_complement_net"]), paid.Net)
		})
	}
}

// The daily allowances of the computed cases that come from a formula.
func TestDailyAllowancesOfTheComputedCases(t *testing.T) {
	on := time.Date(2022, 4, 1, 0, 0, 0, 0, time.UTC)
	for sjr, daily := range map[string]string{"58.38": "35.71", "56.91": "35.11", "207.2": "118.10"} {
		got, _ := indemnisation.DailyAllowance(cents(t, sjr), indemnisation.WorkTime{}, on)
		require.Equal(t, cents(t, daily), got, sjr)
	}
}
