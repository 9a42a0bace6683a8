package sandbox

import (
	"encoding/json"
	"sync"
	"unsafe"
)

// readings remember what documents say once decoded: one reading a key, that of
// the bytes last asked for.
type readings struct {
	mu    sync.RWMutex
	known map[string]reading
}

// reading holds on to the bytes it was made from, so that no other document can
// ever lie where they do: the same place is the same document.
type reading struct {
	raw   json.RawMessage
	value any
}

func (r *readings) of(key string, raw json.RawMessage) any {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if last := r.known[key]; unsafe.SliceData(last.raw) == unsafe.SliceData(raw) {
		return last.value
	}
	return nil
}

func (r *readings) keep(key string, raw json.RawMessage, value any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known == nil {
		r.known = map[string]reading{}
	}
	r.known[key] = reading{raw, value}
}

// Shared reads one document as Get does, but decodes it once for all who read
// it: what it returns must not be changed in place, nor appended to. For what is
// read at nearly every request and changes seldom: people, accounts, seats,
// screens.
func Shared[T any](tx *Tx, key string) (T, bool) {
	raw, ok := tx.Raw(key)
	if !ok || len(raw) == 0 {
		var none T
		return none, false
	}
	if _, own := tx.writes[key]; own {
		return Get[T](tx, key)
	}
	known := &tx.box.readings
	if _, overlaid := tx.state.docs.get(key); !overlaid {
		known = &tx.state.start.readings
	}
	if value, ok := known.of(key, raw).(T); ok {
		return value, true
	}
	value, ok := Get[T](tx, key)
	known.keep(key, raw, value)
	return value, ok
}
