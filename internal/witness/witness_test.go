package witness_test

import (
	"io/fs"
	"os"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/witness"
	"demarcheablanc/simulators"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// open loads every service and situation.
func open(t *testing.T) (fs.FS, *scenario.Library, *portal.Network) {
	t.Helper()
	deps := portaltest.Deps(t)
	require.NoError(t, simulators.All(deps))
	files, err := fs.Sub(demarcheablanc.Scenarios, "scenarios")
	require.NoError(t, err)
	library, err := scenario.Load(files, deps.Network, map[portal.Fact]string{"outil.memo.remis": "x", "outil.orientation": "x", "jeu.deplacement": "x"})
	require.NoError(t, err)
	return files, library, deps.Network
}

func TestWitnessPaths(t *testing.T) {
	files, library, network := open(t)
	for _, s := range library.Situations() {
		paths, err := witness.Paths(files, s.ID)
		require.NoError(t, err)
		require.NotEmpty(t, paths, "%s n’a aucun chemin témoin", s.ID)
		for _, path := range paths {
			t.Run(path, func(t *testing.T) { require.NoError(t, witness.Play(files, path, library, network)) })
		}
	}
}

// A line that cannot be done is said, with its number.
func TestALineThatCannotBeDoneSaysWhy(t *testing.T) {
	_, library, network := open(t)
	for line, why := range map[string]string{
		"garde le document": "n’a reçu aucun document",
		"jette bulletin":    "aucun fichier gardé ici ne s’appelle « bulletin… »",
		"vide la corbeille": "la corbeille est vide",
		"danse":             "n’est pas un verbe connu",
	} {
		path := "poste pc-epn, main aide\nva à casier.justice.gouv.example/\n" + line
		err := witness.Play(fstest.MapFS{"henri/chemins/a.txt": {Data: []byte(path)}}, "henri/chemins/a.txt", library, network)
		var problem *witness.Problem
		require.ErrorAs(t, err, &problem, line)
		require.Equal(t, 3, problem.Line)
		require.ErrorContains(t, problem, why)
	}
}

// The guide's own path is played as it stands there.
func TestTheGuidesPathIsPlayed(t *testing.T) {
	_, library, network := open(t)
	guide, err := os.ReadFile("../../docs/guide-auteur.md")
	require.NoError(t, err)
	path := regexp.MustCompile("(?s)```text\n(.*?)```").FindSubmatch(guide)
	require.NotNil(t, path)
	require.NoError(t, witness.Play(fstest.MapFS{"teresa/chemins/a.txt": {Data: path[1]}}, "teresa/chemins/a.txt", library, network))
}
