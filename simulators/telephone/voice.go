package telephone

import (
	"encoding/json"
	"fmt"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// effectQueue falls due when a queue ends, whether the caller pressed
// « Attendre » or let the time pass.
const effectQueue = "telephone.file"

type queueEnd struct {
	Phone string    `json:"numero"`
	ID    string    `json:"appel"`
	Until time.Time `json:"jusqu_a"`
}

func (c calls) callLine(v *portal.Visit, number string, line portal.VoiceLine) {
	talk := begin(v.Tx, number, Conversation{With: line.Number, Name: line.Name, Line: line.Number})
	c.listen(v.Tx, number, talk, line, "")
}

// listen gives a key to the server and writes down what it says.
func (c calls) listen(tx *sandbox.Tx, number string, talk Conversation, line portal.VoiceLine, key string) {
	answer := line.Answer(tx, portal.VoiceCall{Phone: number, Memory: talk.Memory, Key: key})
	talk.Memory, talk.Over, talk.Until = answer.Memory, answer.End, time.Time{}
	talk.hear(answer.Says...)
	if answer.Wait > 0 && !answer.End {
		talk.Until = tx.Now().Add(time.Duration(answer.Wait) * time.Second)
		tx.Schedule(talk.Until, effectQueue, queueEnd{number, talk.ID, talk.Until})
	}
	tx.Put(onlineKey(number), talk)
}

// queueEnds tells the server that time passed, if the caller is still there.
func (c calls) queueEnds(tx *sandbox.Tx, payload json.RawMessage) error {
	var end queueEnd
	if err := json.Unmarshal(payload, &end); err != nil {
		return err
	}
	talk, ok := conversation(tx, end.Phone)
	line, found := c.line(talk.Line)
	if ok && found && talk.ID == end.ID && talk.Until.Equal(end.Until) {
		c.listen(tx, end.Phone, talk, line, "tick")
	}
	return nil
}

// wait lets the world grow older by what is left of the queue.
func wait(v *portal.Visit, number string) error {
	if talk, ok := conversation(v.Tx, number); ok && talk.Until.After(v.Now()) {
		v.Advance(talk.Until.Sub(v.Now()))
	}
	return v.Redirect("/")
}

// longestEntry is the most digits that a line is given at once.
const longestEntry = 20

// key gives a line one key of the keypad, or a long number typed at once.
func (c calls) key(v *portal.Visit, number string) error {
	talk, ok := conversation(v.Tx, number)
	line, found := c.line(talk.Line)
	if !ok || !found || talk.Over || talk.Until.After(v.Now()) {
		return v.Redirect("/")
	}
	typed, mine, fact := keyed(v)
	if v.Refused() {
		return showTalk(v, number, talk)
	}
	v.Witness(FactKey, append([]string{"numero", talk.With, "poste_numero", number}, fact...)...)
	talk.Heard = append(talk.Heard, said{Text: mine, Mine: true})
	c.listen(v.Tx, number, talk, line, typed)
	return v.Redirect("/")
}

// keyed reads what was pressed: the key for the line, the words for the
// transcript, the details for the journal. A long number is in none but the
// first.
func keyed(v *portal.Visit) (key, mine string, fact []string) {
	if one := v.Value("t"); one == "*" || one == "#" || len(one) == 1 && portal.Digits(one) == one {
		key = one
		if one != "#" {
			key += "#"
		}
		return key, "Touche " + one, []string{"touche", one}
	}
	typed := v.Value("chiffres")
	digits := portal.Digits(typed)
	kind, real := fictif.LooksReal(typed)
	v.Forget("chiffres")
	switch {
	case real:
		v.Problem("chiffres", kind.Message())
		v.Witness(portal.FactRealRefused, "site", v.Site.ID, "genre", string(kind))
	case digits == "":
		v.Problem("chiffres", "Écrivez les chiffres demandés, puis envoyez.")
	case len(digits) > longestEntry:
		v.Problem("chiffres", fmt.Sprintf("%d chiffres au plus. Relisez et recommencez.", longestEntry))
	}
	return digits + "#", "Vous avez tapé " + frtext.Count(len(digits), "chiffre", "chiffres") + ", puis dièse", []string{"longueur", fmt.Sprint(len(digits))}
}
