package workshop

import (
	"context"
	"crypto/rand"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/store"
)

// keepFor is how long an atelier is kept after its launch, before it is purged.
const keepFor = 7 * 24 * time.Hour

// The kinds of world.
const (
	KindAtelier = "atelier"
	KindSandbox = "bac"
)

// RegisterStart is the empty start of an atelier's register.
const RegisterStart = "registre"

// Workshops runs the ateliers of one installation.
type Workshops struct {
	Engine *sandbox.Engine
	// StartName names the frozen start of a situation launched now, such as
	// "samia/standard@2026-10-15T16:25:00+02:00".
	StartName func(scenario, variant string, now time.Time) (string, error)

	mu    sync.Mutex
	codes map[string]string // join code → atelier
}

// Load finds the ateliers of earlier runs, so that their codes work again.
func (w *Workshops) Load(ctx context.Context) error {
	ids, err := w.Engine.List(ctx, KindAtelier)
	if err != nil {
		return err
	}
	for _, id := range ids {
		a, err := w.Atelier(ctx, id)
		if errors.Is(err, ErrNoAtelier) { // its launch was cut short
			continue
		}
		if err != nil {
			return err
		}
		w.remember(a)
	}
	return nil
}

func (w *Workshops) remember(a Atelier) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.codes == nil {
		w.codes = map[string]string{}
	}
	w.codes[a.Code] = a.ID
}

// Launch opens an atelier: its register, and a sandbox for each trio, its clock
// standing still until the trainer starts the play.
func (w *Workshops) Launch(ctx context.Context, scenario, variant string, trios int) (Atelier, error) {
	now := w.Engine.Now()
	if _, err := w.StartName(scenario, variant, now); err != nil {
		return Atelier{}, err
	}
	a := Atelier{ID: random(idLetters, 8), Code: random(codeLetters, 5), Scenario: scenario, Variant: variant, Trios: trios, Launched: now}
	register, err := w.Engine.Create(ctx, sandbox.New{ID: a.ID, Kind: KindAtelier, Start: RegisterStart, Running: true, Expires: now.Add(keepFor)})
	if err != nil {
		return a, err
	}
	for n := 1; n <= trios; n++ {
		if err := w.createSandbox(ctx, a, n, 0); err != nil {
			return a, err
		}
	}
	err = register.Do(ctx, trainer, func(tx *sandbox.Tx) error {
		tx.Put("atelier", a)
		for n := 1; n <= trios; n++ {
			putTrio(tx, Trio{Number: n, Phase: Waiting})
		}
		tx.Emit("atelier.lance", "situation", scenario)
		return nil
	})
	if err == nil {
		w.remember(a)
	}
	return a, err
}

var trainer = sandbox.Actor{Seat: string(Trainer)}

func (w *Workshops) createSandbox(ctx context.Context, a Atelier, trio, round int) error {
	name, err := w.StartName(a.Scenario, a.Variant, w.Engine.Now())
	if err != nil {
		return err
	}
	_, err = w.Engine.Create(ctx, sandbox.New{
		ID: SandboxID(a.ID, trio, round), Kind: KindSandbox, Start: name, Owner: a.ID, Expires: a.Launched.Add(keepFor),
	})
	if errors.Is(err, store.ErrExists) { // begun twice: the first one stands
		return nil
	}
	return err
}

// Register is an atelier's own world. ErrNoAtelier.
func (w *Workshops) Register(ctx context.Context, atelier string) (*sandbox.Sandbox, error) {
	box, err := w.Engine.Open(ctx, atelier)
	if errors.Is(err, sandbox.ErrNotFound) {
		return nil, ErrNoAtelier
	}
	return box, err
}

// Sandbox is the world that a trio plays in now, or played in an earlier round.
func (w *Workshops) Sandbox(ctx context.Context, atelier string, trio, round int) (*sandbox.Sandbox, error) {
	box, err := w.Engine.Open(ctx, SandboxID(atelier, trio, round))
	if errors.Is(err, sandbox.ErrNotFound) {
		return nil, ErrNoTrio
	}
	return box, err
}

// Atelier reads one. ErrNoAtelier.
func (w *Workshops) Atelier(ctx context.Context, id string) (Atelier, error) {
	var a Atelier
	err := w.peek(ctx, id, func(tx *sandbox.Tx) error {
		var ok bool
		if a, ok = sandbox.Shared[Atelier](tx, "atelier"); !ok {
			return ErrNoAtelier
		}
		return nil
	})
	return a, err
}

// Ateliers lists them all, latest first.
func (w *Workshops) Ateliers(ctx context.Context) ([]Atelier, error) {
	ids, err := w.Engine.List(ctx, KindAtelier)
	if err != nil {
		return nil, err
	}
	var all []Atelier
	for i := len(ids) - 1; i >= 0; i-- {
		if a, err := w.Atelier(ctx, ids[i]); err == nil {
			all = append(all, a)
		}
	}
	return all, nil
}

// ByCode finds an atelier by what people type: case, blanks and dashes don't
// count. ErrNoAtelier, ErrClosed.
func (w *Workshops) ByCode(ctx context.Context, typed string) (Atelier, error) {
	code := strings.ToUpper(strings.NewReplacer(" ", "", "-", "", ".", "").Replace(typed))
	w.mu.Lock()
	id, ok := w.codes[code]
	w.mu.Unlock()
	if !ok {
		return Atelier{}, ErrNoAtelier
	}
	a, err := w.Atelier(ctx, id)
	if err == nil && a.Closed {
		return a, ErrClosed
	}
	return a, err
}

// Trios lists the trios of an atelier, by number.
func (w *Workshops) Trios(ctx context.Context, atelier string) ([]Trio, error) {
	var all []Trio
	err := w.peek(ctx, atelier, func(tx *sandbox.Tx) error {
		a, _ := sandbox.Shared[Atelier](tx, "atelier")
		all = make([]Trio, 0, a.Trios)
		for n := 1; n <= a.Trios; n++ {
			if t, err := trioOf(tx, n); err == nil {
				all = append(all, t)
			}
		}
		return nil
	})
	return all, err
}

// Trio reads one. ErrNoTrio.
func (w *Workshops) Trio(ctx context.Context, atelier string, number int) (Trio, error) {
	var t Trio
	err := w.peek(ctx, atelier, func(tx *sandbox.Tx) (err error) {
		t, err = trioOf(tx, number)
		return err
	})
	return t, err
}

func (w *Workshops) peek(ctx context.Context, atelier string, fn func(*sandbox.Tx) error) error {
	register, err := w.Register(ctx, atelier)
	if err != nil {
		return err
	}
	return register.Peek(-1, sandbox.Actor{}, fn)
}

func trioKey(n int) string { return "trio/" + strconv.Itoa(n) }

func putTrio(tx *sandbox.Tx, t Trio) { tx.Put(trioKey(t.Number), t) }

func trioOf(tx *sandbox.Tx, number int) (Trio, error) {
	t, ok := sandbox.Shared[Trio](tx, trioKey(number))
	if !ok {
		return t, ErrNoTrio
	}
	return t, nil
}

// Letters that are not mistaken for one another when read from a wall.
const (
	codeLetters = "ACDEFGHJKMNPQRTUVWXY34679"
	idLetters   = "abcdefghijkmnpqrstuvwxyz23456789"
)

func random(letters string, n int) string {
	raw := make([]byte, n)
	_, _ = rand.Read(raw) // never fails
	for i, b := range raw {
		raw[i] = letters[int(b)%len(letters)]
	}
	return string(raw)
}
