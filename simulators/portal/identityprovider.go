package portal

import (
	"net/http"
	"slices"
	"strings"

	"demarcheablanc/simulators/portal/oidc"
)

// IdentityProvider makes a service one of those that FranceConnect offers on its
// choice page. The service draws the login itself at /identite/{id}, then calls
// Grant or Cancel.
type IdentityProvider struct {
	UID      string   // "impots"
	Title    string   // what the choice page says
	Order    int      // its place there, lowest first
	Levels   []string // the eIDAS levels that it reaches, lowest first
	Mandates bool     // it is Aidants Connect: a button of its own, not a card
	provider *oidc.Provider
	host     string
	secret   string
}

// identityScopes is all that FranceConnect asks of an account.
var identityScopes = []string{"openid", "identite_pivot", "profile", "email"}

// IdentityProvider makes one for a host. It reaches eidas1, or the levels named:
// those that reach eidas2 are offered by FranceConnect+ too.
func (d Deps) IdentityProvider(uid, title, host string, order int, levels ...string) *IdentityProvider {
	if len(levels) == 0 {
		levels = []string{"eidas1"}
	}
	i := &IdentityProvider{UID: uid, Title: title, Order: order, Levels: levels, host: host, secret: d.Secret("idp:" + uid)}
	i.provider = &oidc.Provider{
		Issuer: "https://" + host + "/oidc", Posture: oidc.Standard, ACR: levels, AsRegistered: true,
		Clients: i.client,
		Keys:    d.Keys, Records: WorldRecords("fi-" + uid), Pairwise: []byte(d.Secret("pairwise:" + uid)),
		Now:      WorldNow,
		Interact: func(id string) string { return "https://" + host + "/identite/" + id },
		Failure:  DrawFailure,
		// Opening a login there witnesses nothing: no step is spent on it.
		Carry: true, World: worldName,
	}
	return i
}

// client knows FranceConnect, and FranceConnect+ where the level is reached.
func (i *IdentityProvider) client(id string) (oidc.Client, bool) {
	c := oidc.Client{
		ID: id, Secret: i.secret, Name: "FranceConnect", Home: "https://" + FranceConnectHost + "/",
		RedirectURIs: []string{FranceConnectCallback}, Scopes: append([]string{"birth"}, identityScopes...),
	}
	switch id {
	case FranceConnectClient:
		return c, true
	case FranceConnectPlusClient:
		c.Name, c.Home = "FranceConnect+", "https://"+FranceConnectPlusHost+"/"
		c.RedirectURIs = []string{FranceConnectPlusCallback}
		return c, i.Reaches("eidas2")
	case FranceConnectLegacyClient:
		c.RedirectURIs = []string{FranceConnectLegacyCallback}
		return c, true
	}
	return c, false
}

// Reaches says whether a login there is of a level.
func (i *IdentityProvider) Reaches(level string) bool { return slices.Contains(i.Levels, level) }

// RelyingParty is FranceConnect's own side of it.
func (i *IdentityProvider) RelyingParty(d Deps) *RelyingParty {
	rp := &RelyingParty{
		Network: d.Network, Issuer: i.provider.Issuer, ClientID: FranceConnectClient, Secret: i.secret,
		Callback: FranceConnectCallback, Scopes: identityScopes, ACR: "eidas1",
	}
	if i.Mandates {
		rp.Undiscovered, rp.Prompt = true, "login"
		rp.Scopes = []string{"openid", "profile", "birth", "email"}
	}
	return rp
}

// PlusRelyingParty is FranceConnect+'s side of it.
func (i *IdentityProvider) PlusRelyingParty(d Deps) *RelyingParty {
	rp := i.RelyingParty(d)
	rp.ClientID, rp.Callback, rp.ACR = FranceConnectPlusClient, FranceConnectPlusCallback, "eidas2"
	return rp
}

// LegacyRelyingParty is the first version's side of it.
func (i *IdentityProvider) LegacyRelyingParty(d Deps) *RelyingParty {
	rp := i.RelyingParty(d)
	rp.ClientID, rp.Callback = FranceConnectLegacyClient, FranceConnectLegacyCallback
	return rp
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
	return i.grant(v, id, p.identity(email))
}

// Cancel sends the browser back to FranceConnect without anybody.
func (i *IdentityProvider) Cancel(v *Visit, id string) error {
	return i.refuse(v, id, "user authentication aborted")
}

func (i *IdentityProvider) grant(v *Visit, id string, who oidc.Identity) error {
	to, err := i.provider.Grant(v.Context(), id, who)
	if err != nil {
		return Fail(v, err)
	}
	return v.Redirect(to)
}

func (i *IdentityProvider) refuse(v *Visit, id, why string) error {
	to, err := i.provider.Refuse(v.Context(), id, "access_denied", why)
	if err != nil {
		return Fail(v, err)
	}
	return v.Redirect(to)
}

func (p Person) identity(email string) oidc.Identity {
	return oidc.Identity{
		GivenName: strings.Join(p.GivenNames, " "), GivenNameArray: p.GivenNames,
		FamilyName: p.BirthName, Birthdate: p.BirthDate, Gender: p.Gender, Birthplace: p.BirthPlace,
		Birthcountry: p.BirthCountry, PreferredUsername: p.UsualName, Email: email,
	}
}
