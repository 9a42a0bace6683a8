package observation

import (
	"net/http"
	"strconv"

	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// trainerRound loads the round named in the path: trios from 1, rounds from 0, as
// the register counts them. It is refused until its play is over: these pages are
// projected, and they tell the secrets.
func (r Room) trainerRound(v *house.Visitor) (round, error) {
	ctx := v.Request.Context()
	a, err := r.House.Workshops.Atelier(ctx, v.Param("atelier"))
	if err != nil {
		return round{}, err
	}
	trio, err := strconv.Atoi(v.Param("trio"))
	if err != nil {
		return round{}, workshop.ErrNoTrio
	}
	number, err := strconv.Atoi(v.Param("round"))
	if err != nil {
		return round{}, noRound
	}
	o, err := r.load(ctx, a, trio, number)
	if err == nil && !o.over() {
		return o, stillPlaying(a)
	}
	return o, err
}

// over says whether the round's play has stopped for good.
func (o round) over() bool {
	return o.Atelier.Closed || o.Round.Round < o.Trio.Round || o.Trio.Phase == workshop.Scoring || o.Trio.Phase == workshop.Debrief
}

func stillPlaying(a workshop.Atelier) error {
	return &house.Refusal{
		Status: http.StatusConflict, Title: "Ce trio joue encore",
		Message: "Son débrief dévoile les secrets et les causes : il s’ouvrira quand vous aurez terminé le jeu du trio.", Link: "/formateur/a/" + a.ID, Label: "Revenir à la console",
	}
}

// base is the address of a round's debrief for the trainer.
func (o round) base() string {
	return plenaryOf(o.Atelier) + "/" + strconv.Itoa(o.Round.Trio) + "/" + strconv.Itoa(o.Round.Round)
}

func plenaryOf(a workshop.Atelier) string { return "/formateur/a/" + a.ID + "/debrief" }

func (r Room) projectDebrief(v *house.Visitor) error {
	o, err := r.trainerRound(v)
	if err != nil {
		return err
	}
	p := r.debriefPage(o, o.base()).withheld()
	p.Big, p.Plenary, p.SheetLink = true, plenaryOf(o.Atelier), o.base()+"/grille.csv"
	return v.Render("observation/projection", house.View{
		Title: "Débrief du trio " + strconv.Itoa(p.Trio), Room: "projection observation", Live: plenaryOf(o.Atelier) + "/flux", P: p,
	})
}

// withheld leaves out the trio's notes unless it shares them: marks, words,
// moments. What the machine saw stays.
func (p debriefPage) withheld() debriefPage {
	if p.Notes = p.Shared; p.Notes {
		return p
	}
	p.Kept = observation.Kept{}
	p.Lines = nil
	marks := p.Timeline.Marks[:0:0]
	for _, m := range p.Timeline.Marks {
		if !m.Noted {
			marks = append(marks, m)
		}
	}
	p.Timeline.Marks = marks
	p.Frieze = frieze(p.Timeline, p.Names)
	p.Good, p.Bad = seenByMachine(p.Good), seenByMachine(p.Bad)
	return p
}

// seenByMachine leaves out the gestures that only the observer saw.
func seenByMachine(all []observation.Evidence) []observation.Evidence {
	var kept []observation.Evidence
	for _, e := range all {
		if !e.Noted {
			kept = append(kept, e)
		}
	}
	return kept
}

func (r Room) followAll(v *house.Visitor) error {
	register, err := r.House.Workshops.Register(v.Request.Context(), v.Param("atelier"))
	if err != nil {
		return err
	}
	return v.Stream(register)
}
