package ameli

import (
	"net/http"
	"strings"

	"demarcheablanc/simulators/portal"
)

const postcodeDigits = 5

func (s *service) createPage(v *portal.Visit) error {
	return v.Render("creer.html", "Créer mon compte", nil)
}

// create opens no account: everybody whom a situation brings here already has
// one, or cannot have one by this way.
func (s *service) create(v *portal.Visit) error {
	number, problem := loginNumber(v.Value(fieldNumber))
	if !refuseReal(v, fieldNumber) && problem != "" {
		v.Problem(fieldNumber, problem)
	}
	if _, problem := birthDate(v.Value(fieldBirth)); problem != "" {
		v.Problem(fieldBirth, problem)
	}
	if v.Value("nom") == "" {
		v.Problem("nom", "Écrivez le nom de naissance, tel qu’il est sur la pièce d’identité.")
	}
	if len(portal.Digits(v.Value("codepostal"))) != postcodeDigits {
		v.Problem("codepostal", "Le code postal a 5 chiffres.")
	}
	if v.Refused() {
		return v.Render("creer.html", "Créer mon compte", nil)
	}
	if account, ok := portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return a.Identifier == number }); ok {
		v.Witness(FactCreation, "personne", account.Person)
		return v.RenderStatus(http.StatusConflict, "deja.html", "Vous avez déjà un compte", nil)
	}
	if _, ok := portal.PersonWith(v.Tx, func(p portal.Person) bool { return strings.HasPrefix(portal.Digits(p.NIR), number) }); !ok {
		v.Problem(fieldNumber, "Nous ne trouvons pas cet assuré. Vérifiez le numéro sur la carte Vitale.")
		return v.Render("creer.html", "Créer mon compte", nil)
	}
	return v.Stop(http.StatusConflict, "Votre compte s’ouvre à l’accueil",
		"Nous n’avons pas de relevé d’identité bancaire pour vérifier votre demande en ligne. Prenez votre carte Vitale et un relevé à l’accueil de votre CPAM : le compte est ouvert avec vous.", "/", "Revenir à l’accueil")
}
