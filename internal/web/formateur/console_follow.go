package formateur

import (
	"context"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// followConsole streams the register and the world of every trio. When a trio
// begins another round its world is another one: the stream ends, the browser
// comes back by itself, and is given the new worlds from where they stand.
func (c *console) followConsole(v *house.Visitor) error {
	a, err := c.atelier(v)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(v.Request.Context())
	defer stop()
	trios, err := c.House.Workshops.Trios(ctx, a.ID)
	if err != nil {
		return err
	}
	worlds, err := c.worlds(ctx, a, trios)
	if err != nil {
		return err
	}
	now := rounds(trios)
	if v.Query("parties") != now { // its place is that of other worlds
		v.Request.Header.Del("Last-Event-ID")
	}
	go c.watchRounds(ctx, stop, worlds[0], a, now)
	v.Request = v.Request.WithContext(ctx)
	return v.Stream(worlds...)
}

// followArrivals streams the register alone: who has come.
func (c *console) followArrivals(v *house.Visitor) error {
	a, err := c.atelier(v)
	if err != nil {
		return err
	}
	register, err := c.House.Workshops.Register(v.Request.Context(), a.ID)
	if err != nil {
		return err
	}
	return v.Stream(register)
}

// worlds are the register, then each trio's present world.
func (c *console) worlds(ctx context.Context, a workshop.Atelier, trios []workshop.Trio) ([]*sandbox.Sandbox, error) {
	register, err := c.House.Workshops.Register(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	all := []*sandbox.Sandbox{register}
	for _, t := range trios {
		box, err := c.House.Workshops.Sandbox(ctx, a.ID, t.Number, t.Round)
		if err != nil {
			return nil, err
		}
		all = append(all, box)
	}
	return all, nil
}

// watchRounds calls stop when a trio begins another round.
func (c *console) watchRounds(ctx context.Context, stop func(), register *sandbox.Sandbox, a workshop.Atelier, now string) {
	woken := make(chan struct{}, 1)
	done := register.Watch(woken)
	defer done()
	for {
		if trios, err := c.House.Workshops.Trios(ctx, a.ID); err == nil && rounds(trios) != now {
			stop()
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-woken:
		}
	}
}
