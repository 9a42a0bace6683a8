package franceconnecttest

import (
	"testing/fstest"

	"demarcheablanc/simulators/portal"
)

// Camille acts for Samia in tests, with a mandate whose theme is « social ».
var camille = portal.Actor{Name: "Camille GRIVE", Structure: "EPN Les Tilleuls", Mandate: "M-0001", Theme: "social"}

var mandatePages = fstest.MapFS{"agir.html": {Data: []byte(`{{define "contenu"}}<p>Pour entrer sur {{.P.Service}} ({{.P.Client}})</p>
{{.Form (printf "/identite/%s" .P.ID)}}<button>Agir pour Samia</button></form>
{{range .P.Reasons}}{{$.Form (printf "/identite/%s/refus/%s" $.P.ID .)}}<button>Mandat {{.}}</button></form>{{end}}
{{.Form (printf "/identite/%s/annuler" .P.ID)}}<button>Renoncer</button></form>{{end}}`)}}

type mandatePage struct {
	ID, Service, Client string
	Reasons             []string
}

// NewMandates is a trivial Aidants Connect: one mandate, of Samia to Camille's
// structure, and every reason for which one may be refused.
func NewMandates(d portal.Deps) *portal.Site {
	identity := d.AidantsConnect()
	reasons := []string{portal.MandateOutOfScope, portal.MandateExpired, portal.MandateRevoked, portal.MandateForeign, portal.MandateNone, "inattendu"}
	routes := []portal.Route{
		{Pattern: "GET /identite/{id}", Handler: func(v *portal.Visit) error {
			asked, err := identity.Asked(v, v.Path("id"))
			if err != nil {
				return portal.Fail(v, err)
			}
			return v.Render("agir.html", "Pour qui agissez-vous ?", mandatePage{v.Path("id"), asked.Name, asked.ID, reasons})
		}},
		{Pattern: "POST /identite/{id}", Handler: func(v *portal.Visit) error {
			samia := Samia()
			return identity.GrantFor(v, v.Path("id"), samia, samia.Emails[0], camille)
		}},
		{Pattern: "POST /identite/{id}/refus/{raison}", Handler: func(v *portal.Visit) error {
			return identity.RefuseMandate(v, v.Path("id"), v.Path("raison"))
		}},
		{Pattern: "POST /identite/{id}/annuler", Handler: func(v *portal.Visit) error { return identity.Cancel(v, v.Path("id")) }},
	}
	return &portal.Site{
		ID: portal.AidantsConnectUID, Host: portal.AidantsConnectHost, Name: "Aidants Connect", Theme: "site-identite", Icon: "identite.svg",
		Pages: mandatePages, Identity: identity, Backchannel: identity.Backchannel(), Routes: append(identity.Routes(), routes...),
	}
}
