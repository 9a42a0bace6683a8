package ameli

import (
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Insured is what the Assurance maladie knows of the holder of one account.
type Insured struct {
	Account    string      `json:"compte"`
	Address    []string    `json:"adresse"`
	EmailSince time.Time   `json:"courriel_depuis,omitzero"` // when the address was put on file or last confirmed
	Dependants []Dependant `json:"ayants_droit,omitempty"`
	Care       []Care      `json:"soins,omitempty"`    // latest first
	Messages   []Message   `json:"messages,omitempty"` // latest first
}

// Dependant is somebody listed under the holder's rights.
type Dependant struct {
	Person string `json:"personne,omitempty"` // id in the world; empty for somebody only named
	Name   string `json:"nom"`
	Born   string `json:"naissance,omitempty"` // AAAA-MM-JJ
	Note   string `json:"mention,omitempty"`   // "dossier de 2019"
}

// ID names a dependant in addresses and parameters.
func (d Dependant) ID() string {
	if d.Person != "" {
		return d.Person
	}
	return d.Name
}

// Care is one refunded care. Amounts are cents of euro.
type Care struct {
	Date  time.Time `json:"le"`
	Label string    `json:"soin"`
	Paid  int64     `json:"paye"`
	Base  int64     `json:"base"`
	Rate  int64     `json:"taux"`    // percent of the base
	Kept  int64     `json:"retenue"` // participation forfaitaire or franchise
	// Who gave it, where the situation says so; OnPaper: by a paper form, refunded
	// later; OffPath: without a treating doctor.
	Who     string `json:"professionnel,omitempty"`
	OnPaper bool   `json:"feuille_papier,omitempty"`
	OffPath bool   `json:"hors_parcours,omitempty"`
	// LongIllness: of an ALD, refunded on the whole base. What is kept is kept.
	LongIllness bool `json:"ald,omitempty"`
}

// Message is one message of the account's own messaging.
type Message struct {
	At      time.Time `json:"le"`
	Subject string    `json:"objet"`
	Text    []string  `json:"texte"`
}

// Connection is one way in, as the account remembers it.
type Connection struct {
	At  time.Time `json:"le"`
	Via string    `json:"via"` // as in portal.Session
}

func insuredKey(account string) string     { return "ameli/assure/" + account }
func connectionsKey(account string) string { return "ameli/connexions/" + account }

func insuredOf(tx *sandbox.Tx, account string) Insured {
	insured, _ := sandbox.Get[Insured](tx, insuredKey(account))
	insured.Account = account
	return insured
}

func connectionsOf(tx *sandbox.Tx, account string) []Connection {
	list, _ := sandbox.Get[[]Connection](tx, connectionsKey(account))
	return list
}

// remember adds a connection, latest first.
func remember(tx *sandbox.Tx, account, via string) {
	list := slices.Insert(connectionsOf(tx, account), 0, Connection{At: tx.Now(), Via: via})
	tx.Put(connectionsKey(account), list)
}

// accountOf finds the ameli account of a person.
func accountOf(tx *sandbox.Tx, person string) (portal.Account, bool) {
	return portal.AccountWith(tx, ID, func(a portal.Account) bool { return a.Person == person })
}

// dependantsOf are those listed under a person's rights, account or not.
func dependantsOf(tx *sandbox.Tx, person string) []Dependant {
	if account, ok := accountOf(tx, person); ok {
		return insuredOf(tx, account.ID).Dependants
	}
	r, _ := recordOf(tx, person)
	return r.Dependants
}

// addDependant lists somebody under a person's rights: with the account if there
// is one, else in the record, from which an account will take it.
func addDependant(tx *sandbox.Tx, person string, d Dependant) {
	if account, ok := accountOf(tx, person); ok {
		insured := insuredOf(tx, account.ID)
		insured.Dependants = append(slices.Clone(insured.Dependants), d)
		tx.Put(insuredKey(account.ID), insured)
		return
	}
	r, _ := recordOf(tx, person)
	r.Person, r.Dependants = person, append(slices.Clone(r.Dependants), d)
	putRecord(tx, r)
}
