package oidc_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

func TestMemoryRecordsAreAtomic(t *testing.T) {
	t.Parallel()
	records, later := oidc.MemoryRecords(), oidctest.NewClock().Now(t.Context()).Add(time.Hour)
	read := func(key string) (value string, found bool) {
		require.NoError(t, records.Atomically(t.Context(), func(txn oidc.Txn) (err error) {
			found, err = txn.Get(key, &value)
			return err
		}))
		return value, found
	}
	failed := errors.New("non")
	require.ErrorIs(t, records.Atomically(t.Context(), func(txn oidc.Txn) error {
		require.NoError(t, txn.Put("a", "1", later))
		return failed
	}), failed)
	_, found := read("a")
	require.False(t, found, "nothing of a failed unit is kept")

	require.NoError(t, records.Atomically(t.Context(), func(txn oidc.Txn) error {
		require.NoError(t, txn.Put("a", "1", later))
		require.NoError(t, txn.Put("b", "2", later))
		var v string
		found, err := txn.Get("a", &v)
		require.True(t, found)
		require.Equal(t, "1", v, "a unit sees its own writes")
		require.NoError(t, txn.Delete("b"))
		found, _ = txn.Get("b", &v)
		require.False(t, found)
		return err
	}))
	value, found := read("a")
	require.True(t, found)
	require.Equal(t, "1", value)
	_, found = read("b")
	require.False(t, found)
	require.Error(t, records.Atomically(t.Context(), func(txn oidc.Txn) error { return txn.Put("c", func() {}, later) }))
}

// spy keeps every value written, to look for what must not be there.
type spy struct {
	oidc.Records
	written *[]string
}

type spyTxn struct {
	oidc.Txn
	written *[]string
}

func (s spy) Atomically(ctx context.Context, fn func(oidc.Txn) error) error {
	return s.Records.Atomically(ctx, func(txn oidc.Txn) error { return fn(spyTxn{txn, s.written}) })
}

func (s spyTxn) Put(key string, v any, expires time.Time) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	*s.written = append(*s.written, key+" "+string(text))
	return s.Txn.Put(key, v, expires)
}

func TestRecordsHoldNoSecret(t *testing.T) {
	t.Parallel()
	r := strictRig(t)
	var written []string
	r.Provider.Records = spy{oidc.MemoryRecords(), &written}
	start := r.b.Authorize(asked())
	code := r.b.Follow(start, "samia").Query().Get("code")
	a := r.redeem(code)
	require.Equal(t, 200, r.userinfo(a.text("access_token")).Status)
	require.NotEmpty(t, written)
	for _, secret := range []string{code, a.text("access_token"), a.text("id_token"), interactionOf(start), oidctest.SecretA, "sel-de-test"} {
		require.NotContains(t, strings.Join(written, "\n"), secret)
	}
}

// broken fails every unit, as a store whose disk is full.
type broken struct{}

func (broken) Atomically(context.Context, func(oidc.Txn) error) error {
	return errors.New("disque plein")
}

func TestBrokenRecords(t *testing.T) {
	t.Parallel()
	for _, posture := range []oidc.Posture{oidc.Strict, oidc.Standard} {
		r := newRig(t, oidctest.Config{Posture: posture})
		r.b.Follow(r.b.Authorize(asked()), "samia")
		r.Provider.Records = broken{}
		requirePage(t, r.b.Authorize(asked()), 500, oidc.CodeInternal)
		require.Equal(t, "server_error", r.redeem("x").error())
		require.Equal(t, "server_error", r.userinfo("x").error())
		revoked := r.send("/token/revocation", map[string][]string{
			"token": {strings.Repeat("a", 43)}, "client_id": {"service-a"}, "client_secret": {oidctest.SecretA},
		})
		require.Equal(t, "server_error", revoked.error())
		require.NotContains(t, revoked.Body, "disque")
	}
}

func TestMemoryRecordsForget(t *testing.T) {
	t.Parallel()
	r := strictRig(t)
	first := interactionOf(r.b.Authorize(asked()))
	r.Clock.Advance(time.Hour)
	for range 1100 {
		r.b.Authorize(asked())
	}
	var left map[string]any
	require.NoError(t, r.Provider.Records.Atomically(t.Context(), func(txn oidc.Txn) error {
		found, err := txn.Get(fmt.Sprintf("interaction/%x", sha256.Sum256([]byte(first))), &left)
		require.False(t, found, "expired interactions are swept away")
		return err
	}))
}

// hesitant runs every unit twice, as a store does after a conflict.
type hesitant struct{ oidc.Records }

func (h hesitant) Atomically(ctx context.Context, fn func(oidc.Txn) error) error {
	conflict := errors.New("conflit")
	if err := h.Records.Atomically(ctx, func(txn oidc.Txn) error {
		if err := fn(txn); err != nil {
			return err
		}
		return conflict
	}); !errors.Is(err, conflict) {
		return err
	}
	return h.Records.Atomically(ctx, fn)
}

func TestUnitsMayRunAgain(t *testing.T) {
	t.Parallel()
	r := strictRig(t)
	r.Provider.Records = hesitant{oidc.MemoryRecords()}
	code := r.code(asked())
	access := r.redeem(code).text("access_token")
	require.Equal(t, 200, r.userinfo(access).Status)
	require.Equal(t, "invalid_grant", r.redeem(code).error())
	require.Equal(t, 401, r.userinfo(access).Status)
}
