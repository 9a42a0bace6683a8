package portal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal/oidc"
)

// WorldRecords keeps a provider's codes, tokens and interactions in the world
// that the request belongs to, within its step: a code is redeemed if, and only
// if, the login it serves is.
func WorldRecords(site string) oidc.Records { return worldRecords("oidc/" + site + "/") }

// WorldNow is the clock of the world that ctx plays in.
func WorldNow(ctx context.Context) time.Time {
	if tx := sandbox.FromContext(ctx); tx != nil {
		return tx.Now()
	}
	return time.Time{}
}

// worldName names the world that ctx plays in.
func worldName(ctx context.Context) string {
	if tx := sandbox.FromContext(ctx); tx != nil {
		return tx.World()
	}
	return ""
}

type worldRecords string

var errNoWorld = errors.New("portal: this request belongs to no world")

// Atomically keeps fn's writes aside until it succeeds.
func (prefix worldRecords) Atomically(ctx context.Context, fn func(oidc.Txn) error) error {
	tx := sandbox.FromContext(ctx)
	if tx == nil {
		return errNoWorld
	}
	t := &worldTxn{tx: tx, prefix: string(prefix), writes: map[string]json.RawMessage{}}
	if err := fn(t); err != nil {
		return err
	}
	for key, raw := range t.writes {
		if raw == nil {
			tx.Delete(key)
		} else {
			tx.Put(key, raw)
		}
	}
	if len(t.writes) > 0 && tx.Head()%sweepEvery == 0 {
		t.sweep()
	}
	return nil
}

// sweepEvery is how many steps pass between two sweeps of what has expired, so
// that a world does not grow with each login.
const sweepEvery = 64

// record is one kept value, with the time after which it may be forgotten.
// Value is what to write, or a pointer to read into: either way the whole is
// gone through once.
type record struct {
	Until time.Time `json:"jusqu_a"`
	Value any       `json:"valeur"`
}

func (t *worldTxn) sweep() {
	for _, key := range t.tx.Keys(t.prefix) {
		if r, ok := sandbox.Get[record](t.tx, key); ok && r.Until.Before(t.tx.Now()) {
			t.tx.Delete(key)
		}
	}
}

type worldTxn struct {
	tx     *sandbox.Tx
	prefix string
	writes map[string]json.RawMessage
}

func (t *worldTxn) Get(key string, v any) (bool, error) {
	raw, ok := t.writes[t.prefix+key]
	if !ok {
		raw, ok = t.tx.Raw(t.prefix + key)
	}
	if !ok || raw == nil {
		return false, nil
	}
	if err := json.Unmarshal(raw, &record{Value: v}); err != nil {
		return false, fmt.Errorf("record %s: %w", key, err)
	}
	return true, nil
}

func (t *worldTxn) Put(key string, v any, until time.Time) error {
	raw, err := json.Marshal(record{until, v})
	if err != nil {
		return fmt.Errorf("record %s: %w", key, err)
	}
	t.writes[t.prefix+key] = raw
	return nil
}

func (t *worldTxn) Delete(key string) error {
	t.writes[t.prefix+key] = nil
	return nil
}
