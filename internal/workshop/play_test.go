package workshop_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/workshop"
)

func TestTheClockRunsOnlyWhileTheTrioPlays(t *testing.T) {
	r, ctx := newRoom(t), t.Context()
	a := r.launch(2)
	at := func(d time.Duration) {
		t.Helper()
		r.wait(10 * time.Minute)
		assert.Equal(t, began.Add(d), r.worldTime(a, 1).In(began.Location()))
	}
	at(0)
	require.NoError(t, r.Start(ctx, a.ID, 1))
	require.NoError(t, r.Start(ctx, a.ID, 1), "asked twice")
	at(10 * time.Minute)
	require.NoError(t, r.Pause(ctx, a.ID, 1))
	require.NoError(t, r.Pause(ctx, a.ID, 1), "asked twice")
	at(10 * time.Minute)
	require.NoError(t, r.Resume(ctx, a.ID, 1))
	at(20 * time.Minute)
	require.NoError(t, r.EndPlay(ctx, a.ID, 1))
	at(20 * time.Minute)
	require.NoError(t, r.GoOn(ctx, a.ID, 1))
	at(30 * time.Minute)
	assert.Equal(t, began, r.worldTime(a, 2).In(began.Location()), "the other trio has not begun")
}

func TestPhasesComeInTheirOrder(t *testing.T) {
	r, ctx := newRoom(t), t.Context()
	a := r.launch(1)
	require.ErrorIs(t, r.EndPlay(ctx, a.ID, 1), workshop.ErrPhase)
	require.ErrorIs(t, r.Pause(ctx, a.ID, 1), workshop.ErrPhase)
	require.ErrorIs(t, r.NewRound(ctx, a.ID, 1), workshop.ErrPhase)
	require.ErrorIs(t, r.GoOn(ctx, a.ID, 1), workshop.ErrPhase)
	require.NoError(t, r.Start(ctx, a.ID, 1))
	require.ErrorIs(t, r.OpenDebrief(ctx, a.ID, 1), workshop.ErrPhase)
	require.NoError(t, r.EndPlay(ctx, a.ID, 1))
	require.NoError(t, r.OpenDebrief(ctx, a.ID, 1))
	require.ErrorIs(t, r.Start(ctx, a.ID, 1), workshop.ErrPhase)
	require.ErrorIs(t, r.Start(ctx, a.ID, 9), workshop.ErrNoTrio)
	require.ErrorIs(t, r.Start(ctx, "inconnu", 1), workshop.ErrNoAtelier)
}

func TestANewRoundRotatesTheRolesInAFreshWorld(t *testing.T) {
	r, ctx := newRoom(t), t.Context()
	a := r.launch(1)
	names := []string{"Ana", "Bo", "Cléo"}
	var seats []workshop.Seat
	for i, role := range workshop.Roles {
		seat, err := r.Join(ctx, a.ID, 1, role, names[i], names[i])
		require.NoError(t, err)
		seats = append(seats, seat)
	}
	played := map[string]map[workshop.Role]bool{"Ana": {}, "Bo": {}, "Cléo": {}}
	for range workshop.Roles {
		for _, seat := range seats {
			place, err := r.Place(ctx, seat.ID, seat.Name)
			require.NoError(t, err)
			played[seat.Name][place.Role] = true
			assert.Equal(t, seat.Name, r.trio(a, 1).Playing(place.Role).Name)
		}
		assert.Equal(t, "neuve", r.note(a, 1))
		r.write(a, 1, "griffonnée")
		require.NoError(t, r.Start(ctx, a.ID, 1))
		require.NoError(t, r.EndPlay(ctx, a.ID, 1))
		require.NoError(t, r.NewRound(ctx, a.ID, 1))
	}
	for name, roles := range played {
		assert.Len(t, roles, 3, "%s has played every role", name)
	}
	require.ErrorIs(t, r.NewRound(ctx, a.ID, 1), workshop.ErrPhase, "asked twice")
	assert.Equal(t, 3, r.trio(a, 1).Round)
}

func TestNewRoundsAskedTogetherMakeOne(t *testing.T) {
	r, ctx := newRoom(t), t.Context()
	a := r.launch(1)
	require.NoError(t, r.Start(ctx, a.ID, 1))
	require.NoError(t, r.EndPlay(ctx, a.ID, 1))
	together(8, func(int) { _ = r.NewRound(ctx, a.ID, 1) })
	assert.Equal(t, 1, r.trio(a, 1).Round)
	assert.Equal(t, workshop.Waiting, r.trio(a, 1).Phase)
}

