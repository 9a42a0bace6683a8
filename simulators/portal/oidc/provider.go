package oidc

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// Posture says which provider is being imitated.
type Posture int

const (
	// Strict behaves as FranceConnect v2: a closed list of parameters, a nonce
	// of 22 characters, no PKCE, no silent login, pages with Y codes.
	Strict Posture = iota
	// Standard behaves as plain OpenID Connect Core: unknown parameters are
	// ignored, PKCE (S256) is enforced when offered, prompt and max_age work.
	Standard
	// Aidants behaves as Aidants Connect does towards FranceConnect: a closed
	// list of its own, HS256, no discovery, no iss; lasting five minutes.
	Aidants
	// Legacy behaves as FranceConnect v1 did. Its Issuer is a bare host.
	Legacy
)

// Provider is one issuer. Fill the named fields; there is no constructor.
// All methods may be called concurrently; fields must not change meanwhile.
type Provider struct {
	// Issuer is the identifier put in every token, without a trailing slash,
	// such as "https://franceconnect.gouv.example/api/v2". Endpoints hang under it.
	Issuer  string
	Posture Posture
	// Clients finds a registered service, deactivated ones included.
	Clients func(id string) (Client, bool)
	// Keys sign the tokens. Several providers may share one set.
	Keys *KeySet
	// Records keeps interactions, codes and tokens between two requests.
	Records Records
	// Pairwise is the secret mixed into every `sub`. Changing it changes them all.
	Pairwise []byte
	// Now is the clock of the world in which ctx plays.
	Now func(ctx context.Context) time.Time
	// Interact gives the address of the host's page for an interaction.
	Interact func(interactionID string) string
	// Failure draws the page of a request that cannot go back to the service.
	Failure func(w http.ResponseWriter, r *http.Request, f Failure)
	// Carry lets an accepted request travel inside the name of its interaction,
	// sealed, instead of being recorded: nothing is kept, or written, for people who
	// only come by. Names are then some 400 letters long, instead of 43.
	Carry bool
	// World names the world in which ctx plays: an interaction that is carried is
	// worth nothing in another. Optional.
	World func(ctx context.Context) string
	// ACR lists the accepted levels, lowest first. Empty means eidas1.
	ACR []string
	// Algorithms that its clients may have; empty: all that Keys can sign, and HS256.
	Algorithms []string
	// Encryption lists the ways of encrypting that its description offers clients
	// (Client.Encryption). Empty: none is said to exist.
	Encryption []string
	// Lifetimes are FranceConnect's own when left at zero.
	Lifetimes Lifetimes
	// AsRegistered hands over identities as the civil register has them: an
	// identity provider's way. FranceConnect completes presumed dates, and leaves out
	// the place of those born abroad, whatever the posture.
	AsRegistered bool
	// ExtraScopes adds data scopes, as scope → claims. The values come from
	// Identity.Extra. Optional.
	ExtraScopes map[string][]string

	// Browser names the browser that sends a request, and may set the cookie
	// that makes it recognisable. Interactions remember it (Interaction.OpenedBy).
	// Optional.
	Browser func(w http.ResponseWriter, r *http.Request) string
	// SSO tells who is already connected in this browser, for prompt=none.
	// Optional: without it, a silent login is always refused. Standard only.
	SSO func(r *http.Request, c Client) (Identity, bool)
	// SignOut ends the host's own session. It returns true when it has answered
	// the request itself, for instance to sign out of an identity provider
	// first; it must then end on out.Redirect. When out.Sub is empty nobody has
	// proved to come from a service: a host with sessions worth something asks
	// people first. Optional.
	SignOut func(w http.ResponseWriter, r *http.Request, out SignOut) bool
}

// Lifetimes says how long things last. Zero fields take FranceConnect's values.
type Lifetimes struct {
	Code        time.Duration // an unused authorization code: 30 s
	AccessToken time.Duration // an access token: 60 s
	IDToken     time.Duration // the `exp` of signed tokens: 60 s
	Interaction time.Duration // from authorize to the last page: 30 min
}

// Workshop gives lifetimes that leave people time to read and to talk.
func Workshop() Lifetimes {
	return Lifetimes{Code: 10 * time.Minute, AccessToken: time.Hour, IDToken: time.Hour, Interaction: 2 * time.Hour}
}

func (l Lifetimes) code() time.Duration        { return either(l.Code, 30*time.Second) }
func (l Lifetimes) accessToken() time.Duration { return either(l.AccessToken, time.Minute) }
func (l Lifetimes) idToken() time.Duration     { return either(l.IDToken, time.Minute) }
func (l Lifetimes) interaction() time.Duration { return either(l.Interaction, 30*time.Minute) }

func either(d, fallback time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return fallback
}

func (p *Provider) levels() []string {
	if len(p.ACR) == 0 {
		return []string{"eidas1"}
	}
	return p.ACR
}

func (p *Provider) algorithms() []string {
	if len(p.Algorithms) > 0 {
		return p.Algorithms
	}
	return p.Keys.algorithms()
}

func (p *Provider) strict() bool { return p.Posture == Strict }

func (p *Provider) aidants() bool { return p.Posture == Aidants }

func (p *Provider) legacy() bool { return p.Posture == Legacy }

// hidden providers describe themselves nowhere and publish no key.
func (p *Provider) hidden() bool { return p.aidants() || p.legacy() }

// url gives the public address of an endpoint of this issuer.
func (p *Provider) url(path string) string { return strings.TrimSuffix(p.Issuer, "/") + path }

// fail draws a failure through the host. The plain sentence is for hosts that
// draw nothing, such as a test.
func (p *Provider) fail(w http.ResponseWriter, r *http.Request, f Failure) {
	if p.Failure != nil {
		p.Failure(w, r, f)
		return
	}
	http.Error(w, f.Message+" ("+f.Code+")", f.Status)
}

// noStore keeps codes, tokens and personal data out of every cache.
func noStore(w http.ResponseWriter) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Pragma", "no-cache")
}
