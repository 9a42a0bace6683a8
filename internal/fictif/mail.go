package fictif

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A mail address is looked for around its sign, by hand: every field of every
// form is read so, and a pattern costs more than twice as much.

// CheckEmail says whether s is a mail address of the exercise: its domain ends
// with .example or .test, which RFC 2606 keeps out of the real Internet.
func CheckEmail(s string) error {
	s = strings.TrimSpace(s)
	start, end, found := nextMail([]byte(s), 0)
	switch {
	case !found || start > 0 || end < len(s):
		return errors.New("une adresse e-mail s'écrit nom@domaine, sans espace : relisez-la lettre à lettre")
	case !fictionalMail(s):
		return errors.New("cette adresse n'est pas une adresse de l'exercice, qui finit par .example")
	}
	return nil
}

func fictionalMail(address string) bool {
	address = strings.ToLower(address)
	return strings.HasSuffix(address, ".example") || strings.HasSuffix(address, ".test")
}

func (s *scanner) mails() {
	for start, end, found := nextMail(s.rest, 0); found; start, end, found = nextMail(s.rest, end) {
		if !fictionalMail(string(s.rest[start:end])) {
			s.add(KindEmail, start, end, true)
		}
		s.blank(start, end)
	}
}

// nextMail finds the first address of a text that begins at from or later.
func nextMail(text []byte, from int) (start, end int, found bool) {
	for at := from; ; at++ {
		sign := bytes.IndexByte(text[at:], '@')
		if sign < 0 {
			return 0, 0, false
		}
		at += sign
		start = mailNameStart(text, from, at)
		if end = domainEnd(text, at+1); start < at && end > 0 {
			return start, end, true
		}
	}
}

// mailNameStart is where the name that ends at end begins, end itself if there
// is none.
func mailNameStart(text []byte, from, end int) int {
	for end > from {
		r, size := utf8.DecodeLastRune(text[from:end])
		if !letterOrDigit(r) && !strings.ContainsRune("._%+'-", r) {
			break
		}
		end -= size
	}
	return end
}

// domainEnd is where the domain that begins at start ends: one word at least, a
// dot after each, then two letters or more. 0 if there is none.
func domainEnd(text []byte, start int) int {
	end := 0
	for {
		dot := start + span(text[start:], func(r rune) bool { return letterOrDigit(r) || r == '-' })
		word := text[start:dot]
		if len(word) == 0 || word[0] == '-' || word[len(word)-1] == '-' || dot == len(text) || text[dot] != '.' {
			return end
		}
		start = dot + 1
		last := text[start : start+span(text[start:], unicode.IsLetter)]
		if utf8.RuneCount(last) >= 2 {
			end = start + len(last)
		}
	}
}

// span is how many bytes of a text, from its beginning, hold only such runes.
func span(text []byte, such func(rune) bool) int {
	if end := bytes.IndexFunc(text, func(r rune) bool { return !such(r) }); end >= 0 {
		return end
	}
	return len(text)
}

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || '0' <= r && r <= '9' }
