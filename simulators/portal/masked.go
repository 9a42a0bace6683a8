package portal

import (
	"strings"
	"unicode/utf8"
)

// MaskedEmail hides a mail address but for its first letter and its provider, so
// that its owner knows it and a passer-by does not: s•••@messagerie.example.
func MaskedEmail(address string) string {
	name, provider, ok := strings.Cut(address, "@")
	if !ok || name == "" {
		return ""
	}
	_, size := utf8.DecodeRuneInString(name)
	return name[:size] + "•••@" + provider
}

// MaskedMobile keeps the last two digits of a number: •• •• •• •• 05.
func MaskedMobile(number string) string {
	digits := Digits(number)
	if len(digits) < 2 {
		return ""
	}
	return "•• •• •• •• " + digits[len(digits)-2:]
}
