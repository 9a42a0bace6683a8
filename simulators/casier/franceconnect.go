package casier

import (
	"net/http"
	"strings"

	"demarcheablanc/simulators/portal"
)

// fcReturn begins a request with the civil status that FranceConnect tells.
func (s *service) fcReturn(v *portal.Visit) error {
	who, err := s.fc.Finish(v)
	if err != nil {
		return s.fc.Refused(v, err)
	}
	person, known := portal.PersonMatching(v, who)
	if !known {
		return v.Stop(http.StatusForbidden, "Cet état civil n’est pas reconnu",
			"Remplissez-le vous-même, tel qu’il est sur votre acte de naissance.", "/demande", "Revenir à la demande")
	}
	via := portal.ViaFranceConnect(v, person.ID)
	s.fc.Open(v, who, portal.Session{Person: person.ID, Account: person.ID, Via: via})
	d := draft{
		Way: via, Person: person.ID, BirthName: person.BirthName, UsualName: person.UsualName,
		GivenNames: strings.Join(person.GivenNames, ", "), Gender: person.Gender, BirthDate: person.BirthDate,
		Where: bornWhere(person.BirthCountry, person.BirthPlace), Town: person.BirthTown,
	}
	d.keep(v)
	return v.Redirect(stepIdentity)
}
