package courriel

import (
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

const boxPrefix = "courriel/boite/"

// boxAt reads a mailbox that somebody can still open.
func boxAt(tx *sandbox.Tx, address string) (portal.Mailbox, bool) {
	box, ok := sandbox.Get[portal.Mailbox](tx, boxPrefix+address)
	return box, ok && !box.Closed
}

// boxesOf lists the open mailboxes of a person, by address.
func boxesOf(tx *sandbox.Tx, person string) []portal.Mailbox {
	var own []portal.Mailbox
	for _, key := range tx.Keys(boxPrefix) {
		if box, ok := boxAt(tx, key[len(boxPrefix):]); ok && box.Owner == person {
			own = append(own, box)
		}
	}
	return own
}

// ownPhone gives the person whose own phone the visit comes from.
func ownPhone(v *portal.Visit) (person string, ok bool) {
	device, found := portal.DeviceOf(v.Tx, v.Device)
	return device.Owner, found && device.Kind == portal.Phone && device.Owner != ""
}

// currentBox is the mailbox that this screen shows: the one logged in, or the
// phone's owner's.
func currentBox(v *portal.Visit) (portal.Mailbox, bool) {
	if s, ok := v.Session(); ok {
		return boxAt(v.Tx, s.Account)
	}
	person, ok := ownPhone(v)
	if !ok {
		return portal.Mailbox{}, false
	}
	own := boxesOf(v.Tx, person)
	if len(own) == 0 {
		return portal.Mailbox{}, false
	}
	chosen := v.Remembered("boite")
	for _, box := range own {
		if box.Address == chosen {
			return box, true
		}
	}
	return own[0], true
}

// opened guards a page that needs an open mailbox.
func opened(h func(*portal.Visit, portal.Mailbox) error) portal.Handler {
	return func(v *portal.Visit) error {
		box, ok := currentBox(v)
		if !ok {
			return v.Redirect("/connexion")
		}
		return h(v, box)
	}
}

// chooseBox shows another mailbox of the phone's owner.
func chooseBox(v *portal.Visit, _ portal.Mailbox) error {
	v.Remember("boite", v.Value("boite"))
	return v.Redirect("/")
}
