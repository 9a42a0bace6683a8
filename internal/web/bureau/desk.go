package bureau

import (
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// showDesk is a seat's own page: what is before each role, at each moment.
func (r Room) showDesk(s *house.Seated) error {
	if s.Role == workshop.Observer {
		return s.SeeOther(s.Desk() + "/observer")
	}
	c, err := r.situation(s)
	if err != nil {
		return err
	}
	return r.see(s, func(tx *sandbox.Tx, f Frame) error {
		switch {
		case f.Phase == workshop.Scoring || f.Phase == workshop.Debrief:
			return s.Render("bureau/fini", house.View{Title: "La partie est finie", Room: "salle-bureau", Live: f.live(), P: deskPage{Frame: f}})
		case s.Role == workshop.Aidant:
			return s.Render("bureau/aidant", house.View{Title: "Le bureau de l’aidant·e", Room: "salle-bureau", Live: f.live(), P: r.aidantDesk(tx, f, c)})
		}
		return s.Render("bureau/aide", house.View{Title: "La place de " + f.First, Room: "salle-bureau", Live: f.live(), P: r.aideDesk(tx, f, c)})
	})
}

// deskPage is what both desks show.
type deskPage struct {
	Frame
	Play    bool // the play runs: things can be done
	Screens []screenView
	Kiosk   *kioskView
	Memo    *Memo
	Shown   []leafletView // fiches shown to the person
}

// screenView is one device that the seat can use.
type screenView struct {
	Name, Link, Kind string
	Rings            *portal.Call
	Badge            int
}

// kioskView is the place where the trio went.
type kioskView struct{ Place, Link string }

func (r Room) desk(tx *sandbox.Tx, f Frame) deskPage {
	p := deskPage{Frame: f, Play: f.Phase == workshop.Playing && !f.Paused}
	for _, d := range portal.Devices(tx) {
		if !d.Reaches(string(f.Role)) {
			continue
		}
		v := screenView{Name: d.Name, Link: local(f.Base, d.ID), Kind: d.Kind}
		switch d.Kind {
		case portal.Kiosk:
			if isAt(tx, d.Place) {
				p.Kiosk = &kioskView{Place: placeName(r, d.Place), Link: v.Link}
			}
			continue
		case portal.Phone:
			v.Rings, v.Badge = ringing(tx, d.Number), r.badges(tx, d)
		}
		p.Screens = append(p.Screens, v)
	}
	if m, ok := sandbox.Get[Memo](tx, memoKey); ok {
		p.Memo = &m
	}
	p.Shown = shownLeaflets(tx)
	return p
}

// aidantPage is the aidant's desk.
type aidantPage struct {
	deskPage
	Story     string
	Diagnoses []diagnosisView
	Notes     Notes
	Problem   string // about the notes
	Papers    []paperView
	Oriented  []Orientation
}

func (r Room) aidantDesk(tx *sandbox.Tx, f Frame, c *scenario.Compiled) aidantPage {
	p := aidantPage{deskPage: r.desk(tx, f), Story: c.Cards.Aidant}
	p.Notes, _ = sandbox.Get[Notes](tx, notesKey)
	for _, d := range diagnoses {
		p.Diagnoses = append(p.Diagnoses, d.view(tx))
	}
	for _, paper := range papersOf(tx, f.Helped.ID) {
		if paper.Shown {
			p.Papers = append(p.Papers, paperView{Paper: paper, Base: f.Base, Owner: f.First})
		}
	}
	p.Oriented = orientations(tx)
	return p
}

// aidePage is the helped person's place.
type aidePage struct {
	deskPage
	Card     scenario.AideCard
	Secrets  []secretView
	Events   []scenario.PlayCard
	Papers   []paperView
	Notebook []scenario.Note
	Letters  []letterView
	Lines    []CardLine
	Readings []portal.Reading // recaps on a screen, waiting to be validated
}

type secretView struct {
	scenario.Secret
	Number int
	Told   bool
}

func (r Room) aideDesk(tx *sandbox.Tx, f Frame, c *scenario.Compiled) aidePage {
	p := aidePage{deskPage: r.desk(tx, f), Card: c.Cards.Aide, Notebook: c.Notebook, Events: scenario.PlayCards(tx)}
	for i, secret := range c.Secrets {
		_, told := tx.Raw(secretKey(secret.ID))
		p.Secrets = append(p.Secrets, secretView{secret, i + 1, told})
	}
	for _, paper := range papersOf(tx, f.Helped.ID) {
		p.Papers = append(p.Papers, paperView{Paper: paper, Base: f.Base, Owner: f.First})
	}
	p.Letters = letters(tx, f.Helped.ID)
	p.Lines = cardLines(tx, f.Helped.ID)
	p.Readings = portal.Readings(tx)
	return p
}
