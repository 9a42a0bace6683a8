package oidc

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Authorize receives people from a service. An acceptable request opens an
// interaction and goes to the host's page; any other goes back to the service
// or, when the service cannot be trusted to be itself, stops on a page.
func (p *Provider) Authorize(w http.ResponseWriter, r *http.Request) {
	noStore(w)
	params, err := frontParams(w, r)
	if err != nil {
		p.fail(w, r, Describe(CodeBadRequest).because("the request could not be read"))
		return
	}
	q, c, err := p.readAuthorize(params)
	if err != nil {
		p.answer(w, r, err)
		return
	}
	if slices.Contains(q.Prompts, "none") {
		p.silent(w, r, q, c)
		return
	}
	browser := ""
	if p.Browser != nil {
		browser = p.Browser(w, r)
	}
	id, err := p.openInteraction(r.Context(), q, browser)
	if err != nil {
		p.answer(w, r, err)
		return
	}
	seeOther(w, p.Interact(id))
}

// answer sends an error of the front channel where it belongs.
func (p *Provider) answer(w http.ResponseWriter, r *http.Request, err error) {
	if back, ok := errors.AsType[refusal](err); ok {
		seeOther(w, p.back(back))
		return
	}
	if old, ok := errors.AsType[legacyRefusal](err); ok {
		writeLegacy(w, http.StatusBadRequest, old.Message)
		return
	}
	f, ok := errors.AsType[Failure](err)
	if !ok {
		f = Describe(CodeInternal)
	}
	p.fail(w, r, f)
}

// silent answers prompt=none: a code when the host knows this browser, and a
// refusal otherwise. No page is ever shown.
func (p *Provider) silent(w http.ResponseWriter, r *http.Request, q request, c Client) {
	who, known := Identity{}, false
	if p.SSO != nil {
		who, known = p.SSO(r, c.public())
	}
	now := p.Now(r.Context())
	if !known || !q.fresh(who.AuthTime, now) || q.Sub != "" && q.Sub != p.Sub(c, who) {
		p.answer(w, r, q.refuse(errLoginRequired, "End-User authentication is required"))
		return
	}
	var to string
	err := p.atomically(r.Context(), func(t Txn, now time.Time) (err error) {
		to, err = p.issueCode(t, q, who, now)
		return err
	})
	if err != nil {
		p.answer(w, r, err)
		return
	}
	seeOther(w, to)
}

// fresh says whether a login made at `at` is recent enough for a request opened
// at `opened`: the time that people then take to read pages doesn't count
// against them. A zero `at` means now.
func (q request) fresh(at, opened time.Time) bool {
	if at.IsZero() {
		return true
	}
	oldest := time.Time{}
	if q.MaxAge != nil {
		oldest = opened.Add(-time.Duration(*q.MaxAge) * time.Second)
	}
	if slices.Contains(q.Prompts, "login") && !q.AnyLogin {
		oldest = opened
	}
	return !at.Before(oldest.Truncate(time.Second))
}

// issueCode records a code and gives the address that carries it.
func (p *Provider) issueCode(t Txn, q request, who Identity, now time.Time) (string, error) {
	if who.Acr == "" {
		who.Acr = q.ACR
	}
	if who.AuthTime.IsZero() {
		who.AuthTime = now
	}
	code := newSecret()
	rec := codeRecord{Request: q.granted(), Who: who, Until: now.Add(p.Lifetimes.code())}
	// Kept past its end, until the token drawn from it is dead too, so that a
	// second use is recognised.
	if err := t.Put(recordKey("code", code), rec, rec.Until.Add(p.Lifetimes.accessToken())); err != nil {
		return "", err
	}
	return p.back(refusal{uri: q.RedirectURI, state: q.State}, "code", code), nil
}

// granted is what a code stands for: the rest of the request has been answered.
func (q request) granted() request {
	return request{
		ClientID: q.ClientID, RedirectURI: q.RedirectURI, Nonce: q.Nonce, Scopes: q.Scopes, ACR: q.ACR,
		Challenge: q.Challenge, IDTokenClaims: q.IDTokenClaims, UserinfoClaims: q.UserinfoClaims,
	}
}

// back writes the address of an answer to a service: what it carries, state,
// and iss so that a mix-up of providers is seen (RFC 9207).
func (p *Provider) back(e refusal, more ...string) string {
	v := url.Values{}
	if !p.hidden() {
		v.Set("iss", p.Issuer)
	}
	if e.state != "" {
		v.Set("state", e.state)
	}
	if e.error != "" {
		v.Set("error", e.error)
		v.Set("error_description", e.description)
	}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	if e.fragment {
		return e.uri + "#" + v.Encode()
	}
	return withQuery(e.uri, v)
}

// withQuery leaves the registered address as it is and adds to its query.
func withQuery(uri string, v url.Values) string {
	switch {
	case len(v) == 0:
		return uri
	case strings.Contains(uri, "?"):
		return uri + "&" + v.Encode()
	}
	return uri + "?" + v.Encode()
}

// seeOther redirects with 303, without the HTML body that net/http adds to it.
func seeOther(w http.ResponseWriter, to string) {
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusSeeOther)
}

// openInteraction names an accepted request, and records it unless the name
// carries it.
func (p *Provider) openInteraction(ctx context.Context, q request, browser string) (string, error) {
	now := p.Now(ctx)
	rec := interactionRecord{Request: q, Opened: now, Until: now.Add(p.Lifetimes.interaction())}
	if browser != "" {
		rec.Browser = recordKey("browser", browser)
	}
	if id, ok := p.carry(ctx, rec); ok {
		return id, nil
	}
	id := newSecret()
	return id, p.atomically(ctx, func(t Txn, _ time.Time) error {
		return t.Put(recordKey("interaction", id), rec, rec.Until)
	})
}
