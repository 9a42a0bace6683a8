package emploi

import (
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

const (
	fieldNIR    = "nir"
	fieldEmail  = "courriel"
	fieldMobile = "mobile"
)

// leastAge is how old one must be to register, in years.
const leastAge = 16

// spacePage is the door of a registration: an identity checked, a space.
func (s *service) spacePage(v *portal.Visit) error {
	if _, logged := v.Session(); logged {
		return v.Redirect("/demarches/inscription")
	}
	return v.Render("inscription.html", "S’inscrire : votre identité", nil)
}

// space checks the number against the register, makes the space, and goes on
// with the registration itself.
func (s *service) space(v *portal.Visit) error {
	person, ok := s.newcomer(v)
	if v.Refused() || !ok {
		v.Forget(fieldNew)
		v.Forget(fieldAgain)
		return v.Render("inscription.html", "S’inscrire : votre identité", nil)
	}
	account := portal.Account{
		Site: ID, ID: person.ID, Person: person.ID, Identifier: strings.ToUpper(v.Value(fieldEmail)), State: stateBegun,
		Email: strings.ToLower(v.Value(fieldEmail)), Mobile: portal.Digits(v.Value(fieldMobile)),
	}
	if !s.access.ChooseSecret(v, account, fieldNew, fieldAgain) {
		return v.Render("inscription.html", "S’inscrire : votre identité", nil)
	}
	Registered{Person: person.ID, State: stateBegun}.put(v.Tx)
	v.Witness(FactSpaceCreated, "personne", person.ID, "boite_de", ownerOf(v.Tx, account.Email))
	v.OpenSession(portal.Session{Person: person.ID, Account: account.ID, Via: viaPassword})
	return v.Redirect("/demarches/inscription")
}

// newcomer is whom the number, the name and the date are about, if nobody has a
// space yet in that name.
func (s *service) newcomer(v *portal.Visit) (portal.Person, bool) {
	for _, field := range []string{fieldNIR, fieldEmail, fieldMobile} {
		refuseReal(v, field)
	}
	if email := v.Value(fieldEmail); email == "" || fictif.CheckEmail(email) != nil {
		v.Problem(fieldEmail, "Écrivez une adresse complète, comme prenom.nom@messagerie.example.")
	}
	nir := portal.Digits(v.Value(fieldNIR))
	if len(nir) != 13 && len(nir) != 15 {
		v.Problem(fieldNIR, "Le numéro de sécurité sociale compte 13 chiffres, plus 2 pour la clé. Il est sur la carte Vitale.")
		return portal.Person{}, false
	}
	person, ok := portal.PersonWith(v.Tx, func(p portal.Person) bool {
		return strings.HasPrefix(p.NIR, nir) && strings.EqualFold(p.BirthName, v.Value(fieldName)) && p.BirthDate == birthDate(v.Value(fieldBirth))
	})
	if !ok {
		v.Witness(FactNIRUnknown, "cause", "identité non reconnue")
		v.Problem(fieldNIR, "Ce numéro, ce nom de naissance et cette date ne vont pas ensemble. Recopiez-les d’une pièce d’identité : le nom est celui de naissance.")
		return person, false
	}
	if born, err := time.Parse(time.DateOnly, person.BirthDate); err == nil && born.AddDate(leastAge, 0, 0).After(v.Now()) {
		v.Witness(FactNIRUnknown, "cause", "moins de 16 ans", "personne", person.ID)
		v.Problem(fieldBirth, "L’inscription est possible à partir de 16 ans. Avant, la mission locale reçoit et conseille.")
		return person, false
	}
	if _, has := accountOf(v.Tx, person.ID); has {
		v.Witness(FactNIRUnknown, "cause", "déjà un espace", "personne", person.ID)
		v.Problem(fieldNIR, "Un espace existe déjà à ce nom. Connectez-vous, ou demandez un nouveau mot de passe : une seconde inscription n’est pas possible.")
		return person, false
	}
	return person, true
}

// ownerOf is whose mailbox an address is; "" for nobody's.
func ownerOf(tx *sandbox.Tx, address string) string {
	box, _ := sandbox.Get[portal.Mailbox](tx, "courriel/boite/"+address)
	return box.Owner
}
