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

// Every question explains itself; that it also does in plain words is asked of all
// services at once.
func TestEveryQuestionHasItsHelp(t *testing.T) {
	files, err := filepath.Glob("demarches/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		var def demarche.Def
		require.NoError(t, yaml.Unmarshal(raw, &def), file)
		for _, step := range def.Steps {
			helped(t, file+", "+step.ID, step.Fields)
		}
	}
}

func helped(t *testing.T, where string, fields []demarche.FieldDef) {
	for _, f := range fields {
		at := where + "." + f.ID
		if f.When != "false" && f.Kind != demarche.KindGroup { // never shown; the frame of others
			assert.NotEmpty(t, f.Help, "%s : pas d’aide", at)
		}
		helped(t, at, f.Fields)
	}
}
