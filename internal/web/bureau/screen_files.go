package bureau

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/simulators/portal"
)

// seenFile is a document that the device has shown: it can be drawn again
// without asking its service again.
type seenFile struct {
	ID      string      `json:"id"`
	File    portal.File `json:"fichier"`
	Address string      `json:"adresse"`
}

const mostSeen = 20

func seenKey(device string) string { return "poste-vu/" + device }

// idOf names a document by what it is drawn from.
func idOf(f portal.File) string {
	f.At = time.Time{}
	raw, _ := json.Marshal(f) // strings only
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:6])
}

func markSeen(tx *sandbox.Tx, f portal.File, address string) {
	all, _ := sandbox.Get[[]seenFile](tx, seenKey(tx.Device))
	id := idOf(f)
	if slices.ContainsFunc(all, func(s seenFile) bool { return s.ID == id }) {
		return
	}
	if f.At.IsZero() {
		f.At = tx.Now()
	}
	all = append(all, seenFile{id, f, address})
	tx.Put(seenKey(tx.Device), all[max(0, len(all)-mostSeen):])
}

// fileNamed finds a document by the name its page has: a shown one's print, or
// "t" and the number of a download.
func (t *terminal) fileNamed(tx *sandbox.Tx, name string) (portal.File, string, bool) {
	if n, ok := strings.CutPrefix(name, "t"); ok {
		id, _ := strconv.Atoi(n)
		d, _ := portal.DeviceOf(tx, t.device.ID)
		for _, kept := range d.Downloads {
			if kept.ID == id && !kept.Trashed {
				return kept.File, "", true
			}
		}
	}
	all, _ := sandbox.Get[[]seenFile](tx, seenKey(t.device.ID))
	for _, s := range all {
		if s.ID == name {
			return s.File, s.Address, true
		}
	}
	return portal.File{}, "", false
}

// showDocument shows a document in the browser, or its bytes.
func (t *terminal) showDocument(arg string) error {
	name, bytes, asked := strings.Cut(arg, "/")
	var file portal.File
	var address string
	var drawn []byte
	err := t.box.Peek(-1, t.actor(""), func(tx *sandbox.Tx) (err error) {
		var ok bool
		if file, address, ok = t.fileNamed(tx, name); !ok {
			return t.noDocument()
		}
		if asked && bytes != "" {
			drawn, err = t.room.House.Network.Draw(tx, file)
		}
		return err
	})
	if err != nil {
		return err
	}
	if drawn != nil {
		return sendPDF(t.Visitor, file.Name, drawn)
	}
	return t.render(http.StatusOK, Content{Panel: panelDocument, Title: file.Title, Address: address, Document: &documentView{
		File: file, Address: t.here("document/" + name), PDF: t.here("document/"+name) + "/" + url.PathEscape(file.Name), Kept: strings.HasPrefix(name, "t"),
	}})
}

func (t *terminal) noDocument() error {
	return &house.Refusal{Status: http.StatusNotFound, Title: "Ce document n’est plus là", Message: "Il a été supprimé, ou la partie est revenue en arrière. Rouvrez-le depuis le site qui le fournit.", Link: t.prefix + "/", Label: "Revenir au navigateur"}
}

// sendPDF shows a document in the person's own reader. The policy lets the
// browser's viewer draw it.
func sendPDF(v *house.Visitor, name string, bytes []byte) error {
	v.Header("Content-Security-Policy", "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; img-src data: blob:; frame-ancestors 'self'")
	v.Header("Content-Disposition", "inline; filename*=UTF-8''"+url.PathEscape(name))
	v.Header("Cache-Control", "no-store")
	v.Data(http.StatusOK, "application/pdf", bytes)
	return nil
}

// keepDocument saves or prints the document shown.
func (t *terminal) keepDocument(name string, form url.Values) error {
	toPaper := form.Get("geste") == "imprimer" && t.device.Kind == portal.Computer
	err := t.do("", func(tx *sandbox.Tx) error {
		file, _, ok := t.fileNamed(tx, name)
		if !ok {
			return t.noDocument()
		}
		if toPaper {
			portal.Print(tx, t.device.ID, file)
			return nil
		}
		portal.KeepFile(tx, t.device, file)
		return nil
	})
	if err != nil {
		return err
	}
	if toPaper {
		return t.SeeOther(t.here("bac"))
	}
	return t.SeeOther(t.here("telechargements"))
}

// changeDownload prints a kept file, throws it away, takes it back, or empties
// the bin.
func (t *terminal) changeDownload(form url.Values) error {
	id, _ := strconv.Atoi(form.Get("id"))
	to := "telechargements"
	err := t.change(func(tx *sandbox.Tx, d *portal.Device) {
		d.Downloads = slices.Clone(d.Downloads)
		i := slices.IndexFunc(d.Downloads, func(k portal.Download) bool { return k.ID == id })
		switch act := form.Get("geste"); {
		case act == "vider":
			portal.EmptyBin(tx, d)
		case i < 0:
		case act == "jeter":
			portal.ThrowAway(tx, d, id)
		case act == "cable" && d.Kind == portal.Phone:
			byCable(tx, d.Downloads[i].File)
		case act == "remettre":
			d.Downloads[i].Trashed = false
		case act == "imprimer" && d.Kind == portal.Computer:
			to = "bac"
			f := d.Downloads[i].File
			f.At = tx.Now()
			d.Tray = append(slices.Clone(d.Tray), f)
			tx.Emit(string(portal.FactFilePrinted), "poste", d.ID, "genre", f.Kind, "titulaire", f.Person, "nom", f.Name)
		}
	})
	if err != nil {
		return err
	}
	return t.SeeOther(t.here(to))
}

// byCable copies a phone's file to the shared computer.
func byCable(tx *sandbox.Tx, f portal.File) {
	for _, d := range portal.Devices(tx) {
		if d.Kind == portal.Computer && !d.Personal() {
			portal.SaveFile(tx, d.ID, f)
			return
		}
	}
}

// trayID names one print of the tray.
func trayID(f portal.File) string { return idOf(f) + "." + strconv.FormatInt(f.At.UnixMilli(), 36) }

// pickUp takes a print out of the tray and hands it to the person.
func (t *terminal) pickUp(form url.Values) error {
	err := t.change(func(tx *sandbox.Tx, d *portal.Device) {
		i := slices.IndexFunc(d.Tray, func(f portal.File) bool { return trayID(f) == form.Get("feuille") })
		if i < 0 {
			return
		}
		file := d.Tray[i]
		d.Tray = slices.Delete(slices.Clone(d.Tray), i, i+1)
		portal.HandOver(tx, portal.SituationOf(tx).Helped, file, "imprime")
	})
	if err != nil {
		return err
	}
	return t.SeeOther(t.here("bac"))
}
