package identites

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// msaAccess: three wrong passwords close the account for an hour.
var msaAccess = portal.Access{MaxFails: 3, LockFor: time.Hour}

func newMSA(d portal.Deps) *portal.Site {
	identity := d.IdentityProvider(MSA, "MSA", MSAHost, 4)
	show := func(v *portal.Visit) error { return v.Render("identite.html", "Se connecter avec la MSA", loginOf(v)) }
	return account(MSA, MSAHost, "MSA", "msa", identity, []portal.Route{
		{Pattern: "GET /{$}", Handler: home("La protection sociale agricole")},
		{Pattern: "GET /identite/{id}", Handler: alive(identity, show)},
		{Pattern: "POST /identite/{id}", Handler: alive(identity, func(v *portal.Visit) error {
			a, ok := msaLogin(v)
			if !ok {
				return show(v)
			}
			return transmit(v, identity, a)
		})},
		{Pattern: "POST /identite/{id}/abandon", Handler: alive(identity, func(v *portal.Visit) error { return identity.Cancel(v, v.Path("id")) })},
	})
}

// msaLogin reads a social security number, with or without its key, and a
// password. A wrong one and an unknown one are refused with the same words.
func msaLogin(v *portal.Visit) (portal.Account, bool) {
	number := portal.Digits(v.Value("numero"))
	if len(number) != 13 && len(number) != 15 {
		v.Problem("numero", "Le numéro de sécurité sociale compte 13 chiffres, ou 15 avec sa clé.")
	}
	if v.Value("motdepasse") == "" {
		v.Problem("motdepasse", "Saisissez votre mot de passe MSA.")
	}
	if v.Refused() {
		v.Forget("motdepasse")
		return portal.Account{}, false
	}
	a, outcome := msaAccess.Login(v, number[:13], "motdepasse")
	switch outcome {
	case portal.Opened:
		return a, true
	case portal.Locked:
		v.Problem("numero", "Par sécurité, cet accès est fermé jusqu’à "+frtext.Clock(a.LockedUntil)+" après plusieurs essais.")
	default:
		v.Problem("numero", "Le numéro ou le mot de passe n’a pas été reconnu. Vérifiez les deux, puis réessayez.")
	}
	return portal.Account{}, false
}
