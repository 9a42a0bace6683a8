package oidc

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"strings"
)

// What follows is the first version of FranceConnect, closed in September 2025
// and still found in programs: bare issuer, paths under /api/v1, refusals in
// JSON, HS256 only, user info in plain JSON, no iss in the answer. Codes and
// tokens of one version are worth nothing at the other.

const (
	legacyPath       = "/api/v1"
	PathLegacyLogout = legacyPath + "/logout"
)

// legacyClaims: identite_pivot held the usual name, which the second version has
// taken out.
var legacyClaims = map[string][]string{
	"identite_pivot": {"given_name", "family_name", "birthdate", "gender", "birthplace", "birthcountry", "preferred_username"},
	"address":        {"address"},
	"phone":          {"phone_number"},
}

// legacyRefusal is {"status":"fail"}, its way to say no.
type legacyRefusal struct {
	Status  string `json:"status"`
	Message string `json:"message"`
}

func (e legacyRefusal) Error() string { return e.Message }

func refuseLegacy(message string) legacyRefusal { return legacyRefusal{"fail", message} }

// legacyShape wants every parameter filled; acr_values may be left out, what is
// unknown is ignored.
func (rd *reader) legacyShape() error {
	var missing []string
	for _, name := range []string{"response_type", "client_id", "redirect_uri", "scope", "state", "nonce"} {
		if rd.v.Get(name) == "" {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return refuseLegacy("The following fields are missing or empty : " + strings.Join(missing, ", "))
	}
	c, ok := rd.p.client(rd.v.Get("client_id"))
	switch {
	case !ok:
		return refuseLegacy("client_id is not known here")
	case !c.accepts(c.RedirectURIs, rd.v.Get("redirect_uri")):
		return refuseLegacy("redirect_uri is not one of the client's")
	}
	return nil
}

// writeLegacy answers in its own JSON; the OAuth name of the refusal is all the
// message.
func writeLegacy(w http.ResponseWriter, status int, message string) {
	writeJSON(w, status, refuseLegacy(message))
}

// newAccessToken draws 43 letters, or 64 hexadecimal digits in the first version.
func (p *Provider) newAccessToken() string {
	if !p.legacy() {
		return newSecret()
	}
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand stops the program instead
	return hex.EncodeToString(b[:])
}
