package caf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence turns the reason of a refusal, which begins small and has no full
// stop, into what a page says.
func sentence(err error) string {
	said := strings.ReplaceAll(err.Error(), "'", "’")
	first, size := utf8.DecodeRuneInString(said)
	said = string(unicode.ToUpper(first)) + said[size:]
	if !strings.HasSuffix(said, ".") {
		said += "."
	}
	return said
}
