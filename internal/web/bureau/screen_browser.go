package bureau

import (
	"net/url"
	"slices"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// offer is the browser's question after a login on a shared computer.
type offer struct {
	Open  *portal.SavedLogin `json:"ouverte,omitempty"`
	Never []string           `json:"jamais,omitempty"` // sites refused
}

func offerKey(device string) string { return "poste-offre/" + device }

// offerToSave asks whether to keep the password that has just been right.
func offerToSave(tx *sandbox.Tx, d portal.Device) {
	if d.Personal() || d.Kind != portal.Computer {
		return
	}
	for _, e := range tx.Pending() {
		if e.Fact != string(portal.FactSecretTyped) || e.Detail["verdict"] != string(portal.SecretRight) {
			continue
		}
		login := portal.SavedLogin{Site: e.Detail["site"], Person: e.Detail["personne"]}
		o, _ := sandbox.Get[offer](tx, offerKey(d.ID))
		if slices.Contains(o.Never, login.Site) || slices.Contains(d.Saved, login) {
			continue
		}
		o.Open = &login
		tx.Put(offerKey(d.ID), o)
	}
}

// answerOffer keeps the fact that a password was saved, or was not. The password
// itself is nowhere.
func (t *terminal) answerOffer(form url.Values) error {
	err := t.do("", func(tx *sandbox.Tx) error {
		o, _ := sandbox.Get[offer](tx, offerKey(t.device.ID))
		d, ok := portal.DeviceOf(tx, t.device.ID)
		if o.Open == nil || !ok {
			return nil
		}
		login := *o.Open
		o.Open = nil
		fact := portal.FactSecretNotSaved
		if form.Get("garder") == "oui" {
			fact = portal.FactSecretSaved
			d.Saved = append(slices.Clone(d.Saved), login)
			portal.PutDevice(tx, d)
		} else {
			o.Never = append(o.Never, login.Site)
		}
		tx.Put(offerKey(d.ID), o)
		tx.Emit(string(fact), "poste", d.ID, "site", login.Site, "personne", login.Person)
		return nil
	})
	if err != nil {
		return err
	}
	return t.back(form)
}

// closeBrowser closes every tab, forgets every login and the documents that were
// only looked at.
func (t *terminal) closeBrowser() error {
	err := t.change(func(tx *sandbox.Tx, d *portal.Device) {
		portal.CloseBrowser(tx, d.ID)
		tx.Delete(offerKey(d.ID))
		tx.Delete(seenKey(d.ID))
		d.Tabs = nil
	})
	if err != nil {
		return err
	}
	t.box.Present(t.device.ID, "")
	return t.SeeOther(t.Desk() + "/e/" + t.device.ID + ".1/ferme")
}

// changeHand says who holds the keyboard from now on.
func (t *terminal) changeHand(form url.Values) error {
	hand := form.Get("main")
	if hand == string(workshop.Aidant) || hand == string(workshop.Aide) {
		err := t.do("", func(tx *sandbox.Tx) error {
			d, ok := portal.DeviceOf(tx, t.device.ID)
			if !ok || d.Hand == hand {
				return nil
			}
			d.Hand = hand
			portal.PutDevice(tx, d)
			tx.Emit(string(portal.FactHandChanged), "poste", d.ID, "main", hand)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return t.back(form)
}
