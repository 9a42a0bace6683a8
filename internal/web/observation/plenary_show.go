package observation

import (
	"html/template"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// plenaryPage shows all trios side by side: the same questions, no ranking.
type plenaryPage struct {
	Title     string
	Code      string
	Trios     []plenaryTrio
	Questions []string
	Causes    []causeView
}

type causeView struct{ Title, Text, Way string }

// plenaryTrio is one trio's latest round in small.
type plenaryTrio struct {
	Number, Part int
	Phase        workshop.Phase
	Names        names
	Played       string
	Goals        []observation.GoalView
	Ways         []string
	Channels     []observation.Channel
	Frieze       template.HTML
	Link         string
	Open         bool // something was played, and the play is over
	Playing      bool
}

func (r Room) showPlenary(v *house.Visitor) error {
	ctx := v.Request.Context()
	a, err := r.House.Workshops.Atelier(ctx, v.Param("atelier"))
	if err != nil {
		return err
	}
	trios, err := r.House.Workshops.Trios(ctx, a.ID)
	if err != nil {
		return err
	}
	p := plenaryPage{Code: a.Code}
	playing := false
	for _, t := range trios {
		number := t.Round
		if number > 0 && (t.Phase == workshop.Waiting || t.Phase == workshop.Playing) {
			number--
		}
		o, err := r.load(ctx, a, t.Number, number)
		if err != nil {
			return err
		}
		p.Title, p.Questions = o.Situation.Title, o.Situation.Questions
		p.Trios = append(p.Trios, o.inSmall())
		playing = playing || p.Trios[len(p.Trios)-1].Playing
		if p.Causes == nil {
			for _, c := range o.Situation.Causes {
				p.Causes = append(p.Causes, causeView{c.Title, c.Text, c.Way})
			}
		}
	}
	if playing { // the page is projected: nothing is told to those still at it
		p.Causes, p.Questions = nil, nil
	}
	return v.Render("observation/pleniere", house.View{Title: "Débrief de tous les trios", Room: "projection observation", Live: plenaryOf(a) + "/flux", P: p})
}

func (o round) inSmall() plenaryTrio {
	d := o.debrief()
	t := plenaryTrio{
		Number: o.Round.Trio, Part: o.Round.Round + 1, Phase: o.Trio.Phase, Names: o.names(),
		Played: frtext.Duration(d.Timeline.Length), Goals: d.Goals, Channels: d.Channels,
		Frieze: smallFrieze(o.Round.Trio, d.Timeline), Link: o.base(), Open: o.over() && len(d.Steps) > 1, Playing: !o.over() && o.Trio.Phase == workshop.Playing,
	}
	for _, g := range d.Goals {
		for _, way := range g.Ways {
			t.Ways = append(t.Ways, way.Label)
		}
	}
	return t
}
