package casier

import (
	"strings"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

// longestEmail is the most characters of an address (RFC 5321).
const longestEmail = 254

// readEmail reads an address of the exercise.
func readEmail(v *portal.Visit, field string) string {
	email := strings.ToLower(v.Value(field))
	switch kind, real := fictif.LooksReal(email); {
	case real:
		v.Forget(field)
		v.Problem(field, kind.Message())
		v.Witness(portal.FactRealRefused, "site", ID, "genre", string(kind))
	case fictif.CheckEmail(email) != nil:
		v.Problem(field, "Écrivez une adresse électronique complète, sans espace, comme prenom.nom@messagerie.example.")
	case len(email) > longestEmail:
		v.Problem(field, "Cette adresse est trop longue. Vérifiez-la.")
	}
	return email
}

// readWord reads a field that must not stay empty.
func readWord(v *portal.Visit, field, problem string) string {
	typed := v.Value(field)
	if typed == "" {
		v.Problem(field, problem)
	}
	return typed
}

// readChoice reads one of a few answers.
func readChoice(v *portal.Visit, field, problem string, answers ...string) string {
	for _, a := range answers {
		if v.Value(field) == a {
			return a
		}
	}
	v.Problem(field, problem)
	return ""
}
