package observation

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// givePart keeps what a role gives when the play has stopped. The last of the
// three opens the debrief.
func (r Room) givePart(s *house.Seated) error {
	if s.Trio.Phase != workshop.Scoring && s.Trio.Phase != workshop.Debrief {
		return workshop.ErrPhase
	}
	o, err := r.mine(s)
	if err != nil {
		return err
	}
	if err := o.sameRound(s); err != nil {
		return err
	}
	notes := read(s)
	err = o.keep(s.Request.Context(), s.Role, func(tx *sandbox.Tx) error { return r.put(tx, s, o, notes) })
	switch {
	case errors.Is(err, observation.ErrReal):
		return r.renderPart(s, o, http.StatusUnprocessableEntity, sheet{Notes: notes, Own: s.Role == workshop.Aidant, Problems: notes.Problems()})
	case errors.Is(err, observation.ErrMissing):
		return r.refuseMissing(s, o, notes)
	case errors.Is(err, observation.ErrClosed): // sent twice
		return s.SeeOther(s.Desk() + "/bilan")
	case err != nil:
		return err
	}
	return r.passOn(s)
}

// refuseMissing keeps the observer's draft, so that nothing is lost, and says
// what is missing.
func (r Room) refuseMissing(s *house.Seated, o round, notes observation.Notes) error {
	if s.Role == workshop.Observer {
		grid := observation.Grid{Notes: notes, Goals: readGoals(s, o)}
		if err := o.keep(s.Request.Context(), s.Role, func(tx *sandbox.Tx) error { return o.SaveGrid(tx, grid) }); err != nil {
			return err
		}
		o.Kept.Grid = grid
	}
	sh := sheet{Notes: notes, Own: s.Role == workshop.Aidant}
	sh.Missing = notes.MissingSentence(strings.ToLower(sh.unseen()))
	return r.renderPart(s, o, http.StatusUnprocessableEntity, sh)
}

func (r Room) put(tx *sandbox.Tx, s *house.Seated, o round, notes observation.Notes) error {
	switch s.Role {
	case workshop.Aidant:
		return o.PutSelf(tx, observation.Self{Notes: notes})
	case workshop.Aide:
		return o.PutFeeling(tx, observation.Feeling{Notes: notes, Secrets: s.PostFormArray("devoile")})
	case workshop.Observer, workshop.Trainer:
	}
	grid := observation.Grid{Notes: notes, Goals: readGoals(s, o)}
	if s.PostForm("brouillon") != "" {
		return o.SaveGrid(tx, grid)
	}
	return o.CloseGrid(tx, grid)
}

// passOn opens the debrief when nobody is expected any more.
func (r Room) passOn(s *house.Seated) error {
	ctx := s.Request.Context()
	o, err := r.mine(s)
	if err != nil {
		return err
	}
	if s.Trio.Phase == workshop.Scoring && len(o.waiting()) == 0 {
		if err := r.openDebrief(ctx, s); err != nil {
			return err
		}
		return s.SeeOther(s.Desk() + "/debrief")
	}
	return s.SeeOther(s.Desk() + "/bilan")
}

// openDebrief forgives the trainer's having done so meanwhile.
func (r Room) openDebrief(ctx context.Context, s *house.Seated) error {
	err := r.House.Workshops.OpenDebrief(ctx, s.Atelier.ID, s.Trio.Number)
	if errors.Is(err, workshop.ErrPhase) {
		return nil
	}
	return err
}

// share lets the trainer read the trio's notes, or takes it back.
func (r Room) share(s *house.Seated) error {
	o, err := r.mine(s)
	if err != nil {
		return err
	}
	err = o.keep(s.Request.Context(), s.Role, func(tx *sandbox.Tx) error {
		o.Share(tx, s.PostForm("partage") == "oui")
		return nil
	})
	if err != nil {
		return err
	}
	return s.SeeOther(s.Desk() + "/debrief")
}
