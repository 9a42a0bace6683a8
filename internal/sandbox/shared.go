package sandbox

import (
	"encoding/json"
	"sync"
	"unsafe"
)

// readings remember what documents say once decoded. They are found by where a
// document's bytes lie, and hold on to them, so that no other document can ever
// lie there.
type readings struct{ known sync.Map } // *byte → reading

type reading struct {
	raw   json.RawMessage
	value any
}

// Shared reads one document as Get does, but decodes it once for all who read
// it: what it returns must not be changed in place, nor appended to. For what is
// read at nearly every request and changes seldom: people, accounts, seats.
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
	if _, overlaid := tx.state.docs[key]; !overlaid {
		known = &tx.state.start.readings
	}
	at := unsafe.SliceData(raw)
	if found, ok := known.known.Load(at); ok {
		if value, ok := found.(reading).value.(T); ok {
			return value, true
		}
	}
	value, ok := Get[T](tx, key)
	known.known.Store(at, reading{raw, value})
	return value, ok
}
