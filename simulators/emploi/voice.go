package emploi

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Line is the number that the voice server answers, day and night.
const Line = "3949"

// The places of the voice menu.
const (
	atIdentifier = "identifiant"
	atCode       = "code"
	atMenu       = "menu"
	atQuestions  = "questions"
	atReadback   = "relecture"
	atQueue      = "attente"
	atAdviser    = "conseiller"
)

// talk is what the line keeps of a call, as text: where it is, who calls, what
// was answered. Never the code.
type talk struct {
	At      string            `json:"a"`
	Account string            `json:"c,omitempty"`
	Answers map[string]string `json:"r,omitempty"`
	Read    time.Time         `json:"l,omitzero"` // when the answers were read back
	Until   time.Time         `json:"j,omitzero"` // end of a queue
}

func (t talk) memory() string {
	raw, _ := json.Marshal(t) // plain texts: always writable
	return string(raw)
}

func talkOf(memory string) (t talk) {
	if json.Unmarshal([]byte(memory), &t) != nil {
		t = talk{} // a call that begins
	}
	if t.Answers == nil {
		t.Answers = map[string]string{}
	}
	return t
}

func (t talk) say(says ...string) portal.VoiceAnswer {
	return portal.VoiceAnswer{Says: says, Memory: t.memory()}
}

// answer is the voice server.
func (s *service) answer(tx *sandbox.Tx, call portal.VoiceCall) portal.VoiceAnswer {
	t, key := talkOf(call.Memory), portal.Digits(call.Key)
	if call.Key == "tick" && t.At != atQueue {
		return t.say()
	}
	switch t.At {
	case atIdentifier:
		return s.heardIdentifier(tx, t, key)
	case atCode:
		return s.heardCode(tx, t, key)
	case atMenu:
		return s.heardChoice(tx, t, key)
	case atQuestions:
		return s.heardAnswer(tx, t, key)
	case atReadback:
		return s.heardReadback(tx, t, key)
	case atQueue:
		return s.queue(tx, t)
	case atAdviser:
		return s.heardCorrection(tx, t, key)
	}
	return talk{At: atIdentifier}.say(
		"Bonjour. Vous appelez "+institution(tx)+". Ceci est un exercice.",
		"Ce service répond jour et nuit. À tout moment, prenez votre temps.",
		"Tapez les chiffres de votre identifiant, sans la lettre, puis dièse.")
}

// calling is the account whose digits were typed.
func calling(tx *sandbox.Tx, digits string) (portal.Account, bool) {
	if len(digits) < 7 {
		return portal.Account{}, false
	}
	return portal.AccountWith(tx, ID, func(a portal.Account) bool {
		r, ok := registeredOf(tx, a.Person)
		return portal.Digits(a.Identifier) == digits || ok && r.National != "" && r.National == digits
	})
}

func (s *service) heardIdentifier(tx *sandbox.Tx, t talk, digits string) portal.VoiceAnswer {
	account, ok := calling(tx, digits)
	if !ok {
		return t.say("Cet identifiant ne correspond à aucun dossier. Il est en haut de vos courriers : tapez ses chiffres, sans la lettre, puis dièse.")
	}
	return talk{At: atCode, Account: account.ID}.say("Tapez maintenant les 6 chiffres de votre code d’accès, puis dièse. Il est sur la lettre qui vous l’a donné.")
}

func (t talk) account(tx *sandbox.Tx) portal.Account {
	a, _ := portal.AccountWith(tx, ID, func(a portal.Account) bool { return a.ID == t.Account })
	return a
}

