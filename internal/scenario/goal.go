package scenario

import (
	"time"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"demarcheablanc/internal/sandbox"
)

// Witness is one fact in its place: when, by whom.
type Witness struct {
	sandbox.Event
	Seq int64
	At  time.Time
	sandbox.Actor
}

// Record is what was witnessed since the start, oldest first.
type Record struct {
	T0  time.Time
	All []Witness
}

// RecordOf draws the record from a journal.
func RecordOf(t0 time.Time, journal []sandbox.Step) Record {
	r := Record{T0: t0}
	for _, step := range journal {
		for _, e := range step.Events {
			r.All = append(r.All, Witness{Event: e, Seq: step.Seq, At: step.At, Actor: step.Actor})
		}
	}
	return r
}

// Witnessed draws the record of a step in the making, its own events included.
func Witnessed(tx *sandbox.Tx) Record {
	r := RecordOf(time.Time{}, tx.Journal())
	for _, e := range tx.Pending() {
		r.All = append(r.All, Witness{Event: e, At: tx.Now(), Actor: tx.Actor})
	}
	return r
}

// environment is what expressions can say. Facts are named in full; details
// follow in pairs: fait("ameli.attestation.ouverte", "personne", "samia").
type environment struct {
	// Fait: was it witnessed?
	Fait func(fact string, details ...string) bool `expr:"fait"`
	// Fois: how many times?
	Fois func(fact string, details ...string) int `expr:"fois"`
	// Avant: was it witnessed before "J+1 12:00" (days after the start)?
	Avant func(deadline, fact string, details ...string) bool `expr:"avant"`
	// Apres: was the second fact witnessed after the first?
	Apres func(first, second string) bool `expr:"apres"`
	// Main: was it ever witnessed with this hand on the keyboard?
	Main func(hand, fact string, details ...string) bool `expr:"main"`
}

type program struct{ *vm.Program }

func compile(source string) (program, error) {
	p, err := expr.Compile(source, expr.Env(environment{}), expr.AsBool())
	return program{p}, err
}

func (r Record) environment() environment {
	return environment{
		Fait:  func(fact string, details ...string) bool { return r.first(fact, details) != nil },
		Fois:  r.count,
		Avant: r.before,
		Apres: func(first, second string) bool {
			a, b := r.first(first, nil), r.last(second)
			return a != nil && b != nil && b.At.After(a.At)
		},
		Main: func(hand, fact string, details ...string) bool {
			for _, w := range r.All {
				if w.Fact == fact && w.Hand == hand && matches(w.Detail, details) {
					return true
				}
			}
			return false
		},
	}
}

func (r Record) first(fact string, details []string) *Witness {
	for i := range r.All {
		if r.All[i].Fact == fact && matches(r.All[i].Detail, details) {
			return &r.All[i]
		}
	}
	return nil
}

func (r Record) last(fact string) *Witness {
	for i := len(r.All) - 1; i >= 0; i-- {
		if r.All[i].Fact == fact {
			return &r.All[i]
		}
	}
	return nil
}

func (r Record) count(fact string, details ...string) int {
	n := 0
	for _, w := range r.All {
		if w.Fact == fact && matches(w.Detail, details) {
			n++
		}
	}
	return n
}

func (r Record) before(deadline, fact string, details ...string) bool {
	w := r.first(fact, details)
	limit, err := Deadline(r.T0, deadline)
	return err == nil && w != nil && w.At.Before(limit)
}

func matches(detail map[string]string, pairs []string) bool {
	for i := 0; i+1 < len(pairs); i += 2 {
		if detail[pairs[i]] != pairs[i+1] {
			return false
		}
	}
	return true
}

// holds evaluates an expression of the file, which was compiled when it was
// read. One that cannot be evaluated does not hold.
func (c *Compiled) holds(source string, r Record) bool {
	p, ok := c.programs[source]
	if !ok {
		return false
	}
	out, err := expr.Run(p.Program, r.environment())
	yes, _ := out.(bool)
	return err == nil && yes
}

// GoalResult is what became of one goal.
type GoalResult struct {
	Goal
	Reached bool
	Ways    []Way // the roads that led there
	Seq     int64 // the step after which it first held; 0 if it held from the start
	At      time.Time
}

// Goals says which goals a journal reached, and by which ways.
func (c *Compiled) Goals(t0 time.Time, journal []sandbox.Step) []GoalResult {
	r := RecordOf(t0, journal)
	results := make([]GoalResult, 0, len(c.Scenario.Goals))
	for _, g := range c.Scenario.Goals {
		result := GoalResult{Goal: g}
		if !g.Human {
			result.Reached = c.holds(g.Check, r)
		}
		for _, way := range g.Ways {
			if c.holds(way.When, r) {
				result.Ways = append(result.Ways, way)
			}
		}
		if result.Reached {
			result.Seq, result.At = c.moment(g.Check, r)
		}
		results = append(results, result)
	}
	return results
}

// moment finds when a goal that holds now began to.
func (c *Compiled) moment(source string, r Record) (int64, time.Time) {
	for n := 0; n <= len(r.All); n++ {
		if !c.holds(source, Record{T0: r.T0, All: r.All[:n]}) {
			continue
		}
		if n == 0 {
			return 0, r.T0
		}
		return r.All[n-1].Seq, r.All[n-1].At
	}
	return 0, r.T0
}

// Consequences says what the play would have caused.
func (c *Compiled) Consequences(t0 time.Time, journal []sandbox.Step) []Outcome {
	r := RecordOf(t0, journal)
	var all []Outcome
	for _, o := range c.Outcomes {
		if c.holds(o.If, r) {
			all = append(all, o)
		}
	}
	return all
}
