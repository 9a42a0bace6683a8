package caf

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The login of before October 2021: postcode, number, then eight digits pressed
// one by one on keys that change places.
const (
	fieldPostcode = "codepostal"
	fieldOld      = "numero"
	fieldKey      = "touche"
	numberDigits  = 7
	padDigits     = 8
	erase         = "effacer"
)

// pad is a keypad in use on one screen. What was pressed is never kept: only how
// many keys, and whether they were the right ones so far.
type pad struct {
	Number  string `json:"numero"`
	Keys    string `json:"touches"` // the ten digits, as drawn
	Pressed int    `json:"saisis,omitempty"`
	Wrong   bool   `json:"faux,omitempty"`
}

func padKey(device string) string { return "caf/clavier/" + device }

func padOn(v *portal.Visit) (pad, bool) { return sandbox.Get[pad](v.Tx, padKey(v.Device)) }

func oldAccount(tx *sandbox.Tx, number string) (portal.Account, bool) {
	return portal.AccountWith(tx, ID, func(a portal.Account) bool { return a.State == stateOld && a.Identifier == number })
}

// oldLogin takes postcode and number, and draws a keypad.
func (s *service) oldLogin(v *portal.Visit) error {
	postcode, number := portal.Digits(v.Value(fieldPostcode)), portal.Digits(v.Value(fieldOld))
	if len(postcode) != 5 {
		v.Problem(fieldPostcode, "Un code postal compte cinq chiffres.")
	}
	if len(number) != numberDigits {
		v.Problem(fieldOld, "Un numéro d’allocataire a sept chiffres. Il est en haut des courriers de la Caf.")
	}
	if v.Refused() {
		return s.door(v)
	}
	account, ok := oldAccount(v.Tx, number)
	f, known := folderOf(v.Tx, account.Person)
	if !ok || !known || !livesAt(f.Address, postcode) {
		v.Problem(fieldOld, "Ce numéro et ce code postal ne vont pas ensemble. Relisez-les sur un courrier de la Caf.")
		return s.door(v)
	}
	keys, err := shuffled()
	if err != nil {
		return err
	}
	v.Put(padKey(v.Device), pad{Number: number, Keys: keys})
	return v.Redirect("/connexion")
}

func livesAt(address []string, postcode string) bool {
	for _, line := range address {
		for _, word := range strings.Fields(line) {
			if word == postcode {
				return true
			}
		}
	}
	return false
}

func shuffled() (string, error) {
	keys := []byte("0123456789")
	for i := len(keys) - 1; i > 0; i-- {
		j, err := rand.Int(rand.Reader, big.NewInt(int64(i+1)))
		if err != nil {
			return "", fmt.Errorf("caf: shuffle the keys: %w", err)
		}
		keys[i], keys[j.Int64()] = keys[j.Int64()], keys[i]
	}
	return string(keys), nil
}

// press takes one key. The eighth tries the door.
func (s *service) press(v *portal.Visit) error {
	p, ok := padOn(v)
	account, known := oldAccount(v.Tx, p.Number)
	key, err := strconv.Atoi(v.Value(fieldKey))
	pressed := err == nil && key >= 0 && key < len(p.Keys)
	v.Forget(fieldKey)
	switch {
	case !ok || !known:
		return v.Redirect("/connexion")
	case !pressed: // erased
		p.Pressed, p.Wrong = 0, false
		v.Put(padKey(v.Device), p)
		return v.Redirect("/connexion")
	}
	right := account.Secret.Issued
	p.Wrong = p.Wrong || p.Pressed >= len(right) || right[p.Pressed] != p.Keys[key]
	p.Pressed++
	if p.Pressed < padDigits {
		v.Put(padKey(v.Device), p)
		return v.Redirect("/connexion")
	}
	v.Delete(padKey(v.Device))
	return s.tryPad(v, p, right)
}

// tryPad ends in the same door as a typed password: the digits themselves were
// never brought together, so the verdict stands for them.
func (s *service) tryPad(v *portal.Visit, p pad, right string) error {
	v.Request.Form.Set(fieldSecret, right)
	if p.Wrong {
		v.Request.Form.Set(fieldSecret, "")
	}
	old, outcome := s.access.Login(v, p.Number, fieldSecret)
	switch outcome {
	case portal.Locked:
		return s.locked(v, old)
	case portal.Opened:
		if account, ok := accountOf(v.Tx, old.Person); ok {
			v.OpenSession(portal.Session{Person: account.Person, Account: account.ID, Via: viaPassword})
			return v.Redirect("/compte")
		}
	}
	v.Problem(fieldOld, triesLeft(old))
	return s.door(v)
}