// heardCode compares the digits with the code. The lockout is the code's own: a
// space locked by wrong passwords does not close the line.
func (s *service) heardCode(tx *sandbox.Tx, t talk, digits string) portal.VoiceAnswer {
	key := codeOf(tx, t.account(tx).Person)
	if key.LockedUntil.After(tx.Now()) {
		return portal.VoiceAnswer{End: true, Says: []string{"Votre code est bloqué jusqu’au " + frtext.DateTime(key.LockedUntil) + ", après plusieurs essais. Passez à l’agence avec une pièce d’identité. Au revoir."}}
	}
	right := key.Secret.Is(digits)
	verdict := portal.SecretWrong
	if right {
		verdict = portal.SecretRight
	}
	tx.Emit(string(portal.FactSecretTyped), "site", ID, "personne", key.Person, "verdict", string(verdict))
	after, outcome := counted(key, right, tx.Now())
	portal.PutAccount(tx, after)
	switch outcome {
	case portal.Opened:
		tx.Emit(string(FactCalled), "personne", key.Person)
		return s.toMenu(tx, t)
	case portal.Locked:
		tx.Emit(string(portal.FactLocked), "site", ID, "personne", key.Person)
		return portal.VoiceAnswer{End: true, Says: []string{"Ce n’est pas le bon code. Par sécurité, le code est bloqué 24 heures. Au revoir."}}
	}
	return t.say("Ce n’est pas le code de ce dossier. " + frtext.Count(mostFails-after.Fails, "essai reste", "essais restent") + ". Tapez les 6 chiffres, puis dièse.")
}

func (s *service) toMenu(tx *sandbox.Tx, t talk, says ...string) portal.VoiceAnswer {
	r, _ := registeredOf(tx, t.account(tx).Person)
	st := standingOf(tx, r)
	head := "Votre actualisation " + frtext.De(st.Month) + " est à faire avant le " + frtext.DateTime(st.Until) + "."
	if !st.Due {
		head = st.Closed
	}
	if st.Done {
		head = "Votre actualisation " + frtext.De(st.Month) + " est enregistrée."
	}
	if st.Done && st.Ceased {
		says = append(says, "Votre inscription s’est arrêtée le "+frtext.Date(st.Since)+". "+st.After)
	}
	return t.menu(append(says, head)...)
}

// menu says the choices.
func (t talk) menu(says ...string) portal.VoiceAnswer {
	return talk{At: atMenu, Account: t.Account}.say(slices.Concat(says, []string{
		"Pour vous actualiser, tapez 1.", "Pour connaître votre dernier paiement, tapez 2.",
		"Pour corriger une actualisation avec un conseiller, tapez 3.", "Pour raccrocher, tapez 9.",
	})...)
}

func (s *service) heardChoice(tx *sandbox.Tx, t talk, key string) portal.VoiceAnswer {
	r, _ := registeredOf(tx, t.account(tx).Person)
	switch key {
	case "1":
		if closed := whyClosed(tx, r, true); closed != "" {
			return s.toMenu(tx, t, closed)
		}
		t.At, t.Answers = atQuestions, map[string]string{}
		return s.ask(tx, t, "Je vais vous poser les questions une par une. Répondez par 1 pour oui, 2 pour non. Étoile pour réentendre.")
	case "2":
		return s.toMenu(tx, t, lastPayment(tx, r.Person))
	case "3":
		return s.toAdviser(tx, t)
	case "9":
		return portal.VoiceAnswer{End: true, Says: []string{"Au revoir."}}
	}
	return s.toMenu(tx, t, "Je n’ai pas compris votre choix.")
}

// heardReadback sends, or starts again.
func (s *service) heardReadback(tx *sandbox.Tx, t talk, key string) portal.VoiceAnswer {
	switch key {
	case "1":
		return s.send(tx, t)
	case "2":
		t.At, t.Answers = atQuestions, map[string]string{}
		return s.ask(tx, t, "Reprenons depuis le début.")
	}
	return s.readback(tx, t)
}

// send transmits the answers, as the button of the site does.
func (s *service) send(tx *sandbox.Tx, t talk) portal.VoiceAnswer {
	c, closed := s.filled(tx, t)
	if closed != "" {
		return s.toMenu(tx, t, closed)
	}
	c.Dossier.RecapAt = t.Read
	c.Send("telephone", tx.Hand)
	number := c.Dossier.Number
	text(tx, t.account(tx), "Actualisation enregistrée sous le numéro "+number+". Gardez ce message.")
	return t.menu("C’est enregistré. Votre numéro est : " + strings.ReplaceAll(number, "-", ", ") + ". Il vous est envoyé par SMS.")
}
