package observation

import (
	"html/template"

	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// debriefPage is one round's debrief, for its trio or projected by the trainer.
type debriefPage struct {
	observation.Debrief
	Bar       *bar // nil when projected
	Title     string
	Trio      int
	Round     int
	Names     names
	Helped    string // who was helped, as people call her or him
	Base      string // the debrief's own address, without its query
	Query     string // the round, when it is an earlier one
	Frieze    template.HTML
	Notes     bool   // the trio's notes may be read here
	CanShare  bool   // by this visitor
	CanClose  bool   // the observer's grid is still open
	Plenary   string // the address of all trios side by side, for the trainer
	Big       bool
	SheetLink string
	Behind    []portal.Backstage // what the institutions made of what was sent
}

// Part is the round's number as people count.
func (p debriefPage) Part() int { return p.Round + 1 }

// MomentLink is where one moment is played again; empty when a rewind left it
// behind, or when nothing had been done yet.
func (p debriefPage) MomentLink(seq int64) string {
	if seq == 0 || !p.Steps[seq] {
		return ""
	}
	return p.Base + "/moment/" + itoa(seq) + p.Query
}

// Number is a row's number in the table, and on the drawing.
func (debriefPage) Number(index int) int { return index + 1 }

// witnessed is one gesture, with the link to see it again.
type witnessed struct {
	E    observation.Evidence
	Link string
}

// Witness ties a gesture to its moment.
func (p debriefPage) Witness(e observation.Evidence) witnessed {
	return witnessed{e, p.MomentLink(e.Seq)}
}

func (r Room) debriefPage(o round, base string) debriefPage {
	d := o.debrief()
	return debriefPage{
		Debrief: d, Title: o.Situation.Title, Trio: o.Round.Trio, Round: o.Round.Round, Names: o.names(),
		Helped: firstName(o.World.People[o.World.Helped]), Behind: o.Behind, Base: base, Frieze: frieze(d.Timeline, o.names()),
	}
}

func (r Room) showDebrief(s *house.Seated) error {
	o, to, err := r.readable(s)
	if err != nil {
		return err
	}
	if to != "" {
		return s.SeeOther(to)
	}
	b, err := r.bar(s, o)
	if err != nil {
		return err
	}
	p := r.debriefPage(o, s.Desk()+"/debrief")
	p.Bar, p.Notes, p.SheetLink = &b, true, s.Desk()+"/grille.csv"
	current := o.Round.Round == s.Trio.Round
	p.CanShare = current && s.Role == workshop.Observer
	p.CanClose = current && s.Role == workshop.Observer && o.Kept.Grid.Closed.IsZero()
	if !current {
		p.Query = "?partie=" + b.Part()
	}
	return s.Render("observation/debrief", house.View{Title: "Débrief", Room: "observation", Live: b.live(), P: p})
}

// readable loads the debrief that a seat may read, or says where it belongs
// meanwhile: its desk during the play, its own part before the grid.
func (r Room) readable(s *house.Seated) (round, string, error) {
	o, err := r.asked(s)
	if err != nil || o.Round.Round < s.Trio.Round {
		return o, "", err
	}
	switch {
	case s.Trio.Phase == workshop.Scoring:
		return o, s.Desk() + "/bilan", nil
	case s.Trio.Phase != workshop.Debrief:
		return o, r.elsewhere(s), nil
	case s.Role == workshop.Aidant && !o.done(workshop.Aidant):
		return o, s.Desk() + "/bilan", nil
	}
	return o, "", nil
}
