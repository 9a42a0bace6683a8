package formateur

import (
	"context"
	"errors"
	"strconv"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// trioActs are what the trainer does to a trio's play, by the word that the form
// sends.
var trioActs = map[string]func(w *workshop.Workshops, ctx context.Context, atelier string, trio int) error{
	"commencer": (*workshop.Workshops).Start,
	"suspendre": (*workshop.Workshops).Pause,
	"reprendre": (*workshop.Workshops).Resume,
	"finir":     (*workshop.Workshops).EndPlay,
	"rouvrir":   (*workshop.Workshops).GoOn,
	"debrief":   (*workshop.Workshops).OpenDebrief,
	"nouvelle":  (*workshop.Workshops).NewRound,
}

// target is the trio that a form is about, and its world.
type target struct {
	Atelier workshop.Atelier
	Trio    workshop.Trio
	Box     *sandbox.Sandbox
}

// target finds the trio named in the path. For a form, errStale if the trio has
// begun another round since the form was drawn.
func (c *console) target(v *house.Visitor) (target, error) {
	a, err := c.atelier(v)
	if err != nil {
		return target{}, err
	}
	number, err := strconv.Atoi(v.Param("trio"))
	if err != nil {
		return target{}, workshop.ErrNoTrio
	}
	t, err := c.House.Workshops.Trio(v.Request.Context(), a.ID, number)
	if err != nil {
		return target{}, err
	}
	box, err := c.House.Workshops.Sandbox(v.Request.Context(), a.ID, number, t.Round)
	found := target{a, t, box}
	switch {
	case err != nil:
	case v.Request.Method == "POST" && a.Closed:
		err = workshop.ErrClosed
	case v.Request.Method == "POST" && v.PostForm("partie") != strconv.Itoa(t.Round):
		err = errStale
	}
	return found, err
}

// sameEpoch refuses a form drawn before the world was rewound.
func (t target) sameEpoch(v *house.Visitor) error {
	if v.PostForm("epoque") != strconv.FormatInt(t.Box.Epoch(), 10) {
		return errStale
	}
	return nil
}

func (c *console) actOnPlay(v *house.Visitor) error {
	t, err := c.target(v)
	act, known := trioActs[v.PostForm("acte")]
	switch {
	case err != nil:
	case !known:
		err = errStale
	default:
		err = act(c.House.Workshops, v.Request.Context(), t.Atelier.ID, t.Trio.Number)
	}
	return back(v, t.Atelier.ID, t.Trio.Number, err, "")
}

// actOnAll does the same to every trio for which it is the moment.
func (c *console) actOnAll(v *house.Visitor) error {
	a, err := c.atelier(v)
	if err != nil {
		return err
	}
	act, known := trioActs[v.PostForm("acte")]
	if !known {
		return back(v, a.ID, 0, errStale, "")
	}
	trios, err := c.House.Workshops.Trios(v.Request.Context(), a.ID)
	if err != nil {
		return err
	}
	for _, t := range trios {
		err := act(c.House.Workshops, v.Request.Context(), a.ID, t.Number)
		if err != nil && !errors.Is(err, workshop.ErrPhase) {
			return back(v, a.ID, 0, err, "")
		}
	}
	return back(v, a.ID, 0, nil, "")
}
