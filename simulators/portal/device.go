package portal

import (
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
)

// The kinds of screen.
const (
	Computer = "ordinateur"
	Phone    = "telephone"
	Kiosk    = "borne"
)

// Device is a screen inside the world.
type Device struct {
	ID        string       `json:"id" yaml:"id"`
	Kind      string       `json:"genre" yaml:"genre"`
	Name      string       `json:"nom" yaml:"nom"`
	Owner     string       `json:"personne,omitempty" yaml:"personne"` // empty: a shared one
	Number    string       `json:"numero,omitempty" yaml:"numero"`     // a phone's
	Seats     []string     `json:"places" yaml:"places"`               // who can reach it: "aidant", "aide"
	Home      string       `json:"accueil" yaml:"accueil"`             // world address a new tab opens
	Place     string       `json:"lieu,omitempty" yaml:"lieu"`         // a kiosk's
	Hand      string       `json:"main" yaml:"main"`                   // "aidant" or "aide"
	Tabs      []Tab        `json:"onglets,omitempty" yaml:"-"`
	Downloads []Download   `json:"telechargements,omitempty" yaml:"-"`
	Tray      []File       `json:"imprimante,omitempty" yaml:"-"` // printed, not yet picked up
	Saved     []SavedLogin `json:"mots_de_passe,omitempty" yaml:"-"`
	Bookmarks []Link       `json:"favoris,omitempty" yaml:"favoris"`
	Battery   int          `json:"batterie,omitempty" yaml:"batterie"` // percent; 0: not shown
	Off       bool         `json:"eteint,omitempty" yaml:"eteint"`     // its battery is empty
	HEIC      bool         `json:"heic,omitempty" yaml:"photos_heic"`  // its photos are in a format that few portals take
}

// Tab is one tab of a device's browser: where it stands, as of the last change
// of site or the last form sent.
type Tab struct {
	ID    int    `json:"id"`
	URL   string `json:"url"`
	Title string `json:"titre"`
	// Passing says that the address only leads on, to another site's answer: the
	// page that it ends on takes its place.
	Passing bool `json:"passage,omitempty"`
}

// Download is one file kept on a device.
type Download struct {
	ID      int       `json:"id"`
	File    File      `json:"fichier"`
	At      time.Time `json:"le"`
	Trashed bool      `json:"corbeille,omitempty"`
}

// SavedLogin remembers that the browser keeps a password for a site: the fact,
// never the password.
type SavedLogin struct {
	Site   string `json:"site"`
	Person string `json:"personne"`
}

// DeviceOf reads one device. Its lists are shared with all who read it: whoever
// changes one clones it first.
func DeviceOf(tx *sandbox.Tx, id string) (Device, bool) {
	// Read two to five times a request: decoding it each time was a tenth of a
	// form step.
	return sandbox.Shared[Device](tx, "poste/"+id)
}

// PutDevice writes one back.
func PutDevice(tx *sandbox.Tx, d Device) { tx.Put("poste/"+d.ID, d) }

// Devices lists the screens of the world, by id.
func Devices(tx *sandbox.Tx) []Device {
	var all []Device
	for _, key := range tx.Keys("poste/") {
		if d, ok := sandbox.Shared[Device](tx, key); ok {
			all = append(all, d)
		}
	}
	return all
}

// Reaches says whether a seat can use the device.
func (d Device) Reaches(seat string) bool {
	return slices.Contains(d.Seats, seat)
}

// Personal says whether the device is somebody's own, not shared.
func (d Device) Personal() bool { return d.Owner != "" }

// TabAt finds one tab of the browser.
func (d Device) TabAt(id int) (Tab, bool) {
	for _, t := range d.Tabs {
		if t.ID == id {
			return t, true
		}
	}
	return Tab{}, false
}

// PutTab writes a tab, or adds it at the end.
func (d *Device) PutTab(t Tab) {
	d.Tabs = slices.Clone(d.Tabs)
	for i := range d.Tabs {
		if d.Tabs[i].ID == t.ID {
			d.Tabs[i] = t
			return
		}
	}
	d.Tabs = append(d.Tabs, t)
}

// NextTab is a number that no tab of the device has.
func (d Device) NextTab() int {
	next := 1
	for _, t := range d.Tabs {
		next = max(next, t.ID+1)
	}
	return next
}

// Print puts a document in a device's print tray, where anybody can see it until
// it is picked up.
func Print(tx *sandbox.Tx, device string, f File) {
	d, ok := DeviceOf(tx, device)
	if !ok {
		return
	}
	f.At = tx.Now()
	d.Tray = append(slices.Clone(d.Tray), f)
	PutDevice(tx, d)
	tx.Emit(string(FactFilePrinted), "poste", device, "genre", f.Kind, "titulaire", f.Person, "nom", f.Name)
}

// SaveFile keeps a document in a device's downloads.
func SaveFile(tx *sandbox.Tx, device string, f File) {
	d, ok := DeviceOf(tx, device)
	if !ok {
		return
	}
	f.At = tx.Now()
	next := 1
	for _, kept := range d.Downloads {
		next = max(next, kept.ID+1)
	}
	d.Downloads = append(slices.Clone(d.Downloads), Download{ID: next, File: f, At: tx.Now()})
	PutDevice(tx, d)
	tx.Emit(string(FactFileSaved), "poste", device, "genre", f.Kind, "titulaire", f.Person, "nom", f.Name)
}
