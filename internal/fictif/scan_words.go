package fictif

import (
	"regexp"
	"strings"
)

// ibanLengths gives the length of an IBAN for the countries whose accounts
// people of a French workshop are likely to hold.
var ibanLengths = map[string]int{
	"AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
	"EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22,
	"IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MA": 28, "MC": 27, "MT": 31, "NL": 18,
	"NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "TN": 24,
	"TR": 26, "UA": 29,
}

var ibanStart = regexp.MustCompile(`[A-Za-z]{2}\d{2}`)

func (s *scanner) ibans() {
	for _, at := range ibanStart.FindAllIndex(s.rest, -1) {
		iban, end := s.ibanAt(at[0])
		if iban == "" || !s.alone(at[0], end) {
			continue
		}
		right := ibanRest(iban) == 1
		french := strings.HasPrefix(iban, "FR")
		switch {
		case french && iban[4:9] == fictionalBank:
			s.blank(at[0], end)
		case right || (french && allDigits(iban[2:14], 12)):
			s.add(KindIBAN, at[0], end, right)
			s.blank(at[0], end)
		}
	}
}

// ibanAt reads as many characters as the IBANs of the country hold, stepping
// over the separators between them.
func (s *scanner) ibanAt(start int) (iban string, end int) {
	country := strings.ToUpper(string(s.rest[start : start+2]))
	size, known := ibanLengths[country]
	if !known {
		return "", 0
	}
	var b strings.Builder
	for end = start; end < len(s.rest); {
		if gap := separator.FindIndex(s.rest[end:]); gap != nil && b.Len() > 0 {
			end += gap[1]
			continue
		}
		c := s.rest[end]
		if c >= 0x80 || !inWord(rune(c)) || c == '_' {
			return "", 0
		}
		b.WriteByte(c)
		end++
		if b.Len() == size {
			return strings.ToUpper(b.String()), end
		}
	}
	return "", 0
}

var corsican = regexp.MustCompile(`[12]` + sep + `\d{2}` + sep + `\d{2}` + sep + `2[ABab]` + sep + `\d{3}` + sep + `\d{3}(?:` + sep + `\d{2})?`)

func (s *scanner) corsicans() {
	for _, at := range corsican.FindAllIndex(s.rest, -1) {
		n, err := ParseNIR(string(s.rest[at[0]:at[1]]))
		if err != nil || !s.alone(at[0], at[1]) || !n.plausible(true) {
			continue
		}
		s.add(KindNIR, at[0], at[1], len(n) == 13 || n.Valid())
		s.blank(at[0], at[1])
	}
}

var international = regexp.MustCompile(`(?:\+|\b00)[1-9]\d{0,2}` + sep + `(?:\(0\))?(?:` + sep + `\d{1,4}){2,10}`)

// abroad reads the phone numbers written with the code of a country. Ten digits
// at least: shorter ones cannot be told from « +12 500 000 € ».
func (s *scanner) abroad() {
	for _, at := range international.FindAllIndex(s.rest, -1) {
		phone := compact(string(s.rest[at[0]:at[1]]))
		digits := len(strings.Trim(phone, "+"))
		if digits < 10 || digits > 16 {
			continue
		}
		phone = national(phone)
		french := allDigits(phone, 10) && phone[0] == '0' && phone[1] != '0'
		if !french || (!fictionalPhone(phone) && !servicePhone(phone)) {
			s.add(KindPhone, at[0], at[1], true)
		}
		s.blank(at[0], at[1])
	}
}
