package formateur_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"demarcheablanc/internal/browser"
	"demarcheablanc/internal/web/webtest"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// TestTheConsoleInABrowser looks at every page of the trainer's side in three
// widths, and watches the console live.
func TestTheConsoleInABrowser(t *testing.T) {
	b := browser.Start(t)
	h := start(t)
	a, quiet := h.Launch(3), h.Launch(1)
	closed := h.Launch(1)
	assert.NoError(t, h.Workshops.Close(t.Context(), closed.ID))
	h.seatEverybody(a)
	for n := 1; n <= 2; n++ {
		assert.NoError(t, h.Workshops.Start(t.Context(), a.ID, n))
	}
	h.Wait(4 * time.Minute)
	h.Witness(a, 1, "aidant", portal.FactNavigated, portal.FactLoginRefused, portal.FactLocked)
	h.Witness(a, 1, "aide", portal.FactPaperHeld)
	assert.NoError(t, h.Workshops.Pause(t.Context(), a.ID, 2))
	assert.NoError(t, h.Workshops.Say(t.Context(), a.ID, "Encore huit minutes. Pensez au papier que Samia gardera."))
	base := "/formateur/a/" + a.ID
	pages := map[string]string{
		"bibliotheque": "/formateur", "situation": "/formateur/situations/essai", "console": base + "?dit=deja&trio=2",
		"console-neuve": "/formateur/a/" + quiet.ID, "console-close": "/formateur/a/" + closed.ID,
		"clore": base + "/clore", "recommencer": base + "/trio/1/recommencer", "moments": base + "/trio/1/retour",
		"projection-fermee": base + "/projection",
	}
	for _, width := range []int{1440, 768, 360, 320} {
		h.nets.opened = ""
		p := b.Person(t, "formatrice", browser.Width(width))
		look := func(name, address string) {
			p.Open(h.URL + address)
			p.NoHorizontalScroll(t)
			if width != 320 {
				p.Screenshot("formateur-" + name)
				p.Axe(t)
			}
		}
		look("entree", "/formateur/entree")
		p.Fill("Phrase d’accès", webtest.Phrase)
		p.Click("Entrer")
		p.See("Choisir une situation")
		for name, address := range pages {
			look(name, address)
		}
		p.Open(h.URL + base)
		browser.Eval[bool](p, `document.querySelectorAll("details").forEach((d) => d.open = true), true`)
		p.NoHorizontalScroll(t)
		if width != 320 {
			p.Screenshot("formateur-console-depliee")
			p.Axe(t)
		}
		h.nets.opened = "192.168.1.20:8080"
		look("projection", base+"/projection")
	}
}

func TestTheConsoleMovesByItself(t *testing.T) {
	b := browser.Start(t)
	h := start(t)
	a := h.Launch(1)
	p := b.Person(t, "formatrice")
	p.Open(h.URL + "/formateur/entree")
	p.Fill("Phrase d’accès", webtest.Phrase)
	p.Click("Entrer")
	p.Open(h.URL + "/formateur/a/" + a.ID)
	wall := b.Person(t, "mur")
	wall.Open(h.URL + "/formateur/entree")
	wall.Fill("Phrase d’accès", webtest.Phrase)
	wall.Click("Entrer")
	wall.Open(h.URL + "/formateur/a/" + a.ID + "/projection")
	h.Person().Joins(a, 1, workshop.Aide, "Inès")
	p.See("1 personne arrivée sur 3")
	wall.See("Inès")
	p.Click("Commencer avec le trio 1")
	p.See("Jeu en cours")
	h.Witness(a, 1, "aide", portal.FactPaperHeld)
	p.See("Buts : 2 sur 3")
	p.Click("Imprévus : le prochain")
	// The page may change under a finger that is pressing: the press still counts.
	p.Hold("Annuler : Appel du mari, trio 1", func() {
		h.Person().Joins(a, 1, workshop.Aidant, "Camille")
		p.See("2 personnes arrivées sur 3")
	})
	p.See("Annulé par vous")
	assert.Empty(t, p.ConsoleErrors())
	assert.Empty(t, p.Outside())
}

// seatEverybody fills the first two trios, and one seat of the third.
func (h hall) seatEverybody(a workshop.Atelier) {
	names := []string{"Camille", "Anne-Sophie Marie-Clémence", "Nora"}
	for n := 1; n <= 2; n++ {
		for i, role := range workshop.Roles {
			h.Person().Joins(a, n, role, names[i])
		}
	}
	h.Person().Joins(a, 3, workshop.Aide, "Inès")
}
