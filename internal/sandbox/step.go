package sandbox

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"demarcheablanc/internal/store"
)

// Actor says who does a step, and where.
type Actor struct {
	Seat   string `json:"seat,omitempty"`   // "aidant", "aide", "observateur", "formateur", or World
	Device string `json:"device,omitempty"` // the screen inside the world
	Hand   string `json:"hand,omitempty"`   // who holds that screen's keyboard
	Page   string `json:"page,omitempty"`   // world address of the page acted on
}

// World is the seat of what nobody did: an effect that fell due.
const World = "monde"

// Event is one witnessed fact, such as "ameli.connexion.refusee", and what it
// was about. A detail never holds a secret: only verdicts and labels.
type Event struct {
	Fact   string            `json:"fact"`
	Detail map[string]string `json:"detail,omitempty"`
}

// Step is everything one act changed.
type Step struct {
	Seq, Parent int64
	Wall, At    time.Time
	Actor
	Events    []Event
	Documents map[string]json.RawMessage // nil raw: removed
}

// envelope is how a step's events are stored: with the page they happened on.
type envelope struct {
	Page   string  `json:"page,omitempty"`
	Events []Event `json:"events,omitempty"`
}

func (s Step) stored(world string) (store.Step, error) {
	events, err := json.Marshal(envelope{s.Page, s.Events})
	if err != nil {
		return store.Step{}, fmt.Errorf("encode events: %w", err)
	}
	documents, err := encoded(s.Documents)
	if err != nil {
		return store.Step{}, fmt.Errorf("encode documents: %w", err)
	}
	return store.Step{
		World: world, Seq: s.Seq, Parent: s.Parent, Wall: s.Wall, At: s.At,
		Seat: s.Seat, Device: s.Device, Hand: s.Hand,
		Events: events, Documents: documents,
	}, nil
}

// encoded writes documents as one JSON object. They are JSON already: json.Marshal
// would read and compact each of them once more, a third of a commit's work.
func encoded(documents map[string]json.RawMessage) (json.RawMessage, error) {
	size := 2
	for key, raw := range documents {
		size += len(key) + len(raw) + len(`"":null,`)
	}
	out := append(make([]byte, 0, size), '{')
	for _, key := range slices.Sorted(maps.Keys(documents)) {
		if len(out) > 1 {
			out = append(out, ',')
		}
		name, err := json.Marshal(key)
		if err != nil {
			return nil, err
		}
		out = append(append(out, name...), ':')
		out = append(out, documents[key]...)
	}
	return append(out, '}'), nil
}

func restored(row store.Step) (Step, error) {
	s := Step{
		Seq: row.Seq, Parent: row.Parent, Wall: row.Wall, At: row.At,
		Actor: Actor{Seat: row.Seat, Device: row.Device, Hand: row.Hand},
	}
	var e envelope
	if err := json.Unmarshal(row.Events, &e); err != nil {
		return s, fmt.Errorf("step %d: %w", row.Seq, err)
	}
	s.Page, s.Events = e.Page, e.Events
	if err := json.Unmarshal(row.Documents, &s.Documents); err != nil {
		return s, fmt.Errorf("step %d: %w", row.Seq, err)
	}
	return s, nil
}
