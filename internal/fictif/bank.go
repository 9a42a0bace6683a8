package fictif

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// fictionalBank is the code of a bank that was never attributed.
const fictionalBank = "99999"

// BuildIBAN makes the IBAN of account n (0 to 99 999 999 999) at the bank of the
// exercise, its RIB key and its IBAN key right.
func BuildIBAN(n int64) (string, error) {
	if n < 0 || n > 99_999_999_999 {
		return "", fmt.Errorf("fictif: no account %d", n)
	}
	rib := fictionalBank + fmt.Sprintf("00000%011d", n)
	rib += fmt.Sprintf("%02d", 97-mod(rib+"00", 97))
	return spaced(fmt.Sprintf("FR%02d", 98-ibanRest("FR00"+rib))+rib, 4, 4, 4, 4, 4, 4, 3), nil
}

// CheckIBAN says whether s is an IBAN of the bank of the exercise.
func CheckIBAN(s string) error {
	iban := strings.ToUpper(compact(s))
	switch {
	case len(iban) != 27 || !strings.HasPrefix(iban, "FR"):
		return errors.New("un IBAN français commence par FR et compte 27 caractères : recopiez-le depuis le relevé d'identité bancaire")
	case iban[4:9] != fictionalBank:
		return errors.New("cet IBAN n'est pas de la banque de l'exercice, qui porte le code 99999")
	case ibanRest(iban) != 1:
		return errors.New("les chiffres de contrôle de cet IBAN ne correspondent pas : relisez-le par groupes de quatre")
	}
	return nil
}

// ibanRest is the remainder of ISO 13616: 1 for a right IBAN, -1 when a
// character has no place in one.
func ibanRest(iban string) int {
	var digits strings.Builder
	for _, c := range []byte(iban[4:] + iban[:4]) {
		switch {
		case c >= '0' && c <= '9':
			digits.WriteByte(c)
		case c >= 'A' && c <= 'Z':
			digits.WriteString(strconv.Itoa(int(c-'A') + 10))
		default:
			return -1
		}
	}
	return mod(digits.String(), 97)
}

// CheckCard says whether s is a bank card of the exercise: sixteen digits
// beginning with 9999, which no issuer holds, and a right Luhn digit.
func CheckCard(s string) error {
	card := compact(s)
	switch {
	case !allDigits(card, 16):
		return errors.New("un numéro de carte compte 16 chiffres : recopiez-le depuis la carte de la personne")
	case !strings.HasPrefix(card, "9999"):
		return errors.New("cette carte n'est pas une carte de l'exercice, dont le numéro commence par 9999")
	case !luhn(card):
		return errors.New("le dernier chiffre de la carte ne correspond pas aux autres : relisez-la par groupes de quatre")
	}
	return nil
}

// realCard says whether an issuer gives cards of this form. Diners cards of 14
// digits are left out: they cannot be told from a SIRET.
func realCard(card string) bool {
	starts := func(from, to int, size int) bool {
		n, err := strconv.Atoi(card[:size])
		return err == nil && n >= from && n <= to
	}
	if len(card) == 15 {
		return starts(34, 34, 2) || starts(37, 37, 2)
	}
	return len(card) == 16 && (starts(4, 4, 1) || starts(51, 55, 2) || starts(2221, 2720, 4) ||
		starts(3528, 3589, 4) || starts(50, 50, 2) || starts(56, 58, 2) || starts(60, 65, 2) || starts(67, 67, 2))
}
