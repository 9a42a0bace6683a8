package aidantsconnect

import (
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
)

// Theme is one family of things that a mandate may cover.
type Theme struct {
	Key      string
	Title    string
	Examples string
}

// themes in the order that people see them.
var themes = [...]Theme{
	{"papiers", "Papiers, citoyenneté, élections", "carte d’identité, permis, défenseur des droits"},
	{"famille", "Famille, scolarité", "allocations familiales, assurance maladie, école"},
	{"social", "Social, santé", "assurance maladie, MSA, aides sociales, chômage"},
	{"travail", "Travail, formation", "France Travail, compte formation, retraite"},
	{"logement", "Logement", "aide au logement, fournisseurs d’énergie"},
	{"transports", "Transports, mobilité", "carte grise, contraventions, vignette"},
	{"argent", "Argent, impôts, consommation", "impôts, timbres, surendettement"},
	{"justice", "Justice", "casier judiciaire, recours, aide juridictionnelle"},
	{"etranger", "Étranger, Europe", "titre de séjour, asile"},
	{"loisirs", "Loisirs, sport, culture", "inscription consulaire, pass, licences"},
}

// covering says which themes lead to a service, by its client id at
// FranceConnect. A service that is not here takes no mandate.
var covering = map[string][]string{
	"ameli":     {"famille", "social"},
	"ants":      {"papiers", "transports"},
	"caf":       {"famille", "social", "logement"},
	"casier":    {"justice"},
	"emploi":    {"travail", "social"},
	"formation": {"travail"},
	"impots":    {"argent"},
	"laposte":   {"papiers"},
	"msa":       {"social"},
	"retraite":  {"travail", "social"},
}

func themeNamed(key string) (Theme, bool) {
	i := slices.IndexFunc(themes[:], func(t Theme) bool { return t.Key == key })
	if i < 0 {
		return Theme{}, false
	}
	return themes[i], true
}

// themesIn keeps those asked for, each once and in the order of the page.
func themesIn(asked []string) []Theme {
	var all []Theme
	for _, t := range themes {
		if slices.Contains(asked, t.Key) {
			all = append(all, t)
		}
	}
	return all
}

// titles writes several themes in a sentence.
func titles(keys []string) string {
	var all []string
	for _, t := range themesIn(keys) {
		all = append(all, "« "+t.Title+" »")
	}
	return frtext.List(all)
}

func keysOf(list []Theme) []string {
	keys := make([]string, len(list))
	for i, t := range list {
		keys[i] = t.Key
	}
	return keys
}

func joined(keys []string) string { return strings.Join(keys, " ") }

// Span is one of the four lengths of a mandate.
type Span struct {
	Days  int
	Title string
	Hint  string
}

// spans, the shortest first. A day runs for twenty-four hours from the code: the
// mandate ends to the second.
var spans = [...]Span{
	{1, "Un jour", "Jusqu’à demain, même heure."},
	{31, "Un mois", "31 jours."},
	{182, "Six mois", "182 jours."},
	{365, "Un an", "365 jours."},
}

func spanOf(days int) (Span, bool) {
	i := slices.IndexFunc(spans[:], func(s Span) bool { return s.Days == days })
	if i < 0 {
		return Span{}, false
	}
	return spans[i], true
}

// After is when a mandate of this length made at a time ends.
func (s Span) After(from time.Time) time.Time {
	return from.Add(time.Duration(s.Days) * 24 * time.Hour)
}
