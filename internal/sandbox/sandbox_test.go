package sandbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/store"
)

var (
	launch = time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	t0     = time.Date(2026, 10, 15, 16, 25, 0, 0, time.UTC)
)

// bench is a world on a test's clock.
type bench struct {
	t      testing.TB
	store  store.Store
	engine *sandbox.Engine
	wall   time.Time
	box    *sandbox.Sandbox
}

func open(t testing.TB, docs map[string]any, effects map[string]sandbox.Effect) *bench {
	b := &bench{t: t, store: store.Memory(), wall: launch}
	start, err := sandbox.NewStart("essai", docs)
	require.NoError(t, err)
	b.engine = b.another(start, effects)
	b.box, err = b.engine.Create(t.Context(), sandbox.New{ID: "monde", Kind: "bac", Start: "essai", Running: true})
	require.NoError(t, err)
	return b
}

// another makes an engine on the same store, as a restarted program would.
func (b *bench) another(start *sandbox.Start, effects map[string]sandbox.Effect) *sandbox.Engine {
	return sandbox.NewEngine(b.store, func() time.Time { return b.wall }, func(string) (*sandbox.Start, time.Time, error) {
		return start, t0, nil
	}, effects)
}

func (b *bench) do(fn func(tx *sandbox.Tx)) {
	b.t.Helper()
	require.NoError(b.t, b.box.Do(context.Background(), sandbox.Actor{Seat: "aidant", Device: "pc", Hand: "aide"}, func(tx *sandbox.Tx) error {
		fn(tx)
		return nil
	}))
}

func (b *bench) get(key string) (value string) {
	b.t.Helper()
	require.NoError(b.t, b.box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		value, _ = sandbox.Get[string](tx, key)
		return nil
	}))
	return value
}

func TestAStepIsWholeOrNothing(t *testing.T) {
	b := open(t, map[string]any{"a": "départ"}, nil)
	b.do(func(tx *sandbox.Tx) {
		tx.Put("a", "écrit")
		tx.Emit("essai.fait", "quoi", "a")
		value, ok := sandbox.Get[string](tx, "a")
		require.True(t, ok)
		require.Equal(t, "écrit", value, "a step reads what it wrote")
	})
	failure := errors.New("non")
	err := b.box.Do(t.Context(), sandbox.Actor{}, func(tx *sandbox.Tx) error {
		tx.Put("a", "perdu")
		tx.Emit("essai.perdu")
		return failure
	})
	require.ErrorIs(t, err, failure)
	require.Equal(t, "écrit", b.get("a"))

	journal := b.box.Journal()
	require.Len(t, journal, 1)
	require.Equal(t, "aide", journal[0].Hand)
	require.Equal(t, []sandbox.Event{{Fact: "essai.fait", Detail: map[string]string{"quoi": "a"}}}, journal[0].Events)
}

func TestReadingCommitsNothing(t *testing.T) {
	b := open(t, map[string]any{"a": "départ"}, nil)
	b.do(func(tx *sandbox.Tx) { _, _ = sandbox.Get[string](tx, "a") })
	require.Zero(t, b.box.Head())
}

func TestASharedReadingFollowsWhatIsWritten(t *testing.T) {
	b := open(t, map[string]any{"a": "départ"}, nil)
	read := func(tx *sandbox.Tx) string { v, _ := sandbox.Shared[string](tx, "a"); return v }
	for _, value := range []string{"un", "deux"} {
		b.do(func(tx *sandbox.Tx) { require.Equal(t, read(tx), read(tx)) })
		b.do(func(tx *sandbox.Tx) {
			tx.Put("a", value)
			require.Equal(t, value, read(tx))
		})
		b.do(func(tx *sandbox.Tx) { require.Equal(t, value, read(tx)) })
	}
	require.NoError(t, b.box.Rewind(t.Context(), 0))
	b.do(func(tx *sandbox.Tx) { require.Equal(t, "départ", read(tx)) })
	b.do(func(tx *sandbox.Tx) {
		tx.Delete("a")
		_, ok := sandbox.Shared[string](tx, "a")
		require.False(t, ok)
	})
}

func TestKeysSeeTheStartTheStepsAndTheStepItself(t *testing.T) {
	b := open(t, map[string]any{"m/1": "x", "m/2": "x", "n/1": "x"}, nil)
	b.do(func(tx *sandbox.Tx) { tx.Put("m/3", "x"); tx.Delete("m/1") })
	b.do(func(tx *sandbox.Tx) {
		tx.Put("m/0", "x")
		require.Equal(t, []string{"m/0", "m/2", "m/3"}, tx.Keys("m/"))
	})
}

