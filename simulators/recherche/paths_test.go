package recherche_test

import (
	"net/http"
	"os"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// TestEveryResultLeadsSomewhere plays the whole fictional web: a service that
// moves a page breaks the result that names it.
func TestEveryResultLeadsSomewhere(t *testing.T) {
	deps := portaltest.Deps(t)
	require.NoError(t, simulators.All(deps))
	w := portaltest.Open(t, &portal.Network{}, nil, deps.Network.Sites()...)
	var index struct {
		Results []struct{ ID string } `yaml:"resultats"`
		Ads     []struct{ ID string } `yaml:"annonces"`
	}
	raw, err := os.ReadFile("results.yaml")
	require.NoError(t, err)
	require.NoError(t, yaml.Unmarshal(raw, &index))
	require.NotEmpty(t, index.Results)
	for _, r := range append(index.Results, index.Ads...) {
		b := w.On("pc-epn", "aide").Get(home + "aller?r=" + r.ID)
		assert.Equal(t, http.StatusOK, b.Answer.Status, r.ID)
	}
}
