package oidc

import (
	"net/http"
	"net/url"
	"strings"
)

// What follows is Aidants Connect's own way of being a provider: a closed list
// that is not FranceConnect's, plain refusals without any redirection, tokens
// signed with the client's secret, no description of itself.

// Failures of Aidants Connect, which numbers none: these are of our own making.
const (
	codeAidantsMissing   = "AC400" // a parameter is missing
	codeAidantsForbidden = "AC403" // one too many, or not as it should be
	codeAidantsLate      = "AC408" // five minutes have passed
)

var (
	aidantsAuthorize = []string{"state", "nonce", "response_type", "client_id", "redirect_uri", "scope", "acr_values", "prompt"}
	aidantsScopes    = []string{"openid", "profile", "birth", "email"}
	aidantsToken     = []string{"code", "grant_type", "redirect_uri", "client_id", "client_secret"}
)

// aidantsShape judges the parameters of an authorization request: what is
// missing is 400, what is too much or out of shape is 403.
func (rd *reader) aidantsShape() error {
	if code, complaint := closedForm(rd.v, aidantsAuthorize, "claims"); code != "" {
		return Describe(code).because(complaint)
	}
	forbidden := func(complaint string) error { return Describe(codeAidantsForbidden).because(complaint) }
	switch {
	case !alphanumeric(rd.v.Get("state")):
		return forbidden("state must be alphanumeric")
	case !alphanumeric(rd.v.Get("nonce")):
		return forbidden("nonce must be alphanumeric")
	case rd.v.Get("response_type") != "code":
		return forbidden("response_type must be code")
	case rd.v.Get("acr_values") != "eidas1":
		return forbidden("acr_values must be eidas1")
	case !containsAll(words(rd.v.Get("prompt")), "login"):
		return forbidden("prompt must hold login")
	case !containsAll(words(rd.v.Get("scope")), aidantsScopes...):
		return forbidden("scope must hold " + strings.Join(aidantsScopes, ", "))
	case rd.v.Has("claims") && !readableClaims(rd.v.Get("claims")):
		return forbidden("claims must be a JSON object")
	}
	return rd.aidantsClient()
}

// aidantsClient: nobody is redirected to an address that is not registered.
func (rd *reader) aidantsClient() error {
	c, ok := rd.p.client(rd.v.Get("client_id"))
	if !ok || !c.accepts(c.RedirectURIs, rd.v.Get("redirect_uri")) {
		return Describe(codeAidantsForbidden).because("unknown client or redirect_uri")
	}
	return nil
}

// aidantsTokenForm holds the form of a token request to exactly its five keys.
func aidantsTokenForm(form url.Values) *oauthError {
	code, complaint := closedForm(form, aidantsToken)
	if code == "" {
		return nil
	}
	refused := badRequest(errInvalidRequest, complaint)
	refused.status, refused.code = Describe(code).Status, code
	return refused
}

// closedForm wants every name once, filled, and nothing besides those and the
// optional ones.
func closedForm(v url.Values, names []string, optional ...string) (code, complaint string) {
	for _, name := range names {
		if v.Get(name) == "" {
			return codeAidantsMissing, "missing parameter '" + name + "'"
		}
	}
	for name, values := range v {
		if !containsAll(append(optional, names...), name) {
			return codeAidantsForbidden, "unexpected parameter"
		}
		if len(values) != 1 || !readable(values[0]) {
			return codeAidantsForbidden, "'" + name + "' parameter must be given once, readable"
		}
	}
	return "", ""
}

func describeAidants(f Failure) Failure {
	f.OAuthError, f.Message = errInvalidRequest, messageTechnical
	switch f.Code {
	case codeAidantsMissing:
		f.Status = http.StatusBadRequest
	case codeAidantsForbidden:
		f.Status = http.StatusForbidden
	case codeAidantsLate:
		f.Status, f.OAuthError = http.StatusRequestTimeout, errAccessDenied
		f.Message = "Les cinq minutes pour choisir la personne et la démarche sont passées. Repartez du site du service : rien n’est perdu."
	}
	return f
}

func alphanumeric(s string) bool {
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return s != ""
}

func containsAll(list []string, wanted ...string) bool {
	for _, w := range wanted {
		found := false
		for _, have := range list {
			found = found || have == w
		}
		if !found {
			return false
		}
	}
	return true
}
