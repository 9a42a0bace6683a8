package witness

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
)

func (p *player) results() []scenario.GoalResult {
	return p.Situation().Goals(p.World().Began(), p.World().Journal())
}

// goal reads « g1 atteint » or « g1 manqué ».
func (p *player) goal(rest string) error {
	id, want, _ := strings.Cut(rest, " ")
	for _, g := range p.results() {
		if g.ID != id {
			continue
		}
		if g.Reached == (want == "atteint") {
			return nil
		}
		if g.Reached {
			return errors.New("le but est atteint")
		}
		return errors.New("le but est manqué")
	}
	return errors.New("but inconnu")
}

// way reads « g1 impots »: the goal was reached that way, among others perhaps.
func (p *player) way(rest string) error {
	id, way, _ := strings.Cut(rest, " ")
	var taken []string
	for _, g := range p.results() {
		for _, w := range g.Ways {
			if g.ID == id {
				taken = append(taken, w.ID)
			}
		}
	}
	if !slices.Contains(taken, way) {
		return fmt.Errorf("voies prises : %s", strings.Join(taken, ", "))
	}
	return nil
}

// witnessed reads a fact, and details in pairs: « portail.session.autrui site ameli ».
func (p *player) witnessed(rest string) error {
	words := strings.Fields(rest)
	if len(words) == 0 || !Witnessed(p.World(), words[0], words[1:]...) {
		return errors.New("rien de tel n’a été vu")
	}
	return nil
}

// Witnessed says whether the journal of a world has a fact with these details,
// in pairs; what was taken back does not count.
func Witnessed(world *sandbox.Sandbox, fact string, details ...string) bool {
	return slices.ContainsFunc(scenario.RecordOf(world.Began(), world.Journal()).All, func(w scenario.Witness) bool {
		for i := 0; i+1 < len(details); i += 2 {
			if w.Detail[details[i]] != details[i+1] {
				return false
			}
		}
		return w.Fact == fact
	})
}
