package oidc

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// Actor is who acts in the stead of the person identified, under a mandate. It
// travels as the standard claim act (RFC 8693), in the id_token and in the user
// info, and is absent when the person acts herself.
type Actor struct {
	Name      string `json:"name"`
	Structure string `json:"organization,omitempty"` // who holds the mandate
	Mandate   string `json:"mandate,omitempty"`      // its number
	Theme     string `json:"theme,omitempty"`        // the theme chosen in it
}

// act is the claim: the actor under an identifier that this client alone knows.
func (p *Provider) act(c Client, by Actor) map[string]any {
	mac := hmac.New(sha256.New, p.Pairwise)
	mac.Write([]byte("act\x00" + c.entity() + "\x00" + by.Structure + "\x00" + by.Name))
	claim := map[string]any{"sub": hex.EncodeToString(mac.Sum(nil)), "name": by.Name}
	for name, value := range map[string]string{"organization": by.Structure, "mandate": by.Mandate, "theme": by.Theme} {
		if value != "" {
			claim[name] = value
		}
	}
	return claim
}

// addActor says who acts, where somebody else than the person does.
func (p *Provider) addActor(claims map[string]any, c Client, who Identity) {
	if who.Actor != nil {
		claims["act"] = p.act(c, *who.Actor)
	}
}
