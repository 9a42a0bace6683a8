package emploi

import (
	"errors"
	"net/http"

	"demarcheablanc/simulators/portal"
)

// dataIDToken is where a session keeps what proves to FranceConnect, at logout,
// whose session ends.
const dataIDToken = "id_token"

func (s *service) fcBegin(v *portal.Visit) error {
	if err := s.fc.Begin(v); err != nil {
		return v.Stop(http.StatusServiceUnavailable, "FranceConnect ne répond pas",
			"Réessayez dans quelques minutes, ou entrez avec votre identifiant et votre mot de passe.", "/connexion", "Revenir à la connexion")
	}
	return nil
}

func (s *service) fcReturn(v *portal.Visit) error {
	who, err := s.fc.Finish(v)
	if err != nil {
		return fcRefused(v, err)
	}
	person, known := portal.PersonMatching(v, who)
	account, ok := accountOf(v.Tx, person.ID)
	if !known || !ok {
		v.Witness(FactNoAccount, "personne", person.ID)
		return v.RenderStatus(http.StatusNotFound, "inconnu.html", "Aucun espace personnel à ce nom", unknownPage{
			Name: who.GivenName + " " + who.FamilyName, Logout: s.fc.LogoutURL(who.IDToken, "https://"+Host+"/deconnexion"),
		})
	}
	v.OpenSession(portal.Session{Person: person.ID, Account: account.ID, Via: "franceconnect", Data: map[string]string{dataIDToken: who.IDToken}})
	return v.Redirect("/espace")
}

type unknownPage struct {
	Name   string
	Logout string // address that also ends the FranceConnect session
}

// fcRefused says in plain words why nobody came back from FranceConnect.
func fcRefused(v *portal.Visit, err error) error {
	var refused *portal.RefusedLogin
	switch {
	case errors.Is(err, portal.ErrForeignAnswer):
		return v.Stop(http.StatusBadRequest, "Cette connexion n’est plus la bonne",
			"La réponse ne correspond pas à la demande faite dans cette fenêtre. Fermez les autres onglets et recommencez.", "/connexion", "Recommencer")
	case errors.As(err, &refused):
		return v.Stop(http.StatusForbidden, "La connexion a été interrompue",
			"FranceConnect n’a pas confirmé votre identité. Votre dossier n’a pas changé : vous pouvez entrer avec votre identifiant.", "/connexion", "Revenir à la connexion")
	}
	return v.Stop(http.StatusBadGateway, "La connexion n’a pas pu aboutir", "L’échange avec FranceConnect n’est pas allé au bout. Recommencez depuis la page de connexion.", "/connexion", "Recommencer")
}
