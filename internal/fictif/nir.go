package fictif

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// NIR is a numéro de sécurité sociale without spaces: thirteen characters, or
// fifteen with its key. Corsican ones hold 2A or 2B in upper case.
type NIR string

// Sex is the first digit of a NIR.
type Sex int

// The two values a permanent NIR begins with.
const (
	Male   Sex = 1
	Female Sex = 2
)

var (
	nirForm = regexp.MustCompile(`^[1-478]\d{4}(\d{2}|2[AB])\d{6}(\d{2})?$`)
	// Département 00 and country 000 of « 99 » do not exist: nobody can hold these.
	nirFictional = regexp.MustCompile(`^[12]\d{4}(00\d{3}|99000)9\d{2}(\d{2})?$`)
)

// ParseNIR reads a NIR as people write it, spaces, dots and dashes included,
// with or without its key. It checks the form, not the key: see [NIR.Valid].
func ParseNIR(s string) (NIR, error) {
	n := NIR(strings.ToUpper(compact(s)))
	if !nirForm.MatchString(string(n)) {
		return "", errors.New("un numéro de sécurité sociale a 13 chiffres, ou 15 avec sa clé, et commence par 1 ou 2 : recopiez-le depuis la carte de la personne")
	}
	return n, nil
}

// BuildNIR makes the fictional NIR of a person born in the given month. The
// commune is its three last digits (0 to 999), or zero for somebody born
// abroad, in a country that does not exist. The order is 900 to 999.
func BuildNIR(sex Sex, birth time.Time, abroad bool, commune, order int) (NIR, error) {
	if (sex != Male && sex != Female) || commune < 0 || commune > 999 || order < 900 || order > 999 {
		return "", fmt.Errorf("fictif: no NIR for sex %d, commune %d, order %d", sex, commune, order)
	}
	place := fmt.Sprintf("00%03d", commune)
	if abroad {
		place = "99000"
	}
	body := NIR(fmt.Sprintf("%d%02d%02d%s%03d", sex, birth.Year()%100, birth.Month(), place, order))
	return body + NIR(fmt.Sprintf("%02d", body.WantKey())), nil
}

// Body is the thirteen characters that services ask for as a login.
func (n NIR) Body() string { return string(n[:min(13, len(n))]) }

// Key is the key written at the end, and false when there is none.
func (n NIR) Key() (int, bool) {
	if len(n) != 15 {
		return 0, false
	}
	key, err := strconv.Atoi(string(n[13:]))
	return key, err == nil
}

// WantKey computes the key, 1 to 97: 97 − (thirteen digits mod 97), where 2A
// counts as 19 and 2B as 18.
func (n NIR) WantKey() int {
	body := n.Body()
	body = strings.Replace(body, "2A", "19", 1)
	body = strings.Replace(body, "2B", "18", 1)
	return 97 - mod(body, 97)
}

// Valid says whether the key is there and right.
func (n NIR) Valid() bool {
	key, ok := n.Key()
	return ok && key == n.WantKey()
}

// Fictional says whether the NIR can belong to nobody: born in département 00
// or in the country 99 000, order 900 to 999, and a right key if there is one.
func (n NIR) Fictional() bool {
	return nirFictional.MatchString(string(n)) && (len(n) == 13 || n.Valid())
}

// String writes the NIR as cards do: 2 90 05 00 014 905 65, with no-break spaces.
func (n NIR) String() string { return spaced(string(n), 1, 2, 2, 2, 3, 3, 2) }

// CheckNIR says whether s is a NIR of the exercise, with its key or without.
func CheckNIR(s string) error {
	n, err := ParseNIR(s)
	switch {
	case err != nil:
		return err
	case !nirFictional.MatchString(string(n)):
		return errors.New("ce numéro n'est pas un numéro de l'exercice : ceux de l'exercice sont nés dans le département 00 (ou au 99 000) et leur ordre commence par 9")
	case !n.Fictional():
		return fmt.Errorf("la clé ne correspond pas : pour %s, la clé est %02d", NIR(n.Body()), n.WantKey())
	}
	return nil
}

// plausible says whether somebody could hold the thirteen characters: an
// existing month code, an existing département, a commune and an order above 0.
func (n NIR) plausible(lenient bool) bool {
	month := string(n[3:5])
	if !lenient && (month < "01" || month > "12") {
		return false
	}
	if month == "00" || (month > "12" && month < "20") || (month > "42" && month < "50") || (month > "20" && month < "30") {
		return false
	}
	department, place, order := string(n[5:7]), string(n[7:10]), string(n[10:13])
	return department != "00" && place != "000" && order != "000"
}
