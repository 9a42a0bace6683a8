package emploi

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
	account, ok := accountOf(v.Tx, person.ID)
	if !known || !ok {
		v.Witness(FactNoAccount, "personne", person.ID)
		return v.RenderStatus(http.StatusNotFound, "inconnu.html", "Aucun espace personnel à ce nom", s.fc.Stranger(v, who))
	}
	s.fc.Open(v, who, portal.Session{Person: person.ID, Account: account.ID, Via: "franceconnect"})
	return v.Redirect("/espace")
}
