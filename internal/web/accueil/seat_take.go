package accueil

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// atelierPage shows who sits where, and lets one sit.
type atelierPage struct {
	Code, Situation string
	Trios           []trioSeats
	Free            int        // seats left in the atelier
	Held            []heldSeat // by this browser
	Name            string     // as typed
	Chosen          string     // value of the seat picked
	NameProblem     string
	SeatProblem     string
}

// trioSeats is one trio, its seats in the order of the roles.
type trioSeats struct {
	Number int
	Seats  []seatLine
	Full   bool
}

// seatLine is one seat: free, or held under a first name.
type seatLine struct {
	Role  workshop.Role
	Name  string // empty: free
	Value string // what the form sends for it
	ID    string // of the field
}

const longestKept = 60 // characters of a first name shown again

func (d door) showAtelier(v *house.Visitor) error {
	a, found, err := d.find(v, v.Param("code"))
	if err != nil || !found {
		return err
	}
	return renderAtelier(v, http.StatusOK, a, atelierPage{})
}

func renderAtelier(v *house.Visitor, status int, a workshop.Atelier, p atelierPage) error {
	trios, err := v.House.Workshops.Trios(v.Request.Context(), a.ID)
	if err != nil {
		return err
	}
	if p.Held, err = heldBy(v, a.ID); err != nil {
		return err
	}
	p.Code, p.Situation, p.Name = a.Code, titleOf(v, a), cut(p.Name, longestKept)
	for _, t := range trios {
		line := seatsOf(t)
		p.Trios = append(p.Trios, line)
		for _, s := range line.Seats {
			if s.Name == "" {
				p.Free++
			}
		}
	}
	return v.RenderStatus(status, "accueil/atelier", house.View{Title: "Prendre une place", Room: bodyClass, P: p})
}

func seatsOf(t workshop.Trio) trioSeats {
	line := trioSeats{Number: t.Number, Full: true}
	for _, role := range workshop.Roles {
		s := seatLine{Role: role, Value: seatValue(t, role), ID: fmt.Sprintf("place-%d-%s", t.Number, role)}
		if seat := t.Playing(role); seat.Taken() {
			s.Name = seat.Name
		} else {
			line.Full = false
		}
		line.Seats = append(line.Seats, s)
	}
	return line
}

// seatValue names a seat in the form: the trio, the round in which it was shown,
// the role.
func seatValue(t workshop.Trio, role workshop.Role) string {
	return fmt.Sprintf("%d-%d-%s", t.Number, t.Round, role)
}

const (
	sayNoName  = "Écrivez un prénom, de 1 à 30 lettres. Un surnom convient très bien."
	sayNoSeat  = "Choisissez une place libre dans l’un des trios."
	sayTaken   = "Quelqu’un vient de prendre cette place. Votre prénom est gardé : choisissez une autre place."
	sayFull    = "Ce trio est maintenant complet. Votre prénom est gardé : choisissez une place dans un autre trio."
	sayRotated = "Ce trio vient de changer de partie, et les rôles ont tourné. Votre prénom est gardé : choisissez à nouveau une place."
)

func (d door) takeSeat(v *house.Visitor) error {
	a, found, err := d.find(v, v.Param("code"))
	if err != nil || !found {
		return err
	}
	p := atelierPage{Name: v.PostForm("prenom"), Chosen: v.PostForm("place")}
	if kind, real := fictif.LooksReal(p.Name); real {
		p.Name, p.NameProblem = "", realName(kind)
		return renderAtelier(v, http.StatusUnprocessableEntity, a, p)
	}
	seat, err := sit(v, a, p)
	if mine, ok := alreadyMine(v, a, p, err); ok {
		seat, err = mine, nil
	}
	if err == nil {
		return v.SeeOther("/p/" + seat.ID)
	}
	if status := p.explain(err); status != 0 {
		return renderAtelier(v, status, a, p)
	}
	return err
}

// realName says why a first name is refused; what was typed is dropped.
func realName(kind fictif.Kind) string {
	const then = " Rien n’a été gardé : ici, un prénom ou un surnom suffit."
	switch kind {
	case fictif.KindEmail:
		return "Cela ressemble à une vraie adresse e-mail." + then
	case fictif.KindPhone:
		return "Cela ressemble à un vrai numéro de téléphone." + then
	case fictif.KindNIR:
		return "Cela ressemble à un vrai numéro de sécurité sociale." + then
	}
	return "Cela ressemble à une donnée personnelle." + then
}

var (
	errNotChosen = errors.New("accueil: no seat chosen")
	errRotated   = errors.New("accueil: the round has changed")
)

// sit takes the seat that the form names: trio, round in which it was shown,
// role.
func sit(v *house.Visitor, a workshop.Atelier, p atelierPage) (workshop.Seat, error) {
	var trio, round int
	var role workshop.Role
	if _, err := fmt.Sscanf(p.Chosen, "%d-%d-%s", &trio, &round, &role); err != nil || !role.Known() {
		return workshop.Seat{}, errNotChosen
	}
	t, err := v.House.Workshops.Trio(v.Request.Context(), a.ID, trio)
	if err != nil {
		return workshop.Seat{}, err
	}
	if t.Round != round {
		return workshop.Seat{}, errRotated
	}
	return v.House.Workshops.Join(v.Request.Context(), a.ID, trio, role, p.Name, v.Browser)
}

// alreadyMine finds the seat that the same form, sent a moment ago, has taken.
func alreadyMine(v *house.Visitor, a workshop.Atelier, p atelierPage, err error) (workshop.Seat, bool) {
	if !errors.Is(err, workshop.ErrTaken) && !errors.Is(err, workshop.ErrTrioFull) {
		return workshop.Seat{}, false
	}
	held, err := heldBy(v, a.ID)
	for _, h := range held {
		if seatValue(h.Trio, h.Role) == p.Chosen && h.Seat.Name == strings.Join(strings.Fields(p.Name), " ") {
			return h.Seat, err == nil
		}
	}
	return workshop.Seat{}, false
}

// explain puts what kept somebody from sitting next to the field concerned, and
// tells the status; 0 if it is nothing the form can mend.
func (p *atelierPage) explain(err error) int {
	for _, known := range []struct {
		err    error
		status int
		field  *string
		say    string
	}{
		{workshop.ErrNoName, http.StatusUnprocessableEntity, &p.NameProblem, sayNoName},
		{errNotChosen, http.StatusUnprocessableEntity, &p.SeatProblem, sayNoSeat},
		{workshop.ErrNoTrio, http.StatusUnprocessableEntity, &p.SeatProblem, sayNoSeat},
		{workshop.ErrTaken, http.StatusConflict, &p.SeatProblem, sayTaken},
		{workshop.ErrTrioFull, http.StatusConflict, &p.SeatProblem, sayFull},
		{errRotated, http.StatusConflict, &p.SeatProblem, sayRotated},
	} {
		if errors.Is(err, known.err) {
			*known.field, p.Chosen = known.say, keepIf(known.field == &p.NameProblem, p.Chosen)
			return known.status
		}
	}
	return 0
}

func keepIf(keep bool, text string) string {
	if keep {
		return text
	}
	return ""
}
