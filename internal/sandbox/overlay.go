package sandbox

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// overlay is what a world wrote over its start: the last documents written, over
// those that have settled. Neither map ever changes, so that states share them. A
// step copies the few recent ones instead of all that the world holds: that was
// an eighth of what a form step allocated, and grew with the world.
type overlay struct {
	recent, settled map[string]json.RawMessage
	added           []string // keys of settled that the start lacks, sorted
}

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

// settled makes an overlay of documents that nothing else will change, without
// the marks that hide nothing.
func settled(documents map[string]json.RawMessage, start *Start) overlay {
	o := overlay{settled: documents}
	for key, raw := range documents {
		if _, begun := start.docs[key]; begun {
			continue
		}
		if !present(raw) {
			delete(documents, key)
			continue
		}
		o.added = append(o.added, key)
	}
	slices.Sort(o.added)
	return o
}

// withPrefix lists keys that begin with prefix and that the start may lack, in no
// order; one may come twice.
func (o overlay) withPrefix(prefix string) []string {
	keys := slices.Clone(withPrefix(o.added, prefix))
	for key := range o.recent {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	return keys
}

// with returns the overlay that a step leads to.
func (o overlay) with(documents map[string]json.RawMessage, start *Start) overlay {
	if len(o.recent)+len(documents) > mostRecent {
		o = o.settle(start)
	}
	recent := make(map[string]json.RawMessage, len(o.recent)+len(documents))
	maps.Copy(recent, o.recent)
	maps.Copy(recent, documents)
	o.recent = recent
	return o
}

// settle makes one map of the two.
func (o overlay) settle(start *Start) overlay {
	all := make(map[string]json.RawMessage, len(o.settled)+len(o.recent))
	maps.Copy(all, o.settled)
	maps.Copy(all, o.recent)
	return settled(all, start)
}
