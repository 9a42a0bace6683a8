package oidc

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"sync"
	"time"
)

// Records keeps what must survive a request.
type Records interface {
	// Atomically runs fn as one unit: all its writes are kept, or none when fn
	// returns an error, which is then returned. Two units never interleave. fn
	// may be run again from the start, and never calls Atomically itself.
	Atomically(ctx context.Context, fn func(Txn) error) error
}

// Txn is the view of the records inside one unit. Keys are made of the letters
// of base64url and slashes; values are plain structs that encoding/json can carry.
type Txn interface {
	// Get fills v and tells whether the key holds something. It may return what
	// has expired: the engine checks dates by itself.
	Get(key string, v any) (bool, error)
	// Put keeps v, which may be forgotten after expires (the world's time).
	Put(key string, v any, expires time.Time) error
	// Delete forgets a key; an absent key is no error.
	Delete(key string) error
}

// atomically runs fn in one unit, with the world's time at its start.
func (p *Provider) atomically(ctx context.Context, fn func(t Txn, now time.Time) error) error {
	now := p.Now(ctx)
	return p.Records.Atomically(ctx, func(t Txn) error {
		if m, ok := t.(*memoryTxn); ok {
			m.sweep(now)
		}
		return fn(t, now)
	})
}

// MemoryRecords keeps records in the process, for a provider that stands alone
// and for tests. What has expired is forgotten as new records come.
func MemoryRecords() Records { return &memory{kept: map[string]memoryRecord{}, sweepAt: 1024} }

type memory struct {
	mu      sync.Mutex
	kept    map[string]memoryRecord
	sweepAt int
}

type memoryRecord struct {
	value   []byte // nil: deleted in this unit
	expires time.Time
}

// Atomically holds the only lock for the length of fn.
func (m *memory) Atomically(_ context.Context, fn func(Txn) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	t := &memoryTxn{memory: m, changed: map[string]memoryRecord{}}
	if err := fn(t); err != nil {
		return err
	}
	for key, rec := range t.changed {
		if rec.value == nil {
			delete(m.kept, key)
		} else {
			m.kept[key] = rec
		}
	}
	return nil
}

type memoryTxn struct {
	*memory
	changed map[string]memoryRecord
}

func (t *memoryTxn) Get(key string, v any) (bool, error) {
	rec, ok := t.changed[key]
	if !ok {
		rec, ok = t.kept[key]
	}
	if !ok || rec.value == nil {
		return false, nil
	}
	return true, json.Unmarshal(rec.value, v)
}

func (t *memoryTxn) Put(key string, v any, expires time.Time) error {
	value, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("record %s: %w", key, err)
	}
	t.changed[key] = memoryRecord{value: value, expires: expires}
	return nil
}

func (t *memoryTxn) Delete(key string) error {
	t.changed[key] = memoryRecord{}
	return nil
}

// sweep forgets what has expired, each time the records have doubled: the cost
// of looking at them all is then spread over the writes that made them.
func (t *memoryTxn) sweep(now time.Time) {
	if len(t.kept) < t.sweepAt {
		return
	}
	maps.DeleteFunc(t.kept, func(_ string, rec memoryRecord) bool { return rec.expires.Before(now) })
	t.sweepAt = max(1024, 2*len(t.kept))
}

// newSecret draws 256 bits as 43 letters: codes, tokens, interaction identifiers.
func newSecret() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand stops the program instead
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// recordKey names a record by the hash of its secret, so that reading the
// records gives nobody a usable code or token.
func recordKey(kind, secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return kind + "/" + hex.EncodeToString(sum[:])
}
