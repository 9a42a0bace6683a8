package simulators_test

import (
	"io/fs"
	"maps"
	"os/exec"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	demarcheablanc "demarcheablanc"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/witness"
	"demarcheablanc/simulators"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// land is the whole fictional France, and the situations played in it.
type land struct {
	network   *portal.Network
	library   *scenario.Library
	situation fs.FS
	contract  portaltest.Contract
	been      map[string]int // what was done in all worlds
}

func newLand(t *testing.T) land {
	t.Helper()
	deps := portaltest.Deps(t)
	require.NoError(t, simulators.All(deps))
	situations, err := fs.Sub(demarcheablanc.Scenarios, "scenarios")
	require.NoError(t, err)
	static, err := fs.Sub(demarcheablanc.Static, "static")
	require.NoError(t, err)
	library, err := scenario.Load(situations, deps.Network, map[portal.Fact]string{"outil.memo.remis": "Mémo remis", "outil.orientation": "Lieu indiqué", "jeu.deplacement": "Déplacement"})
	require.NoError(t, err)
	return land{deps.Network, library, situations, portaltest.Contract{Network: deps.Network, Static: static}, map[string]int{}}
}

// world opens a fresh world of a situation.
func (l land) world(t *testing.T, situation, variant string) *portaltest.World {
	t.Helper()
	starts := &scenario.Starts{Library: l.library}
	name, err := starts.Name(situation, variant, portaltest.T0)
	require.NoError(t, err)
	effects := l.network.Effects()
	maps.Copy(effects, l.library.Effects())
	return portaltest.OpenStart(t, l.network, portaltest.Start{Name: name, Starts: starts.Start, Effects: effects, React: l.library.React})
}

func TestEveryServiceIsDressed(t *testing.T) {
	l := newLand(t)
	for _, site := range l.network.Sites() {
		assert.Empty(t, l.contract.Dressed(site))
	}
}

// TestEveryPageHoldsToTheContract goes everywhere that links and forms lead, in
// fresh worlds, worlds grown old, and worlds where a path was played.
func TestEveryPageHoldsToTheContract(t *testing.T) {
	l := newLand(t)
	seen, documents := newGallery(), map[string]bool{}
	l.explore(t, func(t *testing.T, trip portaltest.Trip) {
		l.contract.Check(t, trip)
		if f := trip.Answer.File; f != nil && !documents[f.Kind] {
			documents[f.Kind] = true
			marked(t, trip.Answer)
		}
		seen.keep(trip, "")
	})
	l.rejuvenate(t, func(t *testing.T, trip portaltest.Trip, era string, shown bool) {
		l.contract.Check(t, trip)
		if shown {
			seen.keep(trip, era)
		}
	})
	for _, page := range formerPages {
		seen.met(t, page.era, page.host, page.words)
	}
	t.Logf("%d réponses, %d pages distinctes", seen.answers, len(seen.pages))
	require.Greater(t, len(seen.pages), 100, "le parcours ne va plus partout")
	for _, site := range l.network.Sites() {
		assert.NotEmpty(t, seen.of(site.Host), "aucune page de %s n’a été vue", site.Host)
	}
	t.Run("a-l-ecran", func(t *testing.T) { seen.look(t, l.network) })
}

// explore plays every situation in every way, and shows each answer to see.
func (l land) explore(t *testing.T, see func(*testing.T, portaltest.Trip)) {
	t.Helper()
	for _, s := range l.library.Situations() {
		t.Run(s.ID+"/toutes-les-portes", func(t *testing.T) {
			w := l.world(t, s.ID, scenario.Standard)
			w.Watch = func(trip portaltest.Trip) { see(t, trip) }
			// The husband calls, ameli rests, the kiosk closes, sessions end, a
			// lock opens.
			for _, d := range []time.Duration{0, 15 * time.Minute, 4 * time.Minute, 20 * time.Minute, 40 * time.Minute} {
				w.Wait(d)
				l.walk(w, true)
			}
			l.settled(t, w)
		})
		paths, err := witness.Paths(l.situation, s.ID)
		require.NoError(t, err)
		for _, file := range paths {
			t.Run(s.ID+"/"+path.Base(file), func(t *testing.T) {
				raw, err := fs.ReadFile(l.situation, file)
				require.NoError(t, err)
				w := l.world(t, s.ID, variantOf(string(raw)))
				w.Watch = func(trip portaltest.Trip) { see(t, trip) }
				l.follow(t, w, string(raw))
				l.settled(t, w)
			})
		}
	}
}

// doors are the addresses that each kind of device opens first.
func (l land) doors(kind string) []string {
	var all []string
	for _, site := range l.network.Sites() {
		app := site.AppOnly || strings.Contains(site.Host, "telephone.example")
		kiosk := strings.HasPrefix(site.Host, "borne.")
		if kind == portal.Phone && !kiosk || kind == portal.Computer && !app || kind == portal.Kiosk && kiosk {
			all = append(all, "https://"+site.Host+"/")
		}
	}
	return append(all, "https://www.cherche.example/recherche?q=attestation+impots+franceconnect+cpam")
}

// walk goes everywhere, on each device.
func (l land) walk(w *portaltest.World, forms bool) {
	var devices []portal.Device
	w.Read(func(tx *sandbox.Tx) { devices = portal.Devices(tx) })
	c := &portaltest.Crawler{World: w, Most: 200, Typist: typist(w), Everywhere: l.been}
	for _, d := range devices {
		for _, door := range l.doors(d.Kind) {
			if d.Kind == portal.Kiosk && !strings.Contains(door, "//borne.") {
				continue
			}
			if forms {
				c.Walk(d.ID, d.Hand, door)
			} else {
				c.Read(d.ID, d.Hand, door)
			}
		}
	}
}

// follow plays the acts of a witness path, reading all around after each, and
// goes everywhere at its end. What it proves is the witness package's business.
func (l land) follow(t *testing.T, w *portaltest.World, script string) {
	t.Helper()
	around := &portaltest.Crawler{World: w, Most: 60, Typist: typist(w), Everywhere: l.been}
	l.play(t, w, script, func(here *portaltest.Browser) {
		around.Read(here.Actor.Device, here.Actor.Hand, here.URL.String())
	})
	l.walk(w, true)
}

// play plays the acts of a witness path, and looks after each at where one is.
func (l land) play(t *testing.T, w *portaltest.World, script string, look func(*portaltest.Browser)) {
	t.Helper()
	browsers := map[string]*portaltest.Browser{}
	var here *portaltest.Browser
	for _, line := range strings.Split(script, "\n") {
		verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch verb {
		case "poste":
			device, hand, _ := strings.Cut(rest, ", main ")
			if browsers[device] == nil {
				browsers[device] = w.On(device, hand)
			}
			here = browsers[device]
			here.Actor.Seat, here.Actor.Hand = hand, hand
		case "va":
			host, rest, _ := strings.Cut(strings.TrimPrefix(rest, "à "), "/")
			here.Get("https://" + host + "/" + rest)
		case "clique":
			here.Click(rest)
		case "remplis":
			label, value, _ := strings.Cut(rest, " = ")
			w.Do(func(tx *sandbox.Tx) { value = witness.Filled(tx, l.network, value) })
			here.Fill(label, value)
			continue
		case "attends":
			d, err := time.ParseDuration(rest)
			require.NoError(t, err)
			w.Wait(d)
		case "montre":
			w.Do(func(tx *sandbox.Tx) {
				key := "papier/" + portal.SituationOf(tx).Helped + "/" + rest
				paper, _ := sandbox.Get[portal.Paper](tx, key)
				paper.Shown = true
				tx.Put(key, paper)
			})
		case "note":
			said := strings.Fields(rest)
			w.Do(func(tx *sandbox.Tx) { tx.Emit(said[0], said[1:]...) })
		case "ferme":
			w.Do(func(tx *sandbox.Tx) { portal.CloseBrowser(tx, here.Actor.Device) })
			browsers[here.Actor.Device] = w.On(here.Actor.Device, here.Actor.Hand)
			here = browsers[here.Actor.Device]
		default:
			continue
		}
		if here != nil && here.URL != nil {
			look(here)
		}
	}
}

// variantOf reads which variant a path is played in.
func variantOf(script string) string {
	if found := variantLine.FindStringSubmatch(script); found != nil {
		return found[1]
	}
	return scenario.Standard
}

var variantLine = regexp.MustCompile(`(?m)^variante (\S+)$`)

// settled checks what the world kept of it all.
func (l land) settled(t *testing.T, w *portaltest.World) {
	t.Helper()
	known := l.library.Labels()
	for _, step := range w.Box.Journal() {
		for _, e := range step.Events {
			assert.Contains(t, known, portal.Fact(e.Fact), "fait non déclaré")
		}
	}
}

// marked fails unless a document says, in what can be read of it, that it is an
// exercise.
func marked(t *testing.T, r portal.Response) {
	t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return
	}
	cmd := exec.CommandContext(t.Context(), program, "-", "-")
	cmd.Stdin = strings.NewReader(string(r.Content))
	out, err := cmd.Output()
	require.NoError(t, err)
	assert.Contains(t, string(out), "EXERCICE", r.File.Name)
}
