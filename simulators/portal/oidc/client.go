package oidc

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/go-jose/go-jose/v4"
)

// Client is a service registered with a provider, with the fields that
// FranceConnect keeps of one.
type Client struct {
	ID     string
	Secret string // empty: the client can never authenticate itself
	Name   string // shown to people; hosts escape it
	// Home is where a person who is stuck can go back to. Optional.
	Home string
	// EntityID is the legal body behind the service: two services of one body
	// see the same `sub`. Empty means the client stands alone.
	EntityID string

	RedirectURIs   []string // compared byte for byte
	PostLogoutURIs []string // compared byte for byte
	Scopes         []string // what it may ask; empty means every known scope
	// Claims it may name in the `claims` parameter, such as amr or rep_scope.
	Claims []string

	// Themes that a mandate must cover one of, for somebody to act here in the
	// stead of another (rep_scope). Empty: whoever grants the mandate judges.
	Themes []string

	IDTokenAlg  string // ES256 (when empty), RS256 or HS256
	UserinfoAlg string // same; empty means ES256 in Strict and plain JSON in Standard

	// JWKS are the client's own public keys: those with which it may authenticate
	// instead of a secret (private_key_jwt), each with a kid, and the one (use enc)
	// that its tokens are encrypted for. Optional.
	JWKS jose.JSONWebKeySet
	// Encryption is how the id_token and the user info are encrypted once signed:
	// RSA-OAEP, RSA-OAEP-256 or ECDH-ES, as FranceConnect+ does. Empty: signed only.
	Encryption string

	// AllowedPrompts equal to {"login"} lets prompt=login skip the information page.
	AllowedPrompts []string
	// Private and IdentityConsent together ask for an explicit agreement.
	Private, IdentityConsent bool
	// Disabled clients are answered as if they did not exist.
	Disabled bool
	// AllowLoopback accepts http://localhost redirections: sandbox clients only.
	AllowLoopback bool
}

func (c Client) entity() string {
	if c.EntityID != "" {
		return c.EntityID
	}
	return "client:" + c.ID
}

func (c Client) idTokenAlg() string {
	if c.IDTokenAlg == "" {
		return ES256
	}
	return c.IDTokenAlg
}

// public returns the client without its secret, for the host's pages.
func (c Client) public() Client {
	c.Secret = ""
	return c
}

// consent says whether people must tick their agreement before continuing.
func (c Client) consent() bool { return c.Private && c.IdentityConsent }

func (c Client) mayAsk(scope string) bool {
	return len(c.Scopes) == 0 || slices.Contains(c.Scopes, scope)
}

// accepts says whether uri is one of the registered addresses and of a kind
// that a browser may safely be sent to.
func (c Client) accepts(registered []string, uri string) bool {
	if !slices.Contains(registered, uri) {
		return false
	}
	u, err := url.Parse(uri)
	if err != nil || u.Fragment != "" || u.Host == "" {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && c.AllowLoopback && Loopback(u.Hostname())
}

// secretIs compares in constant time. Hashing first hides the length too.
func (c Client) secretIs(secret string) bool {
	want, got := sha256.Sum256([]byte(c.Secret)), sha256.Sum256([]byte(secret))
	return subtle.ConstantTimeCompare(want[:], got[:]) == 1 && c.Secret != ""
}

// client finds an active client.
func (p *Provider) client(id string) (Client, bool) {
	c, ok := p.Clients(id)
	return c, ok && !c.Disabled
}

// Loopback says whether a host name is this very machine.
func Loopback(host string) bool {
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// looksLikeURL is FranceConnect's own shape check, made before the client is
// known: http(s), a host with a top-level domain (or this machine).
func looksLikeURL(s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
		return false
	}
	host := u.Hostname()
	if Loopback(host) {
		return true
	}
	dot := strings.LastIndexByte(host, '.')
	if dot < 1 || len(host)-dot < 3 {
		return false
	}
	for _, r := range host[dot+1:] {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return true
}
