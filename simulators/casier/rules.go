package casier

import (
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// The delays of the office (situations, A3). Somebody born overseas or abroad is
// looked up by hand, with the identity document that was joined.
const (
	confirmLife   = 24 * time.Hour
	answerAfter   = time.Hour
	answerByHand  = 5 * 24 * time.Hour
	letterAfter   = 14 * 24 * time.Hour // ordinary letter, at the person's choice
	registerAfter = 8 * 24 * time.Hour  // registered letter
	openLife      = 60 * 24 * time.Hour // how long the bulletin can be fetched
)

// Where a person was born decides what is asked.
const (
	bornMainland = "france"
	bornOverseas = "outremer"
	bornAbroad   = "etranger"
)

// bornWhere reads it from a person's COG codes.
func bornWhere(country, place string) string {
	switch {
	case country != "" && country != oidc.France:
		return bornAbroad
	case strings.HasPrefix(place, "97"), strings.HasPrefix(place, "98"):
		return bornOverseas
	}
	return bornMainland
}

// needsPiece says whether an identity document must be joined.
func needsPiece(where string) bool { return where == bornOverseas || where == bornAbroad }

// answerDelay is how long after the confirmation the office answers by mail.
func answerDelay(r Request) time.Duration {
	if r.Abroad {
		return answerByHand
	}
	return answerAfter
}

// matches compares what was typed with a person's civil status: birth name, first
// given name, sex, date and place of birth. Capitals and accents do not count;
// nor do the later given names.
func (d draft) matches(p portal.Person) bool {
	if len(p.GivenNames) == 0 || d.Where != bornWhere(p.BirthCountry, p.BirthPlace) {
		return false
	}
	first, _, _ := strings.Cut(strings.NewReplacer(",", " ").Replace(d.GivenNames), " ")
	return same(d.BirthName, p.BirthName) && same(first, p.GivenNames[0]) && d.Gender == p.Gender &&
		d.BirthDate == p.BirthDate && (d.Where == bornAbroad || sameTown(d.Town, p))
}

func sameTown(typed string, p portal.Person) bool {
	return same(typed, p.BirthTown) || strings.TrimSpace(typed) == p.BirthPlace && p.BirthPlace != ""
}

var joins = strings.NewReplacer("-", " ", "'", " ", "’", " ")

func same(a, b string) bool {
	key := func(s string) string { return strings.Join(strings.Fields(joins.Replace(frtext.SortKey(s))), " ") }
	return key(a) != "" && key(a) == key(b)
}

// identityWords tell an identity document from other papers.
var identityWords = []string{"identite", "passeport", "sejour"}

// provesIdentity says whether a paper is one that the office takes.
func provesIdentity(p portal.Paper) bool {
	title := frtext.SortKey(p.Title)
	for _, word := range identityWords {
		if strings.Contains(title, word) {
			return true
		}
	}
	return false
}
