package workshop

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"demarcheablanc/internal/sandbox"
)

const longestName = 30

// Join seats somebody, by the role the seat plays in the trio's present round.
// browser names the browser that will hold the seat. Two people may share a
// first name. ErrNoName, ErrClosed, ErrTrioFull, ErrTaken.
func (w *Workshops) Join(ctx context.Context, atelier string, trio int, role Role, name, browser string) (Seat, error) {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" || utf8.RuneCountInString(name) > longestName {
		return Seat{}, ErrNoName
	}
	var seat Seat
	err := w.change(ctx, atelier, trio, func(tx *sandbox.Tx, t *Trio) error {
		index := IndexOf(role, t.Round)
		if index < 0 {
			return ErrNoSeat
		}
		if t.Seats[index].Taken() {
			if t.full() {
				return ErrTrioFull
			}
			return ErrTaken
		}
		seat = Seat{ID: seatID(atelier, trio, index), Name: name, Browser: browser, Joined: tx.Now()}
		t.Seats[index] = seat
		tx.Emit("atelier.arrivee", "trio", strconv.Itoa(trio), "role", string(role), "prenom", name)
		return nil
	})
	return seat, err
}

func (t *Trio) full() bool {
	for _, s := range t.Seats {
		if !s.Taken() {
			return false
		}
	}
	return true
}

// Free takes a seat back, so that the same person or another can join again
// from any browser. What was played is kept.
func (w *Workshops) Free(ctx context.Context, atelier string, trio, index int) error {
	return w.change(ctx, atelier, trio, func(tx *sandbox.Tx, t *Trio) error {
		if index < 0 || index >= len(t.Seats) || !t.Seats[index].Taken() {
			return ErrNoSeat
		}
		tx.Emit("atelier.depart", "trio", strconv.Itoa(trio), "prenom", t.Seats[index].Name)
		t.Seats[index] = Seat{}
		return nil
	})
}

// seatID is hard to guess, and says by itself which seat it is.
func seatID(atelier string, trio, index int) string {
	return atelier + "-" + strconv.Itoa(trio) + "-" + strconv.Itoa(index) + "-" + random(idLetters, 16)
}

// Place finds a seat for the browser that holds it. ErrNoSeat when it is
// unknown or was freed, ErrNotYours when another browser holds it.
func (w *Workshops) Place(ctx context.Context, id, browser string) (Place, error) {
	parts := strings.Split(id, "-")
	if len(parts) != 4 {
		return Place{}, ErrNoSeat
	}
	number, err1 := strconv.Atoi(parts[1])
	index, err2 := strconv.Atoi(parts[2])
	if err1 != nil || err2 != nil || index < 0 || index >= len(Roles) {
		return Place{}, ErrNoSeat
	}
	a, err := w.Atelier(ctx, parts[0])
	if err != nil {
		return Place{}, ErrNoSeat
	}
	t, err := w.Trio(ctx, a.ID, number)
	if err != nil || t.Seats[index].ID != id {
		return Place{}, ErrNoSeat
	}
	p := Place{Atelier: a, Trio: t, Seat: t.Seats[index], Index: index, Role: RoleOf(index, t.Round)}
	if p.Seat.Browser != browser {
		return Place{}, ErrNotYours
	}
	return p, nil
}

// change runs fn on one trio of a running atelier, as one step of the register.
func (w *Workshops) change(ctx context.Context, atelier string, trio int, fn func(*sandbox.Tx, *Trio) error) error {
	register, err := w.Register(ctx, atelier)
	if err != nil {
		return err
	}
	return register.Do(ctx, trainer, func(tx *sandbox.Tx) error {
		if a, _ := sandbox.Get[Atelier](tx, "atelier"); a.Closed {
			return ErrClosed
		}
		t, err := trioOf(tx, trio)
		if err != nil {
			return err
		}
		if err := fn(tx, &t); err != nil {
			return err
		}
		putTrio(tx, t)
		return nil
	})
}
