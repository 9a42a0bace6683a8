package fictif

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Finding is a place of a text where an identifier may belong to somebody. It
// does not hold the text itself, so that it can be journaled.
type Finding struct {
	Kind Kind
	// Start and End are byte offsets in the text.
	Start, End int
	// Line is counted from 1.
	Line int
	// Sure is false when the form is that of a real identifier but the check
	// digits are wrong: enough to refuse it in a file, not in a field.
	Sure bool
}

// LooksReal says whether a text typed by a player, field or free note, holds
// something that may belong to somebody, and of which kind the first one is.
func LooksReal(s string) (Kind, bool) {
	for _, f := range Scan(s) {
		if f.Sure {
			return f.Kind, true
		}
	}
	return "", false
}

// Scan finds, in reading order, all that may belong to somebody in a text: what
// [LooksReal] refuses, and what has the form of it with wrong check digits. A
// file of the project must have none. Numbers of public services (08…) are not
// counted: they are nobody's own.
func Scan(text string) []Finding {
	mail, number := worthReading(text)
	if !mail && !number {
		return nil
	}
	s := &scanner{text: text, rest: []byte(text)}
	if mail {
		s.mails()
	}
	if number {
		s.ibans()
		s.corsicans()
		s.abroad()
		s.digits()
	}
	slices.SortFunc(s.found, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	return s.found
}

// fewestDigits is under the length of any number that is looked for.
const fewestDigits = 8

// worthReading spares the names, words and dates that fields mostly hold: they
// cost more than all the rest of a form step. A mail address has its sign; a
// number has its digits, with nothing between them that no number is cut with.
func worthReading(text string) (mail, number bool) {
	digits := 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
			number = number || digits >= fewestDigits
		case unicode.IsLetter(r) || strings.ContainsRune(cutters, r):
		default:
			mail = mail || r == '@'
			digits = 0
		}
	}
	return mail, number
}

// cutters are what people write inside a number.
const cutters = " \u00a0\u202f.-+()"

// scanner goes over a text several times; what one pass has understood is
// blanked in rest, so that the next one does not read it as something else.
type scanner struct {
	text  string
	rest  []byte
	found []Finding
}

func (s *scanner) add(kind Kind, start, end int, sure bool) {
	line := 1 + strings.Count(s.text[:start], "\n")
	s.found = append(s.found, Finding{Kind: kind, Start: start, End: end, Line: line, Sure: sure})
}

func (s *scanner) blank(start, end int) {
	for i := start; i < end; i++ {
		s.rest[i] = '\n'
	}
}

// alone says whether the text from start to end is not a part of a longer word.
func (s *scanner) alone(start, end int) bool {
	before, _ := utf8.DecodeLastRune(s.rest[:start])
	after, _ := utf8.DecodeRune(s.rest[end:])
	return !inWord(before) && !inWord(after)
}

func inWord(r rune) bool {
	return r == '_' || (r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)))
}
