package ameli

import (
	"net/http"

	"demarcheablanc/simulators/portal"
)

const identityTitle = "Se connecter avec ameli"

// identityPage asks for number and password on the way to FranceConnect.
func (s *service) identityPage(v *portal.Visit) error {
	if err := s.identity.Check(v, v.Path("id")); err != nil {
		return portal.Fail(v, err)
	}
	return v.Render("identite.html", identityTitle, doorPage{Interaction: v.Path("id")})
}

func (s *service) identityLogin(v *portal.Visit) error {
	id := v.Path("id")
	if err := s.identity.Check(v, id); err != nil {
		return portal.Fail(v, err)
	}
	account, outcome := s.enter(v)
	switch outcome {
	case portal.Locked:
		return v.RenderStatus(http.StatusLocked, "identite.html", "Votre compte ameli est bloqué pour le moment", doorPage{Interaction: id, Locked: true, Until: account.LockedUntil})
	case portal.Opened:
		if account.State == stateFirst {
			return v.Stop(http.StatusConflict, "Terminez d’abord votre première connexion", "Ce compte ameli n’est pas encore confirmé. Connectez-vous une fois sur ameli, puis revenez à FranceConnect.", "/identite/"+id, "Revenir")
		}
		return s.grant(v, id, account)
	}
	return v.Render("identite.html", identityTitle, doorPage{Interaction: id})
}

func (s *service) grant(v *portal.Visit, id string, account portal.Account) error {
	person, ok := portal.PersonOf(v.Tx, account.Person)
	if !ok {
		return v.Stop(http.StatusConflict, "Votre identité n’a pas pu être transmise",
			"L’état civil de ce compte n’est pas complet. Choisissez un autre compte dans FranceConnect.", "/identite/"+id, "Revenir")
	}
	v.Witness(FactIdentity, "personne", account.Person)
	return s.identity.Grant(v, id, person, account.Email)
}

func (s *service) identityCancel(v *portal.Visit) error { return s.identity.Cancel(v, v.Path("id")) }
