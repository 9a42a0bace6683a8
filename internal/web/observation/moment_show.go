package observation

import (
	"slices"
	"strconv"
	"strings"

	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
)

// momentPage plays one moment again: the screens as they were, who had the
// hand, the journal around.
type momentPage struct {
	Bar          *bar
	Trio, Part   int
	Title        string
	Clock        string
	Seq          int64
	Journal      []entry
	Mirrors      []mirror
	Evidence     []observation.Evidence
	Moments      []observation.Moment
	Back         string
	Before       string // the step before and the one after, as links; empty at the ends
	After        string
	TrainerPages bool
}

// aroundSteps is how many steps of the journal are shown on each side.
const aroundSteps = 3

func (r Room) showMoment(s *house.Seated) error {
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
	query := ""
	if o.Round.Round != s.Trio.Round {
		query = "?partie=" + b.Part()
	}
	p, err := r.momentPage(o, s.Param("seq"), s.Desk()+"/debrief", query)
	if err != nil {
		return err
	}
	p.Bar = &b
	p.Moments = momentsAt(o.Kept.Moments, p.Seq)
	return s.Render("observation/moment", house.View{Title: p.Title, Room: "observation", P: p})
}

func (r Room) projectMoment(v *house.Visitor) error {
	o, err := r.trainerRound(v)
	if err != nil {
		return err
	}
	p, err := r.momentPage(o, v.Param("seq"), o.base(), "")
	if err != nil {
		return err
	}
	p.TrainerPages = true
	if o.Kept.Shared {
		p.Moments = momentsAt(o.Kept.Moments, p.Seq)
	} else {
		p.Evidence = seenByMachine(p.Evidence)
	}
	return v.Render("observation/moment", house.View{Title: p.Title, Room: "projection observation", P: p})
}

func (r Room) momentPage(o round, text, base, query string) (momentPage, error) {
	seq, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seq < 0 {
		return momentPage{}, sandbox.ErrNoStep
	}
	p := momentPage{Trio: o.Round.Trio, Part: o.Round.Round + 1, Seq: seq, Back: base + query, Journal: o.around(seq, aroundSteps)}
	err = o.Box.Peek(seq, sandbox.Actor{}, func(tx *sandbox.Tx) error { p.Clock = clockOf(tx.Now()); return nil })
	if err != nil {
		return p, err
	}
	p.Title = "Le moment de " + p.Clock
	for _, e := range observation.Witness(o.played()) {
		if e.Seq == seq {
			p.Evidence = append(p.Evidence, e)
		}
	}
	p.Before, p.After = o.beside(seq, base, query)
	p.Mirrors, err = r.screensAt(o, seq)
	return p, err
}

// screensAt draws the screens that showed something after a step, the one acted
// on first.
func (r Room) screensAt(o round, seq int64) ([]mirror, error) {
	latest := o.lastDevice(seq)
	devices := slices.Clone(o.World.Devices)
	var all []mirror
	for _, d := range devices {
		if d.ID != latest && o.pageAt(seq, d.ID) == "" {
			continue
		}
		m, err := r.picture(o, seq, d.ID, "")
		if err != nil {
			return nil, err
		}
		if m.Address == "" {
			continue
		}
		if d.ID == latest {
			all = slices.Insert(all, 0, m)
		} else {
			all = append(all, m)
		}
	}
	return all, nil
}

// beside links to the steps next to one, on the way to the head.
func (o round) beside(seq int64, base, query string) (before, after string) {
	journal := o.Box.Journal()
	at := slices.IndexFunc(journal, func(s sandbox.Step) bool { return s.Seq == seq })
	link := func(i int) string { return base + "/moment/" + itoa(journal[i].Seq) + query }
	if at > 0 {
		before = link(at - 1)
	}
	if at+1 < len(journal) {
		after = link(at + 1)
	}
	return before, after
}

func momentsAt(all []observation.Moment, seq int64) []observation.Moment {
	return slices.DeleteFunc(slices.Clone(all), func(m observation.Moment) bool { return m.Seq != seq })
}

// firstName is the first word of a name.
func firstName(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}
