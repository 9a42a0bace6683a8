package frtext

import (
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Sentence turns the reason of a refusal, which begins small and has no full
// stop, into what a page says.
func Sentence(err error) string {
	said := strings.ReplaceAll(err.Error(), "'", "’")
	first, size := utf8.DecodeRuneInString(said)
	said = string(unicode.ToUpper(first)) + said[size:]
	if !strings.HasSuffix(said, ".") {
		said += "."
	}
	return said
}

// The ways people write a date: the day first, or the year first.
var (
	dayFirst = regexp.MustCompile(`^(\d{1,2})\s*[/. -]\s*(\d{1,2})\s*[/. -]\s*(\d{4})$`)
	together = regexp.MustCompile(`^(\d{2})(\d{2})(\d{4})$`)
	yearHead = regexp.MustCompile(`^(\d{4})[/. -](\d{1,2})[/. -](\d{1,2})$`)
)

// ParseDate reads a date as people type it: 08/03/1975, 8-3-1975, 8 3 1975,
// 08031975 or 1975-03-08. It is midnight in Paris, from 1901 to 2099; false for
// a day that does not exist.
func ParseDate(typed string) (time.Time, bool) {
	typed = strings.TrimSpace(typed)
	m := dayFirst.FindStringSubmatch(typed)
	if m == nil {
		m = together.FindStringSubmatch(typed)
	}
	if m != nil {
		m[1], m[3] = m[3], m[1]
	} else if m = yearHead.FindStringSubmatch(typed); m == nil {
		return time.Time{}, false
	}
	day, err := time.ParseInLocation(time.DateOnly, fmt.Sprintf("%s-%02s-%02s", m[1], m[2], m[3]), Paris)
	return day, err == nil && day.Year() > 1900 && day.Year() < 2100
}
