package portal

import (
	"cmp"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"github.com/go-jose/go-jose/v4"

	"demarcheablanc/simulators/portal/oidc"
)

// Where FranceConnect lives in the world. Every portal is its client; it is the
// only client of every identity provider.
const (
	FranceConnectHost     = "franceconnect.gouv.example"
	FranceConnectIssuer   = "https://" + FranceConnectHost + "/api/v2"
	FranceConnectCallback = FranceConnectIssuer + "/oidc-callback"
	FranceConnectClient   = "franceconnect" // its client id at identity providers
)

// FranceConnect+ is another provider, at another level: the services that touch
// money or rights for good ask for it.
const (
	FranceConnectPlusHost     = "plus.franceconnect.gouv.example"
	FranceConnectPlusIssuer   = "https://" + FranceConnectPlusHost + "/api/v2"
	FranceConnectPlusCallback = FranceConnectPlusIssuer + "/oidc-callback"
	FranceConnectPlusClient   = "franceconnectplus"
)

// FranceConnect's first version was closed in 2025: programs that have not moved
// find it where a developer asks for it, and no portal of the world does.
const (
	FranceConnectLegacyHost     = "v1.franceconnect.gouv.example"
	FranceConnectLegacyCallback = "https://" + FranceConnectLegacyHost + "/api/v2/oidc-callback"
	FranceConnectLegacyClient   = "franceconnectv1"
)

// Deps is what services are made with.
type Deps struct {
	Network *Network
	Keys    *oidc.KeySet
	// Seed is the installation's own random secret: client secrets and pairwise
	// identifiers derive from it, so that none stands in the code.
	Seed []byte
	// Issuer is FranceConnect's, where it answers outside clients at an address
	// of its own; empty: FranceConnectIssuer.
	Issuer string
	// Lifetimes of its codes, tokens and pages: the real ones when left at zero.
	Lifetimes oidc.Lifetimes
	// Posture is FranceConnect's: its own strictness when left at zero.
	Posture oidc.Posture
	// PlusIssuer is the same of FranceConnect+, LegacyIssuer of the first version.
	PlusIssuer, LegacyIssuer string
}

// FranceConnect is the issuer that services log people in with.
func (d Deps) FranceConnect() string { return cmp.Or(d.Issuer, FranceConnectIssuer) }

// FranceConnectPlus is the issuer of the services that ask for more.
func (d Deps) FranceConnectPlus() string { return cmp.Or(d.PlusIssuer, FranceConnectPlusIssuer) }

// Secret derives the secret of a name, such as "client:ameli": always the same
// in one installation, different in another.
func (d Deps) Secret(name string) string {
	mac := hmac.New(sha256.New, d.Seed)
	mac.Write([]byte(name))
	return hex.EncodeToString(mac.Sum(nil))
}

// ServiceClient is the registration of a service with FranceConnect: it calls
// back at /franceconnect/retour and comes back after logout at /deconnexion.
func (d Deps) ServiceClient(id, name, host string, scopes ...string) oidc.Client {
	return oidc.Client{
		ID: id, Secret: d.Secret("client:" + id), Name: name, Home: "https://" + host + "/",
		RedirectURIs:   []string{"https://" + host + "/franceconnect/retour"},
		PostLogoutURIs: []string{"https://" + host + "/deconnexion"},
		Scopes:         scopes,
	}
}

// Service is the same registration seen from the service.
func (d Deps) Service(c oidc.Client) *RelyingParty {
	return &RelyingParty{
		Network: d.Network, Issuer: d.FranceConnect(), ClientID: c.ID, Secret: c.Secret,
		Callback: c.RedirectURIs[0], Scopes: c.Scopes, ACR: "eidas1",
	}
}

// PlusClient is the registration of a service with FranceConnect+, which may
// stand beside the one with FranceConnect (Site.PlusClient): it calls back at
// /franceconnect-plus/retour, and its id ends in "-plus".
func (d Deps) PlusClient(id, name, host string, scopes ...string) oidc.Client {
	c := d.ServiceClient(id+"-plus", name, host, scopes...)
	c.RedirectURIs = []string{"https://" + host + "/franceconnect-plus/retour"}
	key := d.decryptionKey(c.ID)
	c.Encryption, c.JWKS.Keys = oidc.ECDHES, []jose.JSONWebKey{key.Public()}
	return c
}

// PlusService is the same registration seen from the service: the second level,
// or nobody.
func (d Deps) PlusService(c oidc.Client) *RelyingParty {
	rp := d.Service(c)
	rp.Issuer, rp.ACR = d.FranceConnectPlus(), "eidas2"
	key := d.decryptionKey(c.ID)
	rp.Decrypt = &key
	return rp
}

// decryptionKey is what a service opens FranceConnect+'s tokens with: drawn from
// the seed, as its secret is.
func (d Deps) decryptionKey(client string) jose.JSONWebKey {
	raw, _ := hex.DecodeString(d.Secret("key:" + client))    // 32 bytes in hexadecimal
	raw[0] = 0                                               // below the order of the curve
	key, _ := ecdsa.ParseRawPrivateKey(elliptic.P256(), raw) // a number from 1 to that order
	return jose.JSONWebKey{Key: key, KeyID: client, Algorithm: oidc.ECDHES, Use: "enc"}
}

// Context is the request's context carrying the step, for calls inside it.
func (v *Visit) Context() context.Context { return v.Tx.Context(v.Request.Context()) }

// VisitOf finds the visit that a request's context carries, or nil.
func VisitOf(ctx context.Context) *Visit {
	if in, ok := ctx.Value(visitKey{}).(*handling); ok {
		return in.visit
	}
	return nil
}

// DrawFailure draws a provider's failure as a page of the site visited.
func DrawFailure(w http.ResponseWriter, r *http.Request, f oidc.Failure) {
	v := VisitOf(r.Context())
	if v == nil {
		http.Error(w, f.Message, f.Status)
		return
	}
	if err := Fail(v, f); err != nil {
		http.Error(w, f.Message, http.StatusInternalServerError)
	}
}
