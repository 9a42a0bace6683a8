package sante

import (
	"strings"
	"unicode/utf8"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

const (
	nirDigits    = 13
	serialDigits = 11
	codeDigits   = 6
)

// identifierFor makes the identifier that a new account gets: it looks like no
// other number that people have, and is to be written down.
func identifierFor(p portal.Person) string {
	first, _ := utf8.DecodeRuneInString(p.BirthName)
	return strings.ToUpper(plain(p.GivenNames[0])) + string(first) + p.BirthDate[8:10] + p.BirthDate[2:4]
}

// plain is an identifier as it is compared: no accent, case or blank.
func plain(typed string) string { return strings.ReplaceAll(frtext.SortKey(typed), " ", "") }

// readPerson finds who holds a NIR and a birth date, and her space.
func readPerson(v *portal.Visit) (portal.Person, Space, bool) {
	number := portal.Digits(v.Value("nir"))
	if kind, real := fictif.LooksReal(v.Value("nir")); real {
		v.Forget("nir")
		v.Problem("nir", kind.Message())
		v.Witness(portal.FactRealRefused, "site", ID, "genre", string(kind))
	} else if len(number) != nirDigits {
		v.Problem("nir", "Il faut les 13 premiers chiffres du numéro de sécurité sociale, sans la clé.")
	}
	born := v.BirthDate("naissance")
	card := portal.Digits(v.Value("serie"))
	if len(card) != serialDigits {
		v.Problem("serie", "Ce numéro a 11 chiffres. Avec photo : à droite de la photo. Sans photo : au dos.")
	}
	if v.Refused() {
		return portal.Person{}, Space{}, false
	}
	person, found := portal.PersonWith(v.Tx, func(p portal.Person) bool {
		return strings.HasPrefix(portal.Digits(p.NIR), number) && p.BirthDate == born
	})
	space, known := spaceOf(v.Tx, person.ID)
	if !found || !known || serialOf(v.Tx, space) != card {
		v.Witness(FactRefused, "cause", "identité")
		v.Problem("nir", "Ces trois informations ne vont pas ensemble. Relisez-les sur la carte Vitale : après un renouvellement, son numéro de série change.")
		return person, space, false
	}
	if minor(person.BirthDate, v.Now()) {
		v.Witness(FactRefused, "cause", "mineur")
		v.Problem("naissance", tooYoung)
		return person, space, false
	}
	return person, space, true
}
