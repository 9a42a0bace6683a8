package oidc

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxBody  = 64 << 10 // bytes of a form
	maxParam = 8 << 10  // bytes of one parameter
	minNonce = 22       // characters, FranceConnect's own floor
)

// frontParams reads a browser's request: the query of a GET, the body of a POST.
func frontParams(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		return url.ParseQuery(r.URL.RawQuery)
	case http.MethodPost:
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		err := r.ParseForm()
		return r.PostForm, err
	}
	return nil, errors.New("method not allowed")
}

// presence says how the closed list of Strict treats a parameter.
type presence int

const (
	optional presence = iota
	present           // must be there, may be empty
	filled            // must be there and hold something
)

var strictAuthorize = map[string]presence{
	"client_id": filled, "redirect_uri": filled, "state": filled, "nonce": filled, "acr_values": filled,
	"response_type": present, "scope": present,
	"claims": optional, "prompt": optional, "idp_hint": optional, "ui_locales": optional,
}

var strictEndSession = map[string]presence{
	"id_token_hint":            filled,
	"post_logout_redirect_uri": optional, "state": optional, "client_id": optional,
	"logout_hint": optional, "ui_locales": optional,
}

// closedList refuses what is unknown, given twice, missing or unreadable, and
// says which in English, for developers.
func closedList(v url.Values, list map[string]presence) (complaint string) {
	for name, values := range v {
		if _, known := list[name]; !known {
			return "unknown parameter"
		}
		if len(values) != 1 {
			return "'" + name + "' parameter must not be provided twice"
		}
		if !readable(values[0]) {
			return "'" + name + "' parameter is not readable"
		}
	}
	for name, want := range list {
		if want != optional && !v.Has(name) || want == filled && v.Get(name) == "" {
			return "missing required parameter '" + name + "'"
		}
	}
	return ""
}

// readable keeps out what could not be given back byte for byte.
func readable(s string) bool { return len(s) <= maxParam && utf8.ValidString(s) }

// strictShape is the check made by FranceConnect before it knows the client.
func strictShape(v url.Values) (complaint string) {
	if complaint := closedList(v, strictAuthorize); complaint != "" {
		return complaint
	}
	switch {
	case utf8.RuneCountInString(v.Get("nonce")) < minNonce:
		return "nonce must hold 22 characters at least"
	case !looksLikeURL(v.Get("redirect_uri")):
		return "redirect_uri must be a URL"
	case v.Has("prompt") && !strictPrompt(v.Get("prompt")):
		return "prompt must be login, consent or both"
	case v.Has("claims") && !readableClaims(v.Get("claims")):
		return "claims must be a JSON object"
	}
	return ""
}

func strictPrompt(prompt string) bool {
	switch prompt {
	case "login", "consent", "login consent", "consent login":
		return true
	}
	return false
}

// claimsParam is the `claims` parameter: names wanted in each place.
type claimsParam struct {
	IDToken  map[string]json.RawMessage `json:"id_token"`
	Userinfo map[string]json.RawMessage `json:"userinfo"`
}

func readableClaims(raw string) bool {
	_, err := parseClaims(raw)
	return err == nil
}

func parseClaims(raw string) (claimsParam, error) {
	var c claimsParam
	if raw == "" {
		return c, nil
	}
	if !strings.HasPrefix(strings.TrimSpace(raw), "{") {
		return c, errors.New("claims parameter should be a JSON object")
	}
	err := json.Unmarshal([]byte(raw), &c)
	return c, err
}

// allowedNames keeps the names that the client may ask for, sorted.
func allowedNames(asked map[string]json.RawMessage, allowed []string) []string {
	var names []string
	for name := range asked {
		if slices.Contains(allowed, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// words splits a space-separated list and drops repetitions.
func words(s string) []string {
	var out []string
	for _, w := range strings.Fields(s) {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}
