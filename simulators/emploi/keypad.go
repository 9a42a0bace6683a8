package emploi

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"demarcheablanc/simulators/portal"
)

// The keypad of 2019: ten keys in an order that changes at every display. What
// was pressed stays in the page, as places and not as digits: nothing of it is
// kept here.
const (
	fieldOrder  = "grille"   // the digits in the order of the places
	fieldPlaces = "saisie"   // the places pressed, a to j
	fieldKey    = "touche"   // the place just pressed
	fieldDo     = "_clavier" // "effacer", "valider"

	mostDigits = 12
)

type keypadPage struct {
	Identifier string
	Order      string
	Places     string
	Keys       []key
	Dots       string
}

// key is one of the ten: a place and the digit that it shows this time.
type key struct{ Place, Digit string }

// scrambled is an order of the ten digits, another at each display, that a
// replay draws again.
func scrambled(v *portal.Visit, before string) string {
	digits := []byte("0123456789")
	seed := sha256.Sum256(fmt.Appendf(nil, "%s %d %d %s", v.Device, v.Head(), v.Now().Unix(), before))
	for i := len(digits) - 1; i > 0; i-- {
		j := int(seed[i]) % (i + 1)
		digits[i], digits[j] = digits[j], digits[i]
	}
	return string(digits)
}

func showKeypad(v *portal.Visit, a portal.Account, order, places string) error {
	p := keypadPage{Identifier: a.Identifier, Order: order, Places: places, Dots: strings.Repeat("●", len(places))}
	for i := range order {
		p.Keys = append(p.Keys, key{string(rune('a' + i)), order[i : i+1]})
	}
	return v.Render("clavier.html", "Votre mot de passe", p)
}

func (s *service) keypadPage(v *portal.Visit) error {
	account, ok := pending(v)
	if !ok || v.Era() != era2019 {
		return v.Redirect("/connexion")
	}
	return showKeypad(v, account, scrambled(v, ""), "")
}

// keypad takes one key, or the whole of what was pressed.
func (s *service) keypad(v *portal.Visit) error {
	account, ok := pending(v)
	order, places := v.Value(fieldOrder), v.Value(fieldPlaces)
	if !ok || !isOrder(order) || len(places) > mostDigits || strings.Trim(places, "abcdefghij") != "" {
		return v.Redirect("/connexion")
	}
	switch v.Value(fieldDo) {
	case "valider":
		v.Request.Form.Set(fieldSecret, digitsAt(order, places))
		return s.numeric(v, account, func() error { return showKeypad(v, account, scrambled(v, order), "") })
	case "effacer":
		return showKeypad(v, account, order, "")
	}
	if one := v.Value(fieldKey); len(one) == 1 && strings.Contains("abcdefghij", one) && len(places) < mostDigits {
		places += one
	}
	return showKeypad(v, account, order, places)
}

func isOrder(order string) bool {
	if len(order) != 10 {
		return false
	}
	for d := '0'; d <= '9'; d++ {
		if strings.Count(order, string(d)) != 1 {
			return false
		}
	}
	return true
}

func digitsAt(order, places string) string {
	var digits strings.Builder
	for _, p := range places {
		digits.WriteByte(order[p-'a'])
	}
	return digits.String()
}

func (s *service) plainPage(v *portal.Visit) error {
	account, ok := pending(v)
	if !ok || v.Era() != era2019 {
		return v.Redirect("/connexion")
	}
	return v.Render("accessible.html", "Votre mot de passe", keypadPage{Identifier: account.Identifier})
}

// plain is the « version accessible »: a field instead of the keypad.
func (s *service) plain(v *portal.Visit) error {
	account, ok := pending(v)
	if !ok {
		v.Forget(fieldSecret)
		return v.Redirect("/connexion")
	}
	return s.numeric(v, account, func() error {
		return v.Render("accessible.html", "Votre mot de passe", keypadPage{Identifier: account.Identifier})
	})
}

// numeric judges the numeric password of 2019 and the postal code that goes with
// it.
func (s *service) numeric(v *portal.Visit, account portal.Account, again func() error) error {
	r, _ := registeredOf(v.Tx, account.Person)
	switch {
	case v.Request.Form.Get(fieldSecret) == "":
		v.Problem(fieldSecret, "Composez votre mot de passe : ce sont des chiffres.")
	case portal.Digits(v.Value(fieldPostcode)) != r.Postcode:
		v.Problem(fieldPostcode, "Ce code postal n’est pas celui de votre dossier.")
	}
	if v.Refused() {
		v.Forget(fieldSecret)
		return again()
	}
	if account.LockedUntil.After(v.Now()) {
		v.Forget(fieldSecret)
		return locked(v, account)
	}
	after, outcome := judge(v, codeOf(v.Tx, account.Person))
	switch outcome {
	case portal.Opened:
		return enter(v, account, viaKeypad)
	case portal.Locked:
		return locked(v, after)
	}
	v.Problem(fieldSecret, triesLeft(after))
	return again()
}

// judge compares what was typed with one of the person's two keys, the password
// or the code, and counts: whatever the door, each key has one lockout.
func judge(v *portal.Visit, key portal.Account) (portal.Account, portal.Outcome) {
	if key.LockedUntil.After(v.Now()) {
		v.Forget(fieldSecret)
		v.Witness(portal.FactLoginRefused, "site", ID, "cause", "compte bloqué", "personne", key.Person)
		return key, portal.Locked
	}
	verdict := v.Judge(key, fieldSecret)
	key, outcome := counted(key, verdict == portal.SecretRight, v.Now())
	portal.PutAccount(v.Tx, key)
	if outcome != portal.Opened {
		v.Witness(portal.FactLoginRefused, "site", ID, "cause", "mot de passe faux", "personne", key.Person)
	}
	if outcome == portal.Locked {
		v.Witness(portal.FactLocked, "site", ID, "personne", key.Person)
	}
	return key, outcome
}

// counted is what a right or wrong try does to a key.
func counted(a portal.Account, right bool, now time.Time) (portal.Account, portal.Outcome) {
	if right {
		a.Fails, a.LockedUntil = 0, time.Time{}
		return a, portal.Opened
	}
	if a.Fails++; a.Fails >= mostFails {
		a.Fails, a.LockedUntil = 0, now.Add(lockFor)
		return a, portal.Locked
	}
	return a, portal.Wrong
}
