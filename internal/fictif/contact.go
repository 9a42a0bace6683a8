package fictif

import (
	"errors"
	"strings"
)

// fictionalPhones are the ranges that Arcep keeps for works of fiction.
var fictionalPhones = []string{"019900", "026191", "035301", "046571", "053649", "063998"}

// CheckPhone says whether s is a phone number of the exercise: ten digits, or
// +33 and nine.
func CheckPhone(s string) error {
	phone := national(compact(s))
	switch {
	case !allDigits(phone, 10) || phone[0] != '0':
		return errors.New("un numéro de téléphone compte 10 chiffres et commence par 0")
	case !fictionalPhone(phone):
		return errors.New("ce numéro n'est pas dans les plages réservées à la fiction : utilisez 06 39 98 xx xx pour un mobile, 01 99 00 xx xx pour un fixe")
	}
	return nil
}

// national writes a French number in its ten-digit form.
func national(phone string) string {
	phone = strings.Replace(phone, "(0)", "", 1)
	for _, prefix := range []string{"+33", "0033"} {
		if rest, found := strings.CutPrefix(phone, prefix); found {
			return "0" + rest
		}
	}
	return phone
}

func fictionalPhone(phone string) bool {
	for _, prefix := range fictionalPhones {
		if strings.HasPrefix(phone, prefix) {
			return true
		}
	}
	return false
}

// servicePhone says whether a number is one of a service open to all (08…, and
// the 09 69 3x of public bodies): it may be quoted, it is nobody's own.
func servicePhone(phone string) bool {
	return strings.HasPrefix(phone, "08") || strings.HasPrefix(phone, "09693")
}
