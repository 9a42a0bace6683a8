package portal

import (
	"slices"

	"demarcheablanc/internal/sandbox"
)

// KeepFile saves the document shown on a device. On her own phone, it is in her
// hands.
func KeepFile(tx *sandbox.Tx, d Device, f File) {
	SaveFile(tx, d.ID, f)
	if d.Personal() {
		HandOver(tx, d.Owner, f, "telephone")
	}
}

// ThrowAway moves a kept file to the bin, from which it can be taken back. The
// device is the caller's to put.
func ThrowAway(tx *sandbox.Tx, d *Device, id int) {
	i := slices.IndexFunc(d.Downloads, func(k Download) bool { return k.ID == id && !k.Trashed })
	if i < 0 {
		return
	}
	d.Downloads = slices.Clone(d.Downloads)
	d.Downloads[i].Trashed = true
	deleted(tx, d.ID, d.Downloads[i].File, "non")
}

// EmptyBin deletes for good what was thrown away. The device is the caller's to
// put.
func EmptyBin(tx *sandbox.Tx, d *Device) {
	d.Downloads = slices.DeleteFunc(slices.Clone(d.Downloads), func(k Download) bool {
		if k.Trashed {
			deleted(tx, d.ID, k.File, "oui")
		}
		return k.Trashed
	})
}

func deleted(tx *sandbox.Tx, device string, f File, forGood string) {
	tx.Emit(string(FactFileDeleted), "poste", device, "genre", f.Kind, "titulaire", f.Person, "nom", f.Name, "definitif", forGood)
}
