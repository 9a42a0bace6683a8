package portal

import (
	"encoding/json"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal/oidc"
)

// Where Aidants Connect lives in the world: the account with which a
// professional acts for somebody, under a mandate.
const (
	AidantsConnectHost = "aidantsconnect.gouv.example"
	AidantsConnectUID  = "aidantsconnect"
)

// Actor is who acts in a person's stead: the standard claim act (RFC 8693)
// carries it from Aidants Connect to FranceConnect, and from there to the
// service, in the id_token and in the user info.
type Actor = oidc.Actor

// AidantsConnect makes the registration of FranceConnect with Aidants Connect:
// tokens signed with their common secret (HS256), a closed list of parameters of
// its own, the first level only, five minutes to choose for whom and for what.
// It is no card of the choice page, but the button under it.
func (d Deps) AidantsConnect() *IdentityProvider {
	i := d.IdentityProvider(AidantsConnectUID, "Aidants Connect", AidantsConnectHost, 98)
	i.Mandates = true
	i.provider.Posture = oidc.Aidants
	i.provider.Lifetimes = oidc.Lifetimes{Interaction: 5 * time.Minute, AccessToken: time.Hour}
	clients := i.provider.Clients
	i.provider.Clients = func(id string) (oidc.Client, bool) {
		c, ok := clients(id)
		c.IDTokenAlg, c.Claims = oidc.HS256, []string{"rep_scope"}
		return c, ok
	}
	return i
}

// AskedService is the service that somebody is being connected to, as
// FranceConnect names it to Aidants Connect.
type AskedService struct {
	ID     string   // its client id at FranceConnect
	Name   string   // as people call it
	Themes []string // the themes that its registration names, if it does
}

// askedClaims is the part of the claims parameter in which FranceConnect says
// for which service a mandate is wanted.
type askedClaims struct {
	IDToken struct {
		RepScope struct {
			Essential bool     `json:"essential"`
			Values    []string `json:"values,omitempty"`
		} `json:"rep_scope"`
		ServiceID   valueClaim `json:"sp_id"`
		ServiceName valueClaim `json:"sp_name"`
	} `json:"id_token"`
}

type valueClaim struct {
	Value string `json:"value"`
}

// ClaimsFor writes the claims parameter that asks for a mandate.
func (s AskedService) ClaimsFor() string {
	var c askedClaims
	c.IDToken.RepScope.Essential, c.IDToken.RepScope.Values = true, s.Themes
	c.IDToken.ServiceID.Value, c.IDToken.ServiceName.Value = s.ID, s.Name
	raw, _ := json.Marshal(c) // strings only: always writable
	return string(raw)
}

// Asked says for which service a login under way is.
func (i *IdentityProvider) Asked(v *Visit, id string) (AskedService, error) {
	in, err := i.provider.Interaction(v.Context(), id)
	if err != nil {
		return AskedService{}, err
	}
	var c askedClaims
	if in.ClaimsParam != "" {
		if err := json.Unmarshal([]byte(in.ClaimsParam), &c); err != nil {
			return AskedService{}, oidc.Describe(oidc.CodeBadRequest)
		}
	}
	return AskedService{ID: c.IDToken.ServiceID.Value, Name: c.IDToken.ServiceName.Value, Themes: c.IDToken.RepScope.Values}, nil
}

// GrantFor tells FranceConnect on whose behalf somebody acts, and sends the
// browser back there: the identity is the person's, the actor goes with it.
func (i *IdentityProvider) GrantFor(v *Visit, id string, p Person, email string, by Actor) error {
	who := p.identity(email)
	who.Actor = &by
	return i.grant(v, id, who)
}

// The reasons for which a mandate does not open a service. FranceConnect
// explains each; another reason is said in general terms.
const (
	MandateOutOfScope = "hors_perimetre" // none of its themes covers the service
	MandateExpired    = "expire"
	MandateRevoked    = "revoque"
	MandateForeign    = "autre_structure"
	MandateNone       = "aucun_mandat"
)

// RefuseMandate sends the browser back to FranceConnect without anybody, and
// says why: one of the reasons above.
func (i *IdentityProvider) RefuseMandate(v *Visit, id, reason string) error {
	return i.refuse(v, id, reason)
}

// Acting is a session under a mandate: for whom, and who acts.
type Acting struct {
	Person string
	Actor  Actor
}

// Acting says for whom somebody acts on this screen, if the session of this
// site is under a mandate.
func (v *Visit) Acting() (Acting, bool) {
	if v.Site == nil || v.Tx == nil {
		return Acting{}, false
	}
	s, ok := sandbox.Shared[Session](v.Tx, v.sessionKey())
	if !ok || s.Actor == nil || v.Now().Sub(s.Seen) > v.Site.sessionLife() {
		return Acting{}, false
	}
	return Acting{Person: s.Person, Actor: *s.Actor}, true
}

// Mandated is Acting as pages show it, the person by her name; nil without a
// mandate.
func (v *Visit) Mandated() *Acting {
	acting, ok := v.Acting()
	if !ok {
		return nil
	}
	if p, known := PersonOf(v.Tx, acting.Person); known {
		acting.Person = p.Name()
	}
	return &acting
}
