package portal_test

import (
	"strconv"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

func TestMomentsAreCountedFromTheStart(t *testing.T) {
	t0 := time.Date(2026, 10, 15, 16, 25, 0, 0, frtext.Paris)
	for written, want := range map[string]string{
		"J-6 10:12":  "2026-10-09 10:12",
		"J 08:00":    "2026-10-15 08:00",
		"J+1 12:00":  "2026-10-16 12:00",
		"J-21":       "2026-09-24 12:00",
		"J+30 00:05": "2026-11-14 00:05",
		"-10m":       "2026-10-15 16:15",
		"+2h":        "2026-10-15 18:25",
	} {
		var m portal.Moment
		require.NoError(t, yaml.Unmarshal([]byte(strconv.Quote(written)), &m), written)
		require.Equal(t, want, m.From(t0).Format("2006-01-02 15:04"), written)
	}
	for _, written := range []string{"hier", "J21", "J-2 25:00", "J-x", "", "10"} {
		var m portal.Moment
		require.ErrorContains(t, yaml.Unmarshal([]byte(strconv.Quote(written)), &m), "J-6 10:12", written)
	}
	require.True(t, portal.Moment{}.From(t0).IsZero())
	require.Equal(t, t0, portal.MomentOr(portal.Moment{}, t0))
}
