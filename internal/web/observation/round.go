package observation

import (
	"context"
	"maps"
	"net/http"
	"strconv"
	"time"

	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// round is one trio's round with all that its pages are drawn from.
type round struct {
	observation.Round
	Atelier   workshop.Atelier
	Trio      workshop.Trio
	Situation *scenario.Compiled
	Box       *sandbox.Sandbox
	Register  *sandbox.Sandbox
	Kept      observation.Kept
	World     observation.World
	Now       time.Time // world time
	Running   bool
	Words     observation.Words
	Behind    []portal.Backstage
}

// load reads a round. ErrNoTrio when there is none of that number.
func (r Room) load(ctx context.Context, a workshop.Atelier, trio, number int) (round, error) {
	out := round{Round: observation.Round{Trio: trio, Round: number}, Atelier: a, Words: r.words()}
	var ok bool
	var err error
	if out.Situation, ok = r.House.Library.Situation(a.Scenario, a.Variant); !ok {
		return out, workshop.ErrNoAtelier
	}
	if out.Trio, err = r.House.Workshops.Trio(ctx, a.ID, trio); err != nil {
		return out, err
	}
	if number < 0 || number > out.Trio.Round {
		return out, noRound
	}
	if out.Box, err = r.House.Workshops.Sandbox(ctx, a.ID, trio, number); err != nil {
		return out, err
	}
	if out.Register, err = r.House.Workshops.Register(ctx, a.ID); err != nil {
		return out, err
	}
	if err := out.Register.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error { out.Kept = out.Read(tx); return nil }); err != nil {
		return out, err
	}
	return out, out.Box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		out.World, out.Now, out.Running = observation.Look(tx), tx.Now(), tx.Running()
		out.Behind = r.House.Network.Backstages(tx)
		return nil
	})
}

var noRound = &house.Refusal{
	Status: http.StatusNotFound, Title: "Cette partie n’a pas été jouée",
	Message: "Le trio n’est pas encore arrivé à cette partie. Revenez à la page d’où vous veniez.", Link: "/", Label: "Revenir",
}

// words are what facts, services and places are called.
func (r Room) words() observation.Words {
	w := observation.Words{Facts: maps.Clone(r.House.Library.Labels()), Sites: map[string]string{}, Places: map[string]string{}}
	for _, site := range r.House.Network.Sites() {
		w.Sites[site.ID], w.Sites[site.Host] = site.Name, site.Name
	}
	for _, place := range r.House.Library.Places() {
		w.Places[place.ID] = place.Name
	}
	return w
}

// debrief puts the round's parts side by side.
func (o round) debrief() observation.Debrief {
	return observation.Build(observation.Input{
		Situation: o.Situation, T0: o.Box.Began(), Journal: o.Box.Journal(),
		End: o.World, Ended: o.Now, Kept: o.Kept, Words: o.Words,
	})
}

// played is the round's evidence alone, for the desk.
func (o round) played() observation.Play {
	return observation.Play{
		Record: scenario.RecordOf(o.Box.Began(), o.Box.Journal()), End: o.World,
		Situation: o.Situation.Scenario, Moments: o.Kept.Moments, Words: o.Words,
	}
}

// keep runs fn on the register, as one step of this seat.
func (o round) keep(ctx context.Context, role workshop.Role, fn func(*sandbox.Tx) error) error {
	return o.Register.Do(ctx, sandbox.Actor{Seat: string(role)}, fn)
}

// name is the first name of whoever played a role in the round.
func (o round) name(role workshop.Role) string {
	if name := o.Trio.Seats[workshop.IndexOf(role, o.Round.Round)].Name; name != "" {
		return name
	}
	return role.Label()
}

// mine loads the round that a seat plays now.
func (r Room) mine(s *house.Seated) (round, error) {
	return r.load(s.Request.Context(), s.Atelier, s.Trio.Number, s.Trio.Round)
}

// asked loads the round named by ?partie=, from 1; the present one without it.
func (r Room) asked(s *house.Seated) (round, error) {
	number := s.Trio.Round
	if text := s.Query("partie"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			return round{}, noRound
		}
		number = n - 1
	}
	return r.load(s.Request.Context(), s.Atelier, s.Trio.Number, number)
}

// sameRound refuses a form drawn in an earlier round.
func (o round) sameRound(s *house.Seated) error {
	if s.PostForm("partie") != strconv.Itoa(o.Round.Round) {
		return workshop.ErrPhase
	}
	return nil
}
