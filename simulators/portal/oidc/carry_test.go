package oidc_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/simulators/portal/oidc"
	"demarcheablanc/simulators/portal/oidc/oidctest"
)

// carryRig is a provider whose interactions are their own names.
func carryRig(t *testing.T) (r *rig, written *[]string) {
	t.Helper()
	r, written = strictRig(t), &[]string{}
	r.Provider.Carry = true
	r.Provider.Records = spy{oidc.MemoryRecords(), written}
	return r, written
}

func TestCarriedLogin(t *testing.T) {
	t.Parallel()
	r, written := carryRig(t)
	start := r.b.Authorize(asked())
	require.Empty(t, *written, "nothing is kept of people who only come by")
	id := interactionOf(start)
	in, err := r.Provider.Interaction(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, "service-a", in.Client.ID)
	require.Equal(t, r.Clock.Now(t.Context()), in.Opened)
	require.Contains(t, in.Claims, "birthplace")

	a := r.redeem(r.b.Follow(start, "samia").Query().Get("code"))
	require.Equal(t, 200, r.userinfo(a.text("access_token")).Status)
	_, err = r.Provider.Grant(t.Context(), id, oidctest.Personas()[0].Who)
	require.ErrorContains(t, err, oidc.CodeAlreadyDone)
	in, err = r.Provider.Interaction(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, oidc.Granted, in.Progress)
	require.Equal(t, "service-a", in.Client.ID, "the page can still say where to go back to")
}

func TestCarriedInteractionsAreTwo(t *testing.T) {
	t.Parallel()
	r, _ := carryRig(t)
	one, two := interactionOf(r.b.Authorize(asked())), interactionOf(r.b.Authorize(asked()))
	require.NotEqual(t, one, two)
	_, err := r.Provider.Refuse(t.Context(), one, "access_denied", "non")
	require.NoError(t, err)
	_, err = r.Provider.Grant(t.Context(), two, oidctest.Personas()[0].Who)
	require.NoError(t, err)
}

func TestCarriedIsGrantedOnce(t *testing.T) {
	t.Parallel()
	r, _ := carryRig(t)
	r.Provider.Records = oidc.MemoryRecords()
	id := interactionOf(r.b.Authorize(asked()))
	var granted atomic.Int64
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			if _, err := r.Provider.Grant(context.Background(), id, oidctest.Personas()[0].Who); err == nil {
				granted.Add(1)
			}
		})
	}
	all.Wait()
	require.EqualValues(t, 1, granted.Load())
}

func TestCarriedElsewhere(t *testing.T) {
	t.Parallel()
	r, _ := carryRig(t)
	world := "un"
	r.Provider.World = func(context.Context) string { return world }
	id := interactionOf(r.b.Authorize(asked()))
	refused := func(id, why string) {
		t.Helper()
		_, err := r.Provider.Interaction(t.Context(), id)
		require.ErrorContains(t, err, oidc.CodeExpired, why)
	}
	text, seal, _ := strings.Cut(id, ".")
	refused(text, "no seal")
	refused(text+".", "an empty seal")
	refused(text[:len(text)-4]+"AAAA."+seal, "another text")
	refused(text+"."+seal[:len(seal)-4]+"AAAA", "another seal")

	world = "deux"
	refused(id, "another world")
	world = "un"
	r.Provider.Issuer += "/plus"
	refused(id, "another provider")
	r.Provider.Issuer = strings.TrimSuffix(r.Provider.Issuer, "/plus")
	r.Clock.Advance(-time.Minute)
	refused(id, "the world has gone back to before it")
	r.Clock.Advance(time.Minute)
	_, err := r.Provider.Interaction(t.Context(), id)
	require.NoError(t, err)
	r.Clock.Advance(30 * time.Minute)
	refused(id, "too late")

	r.Provider.Carry = false
	refused(id, "a provider that carries none")
}

func TestLongRequestsAreRecorded(t *testing.T) {
	t.Parallel()
	r, written := carryRig(t)
	r.Provider.Lifetimes = oidc.Workshop()
	id := interactionOf(r.b.Authorize(asked("state", strings.Repeat("e", 2000))))
	require.Len(t, id, 43)
	require.Len(t, *written, 1)
	r.Provider.Pairwise = nil
	require.Len(t, interactionOf(r.b.Authorize(asked())), 43, "without a secret nothing is sealed")
}
