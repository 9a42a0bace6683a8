// Package webtest plays the program over HTTP on a clock that the test holds,
// with several people at once, each with their own cookies.
//
// It owns the two ways to stand it up: Start is the whole program, on its file;
// Rooms is some of its rooms over worlds in memory, Samia's among every service
// or a tiny situation of its own. What is the same for all worlds (services,
// situations, templates) is read once in a test binary. What a room does, and
// what must be true of it, is left to the tests beside the room.
package webtest

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/app"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// Phrase is the trainer's access phrase in every test.
const Phrase = "amande brise cabane digue"

// T0 is the wall time at which every test begins: Thursday 15 October 2026, 10:00.
var T0 = time.Date(2026, 10, 15, 10, 0, 0, 0, frtext.Paris)

// House is the running program, or some of its rooms.
type House struct {
	*house.House
	T   testing.TB
	App *app.App // nil where only some rooms run
	URL string

	plays string // the situation that Launch launches
	mu    sync.Mutex
	now   time.Time
}

// Start starts the program on a free port and an empty folder.
func Start(t testing.TB) *House {
	t.Helper()
	h := &House{T: t, now: T0, plays: "samia"}
	a, err := app.Start(context.Background(), app.Config{
		Address: "127.0.0.1:0", Data: t.TempDir(), Phrase: Phrase, Now: h.Now, Log: testLog{t},
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, a.Close()) })
	h.House, h.App, h.URL = a.House, a, strings.TrimSuffix(a.URL(), "/")
	return h
}

// testLog shows what the program complains of.
type testLog struct{ testing.TB }

func (l testLog) Write(b []byte) (int, error) {
	l.Logf("%s", strings.TrimSpace(string(b)))
	return len(b), nil
}

// Now is the wall clock.
func (h *House) Now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

// Wait lets time pass, for the wall and for every running world.
func (h *House) Wait(d time.Duration) {
	h.mu.Lock()
	h.now = h.now.Add(d)
	h.mu.Unlock()
	require.NoError(h.T, h.Workshops.Engine.Settle(context.Background()))
}

// Launch opens an atelier of the standard variant: Samia, or the tiny situation.
func (h *House) Launch(trios int) workshop.Atelier {
	h.T.Helper()
	a, err := h.Workshops.Launch(context.Background(), h.plays, scenario.Standard, trios)
	require.NoError(h.T, err)
	return a
}

// Witness leaves facts in a trio's world, as playing would.
func (h *House) Witness(a workshop.Atelier, trio int, seat string, facts ...portal.Fact) {
	h.T.Helper()
	t, err := h.Workshops.Trio(context.Background(), a.ID, trio)
	require.NoError(h.T, err)
	box, err := h.Workshops.Sandbox(context.Background(), a.ID, trio, t.Round)
	require.NoError(h.T, err)
	for _, f := range facts {
		require.NoError(h.T, box.Do(context.Background(), sandbox.Actor{Seat: seat, Page: "https://www.impots.example/connexion"}, func(tx *sandbox.Tx) error {
			tx.Emit(string(f))
			return nil
		}))
	}
}
