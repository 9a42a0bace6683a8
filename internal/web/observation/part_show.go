package observation

import (
	"net/http"
	"slices"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// partPage is each one's part when the play has stopped.
type partPage struct {
	Bar     bar
	Title   string
	Names   names
	Done    bool     // this one's part is given
	Waiting []string // who is still at theirs
	Sheet   sheet
	Goals   []goalQuestion
	Secrets []secretChoice
	Shared  bool
}

// names are the first names of the three, in the round.
type names struct{ Aidant, Aide, Observer string }

func (o round) names() names {
	return names{o.name(workshop.Aidant), o.name(workshop.Aide), o.name(workshop.Observer)}
}

// secretChoice is one secret, to tick when it was told.
type secretChoice struct {
	scenario.Secret
	Told bool
}

// goalQuestion asks the observer about a goal that the journal cannot settle.
type goalQuestion struct {
	scenario.Goal
	Said    string
	Answers []answer
}

type answer struct{ Value, Label string }

// goalQuestions: what only a person can tell, and what the journal shows as not
// reached, which may have been the person's choice.
func (o round) goalQuestions() []goalQuestion {
	var all []goalQuestion
	for _, g := range o.debrief().Goals {
		said := o.Kept.Grid.Goals[g.ID]
		switch {
		case g.Human:
			all = append(all, goalQuestion{g.Goal, said, []answer{
				{observation.GoalReached, "Oui, je l’ai vu ou entendu"}, {observation.GoalDecision, "Non, c’est son choix"}, {observation.GoalPending, "Pas cette fois"},
			}})
		case g.State != observation.GoalReached && !g.Guard && o.Trio.Phase != workshop.Playing && o.Trio.Phase != workshop.Waiting:
			all = append(all, goalQuestion{g.Goal, said, []answer{
				{observation.GoalDecision, "C’est le choix de la personne"}, {observation.GoalPending, "C’est resté en suspens"},
			}})
		}
	}
	return all
}

func (r Room) showPart(s *house.Seated) error {
	if to := r.elsewhere(s); to != "" {
		return s.SeeOther(to)
	}
	o, err := r.mine(s)
	if err != nil {
		return err
	}
	if s.Trio.Phase == workshop.Debrief && (o.done(s.Role) || s.Role == workshop.Aide && s.Query("dire") == "") {
		return s.SeeOther(s.Desk() + "/debrief")
	}
	return r.renderPart(s, o, http.StatusOK, o.sheetOf(s.Role))
}

// elsewhere is where a seat belongs while the play is not over.
func (r Room) elsewhere(s *house.Seated) string {
	switch {
	case s.Trio.Phase == workshop.Scoring || s.Trio.Phase == workshop.Debrief:
		return ""
	case s.Role == workshop.Observer:
		return s.Desk() + "/observer"
	}
	return s.Desk()
}

func (o round) sheetOf(role workshop.Role) sheet {
	switch role {
	case workshop.Aidant:
		return sheet{Notes: o.Kept.Self.Notes, Own: true}
	case workshop.Aide:
		return sheet{Notes: o.Kept.Feeling.Notes}
	case workshop.Observer, workshop.Trainer:
	}
	return sheet{Notes: o.Kept.Grid.Notes}
}

// done says whether a role has given its part.
func (o round) done(role workshop.Role) bool {
	switch role {
	case workshop.Aidant:
		return !o.Kept.Self.Done.IsZero()
	case workshop.Aide:
		return !o.Kept.Feeling.Done.IsZero()
	case workshop.Observer:
		return !o.Kept.Grid.Closed.IsZero()
	case workshop.Trainer:
	}
	return true
}

// waiting names who is still expected. A seat that nobody holds is not.
func (o round) waiting() []string {
	var all []string
	for _, role := range workshop.Roles {
		seat := o.Trio.Seats[workshop.IndexOf(role, o.Round.Round)]
		if seat.Taken() && !o.done(role) {
			all = append(all, seat.Name)
		}
	}
	return all
}

func (r Room) renderPart(s *house.Seated, o round, status int, sh sheet) error {
	b, err := r.bar(s, o)
	if err != nil {
		return err
	}
	sh.Fiches = o.fiches()
	p := partPage{
		Bar: b, Title: o.Situation.Title, Names: o.names(), Done: o.done(s.Role), Waiting: o.waiting(),
		Sheet: sh, Goals: o.goalQuestions(), Shared: o.Kept.Shared,
	}
	for _, secret := range o.debrief().Secrets {
		told := secret.Told || slices.Contains(s.PostFormArray("devoile"), secret.ID)
		p.Secrets = append(p.Secrets, secretChoice{secret.Secret, told})
	}
	return s.RenderStatus(status, "observation/bilan", house.View{Title: "Mon bilan", Room: "observation", Live: b.live(), P: p})
}

// Expected says who is still at theirs, in words.
func (p partPage) Expected() string { return frtext.List(p.Waiting) }
