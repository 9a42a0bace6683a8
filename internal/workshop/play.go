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

// GoOn takes a trio back from the assessment to its play, which was ended too
// soon or by mistake.
func (w *Workshops) GoOn(ctx context.Context, atelier string, trio int) error {
	return w.enter(ctx, atelier, trio, Playing, Scoring)
}

// errAlready stops an act that was done before; the person is not told.
var errAlready = errors.New("workshop: already so")

// enter moves a trio from one phase to another; asking twice is no matter.
func (w *Workshops) enter(ctx context.Context, atelier string, trio int, to, from Phase) error {
	err := w.change(ctx, atelier, trio, func(tx *sandbox.Tx, t *Trio) error {
		switch t.Phase {
		case to:
			return errAlready
		case from:
		default:
			return ErrPhase
		}
		t.Phase, t.Paused = to, false
		if to == Playing && t.Began.IsZero() {
			t.Began = tx.Now()
		}
		tx.Emit("atelier.phase", "trio", strconv.Itoa(trio), "phase", string(to))
		return nil
	})
	if err != nil && !errors.Is(err, errAlready) {
		return err
	}
	return w.runPlay(ctx, atelier, trio)
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
		if t.Paused == paused {
			return errAlready
		}
		t.Paused = paused
		tx.Emit("atelier.pause", "trio", strconv.Itoa(trio), "pause", strconv.FormatBool(paused))
		return nil
	})
	if err != nil && !errors.Is(err, errAlready) {
		return err
	}
	return w.runPlay(ctx, atelier, trio)
}

// runPlay makes the world's clock agree with the register: it runs while the
// trio plays and is not paused. Whatever was asked last holds.
func (w *Workshops) runPlay(ctx context.Context, atelier string, trio int) error {
	t, err := w.Trio(ctx, atelier, trio)
	if err != nil {
		return err
	}
	return w.runClock(ctx, atelier, trio, t.Phase == Playing && !t.Paused)
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

// factJump is what a trainer's jump leaves in a world's journal.
const factJump = "jeu.temps.avance"

// Advance moves a trio's world forward by what by makes of its present time; a
// negative jump is none. seen is how many jumps the asker knew of: a form sent
// twice, or from a page that has aged, moves nothing and gets ErrAlready.
func (w *Workshops) Advance(ctx context.Context, atelier string, trio, seen int, by func(now time.Time) time.Duration) error {
	err := w.inSandbox(ctx, atelier, trio, func(tx *sandbox.Tx) error {
		if n, _ := Jumps(tx.Journal()); n != seen {
			return ErrAlready
		}
		d := max(by(tx.Now()), 0)
		tx.Advance(d)
		tx.Emit(factJump, "minutes", strconv.Itoa(int(d.Minutes())))
		return nil
	})
	if err != nil {
		return err
	}
	return w.settle(ctx, atelier, trio)
}

// Jumps counts the trainer's jumps in a world's journal, and their length, to
// the minute.
func Jumps(journal []sandbox.Step) (n int, length time.Duration) {
	for _, step := range journal {
		for _, e := range step.Events {
			if e.Fact == factJump {
				minutes, _ := strconv.Atoi(e.Detail["minutes"]) // written above
				n, length = n+1, length+time.Duration(minutes)*time.Minute
			}
		}
	}
	return n, length
}

func (w *Workshops) settle(ctx context.Context, atelier string, trio int) error {
	_, box, err := w.playing(ctx, atelier, trio)
	if err != nil {
		return err
	}
	return box.Settle(ctx)
}

// playing is a trio and the world it plays in now.
func (w *Workshops) playing(ctx context.Context, atelier string, trio int) (Trio, *sandbox.Sandbox, error) {
	t, err := w.Trio(ctx, atelier, trio)
	if err != nil {
		return t, nil, err
	}
	box, err := w.Sandbox(ctx, atelier, trio, t.Round)
	return t, box, err
}

func (w *Workshops) inSandbox(ctx context.Context, atelier string, trio int, fn func(*sandbox.Tx) error) error {
	_, box, err := w.playing(ctx, atelier, trio)
	if err != nil {
		return err
	}
	return box.Do(ctx, trainer, fn)
}

// Rewind takes a trio's world back to a step of its journal; 0 is a reset.
// Grids, moments and seats are kept.
func (w *Workshops) Rewind(ctx context.Context, atelier string, trio int, seq int64) error {
	a, err := w.Atelier(ctx, atelier)
	if err != nil {
		return err
	}
	if a.Closed {
		return ErrClosed
	}
	_, box, err := w.playing(ctx, atelier, trio)
	if err != nil {
		return err
	}
	if err := box.Rewind(ctx, seq); err != nil {
		return err
	}
	if err := w.runPlay(ctx, atelier, trio); err != nil {
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
	if a.Closed {
		return ErrClosed
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

// Messages are all that the trainer said, the latest first.
func Messages(tx *sandbox.Tx) []Message {
	var all []Message
	for n := len(tx.Keys("message/")); n > 0; n-- {
		if m, ok := sandbox.Get[Message](tx, "message/"+strconv.Itoa(n)); ok {
			all = append(all, m)
		}
	}
	return all
}

// LastMessage is the latest thing the trainer said, if anything.
func LastMessage(tx *sandbox.Tx) (Message, bool) {
	return sandbox.Get[Message](tx, "message/"+strconv.Itoa(len(tx.Keys("message/"))))
}

// freshFor is how long a message stays before people's eyes.
const freshFor = 5 * time.Minute

// FreshMessage is the latest thing the trainer said, while it is still news.
func FreshMessage(tx *sandbox.Tx) (Message, bool) {
	m, ok := LastMessage(tx)
	if !ok || tx.Now().Sub(m.At) >= freshFor {
		return Message{}, false
	}
	return m, true
}

// EarlierMessages are those that are no longer before people's eyes, the latest
// first: somebody who arrives late, or comes back, finds them.
func EarlierMessages(tx *sandbox.Tx) []Message {
	all := Messages(tx)
	if _, fresh := FreshMessage(tx); fresh {
		return all[1:]
	}
	return all
}
