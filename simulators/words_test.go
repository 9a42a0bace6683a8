package simulators_test

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

// longestPlain is how many words a sentence in plain words may have.
const longestPlain = 16

// Whoever asks for plain words finds them everywhere, in short sentences: each
// screen, question, help and choice of each démarche has its own. A screen may
// help in plain words alone.
func TestEverythingIsAlsoSaidInPlainWords(t *testing.T) {
	files, err := filepath.Glob("*/demarches/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		var d demarche.Def
		require.NoError(t, yaml.Unmarshal(text, &d), file)
		require.NotEmpty(t, d.Steps, file)
		for _, step := range d.Steps {
			at := file + ", " + step.ID
			plain(t, at, step.Help, step.Plain)
			plainFields(t, at, step.Fields)
		}
	}
}

func plainFields(t *testing.T, at string, fields []demarche.FieldDef) {
	for _, f := range fields {
		here := at + ", " + f.ID
		plain(t, here, f.Help, f.Plain)
		assert.False(t, f.Help == "" && f.Plain.Help != "", "%s : une aide en mots simples seulement", here)
		for _, o := range f.Options {
			assert.NotEmpty(t, o.Plain, "%s = %s", here, o.Value)
			short(t, here+" = "+o.Value, o.Plain)
		}
		plainFields(t, here, f.Fields)
	}
}

func plain(t *testing.T, at, help string, p demarche.Plain) {
	assert.NotEmpty(t, p.Label, "%s : aucun mot simple", at)
	assert.False(t, help != "" && p.Help == "", "%s : une aide sans mots simples, « %s »", at, help)
	short(t, at, p.Label)
	short(t, at, p.Help)
}

func short(t *testing.T, at, text string) {
	for _, sentence := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".?!:", r) }) {
		assert.LessOrEqual(t, len(strings.Fields(sentence)), longestPlain, "%s : « %s »", at, sentence)
	}
}
