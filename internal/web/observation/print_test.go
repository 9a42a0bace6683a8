package observation_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/browser"
	"demarcheablanc/internal/workshop"
)

// TestThePageItselfPrintsClean prints from the browser, as some will.
func TestThePageItselfPrintsClean(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not here")
	}
	c := launch(t)
	s := c.sitDown(browser.Start(t), 1, 1440)
	s.park()
	s.play()
	s.moment("silence", "elle réfléchit")
	s.end()
	s.giveParts()
	s.window.Open(s.URL + s.desks[workshop.Aidant] + "/debrief")
	path := filepath.Join(t.TempDir(), "page.pdf")
	require.NoError(t, os.WriteFile(path, s.window.PDF(), 0o600))
	text, err := exec.Command("pdftotext", "-layout", path, "-").Output()
	require.NoError(t, err)
	for _, part := range []string{"aucune donnée réelle", "Deux regards", "Camille se voit", "Ce qui l’aurait fait parler", "moment par moment", "À garder"} {
		assert.Contains(t, string(text), part)
	}
	for _, screenOnly := range []string{"Revoir", "Télécharger en PDF", "Aller au contenu"} {
		assert.NotContains(t, string(text), screenOnly)
	}
}
