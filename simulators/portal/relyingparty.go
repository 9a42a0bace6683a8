package portal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"
	"golang.org/x/oauth2"
)

// RelyingParty logs people in through an OpenID Connect provider of the world,
// as any real service would: discovery, code, signed token, signed user info.
// A portal is one of FranceConnect; FranceConnect is one of each of its
// identity providers.
type RelyingParty struct {
	Network  *Network
	Issuer   string // "https://franceconnect.gouv.example/api/v2"
	ClientID string
	Secret   string
	Callback string // whole world address, as registered with the provider
	Scopes   []string
	ACR      string
	Prompt   string
	// Undiscovered providers describe themselves nowhere and publish no key:
	// they sign with the common secret (HS256). Aidants Connect is one.
	Undiscovered bool
	// Decrypt is the private key that the id_token and the user info are encrypted
	// for; nil where they are signed only.
	Decrypt *jose.JSONWebKey

	mu       sync.Mutex
	provider *oidc.Provider
}

// Identity is what the provider said of a person.
type Identity struct {
	Subject      string   `json:"sub"`
	GivenName    string   `json:"given_name"`
	GivenNames   []string `json:"given_name_array"`
	FamilyName   string   `json:"family_name"`
	UsualName    string   `json:"preferred_username"`
	BirthDate    string   `json:"birthdate"`
	Gender       string   `json:"gender"`
	BirthPlace   string   `json:"birthplace"`
	BirthCountry string   `json:"birthcountry"`
	Email        string   `json:"email"`
	// Actor is who acts in the person's stead; nil: the person is there herself.
	Actor   *Actor   `json:"act"`
	ACR     string   `json:"-"`
	IDToken string   `json:"-"`
	Themes  []string `json:"-"` // what the mandate used covers (rep_scope), if it was asked
}

// RefusedLogin is the provider's own refusal, such as access_denied.
type RefusedLogin struct{ Code, Description string }

func (e *RefusedLogin) Error() string { return e.Code + ": " + e.Description }

// The reasons for which an answer is not believed.
var (
	// ErrForeignAnswer: the state is not that of the login begun in this
	// browser: another tab, a closed browser, a page sent by somebody else.
	ErrForeignAnswer = errors.New("portal: the answer belongs to another login")
	// ErrUserInfo: the tokens were right, but who logged in could not be read.
	ErrUserInfo = errors.New("portal: the user info could not be read")
)

// opaque draws a state or a nonce: FranceConnect asks for 22 characters at
// least, rand.Text has 26.
func opaque() string { return rand.Text() }

func (rp *RelyingParty) memory(name string) string { return "oidc." + rp.ClientID + "." + name }

// Begin sends the browser to the provider. Extra parameters come in pairs.
func (rp *RelyingParty) Begin(v *Visit, extra ...string) error {
	provider, err := rp.discover(v.Tx.Context(v.Request.Context()))
	if err != nil {
		return err
	}
	state, nonce := opaque(), opaque()
	v.Remember(rp.memory("state"), state)
	v.Remember(rp.memory("nonce"), nonce)
	options := []oauth2.AuthCodeOption{oauth2.SetAuthURLParam("nonce", nonce)}
	if rp.ACR != "" {
		options = append(options, oauth2.SetAuthURLParam("acr_values", rp.ACR))
	}
	if rp.Prompt != "" {
		options = append(options, oauth2.SetAuthURLParam("prompt", rp.Prompt))
	}
	for i := 0; i+1 < len(extra); i += 2 {
		options = append(options, oauth2.SetAuthURLParam(extra[i], extra[i+1]))
	}
	return v.Redirect(rp.config(provider).AuthCodeURL(state, options...))
}

// Finish reads the provider's answer on the callback page. ErrForeignAnswer,
// *RefusedLogin, or what the exchange failed with.
func (rp *RelyingParty) Finish(v *Visit) (Identity, error) {
	query := v.Request.URL.Query()
	state, nonce := v.Remembered(rp.memory("state")), v.Remembered(rp.memory("nonce"))
	if state == "" || query.Get("state") != state {
		return Identity{}, ErrForeignAnswer
	}
	if iss := query.Get("iss"); iss != "" && iss != rp.Issuer {
		return Identity{}, ErrForeignAnswer
	}
	v.Remember(rp.memory("state"), "")
	if code := query.Get("error"); code != "" {
		return Identity{}, &RefusedLogin{code, query.Get("error_description")}
	}
	ctx := oidc.ClientContext(v.Tx.Context(v.Request.Context()), rp.client())
	provider, err := rp.discover(ctx)
	if err != nil {
		return Identity{}, err
	}
	return rp.exchange(ctx, v, provider, query.Get("code"), nonce)
}

