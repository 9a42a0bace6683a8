package workshop

import (
	"context"
	"errors"
	"strconv"
	"time"

	"demarcheablanc/internal/sandbox"
)

// Start begins a trio's play: the world's clock runs.
func (w *Workshops) Start(ctx context.Context, atelier string, trio int) error {
	return w.enter(ctx, atelier, trio, Playing, Waiting)
}

// EndPlay stops the clock and sends the observer to the grid, the aidant to the
// self-assessment.
func (w *Workshops) EndPlay(ctx context.Context, atelier string, trio int) error {
	return w.enter(ctx, atelier, trio, Scoring, Playing)
}

// OpenDebrief shows the trio its debrief.
func (w *Workshops) OpenDebrief(ctx context.Context, atelier string, trio int) error {
	return w.enter(ctx, atelier, trio, Debrief, Scoring)
}

// enter moves a trio from one phase to the next; asking twice is no matter.
func (w *Workshops) enter(ctx context.Context, atelier string, trio int, to, from Phase) error {
	already := errors.New("already there")
	err := w.change(ctx, atelier, trio, func(tx *sandbox.Tx, t *Trio) error {
		switch t.Phase {
		case to:
			return already
		case from:
		default:
			return ErrPhase
		}
		t.Phase, t.Paused = to, false
		if to == Playing {
			t.Began = tx.Now()
		}
		tx.Emit("atelier.phase", "trio", strconv.Itoa(trio), "phase", string(to))
		return nil
	})
	if errors.Is(err, already) {
		err = nil
	}
	if err != nil {
		return err
	}
	return w.runClock(ctx, atelier, trio, to == Playing)
}

// Pause holds a trio's world still; Resume lets it go on.
func (w *Workshops) Pause(ctx context.Context, atelier string, trio int) error {
	return w.pause(ctx, atelier, trio, true)
}

// Resume lets a paused trio go on.
func (w *Workshops) Resume(ctx context.Context, atelier string, trio int) error {
	return w.pause(ctx, atelier, trio, false)
}

func (w *Workshops) pause(ctx context.Context, atelier string, trio int, paused bool) error {
	err := w.change(ctx, atelier, trio, func(tx *sandbox.Tx, t *Trio) error {
		if t.Phase != Playing {
			return ErrPhase
		}
		t.Paused = paused
		tx.Emit("atelier.pause", "trio", strconv.Itoa(trio), "pause", strconv.FormatBool(paused))
		return nil
	})
	if err != nil {
		return err
	}
	return w.runClock(ctx, atelier, trio, !paused)
}

func (w *Workshops) runClock(ctx context.Context, atelier string, trio int, run bool) error {
	return w.inSandbox(ctx, atelier, trio, func(tx *sandbox.Tx) error {
		switch {
		case run == tx.Running():
		case run:
			tx.Resume()
		default:
			tx.Pause()
		}
		return nil
	})
}

// Advance moves a trio's world forward.
func (w *Workshops) Advance(ctx context.Context, atelier string, trio int, by time.Duration) error {
	err := w.inSandbox(ctx, atelier, trio, func(tx *sandbox.Tx) error {
		tx.Advance(by)
		tx.Emit("jeu.temps.avance", "minutes", strconv.Itoa(int(by.Minutes())))
		return nil
	})
	if err != nil {
		return err
	}
	return w.settle(ctx, atelier, trio)
}

func (w *Workshops) settle(ctx context.Context, atelier string, trio int) error {
	t, err := w.Trio(ctx, atelier, trio)
	if err != nil {
		return err
	}
	box, err := w.Sandbox(ctx, atelier, trio, t.Round)
	if err != nil {
		return err
	}
	return box.Settle(ctx)
}

func (w *Workshops) inSandbox(ctx context.Context, atelier string, trio int, fn func(*sandbox.Tx) error) error {
	t, err := w.Trio(ctx, atelier, trio)
	if err != nil {
		return err
	}
	box, err := w.Sandbox(ctx, atelier, trio, t.Round)
	if err != nil {
		return err
	}
	return box.Do(ctx, trainer, fn)
}

// Rewind takes a trio's world back to a step of its journal; 0 is a reset.
// Grids, moments and seats are kept.
func (w *Workshops) Rewind(ctx context.Context, atelier string, trio int, seq int64) error {
	t, err := w.Trio(ctx, atelier, trio)
	if err != nil {
		return err
	}
	box, err := w.Sandbox(ctx, atelier, trio, t.Round)
	if err != nil {
		return err
	}
	if err := box.Rewind(ctx, seq); err != nil {
		return err
	}
	if err := w.runClock(ctx, atelier, trio, t.Phase == Playing && !t.Paused); err != nil {
		return err
	}
	return w.change(ctx, atelier, trio, func(tx *sandbox.Tx, _ *Trio) error {
		tx.Emit("atelier.retour", "trio", strconv.Itoa(trio), "etape", strconv.FormatInt(seq, 10))
		return nil
	})
}

// NewRound gives a trio a fresh world at once, its roles rotated by one.
func (w *Workshops) NewRound(ctx context.Context, atelier string, trio int) error {
	a, err := w.Atelier(ctx, atelier)
	if err != nil {
		return err
	}
	t, err := w.Trio(ctx, atelier, trio)
	if err != nil {
		return err
	}
	if t.Phase != Debrief && t.Phase != Scoring {
		return ErrPhase
	}
	next := t.Round + 1
	if err := w.createSandbox(ctx, a, trio, next); err != nil {
		return err
	}
	return w.change(ctx, atelier, trio, func(tx *sandbox.Tx, t *Trio) error {
		if t.Round >= next { // asked twice
			return nil
		}
		t.Round, t.Phase, t.Paused, t.Began = next, Waiting, false, time.Time{}
		tx.Emit("atelier.partie", "trio", strconv.Itoa(trio), "partie", strconv.Itoa(next+1))
		return nil
	})
}

// Close ends an atelier: nobody joins any more, every clock stands still.
func (w *Workshops) Close(ctx context.Context, atelier string) error {
	register, err := w.Register(ctx, atelier)
	if err != nil {
		return err
	}
	trios, err := w.Trios(ctx, atelier)
	if err != nil {
		return err
	}
	for _, t := range trios {
		if err := w.runClock(ctx, atelier, t.Number, false); err != nil {
			return err
		}
	}
	return register.Do(ctx, trainer, func(tx *sandbox.Tx) error {
		a, _ := sandbox.Get[Atelier](tx, "atelier")
		a.Closed = true
		tx.Put("atelier", a)
		tx.Emit("atelier.clos")
		return nil
	})
}

const longestMessage = 280

// Say sends a message to everybody; too long a one is cut.
func (w *Workshops) Say(ctx context.Context, atelier, text string) error {
	register, err := w.Register(ctx, atelier)
	if err != nil {
		return err
	}
	if runes := []rune(text); len(runes) > longestMessage {
		text = string(runes[:longestMessage])
	}
	return register.Do(ctx, trainer, func(tx *sandbox.Tx) error {
		tx.Put("message/"+strconv.Itoa(len(tx.Keys("message/"))+1), Message{Text: text, At: tx.Now()})
		tx.Emit("atelier.message", "texte", text)
		return nil
	})
}

// LastMessage is the latest thing the trainer said, if anything.
func LastMessage(tx *sandbox.Tx) (Message, bool) {
	return sandbox.Get[Message](tx, "message/"+strconv.Itoa(len(tx.Keys("message/"))))
}
