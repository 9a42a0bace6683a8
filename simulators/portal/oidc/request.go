package oidc

import (
	"net/url"
	"slices"
	"strings"
)

// request is an accepted authorization request, as it is kept.
type request struct {
	ClientID    string   `json:"client_id"`
	RedirectURI string   `json:"redirect_uri"`
	State       string   `json:"state,omitempty"`
	Nonce       string   `json:"nonce,omitempty"`
	Scopes      []string `json:"scopes,omitempty"`
	ACR         string   `json:"acr,omitempty"`
	Prompts     []string `json:"prompts,omitempty"`
	AnyLogin    bool     `json:"any_login,omitempty"` // "login" is not to be taken to the letter
	MaxAge      *int     `json:"max_age,omitempty"`   // seconds
	Challenge   string   `json:"challenge,omitempty"`
	IDPHint     string   `json:"idp_hint,omitempty"`
	LoginHint   string   `json:"login_hint,omitempty"`
	Claims      string   `json:"claims,omitempty"`
	// Names that the client asked for by `claims` and may have.
	IDTokenClaims  []string `json:"id_token_claims,omitempty"`
	UserinfoClaims []string `json:"userinfo_claims,omitempty"`
	// Sub is whom the id_token_hint names, if any.
	Sub string `json:"sub,omitempty"`
}

// refusal is an answer that goes back to the service by redirection.
type refusal struct {
	uri, state         string
	error, description string
	fragment           bool
}

func (e refusal) Error() string { return e.error + ": " + e.description }

// refuse answers a request that has at least a registered address.
func (q request) refuse(code, description string) refusal {
	return refusal{uri: q.RedirectURI, state: q.State, error: code, description: description}
}

// reader goes through one authorization request, in FranceConnect's order.
type reader struct {
	p *Provider
	v url.Values
	c Client
	q request
}

// readAuthorize judges a request. The error is a Failure (a page) or a refusal
// (a redirection); nothing is redirected to an unregistered address.
func (p *Provider) readAuthorize(v url.Values) (request, Client, error) {
	rd := &reader{p: p, v: v}
	steps := []func() error{rd.target, rd.duplicates, rd.responseType, rd.scope, rd.prompt, rd.maxAge, rd.pkce, rd.level, rd.claims, rd.hint}
	for _, step := range steps {
		if err := step(); err != nil {
			return rd.q, rd.c, err
		}
	}
	return rd.q, rd.c, nil
}

// target finds the client and its address: until then, only pages.
func (rd *reader) target() error {
	complaint := ""
	if rd.p.aidants() {
		if err := rd.aidantsShape(); err != nil {
			return err
		}
	}
	if rd.p.legacy() {
		if err := rd.legacyShape(); err != nil {
			return err
		}
	}
	if rd.p.strict() {
		complaint = strictShape(rd.v)
	} else if len(rd.v["client_id"]) != 1 || len(rd.v["redirect_uri"]) != 1 {
		complaint = "client_id and redirect_uri must be given once each"
	}
	id := rd.v.Get("client_id")
	if complaint != "" {
		f := Describe(CodeBadRequest).because(complaint)
		if c, ok := rd.p.client(id); ok {
			f = f.to(c)
		}
		return f
	}
	c, ok := rd.p.client(id)
	if !ok {
		return Describe(CodeUnknownClient).because("client is invalid (client not found)")
	}
	uri := rd.v.Get("redirect_uri")
	if !c.accepts(c.RedirectURIs, uri) {
		return Describe(CodeRedirectURI).because("redirect_uri did not match any of the client's registered redirect_uris").to(c)
	}
	rd.c = c
	rd.q = request{
		ClientID: c.ID, RedirectURI: uri, State: rd.v.Get("state"), Nonce: rd.v.Get("nonce"),
		IDPHint: rd.v.Get("idp_hint"), LoginHint: rd.v.Get("login_hint"), Claims: rd.v.Get("claims"),
	}
	return nil
}

// duplicates and what Standard knows but does not do.
func (rd *reader) duplicates() error {
	names := make([]string, 0, len(rd.v))
	for name := range rd.v {
		names = append(names, name)
	}
	slices.Sort(names) // one fault, always the same one
	for _, name := range names {
		complaint := "' parameter must not be provided twice"
		if values := rd.v[name]; len(values) == 1 {
			if readable(values[0]) {
				continue
			}
			complaint = "' parameter is not readable"
		}
		if name == "state" {
			rd.q.State = "" // which of the two, or what, could not be said
		}
		return rd.q.refuse(errInvalidRequest, "'"+name+complaint)
	}
	for _, name := range []string{"request", "request_uri", "registration"} {
		if rd.v.Get(name) != "" {
			return rd.q.refuse(name+"_not_supported", name+" parameter provided but not supported")
		}
	}
	return nil
}

func (rd *reader) responseType() error {
	switch asked := rd.v.Get("response_type"); asked {
	case "code":
	case "":
		return rd.q.refuse(errInvalidRequest, "missing required parameter 'response_type'")
	default:
		e := rd.q.refuse("unsupported_response_type", "unsupported response_type requested")
		kinds := words(asked)
		e.fragment = slices.Contains(kinds, "id_token") || slices.Contains(kinds, "token")
		return e
	}
	if mode := rd.v.Get("response_mode"); mode != "" && mode != "query" {
		return rd.q.refuse("unsupported_response_mode", "unsupported response_mode requested")
	}
	return nil
}

// scope ignores what nobody knows and refuses what this client may not ask.
func (rd *reader) scope() error {
	for _, s := range words(rd.v.Get("scope")) {
		if _, known := rd.p.scope(s); !known {
			continue
		}
		if !rd.c.mayAsk(s) {
			return rd.q.refuse("invalid_scope", "requested scope is not allowed")
		}
		rd.q.Scopes = append(rd.q.Scopes, s)
	}
	if slices.Contains(rd.q.Scopes, "openid") {
		return nil
	}
	if rd.v.Get("acr_values") != "" {
		return rd.q.refuse(errInvalidRequest, "openid scope must be requested when using the acr_values parameter")
	}
	return rd.q.refuse(errInvalidRequest, "openid scope must be requested")
}

func (rd *reader) claims() error {
	asked, err := parseClaims(rd.q.Claims)
	if err != nil {
		return rd.q.refuse(errInvalidRequest, "could not parse the claims parameter JSON")
	}
	rd.q.IDTokenClaims = allowedNames(asked.IDToken, rd.c.Claims)
	rd.q.UserinfoClaims = allowedNames(asked.Userinfo, rd.c.Claims)
	return nil
}

// knownLevels are those of the eIDAS regulation, lowest first.
var knownLevels = []string{"eidas1", "eidas2", "eidas3"}

// level keeps the lowest known level asked for; when none is known, the lowest
// that the provider accepts.
func (rd *reader) level() error {
	accepted := rd.p.levels()
	asked := words(rd.v.Get("acr_values"))
	for _, known := range knownLevels {
		if !slices.Contains(asked, known) {
			continue
		}
		if slices.Contains(accepted, known) {
			rd.q.ACR = known
			return nil
		}
		if rd.p.strict() {
			return rd.q.refuse("invalid_acr", "acr_value is not valid, should be equal one of these values, expected "+
				strings.Join(accepted, ",")+", got "+known)
		}
	}
	rd.q.ACR = accepted[0]
	return nil
}

// below says whether a level reached is under the one asked for. A level that
// nobody knows is under every other.
func below(reached, asked string) bool {
	return slices.Index(knownLevels, reached) < slices.Index(knownLevels, asked)
}
