package indemnisation_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal/calcul"
)

func TestAtMostAFifthIsWithheld(t *testing.T) {
	for _, c := range []struct{ paid, due, kept calcul.Cents }{
		{930_00, 412_30, 186_00}, {930_00, 50_00, 50_00}, {0, 412_30, 0}, {930_00, 0, 0}, {-5, 412_30, 0}, {9_99, 412_30, 1_99},
	} {
		require.Equal(t, c.kept, indemnisation.Withheld(c.paid, c.due), "%v", c)
	}
}

func TestTheDelaysOfASanctionAndOfADemand(t *testing.T) {
	at := time.Date(2026, time.October, 15, 16, 25, 0, 0, frtext.Paris)
	day := func(month time.Month, day, hour, minute, second int) time.Time {
		return time.Date(2026, month, day, hour, minute, second, 0, frtext.Paris)
	}
	require.Equal(t, day(time.October, 25, 23, 59, 59), indemnisation.ExplainBy(at))
	require.Equal(t, day(time.November, 15, 0, 0, 0), indemnisation.BarredUntil(at))
	require.Equal(t, day(time.November, 15, 23, 59, 59), indemnisation.DemandFor(at))
	require.Equal(t, day(time.December, 16, 0, 0, 0), indemnisation.SilenceRefuses(at))
}
