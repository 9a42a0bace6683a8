package fictif

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// BuildFiscal makes the numéro fiscal number n (0 to 99 999 999) of the exercise.
func BuildFiscal(n int) (string, error) {
	if n < 0 || n > 99_999_999 {
		return "", fmt.Errorf("fictif: no numéro fiscal for %d", n)
	}
	ten := fmt.Sprintf("99%08d", n)
	return ten + fmt.Sprintf("%03d", mod(ten, 511)), nil
}

// CheckFiscal says whether s is a numéro fiscal of the exercise: thirteen digits
// beginning with 99, the three last being the ten first modulo 511. Real ones
// begin with 0, 1, 2 or 3.
func CheckFiscal(s string) error {
	number := compact(s)
	switch {
	case !allDigits(number, 13):
		return errors.New("un numéro fiscal compte 13 chiffres : il est en haut de l'avis d'impôt")
	case !strings.HasPrefix(number, "99"):
		return errors.New("ce numéro fiscal n'est pas un numéro de l'exercice, qui commence par 99")
	case !fiscalKey(number):
		return errors.New("les trois derniers chiffres ne correspondent pas aux autres : recopiez le numéro depuis l'avis d'impôt")
	}
	return nil
}

// fiscalKey says whether the three last of thirteen digits check the others.
func fiscalKey(number string) bool {
	return fmt.Sprintf("%03d", mod(number[:10], 511)) == number[10:]
}

var (
	plateForm = regexp.MustCompile(`^[A-HJ-NP-TV-Z]{2}000[A-HJ-NP-TV-Z]{2}$`)
	nephForm  = regexp.MustCompile(`^\d{2}(0[1-9]|1[0-2])00\d{6}$`)
	photoForm = regexp.MustCompile(`^FICTIF[A-Z0-9]{16}$`)
)

// CheckPlate says whether s is a number plate of the exercise, such as
// AB-000-CD: the real series goes from 001 to 999, without I, O, U nor SS.
func CheckPlate(s string) error {
	plate := strings.ToUpper(compact(s))
	if !plateForm.MatchString(plate) || plate[:2] == "SS" || plate[5:] == "SS" {
		return errors.New("une plaque de l'exercice s'écrit AB-000-CD : deux lettres, 000, deux lettres, sans I, O ni U")
	}
	return nil
}

// CheckNEPH says whether s is a driver's file number of the exercise: twelve
// digits, year, month, then the département 00.
func CheckNEPH(s string) error {
	if !nephForm.MatchString(compact(s)) {
		return errors.New("un numéro NEPH de l'exercice compte 12 chiffres : année, mois, 00, puis six chiffres")
	}
	return nil
}

// CheckEPhoto says whether s is an e-photo code of the exercise: 22 characters
// beginning with FICTIF.
func CheckEPhoto(s string) error {
	if !photoForm.MatchString(strings.ToUpper(compact(s))) {
		return errors.New("un code e-photo de l'exercice compte 22 caractères et commence par FICTIF")
	}
	return nil
}

// CheckSIRET says whether s is a SIRET of the exercise: fourteen digits
// beginning with six zeros, the SIREN and the whole both right by Luhn.
func CheckSIRET(s string) error {
	siret := compact(s)
	switch {
	case !allDigits(siret, 14):
		return errors.New("un SIRET compte 14 chiffres")
	case !strings.HasPrefix(siret, "000000"):
		return errors.New("ce SIRET n'est pas de l'exercice, où il commence par 000 000")
	case !luhn(siret[:9]) || !luhn(siret):
		return errors.New("les chiffres de contrôle de ce SIRET ne correspondent pas : relisez-le")
	}
	return nil
}
