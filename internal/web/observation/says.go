package observation

import (
	"fmt"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/workshop"
)

// goalState is what became of a goal, in words.
func goalState(g observation.GoalView) string {
	switch g.State {
	case observation.GoalReached:
		if g.Guard {
			return "Tenu jusqu’au bout"
		}
		return "Atteint"
	case observation.GoalDecision:
		return "Décision de la personne"
	case observation.GoalBroken:
		return "Des droits en jeu"
	}
	if g.Unknown {
		return "À dire ensemble"
	}
	return "Laissé en suspens"
}

// goalHow says by which way and when.
func goalHow(g observation.GoalView) string {
	if g.State != observation.GoalReached || g.Guard || g.Human {
		return ""
	}
	text := ""
	for _, w := range g.Ways {
		text += " — " + w.Label
		if w.Dishonest {
			text += " (une voie qui n’est pas la sienne)"
		}
	}
	if g.Seq > 0 {
		text += ", à " + frtext.Clock(g.At)
	}
	return text
}

func trackLabel(track string) string { return workshop.Role(track).Label() }

// keepTry is what one of the three keeps and will try.
type keepTry struct {
	Role      workshop.Role
	Name      string
	Keep, Try string
}

// KeepTry lists what each said, who said something.
func (p debriefPage) KeepTry() []keepTry {
	if !p.Notes {
		return nil
	}
	all := []keepTry{
		{workshop.Aidant, p.Names.Aidant, p.Self.Keep, p.Self.Try},
		{workshop.Aide, p.Names.Aide, p.Feeling.Keep, p.Feeling.Try},
	}
	if p.GridShown() {
		all = append(all, keepTry{workshop.Observer, p.Names.Observer, p.Grid.Keep, p.Grid.Try})
	}
	var said []keepTry
	for _, k := range all {
		if k.Keep != "" || k.Try != "" {
			said = append(said, k)
		}
	}
	return said
}

// HandSentence says who held the keyboard when forms were sent.
func (p debriefPage) HandSentence() string {
	if len(p.Sent) == 0 {
		return "Aucun formulaire n’a été envoyé."
	}
	return fmt.Sprintf("%s : %s tenait le clavier pour %d, l’aidant·e pour %d.",
		frtext.Count(len(p.Sent), "formulaire envoyé", "formulaires envoyés"), p.Names.Aide, p.SentByPerson, len(p.Sent)-p.SentByPerson)
}

// GoalState and GoalHow are for templates.
func (debriefPage) GoalState(g observation.GoalView) string { return goalState(g) }

// GoalHow says by which way and when, for templates.
func (debriefPage) GoalHow(g observation.GoalView) string {
	how := goalHow(g)
	for _, lead := range []string{" — ", ", "} {
		if len(how) > len(lead) && how[:len(lead)] == lead {
			return how[len(lead):]
		}
	}
	return how
}

// TrackLabel is what a track is called.
func (debriefPage) TrackLabel(track string) string { return trackLabel(track) }

// GoalState is for templates.
func (plenaryPage) GoalState(g observation.GoalView) string { return goalState(g) }