func (rp *RelyingParty) exchange(ctx context.Context, v *Visit, provider *oidc.Provider, code, nonce string) (Identity, error) {
	token, err := rp.config(provider).Exchange(ctx, code)
	if err != nil {
		return Identity{}, fmt.Errorf("exchange the code: %w", err)
	}
	raw, _ := token.Extra("id_token").(string)
	if raw, err = rp.open(raw); err != nil {
		return Identity{}, fmt.Errorf("open the id token: %w", err)
	}
	idToken, err := rp.verifier(ctx, provider, v.Now).Verify(ctx, raw)
	if err != nil {
		return Identity{}, fmt.Errorf("check the id token: %w", err)
	}
	if idToken.Nonce != nonce {
		return Identity{}, ErrForeignAnswer
	}
	info, err := provider.UserInfo(ctx, oauth2.StaticTokenSource(token))
	if err != nil {
		return Identity{}, fmt.Errorf("%w: %w", ErrUserInfo, err)
	}
	if info.Subject != idToken.Subject {
		return Identity{}, ErrForeignAnswer
	}
	var login struct {
		ACR    string   `json:"acr"`
		Themes []string `json:"rep_scope"`
	}
	if err := idToken.Claims(&login); err != nil {
		return Identity{}, fmt.Errorf("read the id token: %w", err)
	}
	who := Identity{ACR: login.ACR, Themes: login.Themes, IDToken: raw}
	if err := info.Claims(&who); err != nil {
		return Identity{}, fmt.Errorf("%w: %w", ErrUserInfo, err)
	}
	v.actor = who.Actor
	return who, nil
}

func (rp *RelyingParty) verifier(ctx context.Context, provider *oidc.Provider, now func() time.Time) *oidc.IDTokenVerifier {
	if rp.Undiscovered {
		algs := []string{string(jose.HS256)}
		return oidc.NewVerifier(rp.Issuer, sharedSecret(rp.Secret), &oidc.Config{ClientID: rp.ClientID, Now: now, SupportedSigningAlgs: algs})
	}
	return provider.VerifierContext(ctx, &oidc.Config{ClientID: rp.ClientID, Now: now})
}

// sharedSecret verifies what is signed with the client's own secret.
type sharedSecret string

// VerifySignature makes it a go-oidc key set.
func (s sharedSecret) VerifySignature(_ context.Context, token string) ([]byte, error) {
	jws, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.HS256})
	if err != nil {
		return nil, err
	}
	return jws.Verify([]byte(s))
}

// LogoutURL is where to send the browser to log out of the provider as well.
func (rp *RelyingParty) LogoutURL(idToken, back string) string {
	q := url.Values{"id_token_hint": {idToken}, "post_logout_redirect_uri": {back}, "state": {opaque()}}
	return rp.Issuer + "/session/end?" + q.Encode()
}

func (rp *RelyingParty) config(p *oidc.Provider) *oauth2.Config {
	endpoint := p.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInParams
	return &oauth2.Config{ClientID: rp.ClientID, ClientSecret: rp.Secret, RedirectURL: rp.Callback, Endpoint: endpoint, Scopes: rp.Scopes}
}

// discover reads the provider's own description once: it is the same in every
// sandbox.
func (rp *RelyingParty) discover(ctx context.Context) (*oidc.Provider, error) {
	rp.mu.Lock()
	defer rp.mu.Unlock()
	if rp.provider != nil {
		return rp.provider, nil
	}
	detached := oidc.ClientContext(context.WithoutCancel(ctx), rp.Network.Client())
	if rp.Undiscovered {
		known := oidc.ProviderConfig{
			IssuerURL: rp.Issuer, AuthURL: rp.Issuer + "/authorize", TokenURL: rp.Issuer + "/token", UserInfoURL: rp.Issuer + "/userinfo",
		}
		rp.provider = known.NewProvider(detached)
		return rp.provider, nil
	}
	provider, err := oidc.NewProvider(detached, rp.Issuer)
	if err != nil {
		return nil, fmt.Errorf("discover %s: %w", rp.Issuer, err)
	}
	rp.provider = provider
	return provider, nil
}

// PersonMatching finds whom an identity is about: birth name, first name, birth
// date and place, as FranceConnect transmits them.
func PersonMatching(v *Visit, who Identity) (Person, bool) {
	return PersonWith(v.Tx, func(p Person) bool {
		return p.BirthName == who.FamilyName && len(p.GivenNames) > 0 && len(who.GivenNames) > 0 &&
			p.GivenNames[0] == who.GivenNames[0] && p.BirthDate == who.BirthDate && p.BirthPlace == who.BirthPlace
	})
}
