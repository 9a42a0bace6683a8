package oidc

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
)

// carried is an accepted request inside the identifier of its interaction, where
// Provider.Carry asks for it. The browser holds nothing that it did not send
// itself; the seal says that this provider accepted it, in this world, and when.
type carried struct {
	Draw    []byte  `json:"x"`           // two requests alike are two interactions
	At      int64   `json:"t"`           // opened, in nanoseconds
	Browser string  `json:"b,omitempty"` // hashed
	Asked   request `json:"r"`
}

// mostCarried bounds the identifier, which stands in addresses; the rare longer
// request is recorded.
const mostCarried = 1500

// carries: without a secret, nothing can be sealed.
func (p *Provider) carries() bool { return p.Carry && len(p.Pairwise) > 0 }

// carry names an interaction by what it is. Not ok: it must be recorded.
func (p *Provider) carry(ctx context.Context, rec interactionRecord) (id string, ok bool) {
	if !p.carries() {
		return "", false
	}
	c := carried{Draw: make([]byte, 12), At: rec.Opened.UnixNano(), Browser: rec.Browser, Asked: rec.Request}
	_, _ = rand.Read(c.Draw) // never fails: crypto/rand stops the program instead
	raw, err := json.Marshal(c)
	if err != nil || len(raw) > mostCarried {
		return "", false
	}
	text := base64.RawURLEncoding.EncodeToString(raw)
	return text + "." + base64.RawURLEncoding.EncodeToString(p.seal(ctx, text)), true
}

// seal is what nobody else can write under an identifier.
func (p *Provider) seal(ctx context.Context, text string) []byte {
	world := ""
	if p.World != nil {
		world = p.World(ctx)
	}
	mac := hmac.New(sha256.New, p.Pairwise)
	mac.Write([]byte("interaction\x00" + p.Issuer + "\x00" + world + "\x00" + text))
	return mac.Sum(nil)
}

// unseal reads an interaction out of its identifier. One that was opened later
// than now belongs to a world that has since gone back.
func (p *Provider) unseal(ctx context.Context, id string, now time.Time) (interactionRecord, bool) {
	text, mark, sealed := strings.Cut(id, ".")
	given, err := base64.RawURLEncoding.DecodeString(mark)
	if !p.carries() || !sealed || err != nil || !hmac.Equal(given, p.seal(ctx, text)) {
		return interactionRecord{}, false
	}
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return interactionRecord{}, false
	}
	var c carried
	if err := json.Unmarshal(raw, &c); err != nil {
		return interactionRecord{}, false
	}
	opened := time.Unix(0, c.At).In(now.Location())
	return interactionRecord{
		Request: c.Asked, Browser: c.Browser, Opened: opened, Until: opened.Add(p.Lifetimes.interaction()),
	}, !opened.After(now)
}
