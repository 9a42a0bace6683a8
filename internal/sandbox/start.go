package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Start is the frozen beginning of a world, shared read-only by all sandboxes
// that play the same situation.
type Start struct {
	name string
	docs map[string]json.RawMessage
	keys []string // sorted, for listing by prefix

	readings readings
}

// NewStart freezes documents under a name, such as "samia/standard".
func NewStart(name string, documents map[string]any) (*Start, error) {
	s := &Start{name: name, docs: make(map[string]json.RawMessage, len(documents))}
	for key, doc := range documents {
		raw, err := json.Marshal(doc)
		if err != nil {
			return nil, fmt.Errorf("start %s, document %s: %w", name, key, err)
		}
		s.docs[key] = raw
		s.keys = append(s.keys, key)
	}
	slices.Sort(s.keys)
	return s, nil
}

// Name is what a world's row remembers its start by.
func (s *Start) Name() string { return s.name }

// withPrefix is the part of sorted keys that begin with prefix.
func withPrefix(keys []string, prefix string) []string {
	from, _ := slices.BinarySearch(keys, prefix)
	to := from
	for to < len(keys) && strings.HasPrefix(keys[to], prefix) {
		to++
	}
	return keys[from:to]
}
