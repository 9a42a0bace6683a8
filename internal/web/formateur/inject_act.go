package formateur

import (
	"strconv"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// actOnInject fires, delays or cancels one inject of a trio. The form says when
// the inject was due: one already moved is not moved twice.
func (c *console) actOnInject(v *house.Visitor) error {
	t, err := c.target(v)
	if err == nil {
		err = t.sameEpoch(v)
	}
	if err == nil {
		err = t.Box.Do(v.Request.Context(), sandbox.Actor{Seat: string(workshop.Trainer)}, func(tx *sandbox.Tx) error {
			return c.inject(tx, t.Trio, v.Param("imprevu"), v.PostForm("acte"), v.PostForm("prevu"))
		})
	}
	if err == nil {
		err = t.Box.Settle(v.Request.Context())
	}
	return back(v, t.Atelier.ID, t.Trio.Number, err, "imprevu")
}

func (c *console) inject(tx *sandbox.Tx, t workshop.Trio, id, act, due string) error {
	state, ok := sandbox.Get[scenario.InjectState](tx, "inject/"+id)
	if !ok || state.State != scenario.Planned && state.State != scenario.Awaiting {
		return scenario.ErrNoInject
	}
	if dueOf(state) != due {
		return workshop.ErrAlready
	}
	switch act {
	case "tirer":
		if t.Phase != workshop.Playing {
			return workshop.ErrPhase
		}
		return c.House.Library.Fire(tx, id)
	case "plus2":
		return c.House.Library.Delay(tx, id, 2*time.Minute)
	case "plus5":
		return c.House.Library.Delay(tx, id, 5*time.Minute)
	case "annuler":
		return c.House.Library.CancelInject(tx, id)
	}
	return errStale
}

// dueOf is the time at which an inject is due, as forms carry it.
func dueOf(state scenario.InjectState) string {
	if state.At.IsZero() {
		return "0"
	}
	return strconv.FormatInt(state.At.UnixNano(), 10)
}
