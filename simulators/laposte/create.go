package laposte

import (
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The papers that may be shown; the last one is not enough (situations, A8).
const (
	paperCard      = "carte"
	paperResidence = "sejour" // a residence permit of five years or more
	paperOther     = "autre"
)

func createPage(v *portal.Visit) error {
	return v.Render("creer.html", "Créer mon identité", plainPage{})
}

// create opens an identity whose paper was photographed on the way: what is left
// is to be seen face to face.
func create(v *portal.Visit) error {
	person, born := bearer(v)
	number, ok := readMobile(v, "mobile")
	if _, taken := holderOfNumber(v.Tx, number); ok && taken {
		v.Problem("mobile", "Une identité existe déjà pour ce numéro. « Où en est mon identité ? » dit ce qu’il reste à faire.")
	}
	switch v.Value("piece") {
	case paperCard, paperResidence:
	case paperOther:
		v.Problem("piece", "Un visa, un récépissé ou un titre de moins de 5 ans ne suffit pas. Gardez vos autres accès, et demandez conseil au bureau de poste.")
	default:
		v.Problem("piece", "Choisissez la pièce que vous présenterez.")
	}
	if v.Refused() || !born {
		return createPage(v)
	}
	account := portal.Account{Site: ID, ID: person.ID, Person: person.ID, Identifier: number, Mobile: number, Email: person.Email(), State: StatePaperSent}
	portal.PutAccount(v.Tx, account)
	v.Put(recordKey(account.ID), Record{})
	v.Remember(rememberedNumber, number)
	v.Witness(FactCreated, "personne", person.ID)
	return v.Redirect("/rendez-vous")
}

// bearer finds whose paper it is: the name at birth and the birth date written
// on it, nothing else.
func bearer(v *portal.Visit) (portal.Person, bool) {
	name := frtext.SortKey(v.Value("nom"))
	if name == "" {
		v.Problem("nom", "Écrivez le nom de naissance, celui de la pièce d’identité.")
	}
	birth := v.BirthDate("naissance")
	if v.Refused() {
		return portal.Person{}, false
	}
	person, ok := personBorn(v.Tx, name, birth)
	if !ok {
		v.Problem("nom", "Aucune pièce d’identité ne porte ce nom et cette date. Recopiez le nom de naissance, pas le nom d’usage.")
	}
	return person, ok
}

func personBorn(tx *sandbox.Tx, name, birth string) (portal.Person, bool) {
	return portal.PersonWith(tx, func(p portal.Person) bool {
		return frtext.SortKey(p.BirthName) == name && p.BirthDate == birth
	})
}
