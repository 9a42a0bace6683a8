package oidc

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// oauthError is a refusal of the back channel.
type oauthError struct {
	status      int
	error       string
	description string
	code        string // FranceConnect's; drawn from the description when empty
	challenge   string // scheme of WWW-Authenticate, when one is due
}

func badRequest(error, description string) *oauthError {
	return &oauthError{status: http.StatusBadRequest, error: error, description: description}
}

// internalFault says nothing of what went wrong on our side.
func internalFault() *oauthError {
	return &oauthError{
		status: http.StatusInternalServerError, error: errServer,
		description: "something bad happened", code: CodeInternal,
	}
}

// ycode gives the code of the published list, or one of the same shape: 04 for
// the protocol, then four digits that stay the same for the same cause.
func (e *oauthError) ycode() string {
	if e.code != "" {
		return e.code
	}
	sum := sha256.Sum256([]byte(e.error + e.description))
	return "Y04" + strings.ToUpper(hex.EncodeToString(sum[:2]))
}

// writeError answers in JSON. error_uri is a page of this issuer, with a number
// that both sides may quote.
func (p *Provider) writeError(w http.ResponseWriter, e *oauthError) {
	if e.challenge != "" {
		w.Header().Set("WWW-Authenticate", fmt.Sprintf("%s realm=%q, error=%q, error_description=%q",
			e.challenge, p.Issuer, e.error, e.description))
	}
	if p.legacy() {
		writeLegacy(w, e.status, e.error)
		return
	}
	writeJSON(w, e.status, map[string]string{
		"error":             e.error,
		"error_description": e.description,
		"error_uri":         p.url(PathHelp) + "?" + url.Values{"code": {e.ycode()}, "id": {newUUID()}}.Encode(),
	})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(w, errServer, http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body) // nobody is left to tell when the line is cut
}

// newUUID draws a version 4 UUID.
func newUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
