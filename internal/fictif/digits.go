package fictif

import (
	"strings"
	"unicode"
)

// compact drops what people put between digits: spaces of all kinds, dots,
// dashes, slashes.
func compact(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune(".-/\u2010\u2011\u2013", r) {
			return -1
		}
		return r
	}, s)
}

// spaced cuts s into groups of the given sizes, joined by no-break spaces.
func spaced(s string, sizes ...int) string {
	var groups []string
	for _, size := range sizes {
		if s == "" {
			break
		}
		size = min(size, len(s))
		groups, s = append(groups, s[:size]), s[size:]
	}
	if s != "" {
		groups = append(groups, s)
	}
	return strings.Join(groups, "\u00a0")
}

// mod is the remainder of a number of any length, written in digits.
func mod(digits string, m int) int {
	rest := 0
	for _, d := range []byte(digits) {
		rest = (rest*10 + int(d-'0')) % m
	}
	return rest
}

// luhn says whether the last digit checks the others, as on cards and SIRET.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
			if d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// allDigits says whether s is n ASCII digits.
func allDigits(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "0123456789") == ""
}
