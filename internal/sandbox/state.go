package sandbox

import (
	"encoding/json"
	"maps"
	"time"

	"demarcheablanc/internal/store"
)

// agendaKey is the document that lists what is due later.
const agendaKey = "monde/agenda"

// state is one immutable moment of a sandbox. A step makes a new one.
type state struct {
	start *Start
	docs  overlay
	path  []Step // the steps from the start to the head
	head  int64
	last  int64
	epoch int64
	clock Clock
	due   time.Time // earliest entry of the agenda; zero for none
}

func (s *state) raw(key string) (json.RawMessage, bool) {
	if raw, ok := s.docs.get(key); ok {
		return raw, present(raw)
	}
	raw, ok := s.start.docs[key]
	return raw, ok
}

// present tells a document from the mark of a removed one.
func present(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

// after returns the state that a committed step leads to.
func (s *state) after(step Step, clock Clock) *state {
	next := *s
	next.docs = s.docs.with(step.Documents, s.start)
	next.path = append(s.path, step)
	next.head, next.last, next.clock = step.Seq, step.Seq, clock
	if _, rescheduled := step.Documents[agendaKey]; rescheduled {
		next.due = next.earliest()
	}
	return &next
}

// back returns the state of an earlier step on the way to the head, or nil if
// that step is not on it. Zero is the frozen start.
func (s *state) back(seq int64) *state {
	past := &state{start: s.start, last: s.last, epoch: s.epoch, clock: s.clock}
	if seq == 0 {
		past.due = past.earliest()
		return past
	}
	docs := map[string]json.RawMessage{}
	for i, step := range s.path {
		maps.Copy(docs, step.Documents)
		if step.Seq == seq {
			past.docs = settled(docs, s.start)
			// The full slice expression makes the next append copy, so that
			// readers of the abandoned branch keep theirs.
			past.path, past.head = s.path[:i+1:i+1], seq
			past.due = past.earliest()
			return past
		}
	}
	return nil
}

// at tells the world's time when a step was done; the start's for step zero.
func (s *state) at(seq int64) time.Time {
	for _, step := range s.path {
		if step.Seq == seq {
			return step.At
		}
	}
	return s.clock.Start
}

func (s *state) earliest() time.Time {
	raw, ok := s.raw(agendaKey)
	if !ok {
		return time.Time{}
	}
	var agenda []Appointment
	if json.Unmarshal(raw, &agenda) != nil || len(agenda) == 0 {
		return time.Time{}
	}
	return agenda[0].At
}

// rebuild walks from the head of a stored world back to its start.
func rebuild(start *Start, row store.World, rows []store.Step) (*state, error) {
	byNumber := make(map[int64]store.Step, len(rows))
	for _, r := range rows {
		byNumber[r.Seq] = r
	}
	var path []Step
	for seq := row.Head; seq != 0; {
		step, err := restored(byNumber[seq])
		if err != nil {
			return nil, err
		}
		path = append(path, step)
		seq = step.Parent
	}
	docs := map[string]json.RawMessage{}
	s := &state{start: start, head: row.Head, last: row.Last, epoch: row.Epoch}
	if len(row.Clock) > 0 {
		if err := json.Unmarshal(row.Clock, &s.clock); err != nil {
			return nil, err
		}
	}
	for i := len(path) - 1; i >= 0; i-- {
		maps.Copy(docs, path[i].Documents)
		s.path = append(s.path, path[i])
	}
	s.docs = settled(docs, start)
	s.due = s.earliest()
	return s, nil
}
