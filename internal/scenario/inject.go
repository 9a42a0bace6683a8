package scenario

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// InjectState is where an inject stands in one sandbox: inject/<id>.
type InjectState struct {
	ID     string    `json:"id"`
	Title  string    `json:"titre"`
	At     time.Time `json:"a,omitzero"` // when it is due; zero while it waits for its fact
	State  string    `json:"etat"`
	Ticket string    `json:"rendez_vous,omitempty"` // its appointment in the agenda
}

// The states of an inject.
const (
	Planned   = "prevu"
	Awaiting  = "attend"
	Fired     = "tire"
	Cancelled = "annule"
	Skipped   = "sans_objet"
)

// effectInject is the world's effect that fires one inject.
const effectInject = "jeu.inject"

// The facts that the play itself witnesses.
const (
	FactInject portal.Fact = "jeu.inject"
	FactCard   portal.Fact = "jeu.carte"
	FactNotice portal.Fact = "jeu.annonce"
	// FactSettings: the trainer moved a switch of the world, live.
	FactSettings portal.Fact = "jeu.reglages"
)

// arm puts the injects in the frozen start: their states, and the agenda of
// those that have a time, beside what services planned.
func (c *Compiled) arm(docs map[string]any, t0 time.Time, agenda []sandbox.Appointment) {
	for i, in := range c.Injects {
		state := InjectState{ID: in.ID, Title: in.Title, State: Awaiting}
		if in.After == "" {
			state.At, state.State, state.Ticket = t0.Add(in.At), Planned, fmt.Sprintf("0.%d", i)
			payload, _ := json.Marshal(in.ID) // a string
			agenda = append(agenda, sandbox.Appointment{ID: state.Ticket, At: state.At, Effect: effectInject, Payload: payload})
		}
		docs["inject/"+in.ID] = state
	}
	slices.SortStableFunc(agenda, func(a, b sandbox.Appointment) int { return cmp.Compare(a.At.UnixNano(), b.At.UnixNano()) })
	docs["monde/agenda"] = agenda
}

// Effects are what situations do to worlds by themselves.
func (lib *Library) Effects() map[string]sandbox.Effect {
	return map[string]sandbox.Effect{
		effectInject: func(tx *sandbox.Tx, payload json.RawMessage) error {
			var id string
			if err := json.Unmarshal(payload, &id); err != nil {
				return err
			}
			return lib.fire(tx, id, false)
		},
	}
}

// React arms the injects that wait for a fact which the step has just
// witnessed. It is the engine's hook on every step.
func (lib *Library) React(tx *sandbox.Tx) {
	c, ok := lib.Played(tx)
	if !ok {
		return
	}
	for _, in := range c.Injects {
		if in.After == "" || !slices.ContainsFunc(tx.Pending(), in.waitsFor) {
			continue
		}
		state, ok := sandbox.Get[InjectState](tx, "inject/"+in.ID)
		if ok && state.State == Awaiting {
			plan(tx, state, tx.Now().Add(in.At))
		}
	}
}

// waitsFor says whether an event is what the inject was waiting for.
func (in Inject) waitsFor(e sandbox.Event) bool {
	for name, value := range in.With {
		if e.Detail[name] != value {
			return false
		}
	}
	return e.Fact == in.After
}

func plan(tx *sandbox.Tx, state InjectState, at time.Time) {
	state.At, state.State = at, Planned
	state.Ticket = tx.Schedule(at, effectInject, state.ID)
	tx.Put("inject/"+state.ID, state)
}

