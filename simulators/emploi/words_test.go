package emploi_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/demarche"
)

// Every question has a label, a help, and both in plain words; so has every
// screen, and every answer to choose.
func TestEveryQuestionIsAlsoSaidInPlainWords(t *testing.T) {
	files, err := filepath.Glob("demarches/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		var def demarche.Def
		require.NoError(t, yaml.Unmarshal(raw, &def), file)
		for _, step := range def.Steps {
			assert.NotEmpty(t, step.Plain.Label, "%s, %s", file, step.ID)
			assert.False(t, step.Help != "" && step.Plain.Help == "", "%s, %s : une aide sans mots simples", file, step.ID)
			said(t, file+", "+step.ID, step.Fields)
		}
	}
}

func said(t *testing.T, where string, fields []demarche.FieldDef) {
	for _, f := range fields {
		at := where + "." + f.ID
		assert.NotEmpty(t, f.Plain.Label, at)
		if f.When != "false" && f.Kind != demarche.KindGroup { // never shown; the frame of others
			assert.NotEmpty(t, f.Help, "%s : pas d’aide", at)
			assert.NotEmpty(t, f.Plain.Help, "%s : pas d’aide en mots simples", at)
		}
		for _, o := range f.Options {
			assert.NotEmpty(t, o.Plain, "%s : %s", at, o.Value)
		}
		said(t, at, f.Fields)
	}
}
