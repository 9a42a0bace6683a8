package laposte

import (
	"slices"
	"strings"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

// codeLength is how many digits the code by SMS and the secret code have.
const codeLength = 6

// readMobile reads a typed mobile number in its ten-digit form. False, with the
// problem set, when it is none or could be somebody's.
func readMobile(v *portal.Visit, field string) (string, bool) {
	number := portal.Digits(v.Value(field))
	for _, country := range []string{"0033", "33"} {
		if rest, ok := strings.CutPrefix(number, country); ok && len(rest) == 9 {
			number = "0" + rest
		}
	}
	if _, real := fictif.LooksReal(v.Value(field)); real || len(number) == 10 && fictif.CheckPhone(number) != nil {
		v.Forget(field)
		v.Witness(portal.FactRealRefused, "site", v.Site.ID)
		v.Problem(field, "Dans l’exercice, un mobile commence par 06 39 98. N’en saisissez pas un vrai.")
		return "", false
	}
	if len(number) != 10 {
		v.Problem(field, "Saisissez un numéro de mobile de 10 chiffres.")
		return "", false
	}
	return number, true
}

// readCode keeps the digits of a typed code, which people write with blanks, and
// forgets it when it has not six.
func readCode(v *portal.Visit, field, sentence string) bool {
	digits := portal.Digits(v.Value(field))
	if len(digits) != codeLength {
		v.Forget(field)
		v.Problem(field, sentence)
		return false
	}
	v.Request.Form.Set(field, digits)
	return true
}

// weakness says why a secret code is too easy to guess, or "".
func weakness(code string, p portal.Person) string {
	switch {
	case strings.Count(code, code[:1]) == len(code):
		return "Six fois le même chiffre se devine tout de suite. Choisissez un autre code."
	case strings.Contains("0123456789", code) || strings.Contains("9876543210", code):
		return "Des chiffres qui se suivent se devinent tout de suite. Choisissez un autre code."
	case slices.Contains(birthCodes(p.BirthDate), code):
		return "Votre date de naissance est facile à trouver. Choisissez un autre code."
	}
	return ""
}

// birthCodes are the ways of making six digits out of a birth date.
func birthCodes(date string) []string {
	year, rest, ok := strings.Cut(date, "-")
	month, day, ok2 := strings.Cut(rest, "-")
	if !ok || !ok2 || len(year) != 4 {
		return nil
	}
	short := year[2:]
	return []string{day + month + short, short + month + day, month + day + short, month + year, year + month, day + year}
}

// endOf shows the end of a number, enough to recognise one's own.
func endOf(number string) string {
	if len(number) != 10 {
		return number
	}
	return number[6:8] + "\u00a0" + number[8:]
}
