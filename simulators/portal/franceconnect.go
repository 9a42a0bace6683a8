package portal

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"

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
}

// FranceConnect is the issuer that services log people in with.
func (d Deps) FranceConnect() string { return cmp.Or(d.Issuer, FranceConnectIssuer) }

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

// IdentityProvider makes a service one of those that FranceConnect offers on its
// choice page. The service draws the login itself at /identite/{id}, then calls
// Grant or Cancel.
type IdentityProvider struct {
	UID      string // "impots"
	Title    string // what the choice page says
	Order    int    // its place there, lowest first
	provider *oidc.Provider
	host     string
}

// IdentityProvider makes one for a host.
func (d Deps) IdentityProvider(uid, title, host string, order int) *IdentityProvider {
	client := oidc.Client{
		ID: FranceConnectClient, Secret: d.Secret("idp:" + uid), Name: "FranceConnect",
		Home: "https://" + FranceConnectHost + "/", RedirectURIs: []string{FranceConnectCallback},
		Scopes: []string{"openid", "identite_pivot", "profile", "email"},
	}
	return &IdentityProvider{
		UID: uid, Title: title, Order: order, host: host,
		provider: &oidc.Provider{
			Issuer: "https://" + host + "/oidc", Posture: oidc.Standard,
			Clients: func(id string) (oidc.Client, bool) { return client, id == client.ID },
			Keys:    d.Keys, Records: WorldRecords("fi-" + uid), Pairwise: []byte(d.Secret("pairwise:" + uid)),
			Now:      WorldNow,
			Interact: func(id string) string { return "https://" + host + "/identite/" + id },
			Failure:  DrawFailure,
		},
	}
}

// RelyingParty is FranceConnect's own side of it.
func (i *IdentityProvider) RelyingParty(d Deps) *RelyingParty {
	return &RelyingParty{
		Network: d.Network, Issuer: i.provider.Issuer, ClientID: FranceConnectClient, Secret: d.Secret("idp:" + i.UID),
		Callback: FranceConnectCallback, Scopes: []string{"openid", "identite_pivot", "profile", "email"}, ACR: "eidas1",
	}
}

// Routes are the browser's side of the protocol, to be added to the service's.
func (i *IdentityProvider) Routes() []Route {
	return []Route{
		{"GET /oidc/authorize", func(v *Visit) error { return v.ServeHTTP(i.provider.Authorize) }},
		{"GET /oidc/session/end", func(v *Visit) error { return v.ServeHTTP(i.provider.EndSession) }},
	}
}

// Backchannel answers FranceConnect.
func (i *IdentityProvider) Backchannel() http.Handler { return i.provider.Backchannel() }

// Check reads a login under way. A failure is drawn by Fail.
func (i *IdentityProvider) Check(v *Visit, id string) error {
	in, err := i.provider.Interaction(v.Context(), id)
	if err == nil && in.Progress != oidc.Open {
		return oidc.Describe(oidc.CodeAlreadyDone)
	}
	return err
}

// Grant tells FranceConnect who logged in, and sends the browser back there.
func (i *IdentityProvider) Grant(v *Visit, id string, p Person, email string) error {
	to, err := i.provider.Grant(v.Context(), id, p.identity(email))
	if err != nil {
		return Fail(v, err)
	}
	return v.Redirect(to)
}

// Cancel sends the browser back to FranceConnect without anybody.
func (i *IdentityProvider) Cancel(v *Visit, id string) error {
	to, err := i.provider.Refuse(v.Context(), id, "access_denied", "user authentication aborted")
	if err != nil {
		return Fail(v, err)
	}
	return v.Redirect(to)
}

// Context is the request's context carrying the step, for calls inside it.
func (v *Visit) Context() context.Context { return v.Tx.Context(v.Request.Context()) }

func (p Person) identity(email string) oidc.Identity {
	id := oidc.Identity{
		FamilyName: p.BirthName, Birthdate: p.BirthDate, Gender: p.Gender, Birthplace: p.BirthPlace,
		Birthcountry: p.BirthCountry, PreferredUsername: p.UsualName, Email: email, GivenNameArray: p.GivenNames,
	}
	for n, name := range p.GivenNames {
		if n > 0 {
			id.GivenName += " "
		}
		id.GivenName += name
	}
	return id
}

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
