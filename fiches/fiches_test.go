package fiches_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/fiches"
	"demarcheablanc/internal/fictif"
)

const longest = 180

func TestLeafletsAreShortAndInAFamily(t *testing.T) {
	all, err := fiches.All()
	require.NoError(t, err)
	require.Len(t, all, 15)
	seen := map[string]int{}
	for _, f := range all {
		assert.LessOrEqual(t, f.Words, longest, f.Name)
		assert.NotEmpty(t, f.Title, f.Name)
		assert.NotContains(t, string(f.HTML), "<!-- raw HTML omitted -->", f.Name)
		assert.NotContains(t, string(f.HTML), "<h1", f.Name)
		_, real := fictif.LooksReal(string(f.HTML))
		assert.False(t, real, f.Name)
		seen[f.Family]++
	}
	for _, family := range fiches.Families() {
		assert.Positive(t, seen[family], family)
	}
}

func TestAnUnknownLeafletIsNone(t *testing.T) {
	for _, name := range []string{"inconnue", "../go", "fiches.go", ""} {
		_, err := fiches.Find(name)
		require.ErrorIs(t, err, fiches.ErrNoFiche, name)
	}
}
