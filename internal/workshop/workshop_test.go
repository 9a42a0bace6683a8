package workshop_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/store"
	"demarcheablanc/internal/workshop"
)

// began is the world's time when each test's play begins.
var began = time.Date(2026, 10, 15, 16, 25, 0, 0, frtext.Paris)

// room is an installation with a clock that the test holds.
type room struct {
	*workshop.Workshops
	t     *testing.T
	store store.Store
	mu    sync.Mutex
	now   time.Time
}

func newRoom(t *testing.T) *room {
	r := &room{t: t, store: store.Memory(), now: time.Date(2026, 10, 15, 10, 0, 0, 0, frtext.Paris)}
	r.Workshops = r.open()
	return r
}

// open starts the installation on what the store holds.
func (r *room) open() *workshop.Workshops {
	start, err := sandbox.NewStart("essai", map[string]any{"note": "neuve"})
	require.NoError(r.t, err)
	register, err := sandbox.NewStart(workshop.RegisterStart, nil)
	require.NoError(r.t, err)
	engine := sandbox.NewEngine(r.store, r.wall, func(name string) (*sandbox.Start, time.Time, error) {
		if name == workshop.RegisterStart {
			return register, r.wall(), nil
		}
		return start, began, nil
	}, nil)
	w := &workshop.Workshops{Engine: engine, StartName: func(scenario, _ string, _ time.Time) (string, error) {
		if scenario != "samia" {
			return "", errors.New("situation inconnue")
		}
		return "essai", nil
	}}
	require.NoError(r.t, w.Load(r.t.Context()))
	return w
}

func (r *room) wall() time.Time {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

func (r *room) wait(d time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now = r.now.Add(d)
}

func (r *room) launch(trios int) workshop.Atelier {
	a, err := r.Launch(r.t.Context(), "samia", "standard", trios)
	require.NoError(r.t, err)
	return a
}

func (r *room) trio(a workshop.Atelier, n int) workshop.Trio {
	t, err := r.Trio(r.t.Context(), a.ID, n)
	require.NoError(r.t, err)
	return t
}

// worldTime is what the clock of a trio's present round shows.
func (r *room) worldTime(a workshop.Atelier, n int) (at time.Time) {
	r.peek(a, n, func(tx *sandbox.Tx) { at = tx.Now() })
	return at
}

func (r *room) peek(a workshop.Atelier, n int, fn func(*sandbox.Tx)) {
	box, err := r.Sandbox(r.t.Context(), a.ID, n, r.trio(a, n).Round)
	require.NoError(r.t, err)
	require.NoError(r.t, box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error { fn(tx); return nil }))
}

// write leaves one step in a trio's world.
func (r *room) write(a workshop.Atelier, n int, text string) {
	box, err := r.Sandbox(r.t.Context(), a.ID, n, r.trio(a, n).Round)
	require.NoError(r.t, err)
	require.NoError(r.t, box.Do(r.t.Context(), sandbox.Actor{Seat: "aidant"}, func(tx *sandbox.Tx) error {
		tx.Put("note", text)
		return nil
	}))
}

func (r *room) note(a workshop.Atelier, n int) (text string) {
	r.peek(a, n, func(tx *sandbox.Tx) { text, _ = sandbox.Get[string](tx, "note") })
	return text
}

func TestACodeIsReadAsPeopleTypeIt(t *testing.T) {
	r := newRoom(t)
	a := r.launch(1)
	for _, typed := range []string{a.Code, " " + a.Code[:2] + " " + a.Code[2:], a.Code[:3] + "-" + a.Code[3:], string([]byte{a.Code[0] | 0x20}) + a.Code[1:]} {
		found, err := r.ByCode(t.Context(), typed)
		require.NoError(t, err, typed)
		assert.Equal(t, a.ID, found.ID)
	}
	for _, typed := range []string{"", "?", a.Code + "A", "00000"} {
		_, err := r.ByCode(t.Context(), typed)
		require.ErrorIs(t, err, workshop.ErrNoAtelier, typed)
	}
}

func TestAnUnknownSituationLeavesNothing(t *testing.T) {
	r := newRoom(t)
	_, err := r.Launch(t.Context(), "inconnue", "standard", 1)
	require.Error(t, err)
	all, err := r.Ateliers(t.Context())
	require.NoError(t, err)
	assert.Empty(t, all)
}

func TestCodesAndSeatsOutliveTheProgram(t *testing.T) {
	r := newRoom(t)
	a := r.launch(1)
	seat, err := r.Join(t.Context(), a.ID, 1, workshop.Aidant, "Camille", "b1")
	require.NoError(t, err)
	again := r.open()
	found, err := again.ByCode(t.Context(), a.Code)
	require.NoError(t, err)
	assert.Equal(t, a.ID, found.ID)
	place, err := again.Place(t.Context(), seat.ID, "b1")
	require.NoError(t, err)
	assert.Equal(t, "Camille", place.Seat.Name)
}

func TestALaunchCutShortDoesNotStopTheNextStart(t *testing.T) {
	r := newRoom(t)
	_, err := r.Engine.Create(t.Context(), sandbox.New{ID: "orphelin", Kind: workshop.KindAtelier, Start: workshop.RegisterStart})
	require.NoError(t, err)
	a := r.launch(1)
	_, err = r.open().ByCode(t.Context(), a.Code)
	require.NoError(t, err)
}

