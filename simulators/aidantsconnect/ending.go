package aidantsconnect

import (
	"encoding/json"
	"fmt"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// effectEnding tells the person and her structure that a mandate will end soon.
// Its payload is the mandate's number.
const effectEnding = "aidantsconnect.bientot_echu"

// How long before its end a mandate is said to end soon: thirty days, as the
// real service does, or a week for a mandate of a month. A day needs no reminder.
const (
	noticeLong  = 30 * 24 * time.Hour
	noticeMonth = 7 * 24 * time.Hour
)

// remindAt is when a mandate's end is announced, if it is.
func (m Mandate) remindAt() (time.Time, bool) {
	switch {
	case m.Days <= spans[0].Days:
		return time.Time{}, false
	case m.Days <= spans[1].Days:
		return m.Until.Add(-noticeMonth), true
	}
	return m.Until.Add(-noticeLong), true
}

// EndsSoon says whether its end was announced, and has not come.
func (m Mandate) EndsSoon(now time.Time) bool {
	at, ok := m.remindAt()
	return ok && m.Usable(now) && !now.Before(at)
}

// announceEnd sends the two mails. A mandate that was revoked or replaced since
// has nothing left to announce.
func announceEnd(tx *sandbox.Tx, payload json.RawMessage) error {
	var number string
	if err := json.Unmarshal(payload, &number); err != nil {
		return err
	}
	m, ok := mandateOf(tx, number)
	if !ok {
		return fmt.Errorf("mandate %q is unknown", number)
	}
	if !m.Usable(tx.Now()) {
		return nil
	}
	p, structure := m.person(tx), structureOf(tx, m.Structure)
	tellPerson(tx, m, p, structure)
	for _, a := range aidants(tx, m.Structure) {
		if (a.ID == m.Aidant || a.Referent) && !a.Inactive {
			tellHelper(tx, m, p, a)
		}
	}
	return nil
}

// tellPerson lets her choose in time: she has nothing to do for it to stop.
func tellPerson(tx *sandbox.Tx, m Mandate, p portal.Person, structure Structure) {
	by := "courriel"
	switch {
	case m.Email != "":
		portal.SendMail(tx, portal.Mail{
			To: m.Email, From: "nepasrepondre@" + Host, FromName: name,
			Subject: portal.Mark + " Votre mandat n° " + m.Number + " finit bientôt",
			Body: []string{
				"Bonjour " + p.Name() + ",",
				"Le mandat que vous avez donné à " + structure.Name + " s’arrête le " + toTheSecond(m.Until) + ". Thèmes : " + titles(m.Live()) + ".",
				"Vous voulez en rester là ? Vous n’avez rien à faire. Vous voulez continuer, ou le réduire ? Parlez-en avec " + structure.Name + ".",
			},
		})
	case p.Mobile != "":
		by = "sms"
		portal.SendSMS(tx, portal.SMS{Number: p.Mobile, From: name, Text: portal.Mark + " Votre mandat n° " + m.Number + " avec " + structure.Name +
			" s’arrête le " + toTheSecond(m.Until) + ". Pour en rester là, vous n’avez rien à faire."})
	default:
		return
	}
	tx.Emit(string(FactEnding), "personne", m.Person, "mandat", m.Number, "par", by)
}

// tellHelper asks for a conversation, not for a renewal.
func tellHelper(tx *sandbox.Tx, m Mandate, p portal.Person, a Aidant) {
	portal.SendMail(tx, portal.Mail{
		To: a.Email, From: "nepasrepondre@" + Host, FromName: name,
		Subject: portal.Mark + " Le mandat n° " + m.Number + " finit bientôt",
		Body: []string{
			"Bonjour " + a.Name + ",",
			"Le mandat n° " + m.Number + " de " + p.Name() + " s’arrête le " + toTheSecond(m.Until) + ".",
			"Demandez-lui ce qu’elle ou il souhaite : finir, réduire, ou renouveler. Un renouvellement se fait sans nouvelle FranceConnexion, jusqu’à un an après cette date.",
		},
		Links: []portal.Link{{Text: "Voir le mandat", URL: "https://" + Host + "/mandats/" + m.Number}},
	})
}
