package identites

import (
	"slices"

	"demarcheablanc/simulators/portal"
)

func newYris(d portal.Deps) *portal.Site {
	identity := d.IdentityProvider(Yris, "Yris", YrisHost, 5)
	show := func(v *portal.Visit) error { return v.Render("identite.html", "Se connecter avec Yris", loginOf(v)) }
	return account(Yris, YrisHost, "Yris", "yris", identity, slices.Concat([]portal.Route{
		{Pattern: "GET /{$}", Handler: home("Une identité dans votre téléphone")},
		{Pattern: "GET /identite/{id}", Handler: alive(identity, show)},
		{Pattern: "POST /identite/{id}", Handler: alive(identity, func(v *portal.Visit) error {
			if !askYris(v) {
				return show(v)
			}
			return v.Redirect("/identite/" + v.Path("id") + "/attente")
		})},
	}, waitingRoutes(Yris, identity)))
}

// askYris sends the request to the phone of a number. An unknown number is
// answered as a known one is: nobody learns from here who has an account.
func askYris(v *portal.Visit) bool {
	number := portal.Digits(v.Value("mobile"))
	if len(number) != 10 {
		v.Problem("mobile", "Un numéro de mobile compte 10 chiffres.")
		return false
	}
	a, known := portal.AccountWith(v.Tx, Yris, func(a portal.Account) bool { return a.Identifier == number })
	ask(v, Yris, Request{Account: a.ID})
	if known {
		v.Witness(FactAsked, "fi", Yris, "personne", a.Person)
	}
	return true
}
