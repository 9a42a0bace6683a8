package bureau

import (
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

const timeOutKey = "bureau/temps-mort"

// callTimeOut stops the play at the players' own wish, or takes it up again. A
// pause that the trainer made is the trainer's to end.
func (r Room) callTimeOut(s *house.Seated) error {
	if s.Trio.Phase != workshop.Playing || s.Atelier.Closed {
		return r.playable(s)
	}
	box, err := r.box(s)
	if err != nil {
		return err
	}
	note := func(on bool, fact string) error {
		return box.Do(s.Request.Context(), sandbox.Actor{Seat: string(s.Role)}, func(tx *sandbox.Tx) error {
			tx.Put(timeOutKey, on)
			tx.Emit(fact, "par", string(s.Role))
			return nil
		})
	}
	var asked bool
	err = box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		asked, _ = sandbox.Get[bool](tx, timeOutKey)
		return nil
	})
	switch {
	case err != nil:
	case !s.Trio.Paused && s.PostForm("geste") == "pause":
		if err = note(true, string(FactTimeOut)); err == nil {
			err = r.House.Workshops.Pause(s.Request.Context(), s.Atelier.ID, s.Trio.Number)
		}
	case s.Trio.Paused && asked && s.PostForm("geste") == "reprise":
		if err = r.House.Workshops.Resume(s.Request.Context(), s.Atelier.ID, s.Trio.Number); err == nil {
			err = note(false, string(FactTimeIn))
		}
	}
	if err != nil {
		return err
	}
	return s.SeeOther(s.Desk())
}
