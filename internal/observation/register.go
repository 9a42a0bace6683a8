package observation

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/sandbox"
)

// What keeps notes from being written.
var (
	ErrClosed  = errors.New("observation: the sheet is closed")
	ErrMissing = errors.New("observation: obligatory lines are missing")
	ErrReal    = errors.New("observation: something typed looks real")
	ErrMoment  = errors.New("observation: no such kind of moment")
)

// Round names one trio's round in the register.
type Round struct{ Trio, Round int }

func (r Round) key(kind string) string { return fmt.Sprintf("%s/%d/%d", kind, r.Trio, r.Round) }

// Sharing says whether the trio lets the trainer read its notes.
type Sharing struct {
	Shared bool `json:"partage"`
}

// Kept is all that people gave for one round.
type Kept struct {
	Grid    Grid
	Self    Self
	Feeling Feeling
	Moments []Moment
	Shared  bool
}

// Read gathers a round's notes from the register.
func (r Round) Read(tx *sandbox.Tx) Kept {
	var k Kept
	k.Grid, _ = sandbox.Get[Grid](tx, r.key("grille"))
	k.Self, _ = sandbox.Get[Self](tx, r.key("autoevaluation"))
	k.Feeling, _ = sandbox.Get[Feeling](tx, r.key("ressenti"))
	sharing, _ := sandbox.Get[Sharing](tx, r.key("partage"))
	k.Shared = sharing.Shared
	for _, key := range tx.Keys(r.key("moment") + "/") {
		if m, ok := sandbox.Get[Moment](tx, key); ok {
			k.Moments = append(k.Moments, m)
		}
	}
	slices.SortFunc(k.Moments, func(a, b Moment) int { return a.Number - b.Number })
	return k
}

// SaveGrid keeps a draft. ErrClosed, ErrReal.
func (r Round) SaveGrid(tx *sandbox.Tx, g Grid) error { return r.putGrid(tx, g, time.Time{}) }

// CloseGrid keeps the sheet for good. ErrClosed, ErrReal, ErrMissing.
func (r Round) CloseGrid(tx *sandbox.Tx, g Grid) error {
	if len(g.Missing()) > 0 {
		return ErrMissing
	}
	return r.putGrid(tx, g, tx.Now())
}

func (r Round) putGrid(tx *sandbox.Tx, g Grid, closed time.Time) error {
	if before := r.Read(tx); !before.Grid.Closed.IsZero() {
		return ErrClosed
	}
	if len(g.Problems()) > 0 {
		return ErrReal
	}
	g.Saved, g.Closed = tx.Now(), closed
	tx.Put(r.key("grille"), g)
	if !closed.IsZero() {
		r.emit(tx, "observation.grille.close")
	}
	return nil
}

// PutSelf keeps the aidant's own sheet for good. ErrClosed, ErrReal, ErrMissing.
func (r Round) PutSelf(tx *sandbox.Tx, s Self) error {
	switch {
	case !r.Read(tx).Self.Done.IsZero():
		return ErrClosed
	case len(s.Problems()) > 0:
		return ErrReal
	case len(s.Missing()) > 0:
		return ErrMissing
	}
	s.Done = tx.Now()
	tx.Put(r.key("autoevaluation"), s)
	r.emit(tx, "observation.autoevaluation.faite")
	return nil
}

// PutFeeling keeps what the helped person said, for good. ErrClosed, ErrReal.
func (r Round) PutFeeling(tx *sandbox.Tx, f Feeling) error {
	switch {
	case !r.Read(tx).Feeling.Done.IsZero():
		return ErrClosed
	case len(f.Problems()) > 0:
		return ErrReal
	}
	f.Done = tx.Now()
	tx.Put(r.key("ressenti"), f)
	r.emit(tx, "observation.ressenti.dit")
	return nil
}

// Mark keeps a moment. head and at say where the play stood. ErrMoment, ErrReal.
func (r Round) Mark(tx *sandbox.Tx, word, note string, head int64, at time.Time) error {
	if !slices.ContainsFunc(MomentKinds(), func(k MomentKind) bool { return k.Word == word }) {
		return ErrMoment
	}
	if _, real := fictif.LooksReal(note); real {
		return ErrReal
	}
	n := len(tx.Keys(r.key("moment")+"/")) + 1
	tx.Put(r.key("moment")+"/"+strconv.Itoa(n), Moment{Number: n, Word: word, Note: shorten(note, longestNote), Seq: head, At: at})
	r.emit(tx, "observation.moment", "mot", word)
	return nil
}

const longestNote = 140 // characters

func shorten(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most])
	}
	return text
}

// Share lets the trainer read the round's notes, or takes it back.
func (r Round) Share(tx *sandbox.Tx, shared bool) {
	tx.Put(r.key("partage"), Sharing{shared})
	r.emit(tx, "observation.partage", "partage", strconv.FormatBool(shared))
}

func (r Round) emit(tx *sandbox.Tx, fact string, details ...string) {
	tx.Emit(fact, append([]string{"trio", strconv.Itoa(r.Trio), "partie", strconv.Itoa(r.Round)}, details...)...)
}

// Complete says whether all three have given what the debrief waits for.
func (k Kept) Complete() bool {
	return !k.Grid.Closed.IsZero() && !k.Self.Done.IsZero() && !k.Feeling.Done.IsZero()
}
