package identites

import (
	"slices"

	"demarcheablanc/simulators/portal"
)

func newFrance(d portal.Deps) *portal.Site {
	identity := d.IdentityProvider(France, "France Identité", FranceHost, 6, "eidas1", "eidas2")
	return account(France, FranceHost, "France Identité", "france", identity, slices.Concat([]portal.Route{
		{Pattern: "GET /{$}", Handler: home("Votre carte d’identité, dans votre téléphone")},
		{Pattern: "GET /identite/{id}", Handler: alive(identity, func(v *portal.Visit) error {
			return v.Render("identite.html", "Se connecter avec France Identité", loginOf(v))
		})},
		{Pattern: "POST /identite/{id}", Handler: alive(identity, func(v *portal.Visit) error {
			ask(v, France, Request{Code: portal.SixDigits()})
			v.Witness(FactAsked, "fi", France)
			return v.Redirect("/identite/" + v.Path("id") + "/attente")
		})},
	}, waitingRoutes(France, identity)))
}
