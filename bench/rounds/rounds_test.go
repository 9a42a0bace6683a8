package rounds_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/bench/rounds"
)

// series measures these rates one after the other.
func series(name string, rates ...float64) rounds.Case {
	return rounds.Case{Name: name, Measure: func() (float64, error) {
		if len(rates) == 0 {
			return 0, errors.New("panne")
		}
		rate := rates[0]
		rates = rates[1:]
		return rate, nil
	}}
}

func TestTheFigureIsTheMedianOfPerRoundRatios(t *testing.T) {
	report, err := rounds.Compare(5, series("nu", 100, 200, 100, 100, 100), series("page", 50, 100, 10, 60, 40))
	require.NoError(t, err)

	assert.InDelta(t, 0.5, report.Median("page"), 1e-9)
	assert.Zero(t, report.Median("absent"))
	assert.Empty(t, report.Void())
	assert.Contains(t, report.String(), "page ÷ nu : 0.500 (0.100 à 0.600)")
}

func TestAnUnsteadyMachineVoidsTheRun(t *testing.T) {
	report, err := rounds.Compare(5, series("nu", 100, 201, 100, 100, 100), series("page", 1, 1, 1, 1, 1))
	require.NoError(t, err)
	assert.Contains(t, report.String(), "SANS VALEUR : la limite varie de 1 à 2.0")

	short, err := rounds.Compare(4, series("nu", 1, 1, 1, 1), series("page", 2, 2, 2, 2))
	require.NoError(t, err)
	assert.Equal(t, "4 manches, il en faut 5", short.Void())
	assert.InDelta(t, 2, short.Median("page"), 1e-9)
}

func TestOrderAlternatesAndFailuresAreNamed(t *testing.T) {
	var order []string
	tell := func(name string) rounds.Case {
		return rounds.Case{Name: name, Measure: func() (float64, error) {
			order = append(order, name)
			return 1, nil
		}}
	}
	_, err := rounds.Compare(2, tell("nu"), tell("page"))
	require.NoError(t, err)
	assert.Equal(t, []string{"nu", "page", "page", "nu"}, order)

	_, err = rounds.Compare(2, tell("nu"), series("page"))
	assert.EqualError(t, err, "page, round 1: panne")
}
