package oidc

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
)

// France is the COG code of a birth in France.
const France = "99100"

// Identity is who connects, as the host has established it. Texts are in the
// formats of FranceConnect: upper-case birth name, gender male or female,
// birthdate YYYY-MM-DD (month or day 00 when only presumed), COG codes.
type Identity struct {
	GivenName         string   `json:"given_name,omitempty"`       // all given names, one space between
	GivenNameArray    []string `json:"given_name_array,omitempty"` // drawn from GivenName when empty
	FamilyName        string   `json:"family_name,omitempty"`
	Birthdate         string   `json:"birthdate,omitempty"` // raw: 1958-00-00 stays so
	Gender            string   `json:"gender,omitempty"`
	Birthplace        string   `json:"birthplace,omitempty"` // ignored when born abroad
	Birthcountry      string   `json:"birthcountry,omitempty"`
	PreferredUsername string   `json:"preferred_username,omitempty"` // empty: none, the claim is left out
	Email             string   `json:"email,omitempty"`

	Acr      string    `json:"acr,omitempty"`      // level reached; empty means the level asked for
	AuthTime time.Time `json:"auth_time,omitzero"` // world time of the login; zero means now
	AMR      []string  `json:"amr,omitempty"`      // how: pwd, otp, fc…
	IdpID    string    `json:"idp_id,omitempty"`   // the identity provider used
	// Actor is who acts in this person's stead; nil when she acts herself.
	Actor *Actor `json:"actor,omitempty"`
	// Extra holds the claims of data scopes and of OpenID's own (address…).
	Extra map[string]any `json:"extra,omitempty"`
}

// Missing lists the claims without which FranceConnect refuses an identity
// (page Y600006), in a fixed order.
func (i Identity) Missing() []string {
	var missing []string
	for _, c := range []struct{ name, value string }{
		{"given_name", i.GivenName},
		{"family_name", i.FamilyName},
		{"birthdate", i.Birthdate},
		{"gender", i.Gender},
		{"birthcountry", i.Birthcountry},
		{"email", i.Email},
	} {
		if strings.TrimSpace(c.value) == "" {
			missing = append(missing, c.name)
		}
	}
	if i.Birthcountry == France && i.Birthplace == "" {
		missing = append(missing, "birthplace")
	}
	return missing
}

// bornAbroad needs a country: an unknown one is not abroad.
func (i Identity) bornAbroad() bool { return i.Birthcountry != "" && i.Birthcountry != France }

func (i Identity) givenNames() []string {
	if len(i.GivenNameArray) > 0 {
		return i.GivenNameArray
	}
	return strings.Fields(i.GivenName)
}

// completeBirthdate turns presumed months and days (00) into 01.
func completeBirthdate(raw string) string {
	if len(raw) != len("2006-01-02") {
		return raw
	}
	b := []byte(raw)
	for _, at := range []int{5, 8} {
		if b[at] == '0' && b[at+1] == '0' {
			b[at+1] = '1'
		}
	}
	return string(b)
}

// pivotHash stands for the person whatever the identity provider: case and
// spacing of names don't count, nor does the birthplace of those born abroad.
func (i Identity) pivotHash() [sha256.Size]byte {
	place := i.Birthplace
	if i.bornAbroad() {
		place = ""
	}
	parts := []string{
		fold(strings.Join(i.givenNames(), " ")), fold(i.FamilyName), completeBirthdate(i.Birthdate),
		i.Gender, place, i.Birthcountry,
	}
	return sha256.Sum256([]byte(strings.Join(parts, "\x00")))
}

func fold(name string) string { return strings.ToUpper(strings.Join(strings.Fields(name), " ")) }

// Sub gives the identifier under which the client's entity knows the person:
// 64 hexadecimal digits followed by v1.
func (p *Provider) Sub(c Client, who Identity) string {
	pivot := who.pivotHash()
	mac := hmac.New(sha256.New, p.Pairwise)
	mac.Write([]byte(c.entity()))
	mac.Write([]byte{0})
	mac.Write(pivot[:])
	return hex.EncodeToString(mac.Sum(nil)) + "v1"
}