func TestTwoPeopleMayShareAFirstName(t *testing.T) {
	r := newRoom(t)
	a := r.launch(1)
	one, err := r.Join(t.Context(), a.ID, 1, workshop.Aidant, "Martin", "b1")
	require.NoError(t, err)
	two, err := r.Join(t.Context(), a.ID, 1, workshop.Aide, "Martin", "b2")
	require.NoError(t, err)
	assert.NotEqual(t, one.ID, two.ID)
	_, err = r.Place(t.Context(), one.ID, "b2")
	require.ErrorIs(t, err, workshop.ErrNotYours)
}

func TestAFirstNameIsLettersThatCanBeSeen(t *testing.T) {
	r := newRoom(t)
	a := r.launch(1)
	for _, name := range []string{"", "  ", "\u200b\u200b", "1234", "—", "abcdefghijklmnopqrstuvwxyzabcde", "\u202e"} {
		_, err := r.Join(t.Context(), a.ID, 1, workshop.Aidant, name, "b1")
		require.ErrorIs(t, err, workshop.ErrNoName, "%q", name)
	}
	seat, err := r.Join(t.Context(), a.ID, 1, workshop.Aidant, "  Anne-Sophie\u202e \t Lê ", "b1")
	require.NoError(t, err)
	assert.Equal(t, "Anne-Sophie Lê", seat.Name)
}

func TestOneOfManyTakesTheSeat(t *testing.T) {
	r := newRoom(t)
	a := r.launch(1)
	const people = 24
	outcomes := make([]error, people)
	together(people, func(i int) {
		_, outcomes[i] = r.Join(context.Background(), a.ID, 1, workshop.Aide, "Inès", fmt.Sprintf("b%d", i))
	})
	seated := 0
	for _, err := range outcomes {
		if err == nil {
			seated++
			continue
		}
		require.ErrorIs(t, err, workshop.ErrTaken)
	}
	assert.Equal(t, 1, seated)
	_, err := r.Join(t.Context(), a.ID, 1, workshop.Aidant, "Camille", "b50")
	require.NoError(t, err, "the other seats are still free")
}

func TestNineArriveAtOnce(t *testing.T) {
	r := newRoom(t)
	a := r.launch(3)
	outcomes := make([]error, 9)
	together(9, func(i int) {
		_, outcomes[i] = r.Join(context.Background(), a.ID, i/3+1, workshop.Roles[i%3], "Sam", fmt.Sprintf("b%d", i))
	})
	for _, err := range outcomes {
		require.NoError(t, err)
	}
	_, err := r.Join(t.Context(), a.ID, 2, workshop.Aide, "Dix", "b10")
	require.ErrorIs(t, err, workshop.ErrTrioFull)
}

// together runs fn n times at once.
func together(n int, fn func(i int)) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { fn(i) })
	}
	all.Wait()
}

func TestABrowserFindsItsSeatsAgain(t *testing.T) {
	r := newRoom(t)
	first, second := r.launch(1), r.launch(2)
	for _, role := range workshop.Roles {
		_, err := r.Join(t.Context(), second.ID, 2, role, "Lou", "ici")
		require.NoError(t, err)
	}
	_, err := r.Join(t.Context(), first.ID, 1, workshop.Aide, "Lou", "ici")
	require.NoError(t, err)
	held, err := r.Held(t.Context(), "ici")
	require.NoError(t, err)
	assert.Len(t, held, 4)
	require.NoError(t, r.Close(t.Context(), second.ID))
	held, err = r.Held(t.Context(), "ici")
	require.NoError(t, err)
	require.Len(t, held, 1)
	assert.Equal(t, workshop.Aide, held[0].Role)
	held, err = r.Held(t.Context(), "ailleurs")
	require.NoError(t, err)
	assert.Empty(t, held)
}

func TestAFreedSeatIsLostByItsBrowserAndTakenAgain(t *testing.T) {
	r := newRoom(t)
	a := r.launch(1)
	seat, err := r.Join(t.Context(), a.ID, 1, workshop.Aidant, "Camille", "b1")
	require.NoError(t, err)
	require.NoError(t, r.Free(t.Context(), seat.ID))
	_, err = r.Place(t.Context(), seat.ID, "b1")
	require.ErrorIs(t, err, workshop.ErrNoSeat)
	again, err := r.Join(t.Context(), a.ID, 1, workshop.Aidant, "Camille", "b2")
	require.NoError(t, err)
	require.ErrorIs(t, r.Free(t.Context(), seat.ID), workshop.ErrNoSeat, "the form sent twice puts nobody out")
	_, err = r.Place(t.Context(), again.ID, "b2")
	require.NoError(t, err)
	for _, id := range []string{"", "x", a.ID + "-1-9-abc", a.ID + "-1--1-abc", "autre-1-0-abc", "a-b-c-d"} {
		_, err := r.Place(t.Context(), id, "b1")
		require.ErrorIs(t, err, workshop.ErrNoSeat, id)
		require.Error(t, r.Free(t.Context(), id))
	}
}
