package caf_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/demarche"
)

// A screen that says nothing more in the words of the office says nothing more in
// plain words either; the rest is asked of all services at once.
func TestPlainScreensSayNoMoreThanTheOthers(t *testing.T) {
	files, err := filepath.Glob("demarches/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, name := range files {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		var d demarche.Def
		require.NoError(t, yaml.Unmarshal(text, &d))
		for _, step := range d.Steps {
			assert.Equal(t, step.Help == "", step.Plain.Help == "", "%s, étape %s", d.ID, step.ID)
		}
	}
}
