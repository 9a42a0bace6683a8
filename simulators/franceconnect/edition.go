package franceconnect

import (
	"slices"
	"time"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// PlusID names FranceConnect+ in keys and facts.
const PlusID = "franceconnectplus"

// edition is what differs between FranceConnect and FranceConnect+.
type edition struct {
	id, host, issuer string
	level            string // the only one accepted
	registered       func(*portal.Site) *oidc.Client
	party            func(*portal.IdentityProvider) *portal.RelyingParty
}

// plus: nobody is connected without a login of the second level, each time.
func (e edition) plus() bool { return e.level != "eidas1" }

// offers says whether an account stands on this edition's page.
func (e edition) offers(i *portal.IdentityProvider) bool { return i.Reaches(e.level) }

// LegacyID names FranceConnect's first version in keys and facts.
const LegacyID = "franceconnectv1"

// NewLegacy makes the first version: the same pages and clients behind the
// protocol that programs written before 2025 speak, under /api/v1. No portal of
// the world asks for it.
func NewLegacy(d portal.Deps) *portal.Site {
	s := newService(d, edition{
		id: LegacyID, host: portal.FranceConnectLegacyHost, issuer: d.LegacyIssuer, level: "eidas1",
		registered: func(site *portal.Site) *oidc.Client { return site.Client },
		party:      func(i *portal.IdentityProvider) *portal.RelyingParty { return i.LegacyRelyingParty(d) },
	})
	s.engine.Posture = oidc.Legacy
	s.engine.Lifetimes.AccessToken, s.engine.Lifetimes.IDToken = 20*time.Minute, 20*time.Minute
	return s.site("FranceConnect v1", slices.Concat(s.routes(), []portal.Route{
		{Pattern: "GET /{$}", Handler: func(v *portal.Visit) error { return v.Redirect("https://" + portal.FranceConnectHost + "/") }},
		{Pattern: "GET /api/v1/authorize", Handler: s.authorize},
		{Pattern: "POST /api/v1/authorize", Handler: s.authorize},
		{Pattern: "GET " + oidc.PathLegacyLogout, Handler: s.endSession},
		{Pattern: "GET /api/v2/interaction/{id}/aidants-connect", Handler: s.aidantsConnect},
	}))
}

// NewPlus makes FranceConnect+: the same pages at the second level. Only the
// accounts that reach it are offered, never Aidants Connect; no session is kept
// from one service to the next; ten minutes to finish; tokens in ES256 only, then
// encrypted for each service. Its clients are the sites' PlusClient.
func NewPlus(d portal.Deps) *portal.Site {
	s := newService(d, edition{
		id: PlusID, host: portal.FranceConnectPlusHost, issuer: d.FranceConnectPlus(), level: "eidas2",
		registered: func(site *portal.Site) *oidc.Client { return site.PlusClient },
		party:      func(i *portal.IdentityProvider) *portal.RelyingParty { return i.PlusRelyingParty(d) },
	})
	s.engine.Lifetimes.Interaction = 10 * time.Minute
	s.engine.Algorithms, s.engine.Encryption = []string{oidc.ES256}, oidc.EncryptionAlgs()
	return s.site("FranceConnect+", slices.Concat(s.routes(), []portal.Route{
		{Pattern: "GET /{$}", Handler: func(v *portal.Visit) error { return v.Redirect("https://" + portal.FranceConnectHost + "/") }},
	}))
}
