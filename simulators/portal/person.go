package portal

import (
	"strings"

	"demarcheablanc/internal/sandbox"
)

// Person is one inhabitant of Val-d'Exemple. Every identifier is impossible in
// fact: package fictif proves it.
type Person struct {
	ID           string   `json:"id" yaml:"id"`
	BirthName    string   `json:"nom_naissance" yaml:"nom_naissance"`
	UsualName    string   `json:"nom_usage,omitempty" yaml:"nom_usage"`
	GivenNames   []string `json:"prenoms" yaml:"prenoms"`
	Gender       string   `json:"sexe" yaml:"sexe"`                                     // "female" or "male"
	BirthDate    string   `json:"naissance" yaml:"naissance"`                           // AAAA-MM-JJ, 00 where presumed
	BirthPlace   string   `json:"commune_naissance,omitempty" yaml:"commune_naissance"` // COG, empty abroad
	BirthTown    string   `json:"ville_naissance,omitempty" yaml:"ville_naissance"`
	BirthCountry string   `json:"pays_naissance" yaml:"pays_naissance"` // COG, 99100 for France
	NIR          string   `json:"nir,omitempty" yaml:"nir"`             // 15 digits, no space
	TaxNumber    string   `json:"numero_fiscal,omitempty" yaml:"numero_fiscal"`
	Mobile       string   `json:"mobile,omitempty" yaml:"mobile"`
	Landline     string   `json:"fixe,omitempty" yaml:"fixe"`
	Emails       []string `json:"courriels,omitempty" yaml:"courriels"`
	Address      []string `json:"adresse,omitempty" yaml:"adresse"`
}

// Name is what people call her: first name and usual name.
func (p Person) Name() string {
	family := p.UsualName
	if family == "" {
		family = p.BirthName
	}
	if len(p.GivenNames) == 0 {
		return family
	}
	return p.GivenNames[0] + " " + family
}

// PersonOf reads one person of the world.
func PersonOf(tx *sandbox.Tx, id string) (Person, bool) {
	return sandbox.Shared[Person](tx, "personne/"+id)
}

// Situation says who the played situation is about.
type Situation struct {
	ID      string `json:"id"`
	Title   string `json:"titre"`
	Helped  string `json:"aide"` // the person helped
	Variant string `json:"variante"`
}

// SituationOf reads what is being played.
func SituationOf(tx *sandbox.Tx) Situation {
	s, _ := sandbox.Shared[Situation](tx, "situation")
	return s
}

// PersonWith finds the person for whom match is true, in order of id.
func PersonWith(tx *sandbox.Tx, match func(Person) bool) (Person, bool) {
	for _, key := range tx.Keys("personne/") {
		if p, ok := sandbox.Shared[Person](tx, key); ok && match(p) {
			return p, true
		}
	}
	return Person{}, false
}

// Digits keeps the digits of what was typed: numbers are read with or without
// spaces, dots and dashes.
func Digits(typed string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, typed)
}

// Email is her first address; "" for none.
func (p Person) Email() string {
	if len(p.Emails) == 0 {
		return ""
	}
	return p.Emails[0]
}
