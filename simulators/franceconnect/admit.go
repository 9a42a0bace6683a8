package franceconnect

import (
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// Holder is what FranceConnect and the civil register hold against a person.
type Holder struct {
	Disabled bool     `json:"desactive,omitempty"`
	Blocked  []string `json:"bloques,omitempty"`    // accounts that she does not want used
	Register string   `json:"etat_civil,omitempty"` // empty, or one of the states below
}

// What the register may answer of somebody whom it should know.
const (
	RegisterAbsent      = "absent"      // no definitive number yet
	RegisterDeceased    = "decede"      // recorded as deceased
	RegisterUnreachable = "injoignable" // the register does not answer
	RegisterSeveral     = "plusieurs"   // several people under one identity
	RegisterMarried     = "nom_marital" // known by her married name only
	RegisterUnreadable  = "illisible"   // the register refuses the question
	RegisterSlow        = "delai"       // the register takes too long
	RegisterOdd         = "imprevu"     // the register answers something else
)

// registerCodes are the pages that these states end a login on.
var registerCodes = map[string]string{
	RegisterAbsent: codeUnknown, RegisterDeceased: codeDeceased, RegisterUnreachable: codeRegisterDown, RegisterSeveral: codeSeveral,
	RegisterMarried: codeMarried, RegisterUnreadable: codeUnreadable, RegisterSlow: codeSlow, RegisterOdd: codeOdd,
}

func holderKey(person string) string { return "franceconnect/compte/" + person }

// identity puts what an account said in the engine's terms.
func identity(said portal.Identity, account string, at time.Time) oidc.Identity {
	return oidc.Identity{
		GivenName: said.GivenName, GivenNameArray: said.GivenNames, FamilyName: said.FamilyName,
		Birthdate: said.BirthDate, Gender: said.Gender, Birthplace: said.BirthPlace, Birthcountry: said.BirthCountry,
		PreferredUsername: said.UsualName, Email: said.Email, AuthTime: at, AMR: []string{"pwd"}, IdpID: account, Actor: said.Actor,
	}
}

// admit says who an identity is, or with which code the login stops. The person
// comes with the code where she was found.
func admit(tx *sandbox.Tx, who oidc.Identity, account string) (portal.Person, string) {
	if len(who.Missing()) > 0 {
		return portal.Person{}, codeIncomplete
	}
	person, code := inRegister(people(tx), who)
	if code != "" {
		return portal.Person{}, code
	}
	holder, _ := sandbox.Get[Holder](tx, holderKey(person.ID))
	switch {
	case registerCodes[holder.Register] != "":
		return person, registerCodes[holder.Register]
	case !definitive(person.NIR):
		return person, codeUnknown
	case slices.Contains(holder.Blocked, account):
		return person, codeBlocked
	case holder.Disabled:
		return person, codeDisabled
	}
	return person, ""
}

func people(tx *sandbox.Tx) []portal.Person {
	var all []portal.Person
	for _, key := range tx.Keys("personne/") {
		if p, ok := sandbox.Get[portal.Person](tx, key); ok {
			all = append(all, p)
		}
	}
	return all
}

// definitive: a number that begins with 1 or 2 is for life; the others are
// given while waiting. Nobody without a number is held to it.
func definitive(nir string) bool {
	digits := portal.Digits(nir)
	return digits == "" || digits[0] == '1' || digits[0] == '2'
}

// inRegister compares an identity with the civil register: birth name, every
// first name, date, sex and place. Nearly right is not right: the usual name in
// place of the birth name, a first name forgotten, a hyphen.
func inRegister(all []portal.Person, who oidc.Identity) (portal.Person, string) {
	near := 0
	for _, p := range all {
		if exactly(p, who) {
			return p, ""
		}
		if nearly(p, who) {
			near++
		}
	}
	switch near {
	case 0:
		return portal.Person{}, codeUnknown
	case 1:
		return portal.Person{}, codeNear
	}
	return portal.Person{}, codeSeveral
}

func exactly(p portal.Person, who oidc.Identity) bool {
	place := p.BirthCountry != oidc.France || p.BirthPlace == who.Birthplace
	return strings.EqualFold(p.BirthName, who.FamilyName) && slices.EqualFunc(p.GivenNames, givenNames(who), strings.EqualFold) &&
		p.BirthDate == who.Birthdate && p.Gender == who.Gender && p.BirthCountry == who.Birthcountry && place
}

func givenNames(who oidc.Identity) []string {
	if len(who.GivenNameArray) > 0 {
		return who.GivenNameArray
	}
	return strings.Fields(who.GivenName)
}

// nearly: born the same day, and the first name or a family name is the same
// but for case, accents and hyphens.
func nearly(p portal.Person, who oidc.Identity) bool {
	if p.BirthDate != who.Birthdate {
		return false
	}
	family := loose(who.FamilyName)
	if family == loose(p.BirthName) || p.UsualName != "" && family == loose(p.UsualName) {
		return true
	}
	first := strings.Fields(loose(strings.Join(givenNames(who), " ")))
	own := strings.Fields(loose(strings.Join(p.GivenNames, " ")))
	return len(first) > 0 && len(own) > 0 && first[0] == own[0]
}