// Injects lists the states of a world's injects, those due first.
func Injects(tx *sandbox.Tx) []InjectState {
	var all []InjectState
	for _, key := range tx.Keys("inject/") {
		if s, ok := sandbox.Get[InjectState](tx, key); ok {
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(a, b InjectState) int {
		if a.At.IsZero() != b.At.IsZero() {
			return map[bool]int{true: 1, false: -1}[a.At.IsZero()]
		}
		return a.At.Compare(b.At)
	})
	return all
}

// Fire makes an inject happen now, whatever its condition.
func (lib *Library) Fire(tx *sandbox.Tx, id string) error { return lib.fire(tx, id, true) }

// Delay puts an inject off by d, from when it was due or from now.
func (lib *Library) Delay(tx *sandbox.Tx, id string, d time.Duration) error {
	state, err := pending(tx, id)
	if err != nil {
		return err
	}
	tx.Cancel(state.Ticket)
	from := tx.Now()
	if state.At.After(from) {
		from = state.At
	}
	plan(tx, state, from.Add(d))
	return nil
}

// CancelInject makes sure that an inject never happens.
func (lib *Library) CancelInject(tx *sandbox.Tx, id string) error {
	state, err := pending(tx, id)
	if err != nil {
		return err
	}
	tx.Cancel(state.Ticket)
	state.State = Cancelled
	tx.Put("inject/"+id, state)
	return nil
}

// ErrNoInject: no inject of that name is still to come.
var ErrNoInject = fmt.Errorf("scenario: no such inject to come")

func pending(tx *sandbox.Tx, id string) (InjectState, error) {
	state, ok := sandbox.Get[InjectState](tx, "inject/"+id)
	if !ok || state.State != Planned && state.State != Awaiting {
		return state, ErrNoInject
	}
	return state, nil
}

func (lib *Library) fire(tx *sandbox.Tx, id string, force bool) error {
	state, err := pending(tx, id)
	if err != nil {
		return nil // cancelled or fired meanwhile
	}
	c, ok := lib.Played(tx)
	if !ok {
		return nil
	}
	i := slices.IndexFunc(c.Injects, func(in Inject) bool { return in.ID == id })
	if i < 0 {
		return nil
	}
	in := c.Injects[i]
	tx.Cancel(state.Ticket)
	if !force && in.If != "" && !c.holds(in.If, Witnessed(tx)) {
		state.State = Skipped
		tx.Put("inject/"+id, state)
		return nil
	}
	state.State, state.At = Fired, tx.Now()
	tx.Put("inject/"+id, state)
	tx.Emit(string(FactInject), "id", id, "titre", in.Title)
	return in.happen(tx, lib)
}

// happen does to the world whatever the inject says, one thing or several.
func (in Inject) happen(tx *sandbox.Tx, lib *Library) error {
	if in.Card != "" {
		tx.Put("jeu/carte/"+in.ID, PlayCard{Text: in.Card, At: tx.Now()})
		tx.Emit(string(FactCard), "id", in.ID)
	}
	if in.Notice != "" {
		tx.Put("jeu/annonce", PlayCard{Text: in.Notice, At: tx.Now()})
		tx.Emit(string(FactNotice), "texte", in.Notice)
	}
	if in.Mail != nil {
		portal.SendMail(tx, *in.Mail)
	}
	if in.SMS != nil {
		portal.SendSMS(tx, *in.SMS)
	}
	if in.Call != nil {
		portal.Ring(tx, *in.Call)
	}
	if in.Letter != nil {
		portal.SendLetter(tx, *in.Letter)
	}
	if in.Outage != nil {
		portal.PutOutage(tx, *in.Outage)
	}
	if in.Effect != "" {
		payload, err := json.Marshal(in.Payload)
		if err != nil {
			return err
		}
		return lib.services.Effects()[in.Effect](tx, payload)
	}
	return nil
}

// PlayCard is a card that the play hands to somebody during the scene.
type PlayCard struct {
	Text string    `json:"texte"`
	At   time.Time `json:"le"`
}

// PlayCards lists the cards handed to the helped person so far, oldest first.
func PlayCards(tx *sandbox.Tx) []PlayCard {
	var all []PlayCard
	for _, key := range tx.Keys("jeu/carte/") {
		if c, ok := sandbox.Get[PlayCard](tx, key); ok {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b PlayCard) int { return a.At.Compare(b.At) })
	return all
}

// Notice is the latest thing that all three learnt.
func Notice(tx *sandbox.Tx) (PlayCard, bool) { return sandbox.Get[PlayCard](tx, "jeu/annonce") }

// Facts are what the play itself may witness, with labels.
func Facts() map[portal.Fact]string {
	return map[portal.Fact]string{
		FactInject:   "Un imprévu survient",
		FactCard:     "Carte de jeu remise à l’aidé·e",
		FactNotice:   "Annonce à tous",
		FactSettings: "Réglages de la situation changés",
	}
}
