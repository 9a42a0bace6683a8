package caf

import (
	"net/http"

	"demarcheablanc/simulators/portal"
)

func (s *service) fcReturn(v *portal.Visit) error {
	who, err := s.fc.Finish(v)
	if err != nil {
		return s.fc.Refused(v, err)
	}
	person, known := portal.PersonMatching(v, who)
	if !known {
		v.Witness(FactNoAccount)
		return v.RenderStatus(http.StatusNotFound, "inconnu.html", "Nous ne retrouvons pas votre dossier", s.fc.Stranger(v, who))
	}
	account, ok := accountOf(v.Tx, person.ID)
	if !ok {
		account = newcomer(v, person)
	}
	s.fc.Open(v, who, portal.Session{Person: person.ID, Account: account.ID, Via: "franceconnect"})
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

func (s *service) loggedOut(v *portal.Visit) error {
	if _, logged := v.Session(); logged {
		return v.Redirect("/compte")
	}
	return v.Render("deconnexion.html", "Vous êtes bien sorti de votre compte", nil)
}
