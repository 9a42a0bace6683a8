package sandbox

import (
	"encoding/json"
	"maps"
)

// overlay is what a world wrote over its start: the last documents written, over
// those that have settled. Neither map ever changes, so that states share them. A
// step copies the few recent ones instead of all that the world holds: that was
// an eighth of what a form step allocated, and grew with the world.
type overlay struct{ recent, settled map[string]json.RawMessage }

// mostRecent is how many documents are copied at each step at most.
const mostRecent = 16

// get finds a document, or the mark of a removed one.
func (o overlay) get(key string) (json.RawMessage, bool) {
	if raw, ok := o.recent[key]; ok {
		return raw, true
	}
	raw, ok := o.settled[key]
	return raw, ok
}

// layers are the maps to look through for keys; one may be in both.
func (o overlay) layers() []map[string]json.RawMessage {
	return []map[string]json.RawMessage{o.recent, o.settled}
}

// with returns the overlay that a step leads to.
func (o overlay) with(documents map[string]json.RawMessage, start *Start) overlay {
	if len(o.recent)+len(documents) > mostRecent {
		o = o.settle(start)
	}
	recent := make(map[string]json.RawMessage, len(o.recent)+len(documents))
	maps.Copy(recent, o.recent)
	maps.Copy(recent, documents)
	return overlay{recent, o.settled}
}

// settle makes one map of the two, without the marks that hide nothing.
func (o overlay) settle(start *Start) overlay {
	settled := make(map[string]json.RawMessage, len(o.settled)+len(o.recent))
	maps.Copy(settled, o.settled)
	maps.Copy(settled, o.recent)
	maps.DeleteFunc(settled, func(key string, raw json.RawMessage) bool {
		_, hides := start.docs[key]
		return !present(raw) && !hides
	})
	return overlay{settled: settled}
}
