package casier

import (
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

// birthLayouts are the ways people write a date, once its separators are points.
var birthLayouts = []string{"02.01.2006", "2.1.2006", "02012006", "2006.01.02"}

// readBirth reads a typed birth date as AAAA-MM-JJ.
func readBirth(v *portal.Visit, field string) string {
	typed := strings.NewReplacer("/", ".", "-", ".", " ", ".").Replace(v.Value(field))
	for _, layout := range birthLayouts {
		if day, err := time.Parse(layout, typed); err == nil && day.Year() > 1900 && day.Before(v.Now()) {
			return day.Format(time.DateOnly)
		}
	}
	v.Problem(field, "Écrivez la date de naissance en chiffres : jour, mois, année. Par exemple 08/03/1975.")
	return ""
}

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
