package courriel

import (
	"fmt"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// seedBox is one mailbox as a situation's file tells it.
type seedBox struct {
	Address  string        `yaml:"adresse"`
	Person   string        `yaml:"personne"`
	Secret   portal.Secret `yaml:"secret"`
	Closed   bool          `yaml:"fermee"`
	Messages []seedMail    `yaml:"messages"`
}

// seedMail is one message that is there before the situation begins.
type seedMail struct {
	portal.Mail `yaml:",inline"`
	Received    portal.Moment `yaml:"recu"`    // "J-6 10:12"
	Folder      string        `yaml:"dossier"` // Inbox when empty
	Pieces      []portal.File `yaml:"pieces"`
}

func seed(in portal.SeedInput) (map[string]any, error) {
	var boxes []seedBox
	if err := in.Decode(&boxes); err != nil {
		return nil, err
	}
	docs := map[string]any{}
	for _, b := range boxes {
		if err := seedOne(docs, b, in.T0); err != nil {
			return nil, fmt.Errorf("boîte %s : %w", b.Address, err)
		}
	}
	return docs, nil
}

func seedOne(docs map[string]any, b seedBox, t0 time.Time) error {
	address := strings.ToLower(b.Address)
	if !strings.Contains(address, "@") {
		return fmt.Errorf("« adresse » attendue, telle que prenom.nom@messagerie.example")
	}
	if _, twice := docs[boxPrefix+address]; twice {
		return fmt.Errorf("cette adresse est donnée deux fois")
	}
	docs[boxPrefix+address] = portal.Mailbox{Address: address, Owner: b.Person, Closed: b.Closed}
	if !b.Closed {
		docs["acces/courriel/"+address] = portal.Account{Site: "courriel", ID: address, Person: b.Person, Identifier: address, Secret: b.Secret}
	}
	for i, m := range b.Messages {
		if err := seedMessage(docs, address, i+1, m, t0); err != nil {
			return fmt.Errorf("message %d : %w", i+1, err)
		}
	}
	return nil
}

func seedMessage(docs map[string]any, address string, n int, s seedMail, t0 time.Time) error {
	at := portal.MomentOr(s.Received, t0)
	if at.After(t0) {
		return fmt.Errorf("« recu » tombe après le début, le %s : ce qui arrive plus tard est un imprévu", frtext.DateTime(at))
	}
	m := s.Mail
	m.ID, m.At, m.Files = fmt.Sprintf("%04d", n), at, s.Pieces
	if m.To == "" {
		m.To = address
	}
	switch s.Folder {
	case "", Inbox:
	case Spam:
		m.Spam = true
	case Sent:
		m.Sent, m.Read, m.From = true, true, address
	case Bin:
		docs[binKey(address, m.ID)] = true
	default:
		return fmt.Errorf("dossier « %s » : %s, %s, %s ou %s attendu", s.Folder, Inbox, Spam, Sent, Bin)
	}
	docs[portal.MailKey(address, m.ID)] = m
	return nil
}
