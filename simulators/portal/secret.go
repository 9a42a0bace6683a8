package portal

import (
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"math/big"

	"demarcheablanc/internal/sandbox"
)

// rounds makes guessing a chosen secret from its print slow, should somebody
// have typed a real one in spite of what the page says.
const rounds = 60_000

// Secret is a password or code. One issued by the situation is known and may be
// read on a role card; one chosen during the play is never kept, only a print
// that it can be compared with.
type Secret struct {
	Issued string `json:"emis,omitempty" yaml:"emis"`
	Salt   []byte `json:"sel,omitempty" yaml:"-"`
	Print  []byte `json:"empreinte,omitempty" yaml:"-"`
}

// Chosen makes the print of a secret chosen during the play.
func Chosen(typed string) (Secret, error) {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	print, err := pbkdf2.Key(sha256.New, typed, salt, rounds, sha256.Size)
	return Secret{Salt: salt, Print: print}, err
}

// Is compares what was typed with the secret. An empty secret is nobody's.
func (s Secret) Is(typed string) bool {
	if s.Print != nil {
		print, err := pbkdf2.Key(sha256.New, typed, s.Salt, rounds, sha256.Size)
		return err == nil && subtle.ConstantTimeCompare(print, s.Print) == 1
	}
	return s.Issued != "" && subtle.ConstantTimeCompare([]byte(typed), []byte(s.Issued)) == 1
}

// SixDigits draws a code to be sent, or shown on another screen.
func SixDigits() string {
	n, _ := rand.Int(rand.Reader, big.NewInt(1_000_000)) // never fails
	return fmt.Sprintf("%06d", n)
}

// PrintOf is all that is kept of a link or code drawn by a service: what comes
// back is compared with it. Guessing it is not slow: what people choose is
// printed by [Chosen].
func PrintOf(drawn string) string {
	print := sha256.Sum256([]byte(drawn))
	return hex.EncodeToString(print[:12])
}

// Verdict is all that is kept of a typed secret.
type Verdict string

// The verdicts on a typed secret.
const (
	SecretRight Verdict = "juste"
	SecretWrong Verdict = "faux"
	SecretOther Verdict = "autre" // it opens something else: another account, another person's
)

// Judge compares a typed secret with an account's, witnesses the verdict and
// who held the keyboard, and forgets the secret.
func (v *Visit) Judge(a Account, field string) Verdict {
	typed := v.Request.Form.Get(field)
	v.Forget(field)
	verdict := SecretWrong
	switch {
	case a.Secret.Is(typed):
		verdict = SecretRight
	case typed != "" && opensSomethingElse(v.Tx, typed):
		verdict = SecretOther
	}
	v.Witness(FactSecretTyped, "site", v.Site.ID, "personne", a.Person, "verdict", string(verdict))
	return verdict
}

func opensSomethingElse(tx *sandbox.Tx, typed string) bool {
	for _, key := range tx.Keys("acces/") {
		other, _ := sandbox.Shared[Account](tx, key)
		if other.Secret.Issued != "" && other.Secret.Is(typed) {
			return true
		}
	}
	return false
}
