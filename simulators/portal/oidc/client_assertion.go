package oidc

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// maxAssertion bounds how long an assertion may claim to live, hence how long
// its number is remembered.
const maxAssertion = time.Hour

// authenticateByKey checks a client_assertion (RFC 7523): signed by a key of the
// client, made for this provider, not expired, and used once.
func (p *Provider) authenticateByKey(r *http.Request, form url.Values, otherToo bool) (Client, *oauthError) {
	if otherToo {
		return Client{}, badRequest(errInvalidRequest, "client authentication must only be provided using one mechanism")
	}
	if form.Get("client_assertion_type") != assertionType {
		return Client{}, badRequest(errInvalidRequest, "client_assertion_type must have value "+assertionType)
	}
	bad := refusedClient(false, "client authentication failed (invalid client_assertion)", "")
	token, err := jwt.ParseSigned(form.Get("client_assertion"), []jose.SignatureAlgorithm{jose.ES256, jose.RS256})
	if err != nil {
		return Client{}, bad
	}
	var claims jwt.Claims
	if err := token.UnsafeClaimsWithoutVerification(&claims); err != nil {
		return Client{}, bad
	}
	c, known := p.client(claims.Subject)
	if id := form.Get("client_id"); !known || id != "" && id != c.ID {
		return Client{}, bad
	}
	keys := c.signingKeys()
	if err := token.Claims(&keys, &claims); err != nil {
		return Client{}, bad
	}
	now := p.Now(r.Context())
	if !p.assertionHolds(claims, c, now) {
		return Client{}, bad
	}
	first, err := p.firstUse(r, c, claims)
	switch {
	case err != nil:
		return Client{}, internalFault()
	case !first:
		return Client{}, refusedClient(false, "client assertion tokens must only be used once", "")
	}
	return c, nil
}

// assertionHolds checks what the assertion says, once its signature is known good.
func (p *Provider) assertionHolds(claims jwt.Claims, c Client, now time.Time) bool {
	if claims.Issuer != c.ID || claims.Subject != c.ID || claims.ID == "" || claims.Expiry == nil {
		return false
	}
	until := claims.Expiry.Time()
	if !now.Before(until) || until.After(now.Add(maxAssertion)) || claims.NotBefore != nil && now.Before(claims.NotBefore.Time()) {
		return false
	}
	return slices.ContainsFunc([]string{p.Issuer, p.url(PathToken), p.url(PathRevocation)}, claims.Audience.Contains)
}

// firstUse remembers the number of an assertion until it expires.
func (p *Provider) firstUse(r *http.Request, c Client, claims jwt.Claims) (first bool, err error) {
	err = p.atomically(r.Context(), func(t Txn, now time.Time) error {
		key := recordKey("assertion", c.ID+" "+claims.ID)
		var until time.Time
		found, err := t.Get(key, &until)
		first = !found || !now.Before(until)
		if err != nil || !first {
			return err
		}
		return t.Put(key, claims.Expiry.Time(), claims.Expiry.Time())
	})
	return first, err
}
