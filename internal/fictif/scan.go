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
	if !worthReading(text) {
		return nil
	}
	s := &scanner{text: text, rest: []byte(text)}
	s.mails()
	s.ibans()
	s.corsicans()
	s.abroad()
	s.digits()
	slices.SortFunc(s.found, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	return s.found
}

// fewestDigits is under the length of any number that is looked for.
const fewestDigits = 8

// worthReading spares the names, words and dates that fields mostly hold.
func worthReading(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case r == '@' || r == '＠':
			return true
		case unicode.IsDigit(r):
			if digits++; digits >= fewestDigits {
				return true
			}
		}
	}
	return false
}

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
