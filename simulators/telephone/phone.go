package telephone

import (
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

type ringPage struct {
	ID, Name, Number string
	Initial          string
}

type talkPage struct {
	Name, Number string
	Lasted       string
	Heard        []said
	More         bool   // the caller has more to say
	Asks         string // what the caller wants read aloud, once all is said
	Line         bool   // a machine listens to keys
	Waiting      string // what is left of the queue, in words
	Over         bool
	Keys         []string
	Status       string // for a call to another phone of the room
}

type keypadPage struct {
	Missed int
	Keys   []string
}

var keypad = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"}

// showPhone shows what the phone is doing: a call under way, one that rings, or
// its keypad.
func showPhone(v *portal.Visit, number string) error {
	if talk, ok := conversation(v.Tx, number); ok {
		return showTalk(v, number, talk)
	}
	if c, ok := Ringing(v.Tx, number); ok {
		name := nameOf(v.Tx, number, c.From)
		return v.Render("appels_entrant.html", "Appel entrant", ringPage{ID: c.ID, Name: name, Number: Spaced(known(v.Tx, number, c.From)), Initial: string([]rune(name + " ")[0])})
	}
	return showKeypad(v)
}

func showTalk(v *portal.Visit, number string, talk Conversation) error {
	p := talkPage{
		Name: talk.name(v.Tx, number), Number: Spaced(known(v.Tx, number, talk.With)), Heard: talk.Heard,
		Lasted: frtext.Duration(v.Now().Sub(talk.Began)), More: len(talk.Left) > 0,
		Line: talk.Line != "", Over: talk.Over, Status: statusOf(v, talk), Keys: keypad,
	}
	if !p.More {
		p.Asks = talk.Asks
	}
	if left := talk.Until.Sub(v.Now()); left > 0 {
		p.Waiting = frtext.Duration(left)
	}
	return v.Render("appels_enligne.html", p.Name, p)
}

// statusOf says where a call between two phones of the room stands.
func statusOf(v *portal.Visit, talk Conversation) string {
	if talk.Peer == "" {
		if talk.Line == "" && len(talk.Heard) == 0 {
			return "Vous êtes en ligne : parlez-vous de vive voix."
		}
		return ""
	}
	call, _ := sandbox.Get[portal.Call](v.Tx, talk.Peer)
	switch call.State {
	case portal.CallRings:
		return "Ça sonne…"
	case portal.CallAnswered:
		return "Vous êtes en ligne : parlez-vous de vive voix."
	case portal.CallRefused:
		return "Votre correspondant a refusé l’appel."
	}
	return "Personne n’a décroché."
}

func showKeypad(v *portal.Visit) error {
	device, _ := portal.DeviceOf(v.Tx, v.Device)
	return v.Render("appels_clavier.html", "Téléphone", keypadPage{Missed: BadgesOf(v.Tx, device.Number).Missed, Keys: keypad})
}

// longestDialed is the most digits the keypad shows.
const longestDialed = 15

// pressDigit adds a digit to the number being composed. Nothing is kept: the
// number is in the page alone until it is called.
func pressDigit(v *portal.Visit) error {
	digits := portal.Digits(v.Value("numero"))
	switch t := v.Value("t"); {
	case t == "effacer" && digits != "":
		digits = digits[:len(digits)-1]
	case len(digits) < longestDialed:
		digits += portal.Digits(t)
	}
	v.Request.Form.Set("numero", Spaced(digits))
	return showKeypad(v)
}
