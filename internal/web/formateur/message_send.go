package formateur

import (
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// longestMessage is in characters; what people read at a glance.
const longestMessage = 280

const (
	sayNoMessage  = "Écrivez d’abord le message."
	sayTooLong    = "Ce message dépasse 280 caractères : raccourcissez-le, il sera mieux lu."
	longestKeptIn = 2000
)

func (c *console) sendMessage(v *house.Visitor) error {
	a, err := c.atelier(v)
	if err != nil {
		return err
	}
	if a.Closed {
		return back(v, a.ID, 0, workshop.ErrClosed, "")
	}
	text := strings.TrimSpace(v.PostForm("message"))
	if form, ok := checkMessage(text); !ok {
		return c.renderConsole(v, http.StatusUnprocessableEntity, a, form)
	}
	repeated, err := c.repeated(v, a, text)
	if err == nil && !repeated {
		err = c.House.Workshops.Say(v.Request.Context(), a.ID, text)
	}
	return back(v, a.ID, 0, err, "message")
}

func checkMessage(text string) (messageForm, bool) {
	if kind, real := fictif.LooksReal(text); real {
		return messageForm{Problem: kind.Message()}, false
	}
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return messageForm{Problem: sayNoMessage}, false
	case n > longestKeptIn:
		return messageForm{Problem: sayTooLong, Text: string([]rune(text)[:longestKeptIn])}, false
	case n > longestMessage:
		return messageForm{Problem: sayTooLong, Text: text}, false
	}
	return messageForm{}, true
}

// repeated says whether the same form has already sent this text.
func (c *console) repeated(v *house.Visitor, a workshop.Atelier, text string) (bool, error) {
	register, err := c.House.Workshops.Register(v.Request.Context(), a.ID)
	if err != nil {
		return false, err
	}
	same := false
	err = register.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		last, _ := workshop.LastMessage(tx)
		same = last.Text == text && v.PostForm("rang") != strconv.Itoa(len(tx.Keys("message/")))
		return nil
	})
	return same, err
}
