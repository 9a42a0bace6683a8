package caf_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/demarche"
)

// plainWords is how long a sentence in plain words may be.
const plainWords = 16

// TestEveryQuestionHasPlainWords: each screen, question and help of each démarche
// has its easy-to-read version, in short sentences.
func TestEveryQuestionHasPlainWords(t *testing.T) {
	files, err := filepath.Glob("demarches/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		var d demarche.Def
		require.NoError(t, yaml.Unmarshal(text, &d))
		for _, step := range d.Steps {
			at := d.ID + ", étape " + step.ID
			plain(t, at, step.Help, step.Plain)
			plainFields(t, at, step.Fields)
		}
	}
}

func plainFields(t *testing.T, at string, fields []demarche.FieldDef) {
	for _, f := range fields {
		plain(t, at+", "+f.ID, f.Help, f.Plain)
		for _, o := range f.Options {
			short(t, at+", "+f.ID+" = "+o.Value, o.Plain)
		}
		plainFields(t, at, f.Fields)
	}
}

func plain(t *testing.T, at, help string, p demarche.Plain) {
	assert.NotEmpty(t, p.Label, "%s : aucun mot simple", at)
	assert.Equal(t, help == "", p.Help == "", "%s : l’aide a sa version simple, « %s »", at, help)
	short(t, at, p.Label)
	short(t, at, p.Help)
}

func short(t *testing.T, at, text string) {
	for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".?!:", r) }) {
		assert.LessOrEqual(t, len(strings.Fields(sentence)), plainWords, "%s : « %s »", at, sentence)
	}
}
