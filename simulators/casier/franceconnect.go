package casier

import (
	"errors"
	"net/http"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

const wayFranceConnect = "franceconnect"

// dataIDToken is where a session keeps what proves to FranceConnect, at logout,
// whose session ends.
const dataIDToken = "id_token"

func (s *service) fcBegin(v *portal.Visit) error {
	if err := s.fc.Begin(v); err != nil {
		return v.Stop(http.StatusServiceUnavailable, "FranceConnect ne répond pas",
			"Réessayez dans quelques minutes, ou remplissez votre état civil vous-même : la demande est la même.", "/demande", "Revenir à la demande")
	}
	return nil
}

// fcReturn begins a request with the civil status that FranceConnect tells.
func (s *service) fcReturn(v *portal.Visit) error {
	who, err := s.fc.Finish(v)
	if err != nil {
		return fcRefused(v, err)
	}
	person, known := portal.PersonMatching(v, who)
	if !known {
		return v.Stop(http.StatusForbidden, "Cet état civil n’est pas reconnu",
			"Remplissez-le vous-même, tel qu’il est sur votre acte de naissance.", "/demande", "Revenir à la demande")
	}
	via := fcVia(v, person.ID)
	v.OpenSession(portal.Session{Person: person.ID, Account: person.ID, Via: via, Data: map[string]string{dataIDToken: who.IDToken}})
	d := draft{
		Way: via, Person: person.ID, BirthName: person.BirthName, UsualName: person.UsualName,
		GivenNames: strings.Join(person.GivenNames, ", "), Gender: person.Gender, BirthDate: person.BirthDate,
		Where: bornWhere(person.BirthCountry, person.BirthPlace), Town: person.BirthTown,
	}
	d.keep(v)
	return v.Redirect(stepIdentity)
}

// lastLogin is what FranceConnect writes of the last login on a screen, at
// franceconnect/derniere/<device>.
type lastLogin struct {
	FI     string `json:"fi"`
	Person string `json:"personne"`
}

// fcVia names the account used at FranceConnect, where it is known.
func fcVia(v *portal.Visit, person string) string {
	last, ok := sandbox.Get[lastLogin](v.Tx, "franceconnect/derniere/"+v.Device)
	if !ok || last.FI == "" || last.Person != person {
		return wayFranceConnect
	}
	return wayFranceConnect + ":" + last.FI
}

func fcRefused(v *portal.Visit, err error) error {
	var refused *portal.RefusedLogin
	switch {
	case errors.Is(err, portal.ErrForeignAnswer):
		return v.Stop(http.StatusBadRequest, "Cette connexion n’est plus la bonne",
			"La réponse de FranceConnect ne correspond pas à la demande faite dans cette fenêtre. Fermez les autres onglets et recommencez.", "/demande", "Recommencer")
	case errors.As(err, &refused):
		return v.Stop(http.StatusForbidden, "La connexion a été interrompue",
			"FranceConnect n’a pas confirmé votre identité. Vous pouvez recommencer, ou remplir votre état civil vous-même.", "/demande", "Revenir à la demande")
	}
	return v.Stop(http.StatusBadGateway, "La connexion n’a pas pu aboutir",
		"FranceConnect et ce service n’ont pas terminé leur échange. Recommencez, ou remplissez votre état civil vous-même.", "/demande", "Revenir à la demande")
}

// logout ends the login, here and at FranceConnect.
func (s *service) logout(v *portal.Visit) error {
	session, ok := v.Session()
	v.CloseSession()
	if token := session.Data[dataIDToken]; ok && token != "" {
		return v.Redirect(s.fc.LogoutURL(token, "https://"+Host+"/deconnexion"))
	}
	return v.Redirect("/deconnexion")
}
