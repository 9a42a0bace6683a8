package workshop

import "errors"

// What can keep somebody from joining, or an act from being done.
var (
	ErrNoAtelier = errors.New("workshop: no such atelier")
	ErrClosed    = errors.New("workshop: the atelier is over")
	ErrNoTrio    = errors.New("workshop: no such trio")
	ErrTrioFull  = errors.New("workshop: the trio is full")
	ErrTaken     = errors.New("workshop: somebody else sits there")
	ErrNoSeat    = errors.New("workshop: no such seat")
	ErrNotYours  = errors.New("workshop: this seat is held by another browser")
	ErrNoName    = errors.New("workshop: a first name of 1 to 30 letters is needed")
	ErrAlready   = errors.New("workshop: already done, or the page has aged")
	ErrPhase     = errors.New("workshop: not at this point of the round")
)
