package bureau_test

import (
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"demarcheablanc/internal/browser"
	"demarcheablanc/internal/workshop"
)

// The pages of a seat, as people see them on a computer, a tablet and a phone.
func TestEveryPageCanBeUsedByEverybody(t *testing.T) {
	chromium := browser.Start(t)
	for _, width := range []int{1440, 768, 360} {
		t.Run(strconv.Itoa(width), func(t *testing.T) { lookAround(t, chromium, width) })
	}
}

func lookAround(t *testing.T, chromium *browser.Browser, width int) {
	r := open(t)
	aidant := sat(t, r, chromium, workshop.Aidant, width)
	aide := sat(t, r, chromium, workshop.Aide, width)
	look(t, aidant, "aidant-attente", aidant.desk)
	look(t, aide, "aide-attente", aide.desk)
	r.start()
	for _, paper := range []string{"Avis d’impôt du foyer", "Carte Vitale"} {
		aide.open(aide.desk)
		aide.Click("Montrer à Camille : " + paper)
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
}

// sat opens a window and takes a seat in it.
func sat(t *testing.T, r *room, chromium *browser.Browser, role workshop.Role, width int) sitting {
	page := chromium.Person(t, string(role), browser.Width(width))
	page.Open(r.URL + "/rejoindre/" + r.atelier.Code)
	page.Fill("Votre prénom", names[role])
	page.Choose("Trio 1 : " + role.Label())
	page.Click("Prendre cette place")
	return sitting{page, r.URL, browser.Eval[string](page, "location.pathname")}
}

func (s sitting) open(path string) { s.Open(s.url + path) }

// look opens a page and checks that everybody can use it.
func look(t *testing.T, s sitting, name, path string) {
	t.Helper()
	s.open(path)
	s.Screenshot("bureau-" + name)
	s.Axe(t)
	s.NoHorizontalScroll(t)
}

// A page that is told a new time goes on ticking from it, not from the time it
// was opened at.
func TestTheClockOfAScreenTicksFromWhatItWasToldLast(t *testing.T) {
	r := open(t)
	aidant := sat(t, r, browser.Start(t), workshop.Aidant, 1440)
	r.start()
	aidant.open(aidant.desk + "/e/pc-epn.1/www.ameli.example/")
	const aTick = `new Promise((done) => setTimeout(() => done(true), 1100))`
	browser.Eval[bool](aidant.Page, aTick)
	aidant.Part("#horloge").See("16 h 25")
	r.Wait(3 * time.Hour)
	aidant.Part("#horloge").See("19 h 25")
	browser.Eval[bool](aidant.Page, aTick)
	assert.True(t, aidant.Part("#horloge").Sees("19 h 25"))
}
