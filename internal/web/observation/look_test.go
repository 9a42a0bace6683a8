package observation_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/browser"
	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/webtest"
	"demarcheablanc/internal/workshop"
)

// table is one screen at which three people sit in turn: a trio of its own.
type table struct {
	*class
	window *browser.Page
	desks  map[workshop.Role]string
}

// sitDown takes the three seats of a trio from one window.
func (c *class) sitDown(b *browser.Browser, trio, width int) *table {
	at := *c
	at.trio = trio
	s := &table{&at, b.Person(c.T, fmt.Sprintf("table-%d", width), browser.Width(width)), map[workshop.Role]string{}}
	for role, name := range map[workshop.Role]string{workshop.Aidant: "Camille", workshop.Aide: "Anne-Sophie Marie-Clémence", workshop.Observer: "Nora"} {
		s.window.Open(c.URL + "/rejoindre/" + c.atelier.Code)
		s.window.Fill("Votre prénom", name)
		s.window.Choose(fmt.Sprintf("Trio %d : %s", trio, role.Label()))
		s.window.Click("Prendre cette place")
		path := strings.TrimPrefix(s.window.URL(), c.URL+"/p/")
		id, _, _ := strings.Cut(path, "/")
		s.desks[role] = "/p/" + id
	}
	return s
}

// park leaves live pages, which would move by themselves at the next event and
// get in the way of the next address.
func (s *table) park() { s.window.Open(s.URL + "/attribution") }

func (s *table) look(t *testing.T, name, address string) {
	t.Helper()
	s.window.Open(s.URL + address)
	s.window.Screenshot("observation-" + name)
	s.window.Axe(t)
	s.window.NoHorizontalScroll(t)
	assert.Empty(t, s.window.ConsoleErrors(), address)
	assert.Empty(t, s.window.Outside(), address)
}

// keep writes people's part straight in the register.
func (c *class) keep(fn func(observation.Round, *sandbox.Tx) error) {
	c.T.Helper()
	register, err := c.Workshops.Register(context.Background(), c.atelier.ID)
	require.NoError(c.T, err)
	require.NoError(c.T, register.Do(context.Background(), sandbox.Actor{}, func(tx *sandbox.Tx) error {
		return fn(observation.Round{Trio: c.trio, Round: 0}, tx)
	}))
}

// moment notes one where the play stands.
func (c *class) moment(word, note string) {
	box, err := c.Workshops.Sandbox(context.Background(), c.atelier.ID, c.trio, 0)
	require.NoError(c.T, err)
	c.keep(func(r observation.Round, tx *sandbox.Tx) error {
		return box.Peek(-1, sandbox.Actor{}, func(world *sandbox.Tx) error { return r.Mark(tx, word, note, box.Head(), world.Now()) })
	})
}

func (c *class) giveParts() {
	notes := func(own observation.Stars, remarks, keep, try string) observation.Notes {
		return observation.Notes{Remarks: remarks, Keep: keep, Try: try, Marks: map[string]observation.Mark{
			"relation": {Stars: own}, "moyens": {Stars: observation.Unobserved}, "competences": {Stars: 4},
			"fiches": {Stars: 5, Name: "Se connecter à FranceConnect"}, "outil": {Stars: 3, Name: "Carte personnelle"},
		}}
	}
	c.keep(func(r observation.Round, tx *sandbox.Tx) error {
		if err := r.CloseGrid(tx, observation.Grid{Goals: map[string]string{"g4": "atteint"}, Notes: notes(4, "Camille a posé des questions ouvertes avant de toucher l’écran.", "La patience du début", "Laisser le clavier plus tôt")}); err != nil {
			return err
		}
		if err := r.PutSelf(tx, observation.Self{Notes: notes(2, "J’ai eu peur du silence.", "La fiche", "Me taire plus")}); err != nil {
			return err
		}
		return r.PutFeeling(tx, observation.Feeling{Secrets: []string{"telephone"}, Notes: observation.Notes{Remarks: "D’abord bousculée, puis écoutée.", Keep: "Le ton"}})
	})
	require.NoError(c.T, c.Workshops.OpenDebrief(context.Background(), c.atelier.ID, c.trio))
}

// TestEveryPageIsFitToBeSeen walks the room at three widths.
func TestEveryPageIsFitToBeSeen(t *testing.T) {
	b := browser.Start(t)
	c := launch(t)
	for i, width := range []int{1440, 768, 360} {
		s := c.sitDown(b, i+1, width)
		s.look(t, "attente", s.desks[workshop.Observer]+"/observer")
		s.park()
		s.play()
		s.moment("ton", "")
		s.moment("silence", "elle réfléchit")
		box, err := c.Workshops.Sandbox(t.Context(), c.atelier.ID, s.trio, 0)
		require.NoError(t, err)
		box.Present("pc-epn", "https://www.ameli.example/")
		s.look(t, "bureau", s.desks[workshop.Observer]+"/observer?ecran=pc-epn")
		s.park()
		s.end()
		s.look(t, "bilan-observateur", s.desks[workshop.Observer]+"/bilan")
		s.window.Click("Clore la grille")
		s.window.See("Il reste à remplir")
		s.window.Screenshot("observation-bilan-manque")
		s.window.Axe(t)
		s.look(t, "bilan-aidant", s.desks[workshop.Aidant]+"/bilan")
		s.look(t, "bilan-aide", s.desks[workshop.Aide]+"/bilan")
		s.park()
		s.giveParts()
		s.look(t, "debrief", s.desks[workshop.Aidant]+"/debrief")
		s.look(t, "moment", s.desks[workshop.Aidant]+"/debrief/moment/8")
		s.project(t)
	}
}

// project looks at the trainer's pages, then shares and looks again.
func (s *table) project(t *testing.T) {
	t.Helper()
	s.window.Open(s.URL + "/formateur/entree")
	if s.window.Sees("phrase") {
		s.window.Fill("Phrase d’accès", webtest.Phrase)
		s.window.Press("Enter")
	}
	base := "/formateur/a/" + s.atelier.ID + "/debrief"
	s.look(t, "pleniere", base)
	s.look(t, "projection-reserve", fmt.Sprintf("%s/%d/0", base, s.trio))
	s.keep(func(r observation.Round, tx *sandbox.Tx) error { r.Share(tx, true); return nil })
	s.look(t, "projection", fmt.Sprintf("%s/%d/0", base, s.trio))
	s.look(t, "projection-moment", fmt.Sprintf("%s/%d/0/moment/8", base, s.trio))
}

func TestTheDeskMovesByItselfAndTheGridKeepsItsDraft(t *testing.T) {
	b := browser.Start(t)
	c := launch(t)
	s := c.sitDown(b, 1, 768)
	s.start()
	s.window.Open(s.URL + s.desks[workshop.Observer] + "/observer")
	s.window.See("Le journal s’écrira tout seul")
	s.witness(sandbox.Actor{Seat: "aidant"}, []string{"outil.fiche.montree", "nom", "Se connecter à FranceConnect"})
	s.window.See("Fiche montrée à la personne")
	first := s.window.Within("La relation au numérique")
	first.Choose("4 étoiles sur 5")
	s.window.See("Brouillon gardé")
	s.window.Reload()
	assert.True(t, first.Chosen("4 étoiles sur 5"), "kept without a button")
	s.window.Click("Un silence")
	s.window.See("Un silence")
	s.end()
	s.window.See("Clore la grille")
	assert.Contains(t, s.window.URL(), "/bilan", "the end of the play changes the page")
}
