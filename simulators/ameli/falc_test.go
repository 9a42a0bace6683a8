package ameli_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/demarche"
)

// TestEverythingHasSimpleWords: each screen, question, help and choice.
func TestEverythingHasSimpleWords(t *testing.T) {
	files, err := filepath.Glob("demarches/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		var d demarche.Def
		require.NoError(t, yaml.Unmarshal(text, &d), name)
		for _, step := range d.Steps {
			simple(t, name+", "+step.ID, step.Plain, step.Help)
			simpleFields(t, name, step.Fields)
		}
	}
}

func simple(t *testing.T, where string, plain demarche.Plain, help string) {
	t.Helper()
	assert.NotEmpty(t, plain.Label, where)
	if help != "" {
		assert.NotEmpty(t, plain.Help, where+", aide")
	}
}

func simpleFields(t *testing.T, name string, fields []demarche.FieldDef) {
	t.Helper()
	for _, f := range fields {
		simple(t, name+", "+f.ID, f.Plain, f.Help)
		for _, o := range f.Options {
			assert.NotEmpty(t, o.Plain, name+", "+f.ID+", "+o.Value)
		}
		simpleFields(t, name, f.Fields)
	}
}