func TestRewindTakesDocumentsClockAndJournalBack(t *testing.T) {
	b := open(t, map[string]any{"a": "départ"}, nil)
	b.do(func(tx *sandbox.Tx) { tx.Put("a", "un") })
	b.wall = b.wall.Add(10 * time.Minute)
	b.do(func(tx *sandbox.Tx) { tx.Put("a", "deux") })
	b.wall = b.wall.Add(time.Hour)

	require.NoError(t, b.box.Rewind(t.Context(), 1))
	require.Equal(t, "un", b.get("a"))
	require.EqualValues(t, 1, b.box.Epoch())
	require.NoError(t, b.box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		require.Equal(t, t0, tx.Now())
		return nil
	}))
	b.do(func(tx *sandbox.Tx) { tx.Put("a", "autre") })
	require.EqualValues(t, 3, b.box.Head(), "a number is never given twice")
	require.Len(t, b.box.Journal(), 2)

	require.NoError(t, b.box.Rewind(t.Context(), 0))
	require.Equal(t, "départ", b.get("a"))
	require.ErrorIs(t, b.box.Rewind(t.Context(), 3), sandbox.ErrNoStep)
}

func TestAPastMomentIsExactlyAsItWas(t *testing.T) {
	b := open(t, nil, nil)
	b.do(func(tx *sandbox.Tx) { tx.Put("a", "un") })
	b.wall = b.wall.Add(time.Minute)
	b.do(func(tx *sandbox.Tx) { tx.Put("a", "deux") })
	require.NoError(t, b.box.Peek(1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		value, _ := sandbox.Get[string](tx, "a")
		require.Equal(t, "un", value)
		require.Equal(t, t0, tx.Now())
		tx.Put("a", "oublié") // a peek keeps nothing
		return nil
	}))
	require.Equal(t, "deux", b.get("a"))
	require.ErrorIs(t, b.box.Peek(9, sandbox.Actor{}, func(*sandbox.Tx) error { return nil }), sandbox.ErrNoStep)
}

func TestEffectsRunInOrderAtTheVeryTimeTheyWereDue(t *testing.T) {
	var ran []string
	note := func(tx *sandbox.Tx, payload json.RawMessage) error {
		var name string
		require.NoError(t, json.Unmarshal(payload, &name))
		ran = append(ran, name+" "+tx.Now().Format("15:04"))
		tx.Put("dernier", name)
		return nil
	}
	chain := func(tx *sandbox.Tx, _ json.RawMessage) error {
		tx.Schedule(tx.Now().Add(time.Minute), "note", "suite")
		return nil
	}
	b := open(t, nil, map[string]sandbox.Effect{"note": note, "chaîne": chain})
	b.do(func(tx *sandbox.Tx) {
		tx.Schedule(tx.Now().Add(3*time.Minute), "note", "tard")
		tx.Schedule(tx.Now().Add(time.Minute), "chaîne", nil)
		dropped := tx.Schedule(tx.Now().Add(2*time.Minute), "note", "annulé")
		tx.Cancel(dropped)
	})
	b.do(func(tx *sandbox.Tx) { tx.Advance(30 * 24 * time.Hour) })
	require.NoError(t, b.box.Settle(t.Context()))
	require.Equal(t, []string{"suite 16:27", "tard 16:28"}, ran)
	require.Equal(t, "tard", b.get("dernier"))
}

func TestAStandingClockRunsNothing(t *testing.T) {
	b := open(t, nil, map[string]sandbox.Effect{"note": func(*sandbox.Tx, json.RawMessage) error {
		t.Error("nothing was due")
		return nil
	}})
	b.do(func(tx *sandbox.Tx) { tx.Schedule(tx.Now().Add(time.Minute), "note", nil); tx.Pause() })
	b.wall = b.wall.Add(time.Hour)
	require.NoError(t, b.box.Settle(t.Context()))
}

func TestTheWallGoingBackNeverMakesTheWorldYounger(t *testing.T) {
	b := open(t, nil, nil)
	for _, jump := range []time.Duration{-24 * time.Hour, 30 * 24 * time.Hour, -time.Hour} {
		b.wall = b.wall.Add(jump)
		b.do(func(tx *sandbox.Tx) {
			require.False(t, tx.Now().Before(t0))
			tx.Put("a", "x")
		})
	}
}

func TestARestartedProgramFindsTheSameWorld(t *testing.T) {
	b := open(t, map[string]any{"a": "départ", "b": "départ"}, nil)
	b.do(func(tx *sandbox.Tx) { tx.Put("a", "un"); tx.Emit("fait") })
	b.do(func(tx *sandbox.Tx) { tx.Delete("b") })
	b.do(func(tx *sandbox.Tx) { tx.Put("a", "abandonné") })
	require.NoError(t, b.box.Rewind(t.Context(), 2))
	start, err := sandbox.NewStart("essai", map[string]any{"a": "départ", "b": "départ"})
	require.NoError(t, err)
	before := b.box.Journal()

	b.box, err = b.another(start, nil).Open(t.Context(), "monde")
	require.NoError(t, err)
	require.Equal(t, "un", b.get("a"))
	require.Empty(t, b.get("b"))
	require.EqualValues(t, 1, b.box.Epoch())
	require.Len(t, b.box.Journal(), len(before))
	require.Equal(t, before[0].Events, b.box.Journal()[0].Events)
}

