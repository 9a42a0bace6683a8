package observation

import (
	"errors"
	"net/http"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
)

// saveGrid keeps the draft of the grid during the play.
func (r Room) saveGrid(s *house.Seated) error {
	o, err := r.mine(s)
	if err != nil {
		return err
	}
	if err := o.sameRound(s); err != nil {
		return err
	}
	if refused, err := r.draft(s, o); err != nil || refused {
		return err
	}
	return s.SeeOther(s.Desk() + "/observer")
}

// draft keeps what the form holds. True when something in it was refused, and
// the page drawn again.
func (r Room) draft(s *house.Seated, o round) (bool, error) {
	notes := read(s)
	grid := observation.Grid{Notes: notes, Goals: readGoals(s, o)}
	err := o.keep(s.Request.Context(), s.Role, func(tx *sandbox.Tx) error { return o.SaveGrid(tx, grid) })
	switch {
	case errors.Is(err, observation.ErrReal):
		return true, r.renderObserver(s, o, http.StatusUnprocessableEntity, sheet{Notes: notes, Problems: notes.Problems()}, "")
	case errors.Is(err, observation.ErrClosed):
		return true, s.SeeOther(s.Desk() + "/bilan")
	}
	return false, err
}

// addMoment keeps one press of a button, tied to where the play stands, and the
// draft that the same form carries.
func (r Room) addMoment(s *house.Seated) error {
	o, err := r.mine(s)
	if err != nil {
		return err
	}
	if err := o.sameRound(s); err != nil {
		return err
	}
	note := field(s, "mot")
	if kind, real := fictif.LooksReal(note); real {
		return r.renderObserver(s, o, http.StatusUnprocessableEntity, sheet{Notes: read(s)}, kind.Message())
	}
	err = o.keep(s.Request.Context(), s.Role, func(tx *sandbox.Tx) error {
		return o.Mark(tx, s.PostForm("m"), note, o.Box.Head(), o.Now)
	})
	if errors.Is(err, observation.ErrMoment) {
		return s.SeeOther(s.Desk() + "/observer")
	}
	if err != nil {
		return err
	}
	if refused, err := r.draft(s, o); err != nil || refused {
		return err
	}
	return s.SeeOther(s.Desk() + "/observer#moments")
}
