package formateur

import (
	"strconv"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// backstagePage is what happens behind a trio's screens.
type backstagePage struct {
	target
	Epoch  int64
	Jumps  int
	Now    time.Time
	Shared bool      // the trio sees it too
	Next   time.Time // when something happens next; zero for nothing
	Shown  []portal.Backstage
}

func (c *console) showBackstage(v *house.Visitor) error {
	t, err := c.target(v)
	if err != nil {
		return err
	}
	p := backstagePage{target: t, Epoch: t.Box.Epoch()}
	p.Jumps, _ = workshop.Jumps(t.Box.Journal())
	err = t.Box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		p.Now, p.Shared = tx.Now(), portal.SettingsOf(tx).Backstage == portal.BackstageSent
		p.Shown = c.House.Network.Backstages(tx)
		p.Next = nextStage(p.Shown)
		return nil
	})
	if err != nil {
		return err
	}
	return v.Render("formateur/coulisses", house.View{Title: "Derrière l’écran", Room: bodyClass, P: p})
}

// nextStage is when the soonest of the stages under way is played.
func nextStage(all []portal.Backstage) time.Time {
	var next time.Time
	for _, b := range all {
		for _, s := range b.Stages {
			if s.Now && (next.IsZero() || s.At.Before(next)) {
				next = s.At
			}
		}
	}
	return next
}

// playNextStage moves the trio's clock to what happens next behind the screen.
func (c *console) playNextStage(v *house.Visitor) error {
	t, err := c.target(v)
	if err == nil {
		err = t.sameEpoch(v)
	}
	if err == nil && t.Trio.Phase != workshop.Playing {
		err = workshop.ErrPhase
	}
	if err != nil {
		return back(v, t.Atelier.ID, t.Trio.Number, err, "")
	}
	seen, bad := strconv.Atoi(v.PostForm("avances"))
	if bad != nil {
		return back(v, t.Atelier.ID, t.Trio.Number, errStale, "")
	}
	var next time.Time
	_ = t.Box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error { next = nextStage(c.House.Network.Backstages(tx)); return nil })
	by := func(now time.Time) time.Duration { return next.Sub(now) }
	if err := c.House.Workshops.Advance(v.Request.Context(), t.Atelier.ID, t.Trio.Number, seen, by); err != nil {
		return back(v, t.Atelier.ID, t.Trio.Number, err, "")
	}
	return v.SeeOther("/formateur/a/" + t.Atelier.ID + "/trio/" + strconv.Itoa(t.Trio.Number) + "/coulisses")
}
