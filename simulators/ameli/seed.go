package ameli

import (
	"fmt"
	"slices"
	"time"

	"demarcheablanc/simulators/portal"
)

// seedAccount is one account, as a situation's file says it. Every moment is
// counted from the situation's start.
type seedAccount struct {
	ID          string           `yaml:"id"` // default: the person's
	Person      string           `yaml:"personne"`
	Identifier  string           `yaml:"identifiant"` // 13 digits; default: the person's NIR without its key
	Secret      string           `yaml:"secret"`      // the password that the situation issues
	Email       string           `yaml:"courriel"`
	EmailSince  portal.Moment    `yaml:"courriel_depuis"` // J-2400
	Mobile      string           `yaml:"mobile"`
	Fails       int              `yaml:"echecs"`
	Locked      time.Duration    `yaml:"bloque"` // how long the lockout still lasts
	Address     []string         `yaml:"adresse"`
	Dependants  []seedDependant  `yaml:"ayants_droit"`
	Care        []seedCare       `yaml:"remboursements"`
	Messages    []seedMessage    `yaml:"messages"`
	Connections []seedConnection `yaml:"connexions"`
	Devices     []string         `yaml:"navigateurs"` // those on which the account was opened before
	// Account is "aucun" for somebody whom the caisse knows and who has no
	// account; State is empty for a usable one, else "a_activer", "premiere",
	// "resilie".
	Account string     `yaml:"compte"`
	State   string     `yaml:"etat"`
	Record  seedRecord `yaml:",inline"`
}

// seedDependant is a person's id, or somebody who is only named.
type seedDependant struct {
	Person string `yaml:"personne"`
	Name   string `yaml:"nom"`
	Born   string `yaml:"naissance"`
	Note   string `yaml:"mention"`
}

// UnmarshalYAML accepts a bare id.
func (d *seedDependant) UnmarshalYAML(decode func(any) error) error {
	if err := decode(&d.Person); err == nil {
		return nil
	}
	type whole seedDependant
	return decode((*whole)(d))
}

// seedCare is one refunded care; amounts are cents of euro.
type seedCare struct {
	Date  portal.Moment `yaml:"le"`
	Label string        `yaml:"soin"`
	Paid  int64         `yaml:"paye"`
	Base  int64         `yaml:"base"`
	Rate  int64         `yaml:"taux"`
	Kept  int64         `yaml:"retenue"`
	Who   string        `yaml:"professionnel"`
	Paper bool          `yaml:"feuille_papier"`
	Off   bool          `yaml:"hors_parcours"`
	Long  bool          `yaml:"ald"` // its rate is then 100, whatever is said
}

type seedMessage struct {
	At      portal.Moment `yaml:"le"`
	Subject string        `yaml:"objet"`
	Text    []string      `yaml:"texte"`
}

type seedConnection struct {
	At  portal.Moment `yaml:"le"`
	Via string        `yaml:"via"`
}

// noAccount says that a person is only known to the caisse.
const noAccount = "aucun"

func seed(in portal.SeedInput) (map[string]any, error) {
	var accounts []seedAccount
	if err := in.Decode(&accounts); err != nil {
		return nil, err
	}
	docs := map[string]any{}
	for _, a := range accounts {
		person, ok := in.People[a.Person]
		if !ok {
			return nil, fmt.Errorf("ameli : la personne %q n’est pas dans cette situation", a.Person)
		}
		if a.ID == "" {
			a.ID = a.Person
		}
		record, err := a.Record.record(person, a.Address, in.T0)
		if err != nil {
			return nil, err
		}
		docs[recordKey(a.Person)] = record
		agenda(in, record)
		if a.Record.Code != "" {
			docs[provisionalKey(a.Person)] = a.Record.code(in.T0)
		}
		if a.Account == noAccount {
			continue
		}
		account, err := a.account(person, in.T0)
		if err != nil {
			return nil, err
		}
		insured, err := a.insured(person, in, record)
		if err != nil {
			return nil, err
		}
		docs["acces/"+ID+"/"+a.ID] = account
		docs[insuredKey(a.ID)] = insured
		docs[connectionsKey(a.ID)] = a.connections(in.T0)
		docs[devicesKey(a.ID)] = a.Devices
	}
	return docs, nil
}

func (a seedAccount) account(person portal.Person, t0 time.Time) (portal.Account, error) {
	number := portal.Digits(a.Identifier)
	if number == "" {
		number = firstDigits(portal.Digits(person.NIR))
	}
	if len(number) != loginDigits {
		return portal.Account{}, fmt.Errorf("ameli, compte %s : l’identifiant doit avoir 13 chiffres, celui-ci en a %d", a.ID, len(number))
	}
	account := portal.Account{
		Site: ID, ID: a.ID, Person: a.Person, Identifier: number, Secret: portal.Secret{Issued: a.Secret},
		Email: a.Email, Mobile: portal.Digits(a.Mobile), Fails: a.Fails, State: a.State,
	}
	if !slices.Contains([]string{"", stateToActivate, stateFirst, stateClosed}, a.State) {
		return account, fmt.Errorf("ameli, compte %s : état inconnu « %s »", a.ID, a.State)
	}
	if a.Locked > 0 {
		account.LockedUntil = t0.Add(a.Locked)
	}
	if account.Mobile == "" {
		account.Mobile = portal.Digits(person.Mobile)
	}
	return account, nil
}

func firstDigits(nir string) string { return nir[:min(len(nir), loginDigits)] }

func (a seedAccount) insured(person portal.Person, in portal.SeedInput, r Record) (Insured, error) {
	insured := Insured{Account: a.ID, Address: a.Address, EmailSince: a.EmailSince.From(in.T0)}
	if len(insured.Address) == 0 {
		insured.Address = person.Address
	}
	for _, d := range a.Dependants {
		dependant := Dependant(d)
		if d.Person != "" {
			who, ok := in.People[d.Person]
			if !ok {
				return insured, fmt.Errorf("ameli, compte %s : l’ayant droit %q n’est pas dans cette situation", a.ID, d.Person)
			}
			dependant.Name, dependant.Born = who.Name(), who.BirthDate
		}
		insured.Dependants = append(insured.Dependants, dependant)
	}
	for _, c := range a.Care {
		if c.Long {
			c.Rate = wholeRate
		}
		insured.Care = append(insured.Care, Care{Date: c.Date.From(in.T0), Label: c.Label, Paid: c.Paid, Base: c.Base, Rate: c.Rate, Kept: c.Kept, Who: c.Who, OnPaper: c.Paper, OffPath: c.Off, LongIllness: c.Long})
	}
	if len(insured.Care) == 0 {
		insured.Care = usualCare(in.T0, r)
	}
	for _, m := range a.Messages {
		insured.Messages = append(insured.Messages, Message{At: m.At.From(in.T0), Subject: m.Subject, Text: m.Text})
	}
	return insured, nil
}

func (a seedAccount) connections(t0 time.Time) []Connection {
	list := []Connection{}
	for _, c := range a.Connections {
		list = append(list, Connection{At: c.At.From(t0), Via: c.Via})
	}
	return list
}
