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

// NewPlus makes FranceConnect+: the same pages at the second level. Only the
// accounts that reach it are offered, never Aidants Connect; no session is kept
// from one service to the next; ten minutes to finish; tokens in ES256 only. Its
// clients are the sites' PlusClient. The real one also encrypts its tokens for
// each service, which is left out here.
func NewPlus(d portal.Deps) *portal.Site {
	s := newService(d, edition{
		id: PlusID, host: portal.FranceConnectPlusHost, issuer: d.FranceConnectPlus(), level: "eidas2",
		registered: func(site *portal.Site) *oidc.Client { return site.PlusClient },
		party:      func(i *portal.IdentityProvider) *portal.RelyingParty { return i.PlusRelyingParty(d) },
	})
	s.engine.Lifetimes.Interaction = 10 * time.Minute
	s.engine.Algorithms = []string{oidc.ES256}
	return s.site("FranceConnect+", slices.Concat(s.routes(), []portal.Route{
		{Pattern: "GET /{$}", Handler: func(v *portal.Visit) error { return v.Redirect("https://" + portal.FranceConnectHost + "/") }},
	}))
}
