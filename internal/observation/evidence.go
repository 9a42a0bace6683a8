package observation

import (
	"cmp"
	"slices"
	"time"

	"demarcheablanc/internal/scenario"
)

// Play is all that gestures are witnessed from.
type Play struct {
	Record    scenario.Record
	End       World // how the screens stood at the end
	Situation *scenario.Scenario
	Moments   []Moment
	Words     Words
}

// Evidence is one gesture at its moment.
type Evidence struct {
	Gesture
	Critical bool      // the situation calls it so
	Seq      int64     // the step it is tied to; 0 before the first
	At       time.Time // world time
	Seat     string    // who did it
	Hand     string    // who held the keyboard
	Detail   string    // what it was about, never a secret
	Noted    bool      // the observer saw it, not the machine
}

// Witness draws the evidence of a play: what went well and what did not, in the
// order of the play.
func Witness(p Play) []Evidence {
	var all []Evidence
	for _, line := range table() {
		for _, e := range line.seen(p) {
			e.Gesture = line.Gesture
			e.Critical = slices.Contains(p.Situation.Critical, line.Code)
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b Evidence) int { return cmp.Compare(a.Seq, b.Seq) })
	return all
}

// at ties evidence to a witnessed fact.
func at(w scenario.Witness, detail string) Evidence {
	return Evidence{Seq: w.Seq, At: w.At, Seat: w.Seat, Hand: w.Hand, Detail: detail}
}

// facts lists what match accepts, oldest first.
func (p Play) facts(match func(scenario.Witness) bool) []scenario.Witness {
	var all []scenario.Witness
	for _, w := range p.Record.All {
		if match(w) {
			all = append(all, w)
		}
	}
	return all
}

func (p Play) named(facts ...string) []scenario.Witness {
	return p.facts(func(w scenario.Witness) bool { return slices.Contains(facts, w.Fact) })
}

// typed is one step in which somebody filled something in.
type typed struct {
	scenario.Witness // of the fact that tells most about it
}

// entries lists the steps in which a form of a service was sent, one each.
func (p Play) entries() []typed {
	var all []typed
	for _, w := range p.Record.All {
		if w.Page == "" || w.Hand == "" || onlyRead(w.Fact) {
			continue
		}
		if n := len(all); n > 0 && all[n-1].Seq == w.Seq {
			if telling(w.Fact) > telling(all[n-1].Fact) {
				all[n-1].Witness = w
			}
			continue
		}
		all = append(all, typed{w})
	}
	return all
}
