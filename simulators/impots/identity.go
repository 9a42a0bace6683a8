package impots

import (
	"demarcheablanc/simulators/portal"
)

// identityPage is the login that FranceConnect sends people to.
func (s *service) identityPage(v *portal.Visit) error {
	if err := s.identity.Check(v, v.Path("id")); err != nil {
		return portal.Fail(v, err)
	}
	return s.showIdentity(v)
}

func (s *service) showIdentity(v *portal.Visit) error {
	return v.Render("identite.html", "Se connecter avec Impôts", next{v.Path("id")})
}

// identify transmits whoever the account belongs to. It opens no session here:
// the person came for another service.
func (s *service) identify(v *portal.Visit) error {
	if err := s.identity.Check(v, v.Path("id")); err != nil {
		v.Forget("motdepasse")
		return portal.Fail(v, err)
	}
	account, ok := s.tryLogin(v)
	if !ok {
		return s.showIdentity(v)
	}
	person, _ := portal.PersonOf(v.Tx, account.Person)
	v.Witness(FactIdentityTransmitted, "personne", account.Person)
	return s.identity.Grant(v, v.Path("id"), person, account.Email)
}

func (s *service) giveUp(v *portal.Visit) error {
	return s.identity.Cancel(v, v.Path("id"))
}
