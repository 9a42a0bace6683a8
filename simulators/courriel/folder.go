package courriel

import (
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The folders of a mailbox.
const (
	Inbox = "reception"
	Spam  = "indesirables"
	Sent  = "envoyes"
	Bin   = "corbeille"
)

type folder struct{ ID, Name, Icon, Empty string }

var folders = []folder{
	{Inbox, "Réception", "reception", "Aucun message reçu."},
	{Spam, "Indésirables", "indesirables", "Aucun message indésirable. La messagerie y range d’elle-même ce qui lui paraît douteux, parfois à tort."},
	{Sent, "Envoyés", "envoyer", "Aucun message envoyé."},
	{Bin, "Corbeille", "corbeille", "La corbeille est vide."},
}

func folderNamed(id string) (folder, bool) {
	i := slices.IndexFunc(folders, func(f folder) bool { return f.ID == id })
	if i < 0 {
		return folder{}, false
	}
	return folders[i], true
}

func binKey(address, id string) string { return "courriel/corbeille/" + address + "/" + id }

// FolderOf says where a message of a mailbox is kept.
func FolderOf(tx *sandbox.Tx, address string, m portal.Mail) string {
	if binned, _ := sandbox.Get[bool](tx, binKey(address, m.ID)); binned {
		return Bin
	}
	switch {
	case m.Sent:
		return Sent
	case m.Spam:
		return Spam
	}
	return Inbox
}

// Messages lists what one folder of a mailbox holds, newest first.
func Messages(tx *sandbox.Tx, address, folder string) []portal.Mail {
	var found []portal.Mail
	for _, key := range tx.Keys(portal.MailKey(address, "")) {
		if m, ok := sandbox.Get[portal.Mail](tx, key); ok && FolderOf(tx, address, m) == folder {
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b portal.Mail) int { return b.At.Compare(a.At) })
	return found
}

// Unread counts the messages of a folder that nobody opened.
func Unread(tx *sandbox.Tx, address, folder string) int {
	n := 0
	for _, m := range Messages(tx, address, folder) {
		if !m.Read {
			n++
		}
	}
	return n
}

// unreadOn counts what waits in the inboxes of a phone's owner. Spam makes no
// mark: that is how messages are missed.
func unreadOn(tx *sandbox.Tx, on portal.Device) int {
	n := 0
	if on.Kind == portal.Phone && on.Owner != "" {
		for _, box := range boxesOf(tx, on.Owner) {
			n += Unread(tx, box.Address, Inbox)
		}
	}
	return n
}

// move puts a message in another folder. Only Inbox, Spam and Bin can be chosen;
// taken out of the bin, a message goes back where it came from.
func move(tx *sandbox.Tx, address string, m portal.Mail, to string) bool {
	switch to {
	case Bin:
		tx.Put(binKey(address, m.ID), true)
		return true
	case Inbox, Spam:
		tx.Delete(binKey(address, m.ID))
		m.Spam = to == Spam && !m.Sent
		tx.Put(portal.MailKey(address, m.ID), m)
		return true
	}
	return false
}

// when tells a message's moment as lists do: the hour today, the day before.
func when(t, now time.Time) string {
	if frtext.DaysBetween(t, now) == 0 {
		return frtext.Clock(t)
	}
	return frtext.DayMonth(t)
}

// Marked is a subject as displayed: every message says that it is an exercise.
func Marked(subject string) string {
	subject = strings.TrimSpace(strings.TrimPrefix(subject, portal.Mark))
	if subject == "" {
		subject = "(sans objet)"
	}
	return portal.Mark + " " + subject
}
