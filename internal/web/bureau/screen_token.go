package bureau

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"demarcheablanc/internal/sandbox"
)

// tokenField is the field that every form of a service carries: the world's
// epoch when the form was drawn, and something that no other form has.
const tokenField = "_jeton"

func newToken(tx *sandbox.Tx) string {
	return strconv.FormatInt(tx.Epoch(), 10) + "." + rand.Text()
}

// spent is a form that was sent already, and where it led.
type spent struct {
	Print string `json:"empreinte"`
	Led   string `json:"vers"` // world address
}

// mostSpent is how many of a device's last forms are remembered: enough for a
// double click or a page gone back to.
const mostSpent = 30

func spentKey(device string) string { return "poste-jetons/" + device }

func printOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:8])
}

// freshness is what a form's token says.
type freshness int

const (
	fresh   freshness = iota
	missing           // the form is none of ours
	stale             // drawn before the world went back
	twice             // sent already
)

// weigh reads a token; led is where the same form led the first time.
func weigh(tx *sandbox.Tx, token string) (f freshness, led string) {
	epoch, rest, ok := strings.Cut(token, ".")
	n, err := strconv.ParseInt(epoch, 10, 64)
	switch {
	case !ok || err != nil || rest == "":
		return missing, ""
	case n != tx.Epoch():
		return stale, ""
	}
	all, _ := sandbox.Get[[]spent](tx, spentKey(tx.Device))
	for _, s := range all {
		if s.Print == printOf(token) {
			return twice, s.Led
		}
	}
	return fresh, ""
}

// spend remembers that a form was sent.
func spend(tx *sandbox.Tx, token, led string) {
	all, _ := sandbox.Get[[]spent](tx, spentKey(tx.Device))
	all = append(all, spent{printOf(token), led})
	tx.Put(spentKey(tx.Device), all[max(0, len(all)-mostSpent):])
}