func TestWhatHasExpiredIsForgotten(t *testing.T) {
	b := open(t, nil, nil)
	_, err := b.engine.Create(t.Context(), sandbox.New{ID: "court", Kind: "bac", Start: "essai", Expires: b.wall.Add(time.Hour)})
	require.NoError(t, err)
	n, err := b.engine.Purge(t.Context())
	require.NoError(t, err)
	require.Zero(t, n)
	b.wall = b.wall.Add(2 * time.Hour)
	n, err = b.engine.Purge(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, n)
	_, err = b.engine.Open(t.Context(), "court")
	require.ErrorIs(t, err, sandbox.ErrNotFound)
	_, err = b.engine.Open(t.Context(), "monde")
	require.NoError(t, err)
}

func TestTwoProgramsOnOneWorldLoseNothing(t *testing.T) {
	b := open(t, nil, nil)
	start, err := sandbox.NewStart("essai", nil)
	require.NoError(t, err)
	other, err := b.another(start, nil).Open(t.Context(), "monde")
	require.NoError(t, err)
	var all sync.WaitGroup
	for i := range 40 {
		box := b.box
		if i%2 == 1 {
			box = other
		}
		all.Go(func() {
			err := box.Do(context.Background(), sandbox.Actor{}, func(tx *sandbox.Tx) error {
				n, _ := sandbox.Get[int](tx, "compte")
				tx.Put("compte", n+1)
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	row, err := b.store.World(t.Context(), "monde")
	require.NoError(t, err)
	require.EqualValues(t, 40, row.Head)
}

func TestWatchersAreWokenAndNeverHoldAnybody(t *testing.T) {
	b := open(t, nil, nil)
	woken := make(chan struct{}, 1)
	stop := b.box.Watch(woken)
	defer b.box.Watch(make(chan struct{}, 1))() // somebody who does not read
	for i := range 100 {
		b.do(func(tx *sandbox.Tx) { tx.Put("a", fmt.Sprint(i)) })
	}
	<-woken
	require.Len(t, b.box.Journal(), 100)
	stop()
}

func TestAnInnerStepJoinsTheOuterOne(t *testing.T) {
	b := open(t, nil, nil)
	b.do(func(tx *sandbox.Tx) {
		tx.Put("a", "dehors")
		require.NoError(t, b.box.Do(tx.Context(context.Background()), sandbox.Actor{}, func(inner *sandbox.Tx) error {
			value, _ := sandbox.Get[string](inner, "a")
			inner.Put("b", value+" dedans")
			return nil
		}))
	})
	require.EqualValues(t, 1, b.box.Head())
	require.Equal(t, "dehors dedans", b.get("b"))
}

// Whatever is done, a sandbox equals a plain map with a history, and a reset
// gives back the start.
func TestAgainstAModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		docs := map[string]any{"k/0": "départ", "k/1": "départ"}
		b := open(t, docs, nil)
		type moment struct {
			seq  int64
			docs map[string]string
		}
		history := []moment{{0, map[string]string{"k/0": "départ", "k/1": "départ"}}}
		key := rapid.SampledFrom([]string{"k/0", "k/1", "k/2", "k/3"})
		rt.Repeat(map[string]func(*rapid.T){
			"write": func(rt *rapid.T) {
				next := map[string]string{}
				for k, v := range history[len(history)-1].docs {
					next[k] = v
				}
				k, v := key.Draw(rt, "key"), rapid.String().Draw(rt, "value")
				b.do(func(tx *sandbox.Tx) { tx.Put(k, v) })
				next[k] = v
				history = append(history, moment{b.box.Head(), next})
			},
			"delete": func(rt *rapid.T) {
				next := map[string]string{}
				for k, v := range history[len(history)-1].docs {
					next[k] = v
				}
				k := key.Draw(rt, "key")
				b.do(func(tx *sandbox.Tx) { tx.Delete(k) })
				delete(next, k)
				history = append(history, moment{b.box.Head(), next})
			},
			"rewind": func(rt *rapid.T) {
				to := rapid.IntRange(0, len(history)-1).Draw(rt, "to")
				require.NoError(rt, b.box.Rewind(context.Background(), history[to].seq))
				history = history[:to+1]
			},
			"": func(rt *rapid.T) {
				want := history[len(history)-1]
				require.Equal(rt, want.seq, b.box.Head())
				require.NoError(rt, b.box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
					keys := tx.Keys("k/")
					require.Len(rt, keys, len(want.docs))
					for _, k := range keys {
						v, _ := sandbox.Get[string](tx, k)
						require.Equal(rt, want.docs[k], v)
					}
					return nil
				}))
			},
		})
	})
}
