package bureau_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/accueil"
	"demarcheablanc/internal/web/bureau"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/web/observation"
	"demarcheablanc/internal/web/webtest"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// room is the rooms of a trio, in Samia's world.
type room struct {
	*webtest.House
	t       *testing.T
	atelier workshop.Atelier
}

func open(t *testing.T) *room {
	t.Helper()
	h := webtest.Rooms(t, webtest.Samia, func(h *house.House) []house.Room {
		return []house.Room{accueil.Room{House: h}, bureau.Room{House: h}, observation.Room{House: h}}
	})
	return &room{House: h, t: t, atelier: h.Launch(2)}
}

func (r *room) start() {
	require.NoError(r.t, r.Workshops.Start(context.Background(), r.atelier.ID, 1))
}

func (r *room) box() *sandbox.Sandbox {
	box, err := r.Workshops.Sandbox(context.Background(), r.atelier.ID, 1, 0)
	require.NoError(r.t, err)
	return box
}

// saw says whether the journal holds a fact with these details, in pairs.
func (r *room) saw(fact portal.Fact, details ...string) int {
	n := 0
	for _, step := range r.box().Journal() {
	events:
		for _, e := range step.Events {
			if e.Fact != string(fact) {
				continue
			}
			for i := 0; i < len(details); i += 2 {
				if e.Detail[details[i]] != details[i+1] {
					continue events
				}
			}
			n++
		}
	}
	return n
}

// read gives a test the world as it stands.
func (r *room) read(fn func(tx *sandbox.Tx)) {
	require.NoError(r.t, r.box().Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		fn(tx)
		return nil
	}))
}

// change does something to the world behind everybody's back.
func (r *room) change(fn func(tx *sandbox.Tx)) {
	require.NoError(r.t, r.box().Do(context.Background(), sandbox.Actor{Seat: "monde"}, func(tx *sandbox.Tx) error {
		fn(tx)
		return nil
	}))
}

// passes lets time go by.
func (r *room) passes(d time.Duration) { r.Wait(d) }

// person is somebody with a browser and a seat.
type person struct {
	*webtest.Person
	desk string // "/p/<place>"
}

// nobody has a browser and no seat.
func (r *room) nobody() *person { return &person{Person: r.Person()} }

// first names, by role.
var names = map[workshop.Role]string{workshop.Aidant: "Camille", workshop.Aide: "Nadia", workshop.Observer: "Lou"}

// sits makes somebody take a role's seat in the first trio.
func (r *room) sits(role workshop.Role) *person {
	p := r.Person().Joins(r.atelier, 1, role, names[role])
	return &person{p, p.Desk()}
}

// on opens a device at a world address.
func (p *person) on(device, address string) *person {
	p.Get(p.desk + "/e/" + device + ".1/" + strings.TrimPrefix(address, "https://"))
	return p
}
