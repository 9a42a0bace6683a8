package impots

import (
	"fmt"
	"strings"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// numberLength is how many digits a numéro fiscal has.
const numberLength = 13

// readNumber reads a typed numéro fiscal. False, with the problem set, when it
// has not the form of one, or could be somebody's.
func readNumber(v *portal.Visit, field string) (string, bool) {
	typed := v.Value(field)
	number := portal.Digits(typed)
	switch {
	case number == "":
		v.Problem(field, "Saisissez votre numéro fiscal : 13 chiffres, sur votre avis d’impôt.")
	case refuseReal(v, field):
	case len(number) != numberLength:
		v.Problem(field, fmt.Sprintf("Le numéro fiscal compte 13 chiffres ; celui-ci en a %d.", len(number)))
	case !strings.HasPrefix(number, "99"):
		v.Forget(field)
		v.Witness(portal.FactRealRefused, "site", ID)
		v.Problem(field, "Dans l’exercice, un numéro fiscal commence par 99. N’en saisissez pas un vrai.")
	}
	return number, v.ProblemOf(field) == ""
}

// refuseReal drops what looks like a real person's data.
func refuseReal(v *portal.Visit, field string) bool {
	kind, real := fictif.LooksReal(v.Value(field))
	if !real {
		return false
	}
	v.Forget(field)
	v.Witness(portal.FactRealRefused, "site", ID)
	v.Problem(field, kind.Message())
	return true
}

// mask hides an address but for the first letter of each word, as services do
// where anybody could be reading: s****.l*****@messagerie.example.
func mask(address string) string {
	name, domain, ok := strings.Cut(address, "@")
	if !ok {
		return ""
	}
	words := strings.Split(name, ".")
	for i, word := range words {
		if letters := []rune(word); len(letters) > 1 {
			words[i] = string(letters[0]) + strings.Repeat("*", len(letters)-1)
		}
	}
	return strings.Join(words, ".") + "@" + domain
}

// sameName compares a typed name with a person's birth or usual name: either
// will do, capitals and accents do not count.
func sameName(typed string, p portal.Person) bool {
	key := frtext.SortKey(typed)
	return key != "" && (key == frtext.SortKey(p.BirthName) || key == frtext.SortKey(p.UsualName))
}

// spaced writes a numéro fiscal as it is printed: 99 00 000 005 469.
func spaced(number string) string {
	if len(number) != numberLength {
		return number
	}
	const nbsp = "\u00a0"
	return strings.Join([]string{number[:2], number[2:4], number[4:7], number[7:10], number[10:]}, nbsp)
}

// paired writes a phone number by twos: 06 39 98 01 12.
func paired(number string) string {
	var all []string
	for ; len(number) > 2; number = number[2:] {
		all = append(all, number[:2])
	}
	return strings.Join(append(all, number), "\u00a0")
}
