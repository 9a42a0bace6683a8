package formateur

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// consolePage is all that the trainer has before the eyes during an atelier.
type consolePage struct {
	Atelier   workshop.Atelier
	Situation string
	Opened    string // where the room can come in; empty for this computer alone
	Trios     []*trioCard
	Can       possible
	Arrived   int
	Seats     int
	Said      string // sentence about the last act, when it is about no trio
	Form      messageForm
	Heard     []workshop.Message // the messages to all, the last first
}

// possible says which acts on all the trios concern at least one.
type possible struct{ Start, Pause, Resume, End, Score bool }

func (p *possible) add(t workshop.Trio) {
	playing := t.Phase == workshop.Playing
	p.Start = p.Start || t.Phase == workshop.Waiting
	p.Pause = p.Pause || playing && !t.Paused
	p.Resume = p.Resume || playing && t.Paused
	p.End = p.End || playing
	p.Score = p.Score || t.Phase == workshop.Scoring
}

// messageForm is the message to all, as typed.
type messageForm struct {
	Text    string
	Known   int // messages sent when the form was drawn
	Problem string
}

func (c *console) showConsole(v *house.Visitor) error {
	a, err := c.atelier(v)
	if err != nil {
		return err
	}
	return c.renderConsole(v, http.StatusOK, a, messageForm{})
}

var noAtelier = &house.Refusal{
	Status: http.StatusNotFound, Title: "Cet atelier n’est plus ici",
	Message: "Il a été effacé à sa date, ou l’adresse est incomplète. Vos ateliers en cours sont dans la liste.", Link: "/formateur", Label: "Voir les ateliers",
}

func (c *console) atelier(v *house.Visitor) (workshop.Atelier, error) {
	a, err := c.House.Workshops.Atelier(v.Request.Context(), v.Param("atelier"))
	if err != nil {
		return a, noAtelier
	}
	return a, nil
}

func (c *console) renderConsole(v *house.Visitor, status int, a workshop.Atelier, form messageForm) error {
	p := consolePage{Atelier: a, Situation: c.titleOf(a), Opened: c.address(v), Form: form}
	trios, err := c.House.Workshops.Trios(v.Request.Context(), a.ID)
	if err != nil {
		return err
	}
	labels := c.labels()
	for _, t := range trios {
		card, err := c.card(v, a, t, labels)
		if err != nil {
			return err
		}
		p.Trios = append(p.Trios, card)
		p.Can.add(t)
		p.Arrived += card.Arrived
		p.Seats += len(t.Seats)
	}
	if err := c.hear(v, &p); err != nil {
		return err
	}
	p.tell(v.Query("dit"), v.Query("trio"))
	live := ""
	if !a.Closed {
		live = "/formateur/a/" + a.ID + "/flux?parties=" + rounds(trios)
	}
	return v.RenderStatus(status, "formateur/console", house.View{Title: "Console", Room: bodyClass, Live: live, P: p})
}

// hear reads the messages sent so far.
func (c *console) hear(v *house.Visitor, p *consolePage) error {
	register, err := c.House.Workshops.Register(v.Request.Context(), p.Atelier.ID)
	if err != nil {
		return err
	}
	return register.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		p.Heard = workshop.Messages(tx)
		p.Form.Known = len(p.Heard)
		return nil
	})
}

// tell puts the sentence about the last act where it belongs.
func (p *consolePage) tell(key, trio string) {
	for i := range p.Trios {
		if strconv.Itoa(p.Trios[i].Number) == trio {
			p.Trios[i].Said, p.Trios[i].Opened = said[key], opened[key]
			return
		}
	}
	p.Said = said[key]
}

// rounds says which round each trio plays: "0.0.1".
func rounds(trios []workshop.Trio) string {
	all := make([]string, len(trios))
	for i, t := range trios {
		all[i] = fmt.Sprint(t.Round)
	}
	return strings.Join(all, ".")
}
