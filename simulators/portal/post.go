package portal

import (
	"fmt"
	"time"

	"demarcheablanc/internal/sandbox"
)

// Mark begins every message's subject or text: nothing leaves the exercise.
const Mark = "[EXERCICE]"

// Mailbox is one electronic address. A closed one swallows what is sent to it,
// as an old provider's does: nobody is told.
type Mailbox struct {
	Address string `json:"adresse" yaml:"adresse"`
	Owner   string `json:"personne" yaml:"personne"`
	Closed  bool   `json:"fermee,omitempty" yaml:"fermee"`
}

// Link is a link inside a message. Its target may differ from its text, as in
// real life.
type Link struct {
	Text string `json:"texte" yaml:"texte"`
	URL  string `json:"url" yaml:"url"`
}

// Mail is one electronic message.
type Mail struct {
	ID       string    `json:"id" yaml:"-"`
	To       string    `json:"a" yaml:"a"`
	From     string    `json:"de" yaml:"de"`         // real sender's address, shown when unfolded
	FromName string    `json:"de_nom" yaml:"de_nom"` // what the inbox shows
	Subject  string    `json:"objet" yaml:"objet"`
	Body     []string  `json:"texte" yaml:"texte"` // paragraphs
	Links    []Link    `json:"liens,omitempty" yaml:"liens"`
	Files    []File    `json:"pieces,omitempty" yaml:"-"`
	Spam     bool      `json:"indesirable,omitempty" yaml:"indesirable"`
	Sent     bool      `json:"envoye,omitempty" yaml:"-"` // written by the box's owner
	Read     bool      `json:"lu,omitempty" yaml:"lu"`
	At       time.Time `json:"le" yaml:"-"`
}

// MailKey is where a message is kept in a mailbox.
func MailKey(address, id string) string { return "courriel/message/" + address + "/" + id }

// SendMail delivers a message now. One sent to a closed or unknown address is
// lost, and only the journal knows.
func SendMail(tx *sandbox.Tx, m Mail) {
	box, ok := sandbox.Get[Mailbox](tx, "courriel/boite/"+m.To)
	if !ok || box.Closed {
		tx.Emit(string(FactMailLost), "adresse", m.To, "objet", m.Subject)
		return
	}
	m.ID, m.At = nextID(tx, MailKey(m.To, "")), tx.Now()
	tx.Put(MailKey(m.To, m.ID), m)
	tx.Emit(string(FactMailArrived), "adresse", m.To, "de", m.FromName, "objet", m.Subject, "indesirable", yesNo(m.Spam))
}

// nextID numbers messages so that keys sort in order of arrival.
func nextID(tx *sandbox.Tx, prefix string) string {
	return fmt.Sprintf("%04d", len(tx.Keys(prefix))+1)
}

func yesNo(b bool) string {
	if b {
		return "oui"
	}
	return "non"
}

// SMS is one short message. Out marks one that the phone's owner sent.
type SMS struct {
	ID     string    `json:"id" yaml:"-"`
	Number string    `json:"numero" yaml:"numero"` // the phone's own number
	From   string    `json:"de" yaml:"de"`         // the correspondent: a number or a name
	Text   string    `json:"texte" yaml:"texte"`
	Out    bool      `json:"envoye,omitempty" yaml:"-"`
	At     time.Time `json:"le" yaml:"-"`
}

// SendSMS delivers a short message now.
func SendSMS(tx *sandbox.Tx, m SMS) {
	prefix := "telephone/sms/" + m.Number + "/"
	m.ID, m.At = nextID(tx, prefix), tx.Now()
	tx.Put(prefix+m.ID, m)
	tx.Emit(string(FactSMSArrived), "numero", m.Number, "de", m.From)
}

// Call is one call that a phone received: it rings until answered, refused, or
// until the caller gives up.
type Call struct {
	ID     string   `json:"id" yaml:"-"`
	Number string   `json:"numero" yaml:"numero"`
	From   string   `json:"de" yaml:"de"`
	Says   []string `json:"dit" yaml:"dit"` // what the caller says, line after line
	// Asks is what the caller wants read aloud in the end (« le code du SMS »);
	// Thanks, what follows when it was.
	Asks   string    `json:"demande,omitempty" yaml:"demande"`
	Thanks []string  `json:"remercie,omitempty" yaml:"remercie"`
	State  string    `json:"etat" yaml:"-"` // "sonne", "repondu", "refuse", "manque"
	At     time.Time `json:"le" yaml:"-"`
}

// The states of a call.
const (
	CallRings    = "sonne"
	CallAnswered = "repondu"
	CallRefused  = "refuse"
	CallMissed   = "manque"
)

// RingFor is how long a call rings, in world time, before its caller gives up.
const RingFor = 45 * time.Second

// Ring makes a phone ring now.
func Ring(tx *sandbox.Tx, c Call) {
	prefix := "telephone/appel/" + c.Number + "/"
	c.ID, c.At, c.State = nextID(tx, prefix), tx.Now(), CallRings
	tx.Put(prefix+c.ID, c)
	tx.Schedule(tx.Now().Add(RingFor), EffectGiveUp, prefix+c.ID)
	tx.Emit(string(FactCallRings), "numero", c.Number, "de", c.From)
}

// giveUp ends a call that nobody answered.
func giveUp(tx *sandbox.Tx, key string) {
	c, ok := sandbox.Get[Call](tx, key)
	if !ok || c.State != CallRings {
		return
	}
	c.State = CallMissed
	tx.Put(key, c)
	tx.Emit(string(FactCallMissed), "numero", c.Number, "de", c.From)
}

// Letter is one postal letter.
type Letter struct {
	ID     string    `json:"id" yaml:"-"`
	To     string    `json:"personne" yaml:"personne"`
	From   string    `json:"de" yaml:"de"`
	Object string    `json:"objet" yaml:"objet"`
	Body   []string  `json:"texte" yaml:"texte"`
	Opened bool      `json:"ouverte,omitempty" yaml:"-"`
	At     time.Time `json:"le" yaml:"-"`
}

// SendLetter drops a letter in a person's letterbox now. A service that writes
// by post schedules EffectLetter some days later instead.
func SendLetter(tx *sandbox.Tx, l Letter) {
	prefix := "courrier/" + l.To + "/"
	l.ID, l.At = nextID(tx, prefix), tx.Now()
	tx.Put(prefix+l.ID, l)
	tx.Emit(string(FactLetterArrived), "personne", l.To, "de", l.From, "objet", l.Object)
}
