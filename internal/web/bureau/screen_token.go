package bureau

import (
	"bytes"
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

// mostSpent is how many of a device's last forms are remembered, in as many
// documents written in turn: enough for a double click or a page gone back to,
// and each form sent writes one small document.
const mostSpent = 32

func spentKey(device string, slot int64) string {
	return "poste-jetons/" + device + "/" + strconv.FormatInt(slot%mostSpent, 10)
}

// sentBefore finds a form among the last ones.
func sentBefore(tx *sandbox.Tx, token string) (led string, ok bool) {
	print := printOf(token)
	for slot := range int64(mostSpent) {
		key := spentKey(tx.Device, slot)
		if raw, kept := tx.Raw(key); !kept || !bytes.Contains(raw, []byte(print)) {
			continue
		}
		s, _ := sandbox.Get[spent](tx, key)
		return s.Led, true
	}
	return "", false
}

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
	if led, ok := sentBefore(tx, token); ok {
		return twice, led
	}
	return fresh, ""
}

// spend remembers that a form was sent.
func spend(tx *sandbox.Tx, token, led string) {
	tx.Put(spentKey(tx.Device, tx.Head()), spent{printOf(token), led})
}
