package caf

import (
	"time"

	"demarcheablanc/simulators/portal/demarche"
)

// The document that was asked, and what becomes of it.

// The states of a document asked.
const (
	askedReceived = "reçu"
	askedDone     = "traité"
	askedRefused  = "refusé"
)

func pieceOpens(c *demarche.Case) string {
	if f := mine(c); !f.waits() {
		return "La Caf ne vous demande aucun document. Un papier envoyé sans être demandé n’est pas étudié : gardez-le."
	}
	return ""
}

func (f *Folder) waits() bool {
	_, ok := f.awaited()
	return ok
}

func pieceOnce(c *demarche.Case) string {
	f := mine(c)
	a, _ := f.awaited()
	return a.ID
}

// askedOf is the document that a dossier is about: its own, else the one awaited.
func askedOf(c *demarche.Case) (Asked, bool) {
	f := mine(c)
	for _, a := range f.Asked {
		if a.ID == c.Dossier.Once {
			return a, true
		}
	}
	return f.awaited()
}

func fillPiece(c *demarche.Case, _ string) string {
	a, ok := askedOf(c)
	if !ok {
		return ""
	}
	return a.What
}

// decidePiece: an agent opens the file. It must be the paper asked, and legible.
func decidePiece(c *demarche.Case) string {
	a, _ := askedOf(c)
	file := c.Dossier.Files["fichier"]
	switch {
	case file.Flaw != "":
		return "illisible"
	case a.Kind != "" && file.Shows != a.Kind:
		return "autre"
	}
	return "bon"
}

func mark(c *demarche.Case, state string, received bool) {
	a, ok := askedOf(c)
	if !ok {
		return
	}
	f := mine(c)
	a.State, a.Received = state, c.Dossier.SentAt
	if !received {
		// A refused document is asked again, under another name: another dossier
		// can be sent for it.
		f.putAsked(a)
		a.ID, a.State, a.Received, a.Before = a.ID+"-bis", "", time.Time{}, c.Now().AddDate(0, 0, askedDays)
	}
	f.putAsked(a)
	putFolder(c.Tx, f)
}

func applyReceived(c *demarche.Case) { mark(c, askedReceived, true) }
func applyAccepted(c *demarche.Case) { mark(c, askedDone, true) }
func applyRefused(c *demarche.Case)  { mark(c, askedRefused, false) }
