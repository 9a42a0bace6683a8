package formation

import (
	"strings"

	"demarcheablanc/simulators/portal"
)

// loginDigits is the length of the number that opens an account: a NIR without
// its key.
const loginDigits = 13

// readNumber reads the number of an account.
func readNumber(v *portal.Visit, field string) string {
	number := portal.Digits(v.Value(field))
	switch {
	case len(number) == loginDigits+2:
		v.Problem(field, "Les deux derniers chiffres sont la clé. Saisissez seulement les 13 premiers.")
	case len(number) != loginDigits:
		v.Problem(field, "Saisissez les 13 premiers chiffres de votre numéro de sécurité sociale.")
	}
	return number
}

// maskedPhone shows the ends of a number: 06 •• •• •• 02.
func maskedPhone(number string) string {
	if len(number) != 10 {
		return ""
	}
	return strings.Join([]string{number[:2], "••", "••", "••", number[8:]}, "\u00a0")
}
