package telephone

import (
	"fmt"
	"time"

	"demarcheablanc/simulators/portal"
)

// seedPhone is what a situation says of one number.
type seedPhone struct {
	Number   string        `yaml:"numero"`
	Person   string        `yaml:"personne"`
	Name     string        `yaml:"nom"`    // who answers there, for a number that only answers
	Answers  []string      `yaml:"repond"` // what is said to whoever calls it, line after line
	Contacts []seedContact `yaml:"contacts"`
	SMS      []seedSMS     `yaml:"sms"`
	Log      []seedCall    `yaml:"journal"`
}

type seedContact struct {
	Name   string `yaml:"nom"`
	Number string `yaml:"numero"`
}

// seedSMS is one message already there. From is the correspondent, even of a
// message sent.
type seedSMS struct {
	From     string        `yaml:"de"`
	Text     string        `yaml:"texte"`
	Received portal.Moment `yaml:"recu"`
	Sent     bool          `yaml:"envoye"`
	Read     bool          `yaml:"lu"`
}

// seedCall is one call already in the log.
type seedCall struct {
	From     string        `yaml:"de"`
	Received portal.Moment `yaml:"le"`
	State    string        `yaml:"etat"` // portal.CallMissed when empty
}

func seed(in portal.SeedInput) (map[string]any, error) {
	var phones []seedPhone
	if err := in.Decode(&phones); err != nil {
		return nil, err
	}
	docs := map[string]any{}
	for _, p := range phones {
		if err := p.documents(docs, in.T0); err != nil {
			return nil, fmt.Errorf("téléphone %s : %w", p.Number, err)
		}
	}
	return docs, nil
}

func (p seedPhone) documents(docs map[string]any, t0 time.Time) error {
	number := portal.Digits(p.Number)
	if problem := notCallable(number); problem != "" {
		return fmt.Errorf("« numero » attendu, de l’exercice (06 39 98 01 05)")
	}
	if p.Name != "" || len(p.Answers) > 0 {
		docs[answeringKey(number)] = answering{Name: p.Name, Says: p.Answers}
	}
	for _, c := range p.Contacts {
		docs[contactKey(number, correspondent(c.Number))] = c.Name
	}
	for i, s := range p.SMS {
		at := portal.MomentOr(s.Received, t0)
		id, from := fmt.Sprintf("%04d", i+1), correspondent(s.From)
		docs[smsPrefix(number)+id] = portal.SMS{ID: id, Number: number, From: from, Text: s.Text, Out: s.Sent, At: at}
		if s.Read {
			docs[readKey(number, p.known(from))] = id
		}
	}
	return p.log(docs, number, t0)
}

// known is the number of a contact named in the same file.
func (p seedPhone) known(from string) string {
	for _, c := range p.Contacts {
		if c.Name == from {
			return correspondent(c.Number)
		}
	}
	return from
}

func (p seedPhone) log(docs map[string]any, number string, t0 time.Time) error {
	for i, c := range p.Log {
		at := portal.MomentOr(c.Received, t0)
		switch c.State {
		case "":
			c.State = portal.CallMissed
		case portal.CallMissed, portal.CallAnswered, portal.CallRefused:
		default:
			return fmt.Errorf("journal %d : état « %s », manque, repondu ou refuse attendu", i+1, c.State)
		}
		id := fmt.Sprintf("%04d", i+1)
		docs[callPrefix(number)+id] = portal.Call{ID: id, Number: number, From: c.From, State: c.State, At: at}
		if c.State != portal.CallMissed {
			docs[seenKey(number)] = id
		}
	}
	return nil
}
