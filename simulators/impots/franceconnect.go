package impots

import (
	"net/http"

	"demarcheablanc/simulators/portal"
)

func (s *service) fcBegin(v *portal.Visit) error {
	if err := s.fc.Begin(v); err != nil {
		return v.Stop(http.StatusServiceUnavailable, "FranceConnect ne répond pas", "Réessayez dans quelques minutes, ou connectez-vous avec votre numéro fiscal.", "/connexion", "Revenir à la connexion")
	}
	return nil
}

// fcReturn lets in whoever FranceConnect names. Somebody who has no space yet is
// led to make one: mail, password and activation, without the three numbers.
func (s *service) fcReturn(v *portal.Visit) error {
	who, err := s.fc.Finish(v)
	if err != nil {
		return v.Stop(http.StatusForbidden, "La connexion n’a pas abouti", "FranceConnect n’a pas confirmé votre identité, ou la page a vieilli. Rien n’a changé dans votre espace.", "/connexion", "Revenir à la connexion")
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
	v.OpenSession(portal.Session{Person: person.ID, Account: account.ID, Via: "franceconnect"})
	return v.Redirect("/espace")
}
