package impots

import (
	"net/http"

	"demarcheablanc/simulators/portal"
)

// fcReturn lets in whoever FranceConnect names. Somebody who has no space yet is
// led to make one: mail, password and activation, without the three numbers.
func (s *service) fcReturn(v *portal.Visit) error {
	who, err := s.fc.Finish(v)
	if err != nil {
		return s.fc.Refused(v, err)
	}
	person, ok := portal.PersonMatching(v, who)
	if !ok || person.TaxNumber == "" {
		return v.Stop(http.StatusNotFound, "Identité non retrouvée", "Les impôts ne retrouvent personne avec ce nom de naissance, ces prénoms et ce lieu de naissance. Un guichet peut vérifier votre état civil.", "/creer/sans-numero", "Demander de l’aide")
	}
	account, exists := accountFor(v.Tx, person.ID)
	if !exists || account.State == stateNew {
		v.Remember(rememberedCreation, person.ID+" "+v.Now().Format(timeLayout))
		v.Witness(FactCreationBegun, "personne", person.ID, "via", "franceconnect")
		return v.Redirect("/creer/coordonnees")
	}
	s.fc.Open(v, who, portal.Session{Person: person.ID, Account: account.ID, Via: "franceconnect"})
	return v.Redirect("/espace")
}
