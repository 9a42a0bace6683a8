package courriel

import (
	"fmt"
	"net/http"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// frame is what every page of an open mailbox shows around its own.
type frame struct {
	Address string
	Phone   bool // the owner's own phone: no way out to log out
	Boxes   []string
	Folders []folderLink
	Back    folder // where a small screen goes back to
}

type folderLink struct {
	folder
	Unread  int
	Current bool
}

type listPage struct {
	frame
	Folder folder
	Lines  []line
	Done   string // what a move just did
}

type line struct {
	ID, Who, Subject, When string
	Unread, Piece          bool
}

func frameOf(v *portal.Visit, box portal.Mailbox, current string) frame {
	f := frame{Address: box.Address, Back: folders[0]}
	if back, ok := folderNamed(current); ok {
		f.Back = back
	}
	if person, own := ownPhone(v); own && person == box.Owner {
		f.Phone = true
		for _, b := range boxesOf(v.Tx, person) {
			f.Boxes = append(f.Boxes, b.Address)
		}
	}
	for _, each := range folders {
		link := folderLink{folder: each, Current: each.ID == current}
		if each.ID == Inbox || each.ID == Spam {
			link.Unread = Unread(v.Tx, box.Address, each.ID)
		}
		f.Folders = append(f.Folders, link)
	}
	return f
}

func showInbox(v *portal.Visit, box portal.Mailbox) error { return list(v, box, Inbox) }

func showFolder(v *portal.Visit, box portal.Mailbox) error {
	return list(v, box, v.Path("dossier"))
}

// moved tells what became of the message just moved.
var moved = map[string]string{
	Inbox: "Le message est maintenant dans Réception.",
	Spam:  "Le message est rangé dans Indésirables.",
	Bin:   "Le message est à la corbeille. Vous pouvez encore l’y reprendre.",
	Sent:  "Message envoyé.",
}

func list(v *portal.Visit, box portal.Mailbox, id string) error {
	f, ok := folderNamed(id)
	if !ok {
		return v.Stop(http.StatusNotFound, "Ce dossier n’existe pas", "Revenez aux messages reçus.", "/", "Voir les messages reçus")
	}
	messages := Messages(v.Tx, box.Address, id)
	p := listPage{frame: frameOf(v, box, id), Folder: f, Done: moved[v.Value("fait")]}
	for _, m := range messages {
		p.Lines = append(p.Lines, lineOf(v, m))
	}
	witnessLook(v, box.Address, id, len(messages))
	return v.Render("liste.html", f.Name, p)
}

func lineOf(v *portal.Visit, m portal.Mail) line {
	who := m.FromName
	if who == "" {
		who = m.From
	}
	if m.Sent {
		who = "À : " + m.To
	}
	return line{ID: m.ID, Who: who, Subject: Marked(m.Subject), When: when(m.At, v.Now()), Unread: !m.Read, Piece: len(m.Files) > 0}
}

// witnessLook records that a folder was looked at, unless this screen already
// showed it with as many messages: a page refreshed teaches nothing.
func witnessLook(v *portal.Visit, address, folder string, count int) {
	key := fmt.Sprintf("courriel/vu/%s/%s/%s", v.Device, address, folder)
	if seen, ok := sandbox.Get[int](v.Tx, key); ok && seen == count {
		return
	}
	v.Put(key, count)
	v.Witness(FactLooked, "adresse", address, "dossier", folder)
}
