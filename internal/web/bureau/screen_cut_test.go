package bureau_test

import (
	"io/fs"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

var tokens = regexp.MustCompile(`name="_jeton" value="[^"]*"`)

// The window is drawn again only where it changes: whatever happens to the
// computer, its page is the one that a first drawing gives.
func TestAWindowCutIsTheWindowDrawn(t *testing.T) {
	if testing.Short() {
		t.Skip("met d’autres gabarits sous la salle entre deux demandes")
	}
	r := open(t)
	p := r.sits(workshop.Aidant)
	r.start()
	const address = "https://www.ameli.example/connexion"
	page := func() string {
		p.on("pc-epn", address)
		return tokens.ReplaceAllString(p.Answer.HTML, "")
	}
	for name, change := range map[string]func(d *portal.Device, tx *sandbox.Tx){
		"rien": func(*portal.Device, *sandbox.Tx) {},
		"la main": func(d *portal.Device, _ *sandbox.Tx) {
			d.Hand = map[string]string{"aide": "aidant", "aidant": "aide"}[d.Hand]
		},
		"un papier": func(d *portal.Device, _ *sandbox.Tx) {
			d.Tray = append(d.Tray[:len(d.Tray):len(d.Tray)], portal.File{Title: "Reçu"})
		},
		"un favori": func(d *portal.Device, _ *sandbox.Tx) {
			d.Bookmarks = append(d.Bookmarks[:len(d.Bookmarks):len(d.Bookmarks)], portal.Link{Text: "Caf", URL: "https://www.caf.example/"})
		},
		"un onglet": func(d *portal.Device, _ *sandbox.Tx) {
			d.PutTab(portal.Tab{ID: d.NextTab(), URL: "https://www.caf.example/", Title: "Caf"})
		},
		"une annonce": func(_ *portal.Device, tx *sandbox.Tx) {
			tx.Put("jeu/annonce", map[string]any{"texte": "La borne ferme dans dix minutes.", "le": tx.Now()})
		},
	} {
		page() // warm
		r.change(func(tx *sandbox.Tx) {
			d, _ := portal.DeviceOf(tx, "pc-epn")
			change(&d, tx)
			portal.PutDevice(tx, d)
		})
		cut := page()
		r.Views = freshViews(t)
		require.Equal(t, page(), cut, name)
	}
}

func freshViews(t *testing.T) *house.Views {
	t.Helper()
	files, err := fs.Sub(demarcheablanc.Static, "static")
	require.NoError(t, err)
	statics, err := house.NewStatics(files)
	require.NoError(t, err)
	views, err := house.NewViews(demarcheablanc.Templates, statics.Funcs())
	require.NoError(t, err)
	return views
}
