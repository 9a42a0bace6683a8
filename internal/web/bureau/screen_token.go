package bureau

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"slices"
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
	Led   string `json:"vers"`  // world address
	Step  int64  `json:"apres"` // the step it came after
}

// spentFor is how many of the world's steps a sent form is remembered for:
// enough for a double click or a page gone back to.
const spentFor = 32

// spentKey is where a device keeps the forms whose print begins alike, 1 in 32,
// so one or two at a time: a form sent reads and writes one small document, whatever came
// before it.
func spentKey(device, print string) string {
	return "poste-envois/" + device + "/" + print[:1]
}

// sentBefore finds a form among the last ones.
func sentBefore(tx *sandbox.Tx, token string) (led string, ok bool) {
	print := printOf(token)
	key := spentKey(tx.Device, print)
	if raw, kept := tx.Raw(key); !kept || !bytes.Contains(raw, []byte(print)) {
		return "", false
	}
	all, _ := sandbox.Get[[]spent](tx, key)
	i := slices.IndexFunc(all, func(s spent) bool { return s.Print == print })
	if i < 0 {
		return "", false
	}
	return all[i].Led, true
}

func printOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base32.HexEncoding.EncodeToString(sum[:10])
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

// spend remembers that a form was sent, and forgets older ones.
func spend(tx *sandbox.Tx, token, led string) {
	print := printOf(token)
	key := spentKey(tx.Device, print)
	all, _ := sandbox.Shared[[]spent](tx, key)
	kept := []spent{{print, led, tx.Head()}}
	for _, s := range all {
		if s.Step > tx.Head()-spentFor {
			kept = append(kept, s)
		}
	}
	tx.Put(key, kept)
}
