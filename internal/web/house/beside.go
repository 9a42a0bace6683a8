package house

import (
	"context"
	"sync"

	"demarcheablanc/internal/workshop"
)

// besides remembers which browsers hold several seats of an atelier, as its
// register last stood. Every page asks: reading all the trios each time took a
// quarter of what a page allocated.
type besides struct {
	mu    sync.Mutex
	known map[string]shared // by atelier
}

type shared struct {
	epoch, head int64
	places      map[string][]workshop.Place // by browser
}

// mostKnown bounds the ateliers remembered.
const mostKnown = 64

// Beside lists the seats that a browser holds in an atelier; none when it holds
// only one. Not to be changed.
func (h *House) Beside(ctx context.Context, atelier, browser string) ([]workshop.Place, error) {
	register, err := h.Workshops.Register(ctx, atelier)
	if err != nil {
		return nil, err
	}
	now := shared{epoch: register.Epoch(), head: register.Head()} // before the trios: never older than they
	h.besides.mu.Lock()
	defer h.besides.mu.Unlock()
	if last, ok := h.besides.known[atelier]; ok && last.epoch == now.epoch && last.head == now.head {
		return last.places[browser], nil
	}
	trios, err := h.Workshops.Trios(ctx, atelier)
	if err != nil {
		return nil, err
	}
	now.places = severalOf(trios)
	if h.besides.known == nil || len(h.besides.known) >= mostKnown {
		h.besides.known = map[string]shared{}
	}
	h.besides.known[atelier] = now
	return now.places[browser], nil
}

// severalOf keeps the browsers that hold more than one seat.
func severalOf(trios []workshop.Trio) map[string][]workshop.Place {
	all := map[string][]workshop.Place{}
	for _, t := range trios {
		for i, seat := range t.Seats {
			if seat.Taken() {
				all[seat.Browser] = append(all[seat.Browser], workshop.Place{Trio: t, Seat: seat, Index: i, Role: workshop.RoleOf(i, t.Round)})
			}
		}
	}
	for browser, places := range all {
		if len(places) < 2 {
			delete(all, browser)
		}
	}
	return all
}
