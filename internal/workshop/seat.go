package workshop

import (
	"context"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarcheablanc/internal/sandbox"
)

const longestName = 30

// Join seats somebody, by the role the seat plays in the trio's present round.
// browser names the browser that will hold the seat. Two people may share a
// first name. ErrNoName, ErrClosed, ErrTrioFull, ErrTaken.
func (w *Workshops) Join(ctx context.Context, atelier string, trio int, role Role, name, browser string) (Seat, error) {
	name = tidy(name)
	if !strings.ContainsFunc(name, unicode.IsLetter) || utf8.RuneCountInString(name) > longestName {
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

// tidy folds blanks and drops what cannot be seen.
func tidy(name string) string {
	seen := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsPrint(r):
			return r
		}
		return -1
	}, name)
	return strings.Join(strings.Fields(seen), " ")
}

// Free takes a seat back, so that the same person or another can join again
// from any browser. What was played is kept. ErrNoSeat if nobody sits there any
// more: somebody who came meanwhile is never put out.
func (w *Workshops) Free(ctx context.Context, id string) error {
	atelier, trio, index, ok := readSeatID(id)
	if !ok {
		return ErrNoSeat
	}
	return w.change(ctx, atelier, trio, func(tx *sandbox.Tx, t *Trio) error {
		if t.Seats[index].ID != id {
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

// readSeatID is its inverse; index is within a trio.
func readSeatID(id string) (atelier string, trio, index int, ok bool) {
	parts := strings.Split(id, "-")
	if len(parts) != 4 {
		return "", 0, 0, false
	}
	trio, err1 := strconv.Atoi(parts[1])
	index, err2 := strconv.Atoi(parts[2])
	return parts[0], trio, index, err1 == nil && err2 == nil && index >= 0 && index < len(Roles)
}

// Place finds a seat for the browser that holds it. ErrNoSeat when it is
// unknown or was freed, ErrNotYours when another browser holds it.
func (w *Workshops) Place(ctx context.Context, id, browser string) (Place, error) {
	atelier, number, index, ok := readSeatID(id)
	if !ok {
		return Place{}, ErrNoSeat
	}
	a, err := w.Atelier(ctx, atelier)
	if err != nil {
		return Place{}, ErrNoSeat
	}
	t, err := w.Trio(ctx, a.ID, number)
	if err != nil || t.Seats[index].ID != id {
		return Place{}, ErrNoSeat
	}
	if t.Seats[index].Browser != browser {
		return Place{}, ErrNotYours
	}
	return a.place(t, index), nil
}

func (a Atelier) place(t Trio, index int) Place {
	return Place{Atelier: a, Trio: t, Seat: t.Seats[index], Index: index, Role: RoleOf(index, t.Round)}
}

// Held lists the seats that a browser holds in the ateliers still open, the
// latest atelier first.
func (w *Workshops) Held(ctx context.Context, browser string) ([]Place, error) {
	ateliers, err := w.Ateliers(ctx)
	if err != nil {
		return nil, err
	}
	var all []Place
	for _, a := range ateliers {
		if a.Closed {
			continue
		}
		trios, err := w.Trios(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		for _, t := range trios {
			for i, s := range t.Seats {
				if s.Taken() && s.Browser == browser {
					all = append(all, a.place(t, i))
				}
			}
		}
	}
	return all, nil
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
