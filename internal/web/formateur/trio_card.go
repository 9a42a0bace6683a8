package formateur

import (
	"fmt"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// trioCard is one trio on the console.
type trioCard struct {
	workshop.Trio
	Atelier  string
	Over     bool // the atelier is closed
	Epoch    int64
	Steps    []phaseStep
	Team     []member
	Arrived  int
	Now      time.Time     // in its world
	Running  bool          // its clock
	Played   time.Duration // world time played, without the trainer's jumps
	Jumps    int
	Doing    []line
	Goals    []goalLine
	Reached  int
	Injects  []injectLine
	Next     *injectLine // the next one to come by itself
	Earlier  []earlier
	Settings []setting
	Behind   int // how many dossiers have been sent
	Said     string
	Opened   string // the folded part that the last act came from
}

// Partie counts rounds as people do, from 1.
func (c *trioCard) Partie() int { return c.Round + 1 }

// Missing is how many seats are free.
func (c *trioCard) Missing() int { return len(c.Team) - c.Arrived }

// earlier is a round already played.
type earlier struct{ Round, Number int }

// goalLine is one goal of the card.
type goalLine struct {
	scenario.GoalResult
	AtStart bool // it held before anybody did anything: it can only be lost
}

// Lost says whether what held at the start does not any more.
func (g goalLine) Lost() bool { return g.AtStart && !g.Reached }

type phaseStep struct {
	Label      string
	Done, Here bool
}

// member is one seat of the trio in its present round.
type member struct {
	Role workshop.Role
	workshop.Seat
}

// injectLine is one inject of a card, with what may still be done to it.
type injectLine struct {
	scenario.InjectState
	Card *trioCard
}

// Coming says whether it is due at a known time.
func (l injectLine) Coming() bool { return l.State == scenario.Planned }

// Open says whether anything can still be done to it.
func (l injectLine) Open() bool { return l.State == scenario.Planned || l.State == scenario.Awaiting }

// Past says whether it has happened.
func (l injectLine) Past() bool { return l.State == scenario.Fired }

// Cancelled says whether it will never happen.
func (l injectLine) Cancelled() bool { return l.State == scenario.Cancelled }

// Note is what its state needs said.
func (l injectLine) Note() string {
	switch l.State {
	case scenario.Awaiting:
		return "Viendra de ce que fait le trio."
	case scenario.Cancelled:
		return "Annulé par vous."
	case scenario.Skipped:
		return "Sans objet : ce qu’a fait le trio l’a rendu inutile."
	}
	return ""
}

// Due is the time at which it is due, as its form carries it.
func (l injectLine) Due() string { return dueOf(l.InjectState) }

// Prefix begins the ids of its buttons.
func (l injectLine) Prefix() string { return fmt.Sprintf("t%d-%s", l.Card.Number, l.ID) }

// mostDoing is how many lines of the journal a card shows.
const mostDoing = 4

func (c *console) card(v *house.Visitor, a workshop.Atelier, t workshop.Trio, labels labels) (*trioCard, error) {
	card := &trioCard{Trio: t, Atelier: a.ID, Over: a.Closed, Steps: phaseSteps(t.Phase)}
	for _, role := range workshop.Roles {
		m := member{role, t.Playing(role)}
		if m.Taken() {
			card.Arrived++
		}
		card.Team = append(card.Team, m)
	}
	for n := range t.Round {
		card.Earlier = append(card.Earlier, earlier{n, n + 1})
	}
	box, err := c.House.Workshops.Sandbox(v.Request.Context(), a.ID, t.Number, t.Round)
	if err != nil {
		return card, err
	}
	return card, box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		c.look(card, box.Began(), tx, labels)
		return nil
	})
}

// look reads the trio's world.
func (c *console) look(card *trioCard, began time.Time, tx *sandbox.Tx, labels labels) {
	card.Epoch, card.Now, card.Running = tx.Epoch(), tx.Now(), tx.Running()
	n, jumped := workshop.Jumps(tx.Journal())
	card.Jumps, card.Played = n, max(tx.Now().Sub(began)-jumped, 0)
	lines := c.lines(card.Trio, tx.Journal(), labels)
	card.Doing = lines[max(0, len(lines)-mostDoing):]
	if s, ok := c.House.Library.Played(tx); ok {
		atStart := s.Goals(began, nil)
		for i, g := range s.Goals(began, tx.Journal()) {
			card.Goals = append(card.Goals, goalLine{g, atStart[i].Reached})
			if g.Reached {
				card.Reached++
			}
		}
	}
	card.Settings, card.Behind = settings(portal.SettingsOf(tx)), len(c.House.Network.Backstages(tx))
	for _, state := range scenario.Injects(tx) {
		line := injectLine{state, card}
		card.Injects = append(card.Injects, line)
		if line.Coming() && card.Next == nil {
			card.Next = &line
		}
	}
}

func phaseSteps(now workshop.Phase) []phaseStep {
	var steps []phaseStep
	passed := true
	for _, phase := range []workshop.Phase{workshop.Waiting, workshop.Playing, workshop.Scoring, workshop.Debrief} {
		here := phase == now
		passed = passed && !here
		steps = append(steps, phaseStep{Label: phase.Label(), Done: passed, Here: here})
	}
	return steps
}
