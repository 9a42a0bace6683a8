package courriel

import (
	"fmt"

	"demarcheablanc/simulators/portal"
)

// draft is a checked message, ready to leave.
type draft struct {
	to, subject string
	body        []string
	file        *portal.File
}

// deliver keeps a copy among the sent messages and drops the message in the
// other mailbox, if the world has it. A document that reaches a mailbox of the
// person it is about is in her hands.
func deliver(v *portal.Visit, box portal.Mailbox, d draft) {
	m := portal.Mail{To: d.to, From: box.Address, FromName: displayName(v, box), Subject: d.subject, Body: d.body}
	details := []string{"adresse", box.Address, "a", d.to}
	if d.file != nil {
		m.Files = []portal.File{*d.file}
		details = append(details, "genre", d.file.Kind, "titulaire", d.file.Person)
	}
	keepCopy(v, m)
	v.Witness(FactSent, details...)
	portal.SendMail(v.Tx, m)
	other, ok := boxAt(v.Tx, d.to)
	if ok && d.file != nil && d.file.Person != "" && other.Owner == d.file.Person {
		portal.HandOver(v.Tx, other.Owner, *d.file, "courriel")
	}
}

func keepCopy(v *portal.Visit, m portal.Mail) {
	m.Sent, m.Read, m.At = true, true, v.Now()
	// Messages are never deleted, so counting them numbers them in order.
	m.ID = fmt.Sprintf("%04d", len(v.Keys(portal.MailKey(m.From, "")))+1)
	v.Put(portal.MailKey(m.From, m.ID), m)
}

// displayName is what the other inbox shows.
func displayName(v *portal.Visit, box portal.Mailbox) string {
	if person, ok := portal.PersonOf(v.Tx, box.Owner); ok {
		return person.Name()
	}
	return box.Address
}
