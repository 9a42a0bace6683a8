package caf

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
			"Le service FranceConnect est injoignable pour le moment. Réessayez dans quelques minutes, ou entrez avec votre numéro et votre mot de passe.", "/connexion", "Revenir à la connexion")
	}
	return nil
}

func (s *service) fcReturn(v *portal.Visit) error {
	who, err := s.fc.Finish(v)
	if err != nil {
		return fcRefused(v, err)
	}
	person, known := portal.PersonMatching(v, who)
	if !known {
		v.Witness(FactNoAccount)
		return v.RenderStatus(http.StatusNotFound, "inconnu.html", "Nous ne retrouvons pas votre dossier", unknownPage{
			Name: who.GivenName + " " + who.FamilyName, Logout: s.fc.LogoutURL(who.IDToken, "https://"+Host+"/deconnexion"),
		})
	}
	account, ok := accountOf(v.Tx, person.ID)
	if !ok {
		account = newcomer(v, person)
	}
	v.OpenSession(portal.Session{Person: person.ID, Account: account.ID, Via: "franceconnect", Data: map[string]string{dataIDToken: who.IDToken}})
	return v.Redirect("/compte")
}

// newcomer gives an access to somebody who has no dossier yet: there is no button
// to create an account, the dossier is born with the first claim.
func newcomer(v *portal.Visit, person portal.Person) portal.Account {
	nir := portal.Digits(person.NIR)
	account := portal.Account{Site: ID, ID: person.ID, Person: person.ID, Identifier: nir[:min(len(nir), 13)], Email: person.Email(), Mobile: portal.Digits(person.Mobile)}
	portal.PutAccount(v.Tx, account)
	if _, ok := folderOf(v.Tx, person.ID); !ok {
		putFolder(v.Tx, newFolder(person, v.Now()))
	}
	v.Witness(FactNewcomer, "personne", person.ID)
	return account
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
			"La réponse de FranceConnect ne va pas avec la demande faite dans cette fenêtre : l’onglet a vieilli, ou la page a été rouverte. Recommencez depuis la page de connexion.", "/connexion", "Recommencer")
	case errors.As(err, &refused):
		return v.Stop(http.StatusForbidden, "La connexion a été interrompue",
			"FranceConnect n’a pas confirmé votre identité. Votre dossier n’a pas changé.", "/connexion", "Revenir à la connexion")
	}
	return v.Stop(http.StatusServiceUnavailable, "La connexion n’a pas pu aboutir",
		"FranceConnect et la Caf n’ont pas terminé leur échange. Recommencez depuis la page de connexion.", "/connexion", "Recommencer")
}

// logout ends the session here and, for who came by FranceConnect, there too.
func (s *service) logout(v *portal.Visit) error {
	session, _ := v.Session()
	v.CloseSession()
	if token := session.Data[dataIDToken]; token != "" {
		return v.Redirect(s.fc.LogoutURL(token, "https://"+Host+"/deconnexion"))
	}
	return v.Redirect("/deconnexion")
}

func (s *service) loggedOut(v *portal.Visit) error {
	if _, logged := v.Session(); logged {
		return v.Redirect("/compte")
	}
	return v.Render("deconnexion.html", "Vous êtes bien sorti de votre compte", nil)
}
