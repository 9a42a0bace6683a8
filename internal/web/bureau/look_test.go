package bureau_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/browser"
	"demarcheablanc/internal/workshop"
)

// The pages of a seat, as people see them on a computer, a tablet and a phone.
func TestEveryPageCanBeUsedByEverybody(t *testing.T) {
	chromium := browser.Start(t)
	r := open(t)
	aidant := sat(t, r, chromium, workshop.Aidant)
	aide := sat(t, r, chromium, workshop.Aide)
	look(t, aidant, "aidant-attente", aidant.desk)
	look(t, aide, "aide-attente", aide.desk)
	r.start()
	for _, paper := range []string{"avis", "vitale"} {
		aide.open(aide.desk)
		browser.Eval[bool](aide.Page, `document.querySelector('form[action$="/papier/`+paper+`"] button').click() ?? true`)
	}
	look(t, aidant, "aidant", aidant.desk)
	look(t, aide, "aide", aide.desk)
	for _, page := range []string{"fiches", "fiche/franceconnect-c-est-quoi", "lieux", "memo", "diagnostic/relation", "aidants-connect", "papier/avis"} {
		look(t, aidant, "aidant-"+filepath.Base(page), aidant.desk+"/"+page)
	}
	look(t, aide, "aide-carte", aide.desk+"/carte")
	for name, page := range map[string]string{
		"ameli": "www.ameli.example/", "messagerie": "webmail.messagerie.example/", "recherche": "www.cherche.example/", "inconnu": "www.personne.example/",
		"telechargements": "telechargements", "bac": "bac", "historique": "historique", "ferme": "ferme",
	} {
		look(t, aidant, "pc-"+name, aidant.desk+"/e/pc-epn.1/"+page)
	}
	for name, page := range map[string]string{"accueil": "", "sms": "sms.telephone.example/", "appels": "appels.telephone.example/", "courriel": "webmail.messagerie.example/", "identite": "identite.appli.example/", "navigateur": "www.cherche.example/"} {
		look(t, aide, "tel-"+name, aide.desk+"/e/tel-samia.1/"+page)
	}
	assert.Empty(t, aidant.ConsoleErrors())
	assert.Empty(t, aide.ConsoleErrors())
	assert.Empty(t, aidant.Outside())
}

type sitting struct {
	*browser.Page
	url, desk string
	widths    map[int]*browser.Page
}

// sat opens a window and takes a seat in it.
func sat(t *testing.T, r *room, chromium *browser.Browser, role workshop.Role) sitting {
	page := chromium.Person(t, string(role))
	page.Open(r.url + "/assis/" + string(role))
	return sitting{Page: page, url: r.url, desk: browser.Eval[string](page, "location.pathname")}
}

func (s sitting) open(path string) { s.Open(s.url + path) }

// look opens a page at three widths; with PHOTOS naming a folder, pictures are
// kept there.
func look(t *testing.T, s sitting, name, path string) {
	t.Helper()
	for _, width := range []int{1440, 768, 360} {
		s.Resize(width)
		s.open(path)
		s.Axe(t)
		s.NoHorizontalScroll(t)
		if folder := os.Getenv("PHOTOS"); folder != "" {
			require.NoError(t, os.MkdirAll(folder, 0o755))
			require.NoError(t, os.WriteFile(filepath.Join(folder, name+"-"+strconv.Itoa(width)+".png"), s.Screenshot(), 0o600))
		}
	}
}
