package formateur

import (
	"slices"
	"strconv"

	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// momentsPage lists the moments of a trio's round, the latest first.
type momentsPage struct {
	target
	Epoch int64
	Lines []line
}

func (c *console) showMoments(v *house.Visitor) error {
	t, err := c.target(v)
	if err != nil {
		return err
	}
	p := momentsPage{target: t, Epoch: t.Box.Epoch(), Lines: c.lines(t.Trio, t.Box.Journal(), c.labels())}
	slices.Reverse(p.Lines)
	return v.Render("formateur/moments", house.View{Title: "Revenir en arrière", Room: bodyClass, P: p})
}

func (c *console) confirmReset(v *house.Visitor) error {
	t, err := c.target(v)
	if err != nil {
		return err
	}
	return v.Render("formateur/recommencer", house.View{Title: "Recommencer", Room: bodyClass, P: momentsPage{target: t, Epoch: t.Box.Epoch()}})
}

// rewind takes the trio's world back to a step; 0 is its start.
func (c *console) rewind(v *house.Visitor) error {
	t, err := c.target(v)
	if err == nil {
		err = t.sameEpoch(v)
	}
	if err == nil && t.Trio.Phase != workshop.Playing && t.Trio.Phase != workshop.Waiting {
		err = workshop.ErrPhase
	}
	if err == nil {
		seq, bad := strconv.ParseInt(v.PostForm("etape"), 10, 64)
		if bad != nil || seq < 0 {
			err = errStale
		} else {
			err = c.House.Workshops.Rewind(v.Request.Context(), t.Atelier.ID, t.Trio.Number, seq)
		}
	}
	return back(v, t.Atelier.ID, t.Trio.Number, err, "retour")
}
