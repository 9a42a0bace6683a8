package caf

import (
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// A provisional identifier is what the Caf gives to whoever has no definitive
// number yet: the letter P and the seven digits of the dossier. A waiting number
// (NIA) opens nothing.
const provisionalLetter = "P"

func isProvisional(typed string) bool {
	digits, ok := strings.CutPrefix(typed, provisionalLetter)
	return ok && len(digits) == numberDigits && portal.Digits(digits) == digits
}

// postDays is how long the post takes.
const postDays = 4

func (s *service) provisionalPage(v *portal.Visit) error {
	return v.Render("provisoire.html", "Demander un identifiant provisoire", nil)
}

// provisional sends the identifier by post, to the address that the Caf has.
func (s *service) provisional(v *portal.Visit) error {
	number := portal.Digits(v.Value(fieldOld))
	if len(number) != numberDigits {
		v.Problem(fieldOld, "Un numéro d’allocataire a sept chiffres. Il est en haut des courriers de la Caf.")
	}
	birth := v.BirthDate("naissance")
	if v.Refused() {
		return s.provisionalPage(v)
	}
	account, ok := oldAccount(v.Tx, number)
	person, _ := portal.PersonOf(v.Tx, account.Person)
	if !ok || person.BirthDate != birth {
		v.Problem(fieldOld, "Ce numéro et cette date de naissance ne vont pas ensemble. Relisez-les, ou passez à l’accueil de la Caf.")
		return s.provisionalPage(v)
	}
	arrives := v.Now().AddDate(0, 0, postDays)
	v.Schedule(arrives, portal.EffectLetter, portal.Letter{
		To: person.ID, From: senderName, Object: portal.Mark + " Votre identifiant provisoire",
		Body: []string{"Voici l’identifiant à saisir à la place du numéro de sécurité sociale : " + provisionalLetter + number + ".", "Il sert jusqu’à ce que votre numéro définitif soit connu. Votre mot de passe ne change pas."},
	})
	if own, ok := accountOf(v.Tx, person.ID); ok {
		own.Identifier = provisionalLetter + number
		portal.PutAccount(v.Tx, own)
	}
	v.Witness(FactProvisional, "personne", person.ID, "arrive", frtext.Date(arrives))
	return v.Redirect("/identifiant-provisoire/demande")
}

func (s *service) provisionalAsked(v *portal.Visit) error {
	return v.Render("provisoire_demande.html", "Votre demande est reçue", nil)
}
