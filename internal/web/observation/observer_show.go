package observation

import (
	"slices"

	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// observerPage is the observer's desk during the play.
type observerPage struct {
	Bar      bar
	Title    string
	Points   []string
	Kinds    []observation.MomentKind
	Sheet    sheet
	Goals    []goalQuestion
	Saved    bool
	SavedAt  string
	Journal  []entry
	Evidence []observation.Evidence
	Moments  []observation.Moment
	Mirror   mirror
	Problem  string // about a moment's note
}

func (r Room) showObserver(s *house.Seated) error {
	if to := afterPlay(s); to != "" {
		return s.SeeOther(to)
	}
	o, err := r.mine(s)
	if err != nil {
		return err
	}
	return r.renderObserver(s, o, 200, sheet{Notes: o.Kept.Grid.Notes}, "")
}

// afterPlay is where a seat goes when the play has stopped; empty before.
func afterPlay(s *house.Seated) string {
	switch s.Trio.Phase {
	case workshop.Scoring, workshop.Debrief:
		return s.Desk() + "/bilan"
	case workshop.Waiting, workshop.Playing:
	}
	return ""
}

func (r Room) renderObserver(s *house.Seated, o round, status int, sh sheet, problem string) error {
	b, err := r.bar(s, o)
	if err != nil {
		return err
	}
	sh.Fiches = o.fiches()
	p := observerPage{
		Bar: b, Title: o.Situation.Title, Points: o.Situation.Cards.Observer, Kinds: observation.MomentKinds(), Sheet: sh,
		Goals: o.goalQuestions(), Saved: !o.Kept.Grid.Saved.IsZero(), SavedAt: clockOf(o.Kept.Grid.Saved),
		Journal: o.journal(mostEntries), Evidence: observation.Witness(o.played()), Moments: o.Kept.Moments, Problem: problem,
	}
	slices.Reverse(p.Moments)
	if p.Mirror, err = r.mirror(o, s.Query("ecran")); err != nil {
		return err
	}
	return s.RenderStatus(status, "observation/observer", house.View{Title: "J’observe", Room: "observation", Live: b.live(), P: p})
}

// fiches are the names that have been shown so far, to choose from.
func (o round) fiches() []string {
	var names []string
	for _, w := range o.played().Record.All {
		if name := w.Detail["nom"]; w.Fact == "outil.fiche.montree" && name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
