package bureau

import (
	"net/http"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// playable refuses an act out of the play, saying when it will be possible.
func (r Room) playable(s *house.Seated) error {
	switch {
	case s.Atelier.Closed:
		return workshop.ErrClosed
	case s.Trio.Phase == workshop.Waiting:
		return &house.Refusal{Status: http.StatusConflict, Title: "La partie n’a pas commencé", Message: "Lisez votre carte en attendant. La page changera toute seule quand la partie commencera.", Link: s.Desk(), Label: "Revenir à mon bureau"}
	case s.Trio.Phase != workshop.Playing:
		return &house.Refusal{Status: http.StatusConflict, Title: "La partie est finie", Message: "Plus rien ne bouge dans cette situation. Place au bilan.", Link: s.Desk() + "/bilan", Label: "Aller au bilan"}
	case s.Trio.Paused:
		return &house.Refusal{Status: http.StatusConflict, Title: "La partie est en pause", Message: "Rien ne s’est perdu et l’horloge est arrêtée. Vous pourrez reprendre ici dès la fin de la pause.", Link: s.Desk(), Label: "Revenir à mon bureau"}
	}
	return nil
}

// act does one thing in the world, by the hand of whoever sits here.
func (r Room) act(s *house.Seated, fn func(*sandbox.Tx) error) error {
	if err := r.playable(s); err != nil {
		return err
	}
	box, err := r.box(s)
	if err != nil {
		return err
	}
	return box.Do(s.Request.Context(), sandbox.Actor{Seat: string(s.Role), Hand: string(s.Role)}, fn)
}

// longest is how much one field may hold, in characters.
const longest = 4000
