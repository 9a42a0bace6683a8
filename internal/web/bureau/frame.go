package bureau

import (
	"strconv"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// Frame is what every page of the room shows around itself.
type Frame struct {
	Stage   string // changes when the page must be another: phase, pause, rewind
	Base    string // address of the desk
	Role    workshop.Role
	Phase   workshop.Phase
	Name    string // first name of whoever sits here
	Trio    int
	Now     time.Time // the world's
	Running bool
	Paused  bool
	TimeOut bool // the pause was asked for by the players
	Helped  portal.Person
	First   string // how the helped person is called: a first name
	Aidant  string // who plays the aidant, or the role's name
	Aide    string
	Others  []neighbour
	Message string             // the trainer's latest
	Earlier []workshop.Message // what the trainer said before
	Notice  string             // the latest that all learnt

	moment, clock string // what stands for Now in a drawing kept for later
}

// neighbour is another seat held by the same browser: one machine for several.
type neighbour struct {
	Name, Desk string
	Role       workshop.Role
	Trio       int
	Here       bool
}

// box is the world that the seat plays in.
func (r Room) box(s *house.Seated) (*sandbox.Sandbox, error) {
	return r.House.Workshops.Sandbox(s.Request.Context(), s.Atelier.ID, s.Trio.Number, s.Trio.Round)
}

// situation is the one that the atelier plays.
func (r Room) situation(s *house.Seated) (*scenario.Compiled, error) {
	c, ok := r.House.Library.Situation(s.Atelier.Scenario, s.Atelier.Variant)
	if !ok {
		return nil, workshop.ErrNoAtelier
	}
	return c, nil
}

// see reads the world for a page, and makes the frame around it.
func (r Room) see(s *house.Seated, fn func(*sandbox.Tx, Frame) error) error {
	box, err := r.box(s)
	if err != nil {
		return err
	}
	if err := box.Settle(s.Request.Context()); err != nil {
		return err
	}
	message, earlier, err := r.messages(s)
	if err != nil {
		return err
	}
	others, err := r.neighbours(s)
	if err != nil {
		return err
	}
	return box.Peek(-1, sandbox.Actor{Seat: string(s.Role)}, func(tx *sandbox.Tx) error {
		f := frameOf(s, tx)
		f.Message, f.Earlier, f.Others = message, earlier, others
		return fn(tx, f)
	})
}

func frameOf(s *house.Seated, tx *sandbox.Tx) Frame {
	f := Frame{
		Base: s.Desk(), Role: s.Role, Phase: s.Trio.Phase, Name: s.Seat.Name, Trio: s.Trio.Number,
		Now: tx.Now(), Running: tx.Running(), Paused: s.Trio.Paused,
		Aidant: playedBy(s.Trio, workshop.Aidant), Aide: playedBy(s.Trio, workshop.Aide),
	}
	f.TimeOut, _ = sandbox.Get[bool](tx, timeOutKey)
	f.TimeOut = f.TimeOut && f.Paused
	f.Helped, _ = portal.PersonOf(tx, portal.SituationOf(tx).Helped)
	if len(f.Helped.GivenNames) > 0 {
		f.First = f.Helped.GivenNames[0]
	}
	if notice, ok := scenario.Notice(tx); ok {
		f.Notice = notice.Text
	}
	f.Stage = string(f.Phase) + "." + strconv.Itoa(s.Trio.Round) + "." + strconv.FormatInt(tx.Epoch(), 10) + "." + strconv.FormatBool(f.Paused)
	return f
}

func playedBy(t workshop.Trio, role workshop.Role) string {
	if name := t.Playing(role).Name; name != "" {
		return name
	}
	return role.Label()
}

// messages are the trainer's words: the latest while it is news, and those
// before.
func (r Room) messages(s *house.Seated) (text string, earlier []workshop.Message, err error) {
	register, err := r.House.Workshops.Register(s.Request.Context(), s.Atelier.ID)
	if err != nil {
		return "", nil, err
	}
	err = register.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		m, _ := workshop.FreshMessage(tx)
		text, earlier = m.Text, workshop.EarlierMessages(tx)
		return nil
	})
	return text, earlier, err
}

// neighbours lists the seats of this browser in the atelier; none when it holds
// only one.
func (r Room) neighbours(s *house.Seated) ([]neighbour, error) {
	places, err := r.House.Beside(s.Request.Context(), s.Atelier.ID, s.Browser)
	if err != nil {
		return nil, err
	}
	var all []neighbour
	for _, p := range places {
		all = append(all, neighbour{Name: p.Seat.Name, Desk: "/p/" + p.Seat.ID, Role: p.Role, Trio: p.Trio.Number, Here: p.Seat.ID == s.Seat.ID})
	}
	return all, nil
}

// follow streams what happens to the trio and to its world.
func (r Room) follow(s *house.Seated) error {
	register, err := r.House.Workshops.Register(s.Request.Context(), s.Atelier.ID)
	if err != nil {
		return err
	}
	box, err := r.box(s)
	if err != nil {
		return err
	}
	return s.Stream(register, box)
}

// live is the address of the stream.
func (f Frame) live() string { return f.Base + "/flux" }
