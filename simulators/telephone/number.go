package telephone

import (
	"net/http"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// onPhone gives a page the number of the phone it is shown on.
func onPhone(h func(v *portal.Visit, number string) error) portal.Handler {
	return func(v *portal.Visit) error {
		device, _ := portal.DeviceOf(v.Tx, v.Device)
		if device.Number == "" {
			return v.Stop(http.StatusNotFound, "C’est une application du téléphone", "Cet ordinateur n’a pas de ligne. Ouvrez-la sur un téléphone.", "", "")
		}
		return h(v, portal.Digits(device.Number))
	}
}

// national reads a number as typed: spaces, dots, +33 and all.
func national(typed string) string {
	digits := portal.Digits(typed)
	if rest, ok := strings.CutPrefix(digits, "33"); ok && strings.HasPrefix(strings.TrimSpace(typed), "+") {
		return "0" + strings.TrimPrefix(rest, "0")
	}
	return digits
}

// Spaced writes a ten-digit number two by two; a short one as it is.
func Spaced(number string) string {
	if len(number) != 10 || portal.Digits(number) != number {
		return number
	}
	var parts []string
	for i := 0; i < len(number); i += 2 {
		parts = append(parts, number[i:i+2])
	}
	return strings.Join(parts, frtext.NBSP)
}

// correspondent is a number or a name, as a key: numbers lose their blanks.
func correspondent(from string) string {
	from = strings.TrimSpace(from)
	if digits := portal.Digits(from); digits != "" && strings.Trim(from, "0123456789 .+\u00a0") == "" {
		return national(from)
	}
	return from
}

func contactKey(own, other string) string { return "telephone/contact/" + own + "/" + other }

// known turns the name of a contact into its number, so that « Karim » and
// 06 39 98 01 18 are one conversation.
func known(tx *sandbox.Tx, own, from string) string {
	from = correspondent(from)
	prefix := contactKey(own, "")
	for _, key := range tx.Keys(prefix) {
		if name, _ := sandbox.Get[string](tx, key); name == from {
			return key[len(prefix):]
		}
	}
	return from
}

// nameOf is what a phone shows for a correspondent.
func nameOf(tx *sandbox.Tx, own, from string) string {
	from = known(tx, own, from)
	if name, ok := sandbox.Get[string](tx, contactKey(own, from)); ok {
		return name
	}
	return Spaced(from)
}

// phoneWith finds the phone of the world that has a number.
func phoneWith(tx *sandbox.Tx, number string) bool {
	for _, d := range portal.Devices(tx) {
		if d.Number != "" && portal.Digits(d.Number) == number {
			return true
		}
	}
	return false
}
