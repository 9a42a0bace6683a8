package observation

import (
	"strconv"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// bar is what every page of a seat shows at its top: who sits here, where the
// play stands, and the other seats of the same browser.
type bar struct {
	Base    string // address of the desk
	Role    workshop.Role
	Name    string
	Trio    int
	Round   int // from 0
	Phase   workshop.Phase
	Now     time.Time
	Running bool
	Message string             // the trainer's latest
	Earlier []workshop.Message // what the trainer said before
	Others  []neighbour
}

// neighbour is another seat held by the same browser: one machine for several.
type neighbour struct {
	Name, Desk string
	Role       workshop.Role
	Here       bool
}

func (r Room) bar(s *house.Seated, o round) (bar, error) {
	b := bar{
		Base: s.Desk(), Role: s.Role, Name: s.Seat.Name, Trio: s.Trio.Number, Round: o.Round.Round,
		Phase: s.Trio.Phase, Now: o.Now, Running: o.Running,
	}
	err := o.Register.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		last, _ := workshop.FreshMessage(tx)
		b.Message, b.Earlier = last.Text, workshop.EarlierMessages(tx)
		return nil
	})
	if err != nil {
		return b, err
	}
	trios, err := r.House.Workshops.Trios(s.Request.Context(), s.Atelier.ID)
	if err != nil {
		return b, err
	}
	for _, t := range trios {
		for i, seat := range t.Seats {
			if seat.Taken() && seat.Browser == s.Browser {
				b.Others = append(b.Others, neighbour{seat.Name, "/p/" + seat.ID, workshop.RoleOf(i, t.Round), seat.ID == s.Seat.ID})
			}
		}
	}
	if len(b.Others) == 1 {
		b.Others = nil
	}
	return b, nil
}

// live is the stream that keeps a seat's page fresh.
func (b bar) live() string { return b.Base + "/observer/flux" }

// Part is the round's number as people count.
func (b bar) Part() string { return strconv.Itoa(b.Round + 1) }

func (r Room) follow(s *house.Seated) error {
	o, err := r.mine(s)
	if err != nil {
		return err
	}
	return s.Stream(o.Register, o.Box)
}
