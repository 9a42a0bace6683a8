package e2e

import (
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

func (s *stage) CloseBrowser() error {
	s.t.Helper()
	s.screen().Click("Fermer le navigateur")
	return nil
}

// HandOver prints the document that the computer shows, and takes it out of the
// tray; a phone keeps it.
func (s *stage) HandOver(_, how string) error {
	s.t.Helper()
	if how == "imprime" {
		s.page().Click("Imprimer")
		s.page().Click("Remettre à")
		return nil
	}
	s.page().Click("Enregistrer")
	return nil
}

func (s *stage) Keep() error {
	s.t.Helper()
	s.page().Click("Enregistrer")
	return nil
}

func (s *stage) ThrowAway(file string) error {
	s.t.Helper()
	s.opensFiles()
	s.page().Click("Jeter " + file)
	return nil
}

func (s *stage) EmptyBin() error {
	s.t.Helper()
	s.opensFiles()
	s.page().Click("Vider la corbeille")
	return nil
}

// opensFiles goes to what the device keeps.
func (s *stage) opensFiles() {
	s.t.Helper()
	if s.on.Kind == portal.Phone {
		s.screen().Click("Écran d’accueil du téléphone")
		s.screen().Click("Fichiers")
		return
	}
	// The tab that already shows them has the same name.
	s.screen().Part(`.bouton-barre[href$="/telechargements"]`).Click("Téléchargements")
}

// Lay shows a paper from the person's own place.
func (s *stage) Lay(id string) error {
	s.t.Helper()
	var paper portal.Paper
	s.look(func(tx *sandbox.Tx) {
		var found bool
		paper, found = sandbox.Get[portal.Paper](tx, "papier/"+s.play.Helped+"/"+id)
		require.True(s.t, found, "il n’y a pas de papier « %s »", id)
	})
	s.goesTo(string(workshop.Aide)).Within(paper.Title).Click("Montrer")
	return nil
}

func (s *stage) Understand() error {
	s.t.Helper()
	s.goesTo(string(workshop.Aide)).Click("J’ai compris et je valide")
	return nil
}

// Note does what makes a fact of the desk true. A fact that the path's own acts
// make is looked for at its end.
func (s *stage) Note(fact string, details ...string) error {
	s.t.Helper()
	switch fact {
	case "outil.memo.remis":
		w := s.goesTo(string(workshop.Aidant))
		w.Click("Le papier pour la suite")
		w.Fill("Et après", "Ce qui a été dit aujourd’hui, écrit ensemble.")
		w.Click("Remettre à")
	case "outil.orientation":
		w := s.goesTo(string(workshop.Aidant))
		w.Click("Où orienter")
		place := w.Part("#lieu-" + details[1])
		place.Part("summary").Click("Orienter vers ce lieu")
		place.Part("form").Click("Orienter vers ce lieu")
	case "jeu.deplacement":
		w := s.goesTo(string(workshop.Aidant))
		w.Click("Où orienter")
		w.Part("#lieu-" + details[1]).Click("Accompagner")
	default:
		s.noted = append(s.noted, append([]string{fact}, details...))
	}
	return nil
}
