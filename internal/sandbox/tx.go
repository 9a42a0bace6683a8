package sandbox

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Tx is one step in the making: what it reads is the world as it stood when the
// step began, plus what the step itself wrote.
type Tx struct {
	Actor
	box    *Sandbox
	state  *state
	now    time.Time
	clock  Clock
	set    bool // the step sets the clock
	writes map[string]json.RawMessage
	events []Event
}

// Now is the world's time, fixed for the whole step.
func (tx *Tx) Now() time.Time { return tx.now }

// Epoch grows at each reset and rewind: what was drawn in another is stale.
func (tx *Tx) Epoch() int64 { return tx.state.epoch }

// Head is the number of the step the world stands on.
func (tx *Tx) Head() int64 { return tx.state.head }

// World is the id of the sandbox.
func (tx *Tx) World() string { return tx.box.id }

// Raw reads one document as it is kept.
func (tx *Tx) Raw(key string) (json.RawMessage, bool) {
	if raw, ok := tx.writes[key]; ok {
		return raw, present(raw)
	}
	return tx.state.raw(key)
}

// Get reads one document. The zero value and false where there is none; it
// panics where the document is not a T, which is a mistake in the program.
func Get[T any](tx *Tx, key string) (T, bool) {
	var value T
	raw, ok := tx.Raw(key)
	if !ok {
		return value, false
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		panic(fmt.Sprintf("sandbox: document %s is no %T: %v", key, value, err))
	}
	return value, true
}

// Put writes one document. A json.RawMessage is kept as it is: whoever gives one
// has just encoded it, and it is not read through again.
func (tx *Tx) Put(key string, value any) {
	if raw, ok := value.(json.RawMessage); ok && len(raw) > 0 {
		tx.write(key, raw)
		return
	}
	raw, err := json.Marshal(value)
	if err != nil {
		panic(fmt.Sprintf("sandbox: document %s cannot be kept: %v", key, err))
	}
	tx.write(key, raw)
}

// Delete removes one document.
func (tx *Tx) Delete(key string) { tx.write(key, json.RawMessage("null")) }

func (tx *Tx) write(key string, raw json.RawMessage) {
	if tx.writes == nil {
		tx.writes = map[string]json.RawMessage{}
	}
	tx.writes[key] = raw
}

// Keys lists the documents whose key begins with prefix, sorted.
func (tx *Tx) Keys(prefix string) []string {
	begun := withPrefix(tx.state.start.keys, prefix)
	keys := append(tx.state.docs.withPrefix(prefix), begun...)
	for key := range tx.writes {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	if len(keys) > len(begun) { // those of the start are in order
		slices.Sort(keys)
		keys = slices.Compact(keys)
	}
	return slices.DeleteFunc(keys, func(key string) bool { _, ok := tx.Raw(key); return !ok })
}

// Emit witnesses a fact. Details come in pairs: name, value, name, value…
func (tx *Tx) Emit(fact string, details ...string) {
	e := Event{Fact: fact}
	for i := 0; i+1 < len(details); i += 2 {
		if e.Detail == nil {
			e.Detail = map[string]string{}
		}
		e.Detail[details[i]] = details[i+1]
	}
	tx.events = append(tx.events, e)
}

// Journal lists the steps that led here, oldest first. Not to be changed.
func (tx *Tx) Journal() []Step { return tx.state.path }

// Pending lists the events this step has witnessed so far.
func (tx *Tx) Pending() []Event { return tx.events }

// Appointment is an effect that the world will have later.
type Appointment struct {
	ID      string          `json:"id"`
	At      time.Time       `json:"at"`
	Effect  string          `json:"effect"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// Schedule asks for an effect at a world time and returns its id, with which
// it can be cancelled. A time already past is due at once.
func (tx *Tx) Schedule(at time.Time, effect string, payload any) string {
	raw, err := json.Marshal(payload)
	if err != nil {
		panic(fmt.Sprintf("sandbox: effect %s cannot be kept: %v", effect, err))
	}
	agenda := tx.Agenda()
	id := fmt.Sprintf("%d.%d", tx.state.last+1, len(tx.writes)+len(agenda))
	agenda = append(agenda, Appointment{ID: id, At: at, Effect: effect, Payload: raw})
	slices.SortStableFunc(agenda, func(a, b Appointment) int { return cmp.Compare(a.At.UnixNano(), b.At.UnixNano()) })
	tx.Put(agendaKey, agenda)
	return id
}

// Cancel takes an effect back; an unknown id is no matter.
func (tx *Tx) Cancel(id string) {
	agenda := tx.Agenda()
	kept := slices.DeleteFunc(agenda, func(a Appointment) bool { return a.ID == id })
	tx.Put(agendaKey, kept)
}

// Agenda lists what is due later, soonest first.
func (tx *Tx) Agenda() []Appointment {
	agenda, _ := Get[[]Appointment](tx, agendaKey)
	return agenda
}

// Running says whether the world's clock runs.
func (tx *Tx) Running() bool { return tx.clock.Running }

// Pause stops the world's clock.
func (tx *Tx) Pause() { tx.setClock(tx.now, false) }

// Resume lets the world's clock run again.
func (tx *Tx) Resume() { tx.setClock(tx.now, true) }

// Advance moves the world's clock forward by d, which must not be negative:
// going back is Rewind.
func (tx *Tx) Advance(d time.Duration) { tx.setClock(tx.now.Add(max(d, 0)), tx.clock.Running) }

func (tx *Tx) setClock(world time.Time, running bool) {
	tx.clock = tx.clock.set(world, tx.box.engine.Now(), running)
	tx.set = true
}

func (tx *Tx) dirty() bool { return len(tx.writes) > 0 || len(tx.events) > 0 || tx.set }
