package instant_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/courriel/instant"
)

var t0 = time.Date(2026, 10, 15, 16, 25, 0, 0, frtext.Paris)

func TestMoments(t *testing.T) {
	for text, want := range map[string]time.Time{
		"":           t0,
		"J 08:00":    time.Date(2026, 10, 15, 8, 0, 0, 0, frtext.Paris),
		"J-6 10:12":  time.Date(2026, 10, 9, 10, 12, 0, 0, frtext.Paris),
		"J+1 12:00":  time.Date(2026, 10, 16, 12, 0, 0, 0, frtext.Paris),
		"J+12 09:00": time.Date(2026, 10, 27, 9, 0, 0, 0, frtext.Paris), // after the change of hour
		"-10m":       t0.Add(-10 * time.Minute),
		"+2h":        t0.Add(2 * time.Hour),
	} {
		got, err := instant.Parse(text, t0)
		require.NoError(t, err, text)
		assert.True(t, want.Equal(got), "%s : %s", text, got)
	}
}

func TestUnreadableMomentsSayWhatIsExpected(t *testing.T) {
	for _, text := range []string{"hier", "J-6", "J6 10:00", "J-x 10:00", "J 25:00", "10"} {
		_, err := instant.Parse(text, t0)
		require.ErrorContains(t, err, "J-6 10:12", text)
	}
}