func TestAResetLeavesSeatsAndOtherTriosUntouched(t *testing.T) {
	r, ctx := newRoom(t), t.Context()
	a := r.launch(2)
	seat, err := r.Join(ctx, a.ID, 1, workshop.Aidant, "Camille", "b1")
	require.NoError(t, err)
	for n := 1; n <= 2; n++ {
		require.NoError(t, r.Start(ctx, a.ID, n))
	}
	r.wait(5 * time.Minute)
	r.write(a, 1, "un")
	r.write(a, 2, "un")
	r.wait(5 * time.Minute)
	r.write(a, 1, "deux")

	var before int64
	r.peek(a, 1, func(tx *sandbox.Tx) { before = tx.Journal()[len(tx.Journal())-2].Seq })
	require.NoError(t, r.Rewind(ctx, a.ID, 1, before))
	assert.Equal(t, "un", r.note(a, 1))
	assert.Equal(t, began.Add(5*time.Minute), r.worldTime(a, 1).In(began.Location()))

	require.NoError(t, r.Rewind(ctx, a.ID, 1, 0))
	assert.Equal(t, "neuve", r.note(a, 1))
	assert.Equal(t, "un", r.note(a, 2))
	r.wait(time.Minute)
	assert.Equal(t, began.Add(time.Minute), r.worldTime(a, 1).In(began.Location()), "the play goes on")
	place, err := r.Place(ctx, seat.ID, "b1")
	require.NoError(t, err)
	assert.Equal(t, workshop.Aidant, place.Role)
	require.ErrorIs(t, r.Rewind(ctx, a.ID, 1, 999), sandbox.ErrNoStep)
}

func TestAJumpAskedTwiceIsOne(t *testing.T) {
	r, ctx := newRoom(t), t.Context()
	a := r.launch(1)
	hour := func(time.Time) time.Duration { return time.Hour }
	require.NoError(t, r.Advance(ctx, a.ID, 1, 0, hour))
	require.ErrorIs(t, r.Advance(ctx, a.ID, 1, 0, hour), workshop.ErrAlready)
	assert.Equal(t, began.Add(time.Hour), r.worldTime(a, 1).In(began.Location()))
	require.NoError(t, r.Advance(ctx, a.ID, 1, 1, func(time.Time) time.Duration { return -time.Hour }))
	assert.Equal(t, began.Add(time.Hour), r.worldTime(a, 1).In(began.Location()), "never back")
	r.peek(a, 1, func(tx *sandbox.Tx) {
		n, length := workshop.Jumps(tx.Journal())
		assert.Equal(t, 2, n)
		assert.Equal(t, time.Hour, length)
	})
}

func TestAClosedAtelierStandsStill(t *testing.T) {
	r, ctx := newRoom(t), t.Context()
	a := r.launch(1)
	seat, err := r.Join(ctx, a.ID, 1, workshop.Aidant, "Camille", "b1")
	require.NoError(t, err)
	require.NoError(t, r.Start(ctx, a.ID, 1))
	require.NoError(t, r.Close(ctx, a.ID))
	require.NoError(t, r.Close(ctx, a.ID), "asked twice")
	stood := r.worldTime(a, 1)
	r.wait(time.Hour)
	assert.Equal(t, stood, r.worldTime(a, 1))
	_, err = r.ByCode(ctx, a.Code)
	require.ErrorIs(t, err, workshop.ErrClosed)
	_, err = r.Join(ctx, a.ID, 1, workshop.Aide, "Inès", "b2")
	require.ErrorIs(t, err, workshop.ErrClosed)
	for _, act := range []func() error{
		func() error { return r.Start(ctx, a.ID, 1) },
		func() error { return r.Resume(ctx, a.ID, 1) },
		func() error { return r.Rewind(ctx, a.ID, 1, 0) },
		func() error { return r.NewRound(ctx, a.ID, 1) },
		func() error { return r.Free(ctx, seat.ID) },
	} {
		require.ErrorIs(t, act(), workshop.ErrClosed)
	}
}

func TestAMessageIsCutAndTheLastOneIsHeard(t *testing.T) {
	r, ctx := newRoom(t), t.Context()
	a := r.launch(1)
	require.NoError(t, r.Say(ctx, a.ID, "Encore huit minutes."))
	require.NoError(t, r.Say(ctx, a.ID, strings.Repeat("é", 400)))
	register, err := r.Register(ctx, a.ID)
	require.NoError(t, err)
	require.NoError(t, register.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		m, ok := workshop.LastMessage(tx)
		assert.True(t, ok)
		assert.Equal(t, strings.Repeat("é", 280), m.Text)
		_, fresh := workshop.FreshMessage(tx)
		assert.True(t, fresh)
		earlier := workshop.EarlierMessages(tx)
		if assert.Len(t, earlier, 1) {
			assert.Equal(t, "Encore huit minutes.", earlier[0].Text)
		}
		return nil
	}))
	r.wait(10 * time.Minute)
	require.NoError(t, register.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		_, fresh := workshop.FreshMessage(tx)
		assert.False(t, fresh, "it is no news any more")
		assert.Len(t, workshop.EarlierMessages(tx), 2, "whoever comes late reads both")
		return nil
	}))
}
