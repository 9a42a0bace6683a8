package witness_test

import (
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/witness"
	"demarcheablanc/simulators"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

func TestWitnessPaths(t *testing.T) {
	deps := portaltest.Deps(t)
	require.NoError(t, simulators.All(deps))
	files, err := fs.Sub(demarcheablanc.Scenarios, "scenarios")
	require.NoError(t, err)
	library, err := scenario.Load(files, deps.Network, map[portal.Fact]string{"outil.memo.remis": "x", "outil.orientation": "x", "jeu.deplacement": "x"})
	require.NoError(t, err)
	for _, s := range library.Situations() {
		paths, err := witness.Paths(files, s.ID)
		require.NoError(t, err)
		require.NotEmpty(t, paths, "%s n’a aucun chemin témoin", s.ID)
		for _, path := range paths {
			t.Run(path, func(t *testing.T) { require.NoError(t, witness.Play(files, path, library, deps.Network)) })
		}
	}
}
