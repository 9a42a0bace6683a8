package simulators_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// former are the eras whose names, labels and logins are no longer today's.
var former = []string{"2019", "2022"}

// aged are the sites that an era changes, in whose world, on which device, and
// the beginning of a path that lets the person in, down to these words ("":
// what changes is seen from outside). Those that look another way are shown.
var aged = []struct {
	host, situation, device, path, until string
	shown                                bool
}{
	{"www.francetravail.example", "paul", "pc-epn", "3-par-le-site-avec-lui.txt", "vois Bonjour Paul", true},
	{"francetravail.appli.example", "paul", "tel-paul", "2-par-l-application.txt", "vois Bonjour Paul", false},
	{"www.caf.example", "nadia", "pc-epn", "", "", true},
	{"www.impots.gouv.example", "samia", "pc-epn", "", "", false},
}

// formerPages are pages that only a former era shows.
var formerPages = []struct{ era, host, words string }{
	{"2019", "www.francetravail.example", "Pôle emploi"},
	{"2022", "www.francetravail.example", "Pôle emploi"},
	{"2019", "www.francetravail.example", "clavier"},
	{"2019", "www.caf.example", "caf-clavier"},
}

// age sets the era of a world; démarches are let go on without an answer, so
// that all their screens are met.
func age(w *portaltest.World, era string) {
	w.Do(func(tx *sandbox.Tx) { tx.Put(portal.SettingsKey, portal.Settings{Era: era, Free: true}) })
}

// rejuvenate goes, in each former era, everywhere on the sites that it changes:
// as a stranger, then as somebody who was let in.
func (l land) rejuvenate(t *testing.T, see func(t *testing.T, trip portaltest.Trip, era string, shown bool)) {
	t.Helper()
	for _, era := range former {
		l.been = map[string]int{}
		for _, site := range aged {
			t.Run(era+"/"+site.host, func(t *testing.T) {
				w := l.world(t, site.situation, scenario.Standard)
				w.Watch = func(trip portaltest.Trip) { see(t, trip, era, site.shown && trip.URL.Host == site.host) }
				tour := func() {
					age(w, era)
					c := &portaltest.Crawler{World: w, Most: 150, Host: site.host, Typist: typist(w), Everywhere: l.been}
					c.Walk(site.device, "aide", "https://"+site.host+"/")
					c.Walk(site.device, "aide", "https://"+site.host+"/connexion")
				}
				tour()
				if site.path != "" {
					l.letIn(t, w, site.situation+"/chemins/"+site.path, site.until)
					tour()
				}
				l.settled(t, w)
			})
		}
	}
}

// letIn plays today the beginning of a path, unseen.
func (l land) letIn(t *testing.T, w *portaltest.World, path, until string) {
	t.Helper()
	script, err := fs.ReadFile(l.situation, path)
	require.NoError(t, err)
	entry, _, found := strings.Cut(string(script), until)
	require.True(t, found, "« %s » n’est plus dans %s", until, path)
	watch := w.Watch
	w.Watch = nil
	w.Do(func(tx *sandbox.Tx) { tx.Put(portal.SettingsKey, portal.Settings{}) })
	l.play(t, w, entry, func(*portaltest.Browser) {})
	w.Watch = watch
}

// met fails unless a former name or login was really seen.
func (g *gallery) met(t *testing.T, era, host, words string) {
	t.Helper()
	for _, e := range g.pages {
		if e.era == era && e.site == host && strings.Contains(string(e.answer.Body), words) {
			return
		}
	}
	assert.Fail(t, "aucune page d’une autre époque", "%s en %s : « %s »", host, era, words)
}
