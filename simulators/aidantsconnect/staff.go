package aidantsconnect

import (
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Structure is what mandates are given to: an organisation that was habilitated.
type Structure struct {
	ID      string   `json:"id"`
	Name    string   `json:"nom"`
	Address []string `json:"adresse,omitempty"`
	Themes  []string `json:"themes"` // those that its referent allows
	// Shortest is the shortest useful length, in days, of the situation's
	// mandate: what « minimal » is measured with.
	Shortest int `json:"minimal"`
}

func structureKey(id string) string { return "aidantsconnect/structure/" + id }

func structureOf(tx *sandbox.Tx, id string) Structure {
	s, _ := sandbox.Get[Structure](tx, structureKey(id))
	return s
}

// StatusEmployee is the only standing in which one may be a helper: a salaried
// or public employee of the structure.
const StatusEmployee = "salarie"

// excluded says of the other standings why they cannot be helpers.
var excluded = map[string]string{
	"benevole":        "Une personne bénévole ne peut pas être habilitée : le mandat engage la structure, par ses salarié·es.",
	"service_civique": "Une personne en service civique ne peut pas être habilitée, même après une formation.",
	"stagiaire":       "Une personne en stage ne peut pas être habilitée : elle n’est pas salariée de la structure.",
	"elu":             "Une élue ou un élu ne peut pas être habilité·e.",
	"mandataire":      "Un mandataire judiciaire agit sous un autre cadre : il ne peut pas être habilité.",
	"proche":          "Un proche ne peut pas être habilité : Aidants Connect est fait pour des professionnels.",
}

// Aidant is one helper.
type Aidant struct {
	ID        string `json:"id"`
	Person    string `json:"personne,omitempty"`
	Name      string `json:"nom"`
	Email     string `json:"courriel"`
	Structure string `json:"structure"` // her own: the one whose referent looks after her card
	// Also lists other structures where she is a helper too.
	Also     []string `json:"aussi,omitempty"`
	Referent bool     `json:"referent,omitempty"`
	Inactive bool     `json:"desactive,omitempty"`
}

func aidantKey(id string) string { return "aidantsconnect/aidant/" + id }

func aidantOf(tx *sandbox.Tx, id string) (Aidant, bool) {
	return sandbox.Get[Aidant](tx, aidantKey(id))
}

// aidantWith finds a helper by her professional address.
func aidantWith(tx *sandbox.Tx, email string) (Aidant, bool) {
	for _, a := range aidants(tx, "") {
		if email != "" && strings.EqualFold(a.Email, email) {
			return a, true
		}
	}
	return Aidant{}, false
}

// aidants lists the helpers of a structure, or all of them.
func aidants(tx *sandbox.Tx, structure string) []Aidant {
	var all []Aidant
	for _, key := range tx.Keys(aidantKey("")) {
		if a, ok := sandbox.Get[Aidant](tx, key); ok && (structure == "" || a.belongs(structure)) {
			all = append(all, a.within(structure))
		}
	}
	return all
}

// The two things that give codes.
const (
	KindCard = "carte"
	KindApp  = "appli"
)

// Card gives one helper's codes: a small screen without a network, or an
// application. Device is the phone that shows them in the exercise.
type Card struct {
	Serial    string    `json:"numero"`
	Kind      string    `json:"genre"`
	Structure string    `json:"structure"`
	Device    string    `json:"poste"`
	Aidant    string    `json:"aidant,omitempty"` // empty: in a drawer
	LastStep  int64     `json:"dernier_pas,omitempty"`
	Fails     int       `json:"echecs,omitempty"`
	Resting   time.Time `json:"repos,omitzero"` // until when no code is taken
}

func cardKey(serial string) string { return "aidantsconnect/carte/" + serial }

func (c Card) put(tx *sandbox.Tx) { tx.Put(cardKey(c.Serial), c) }

// Word is what people call it.
func (c Card) Word() string {
	if c.Kind == KindApp {
		return "application"
	}
	return "carte"
}

func cards(tx *sandbox.Tx) []Card {
	var all []Card
	for _, key := range tx.Keys(cardKey("")) {
		if c, ok := sandbox.Get[Card](tx, key); ok {
			all = append(all, c)
		}
	}
	return all
}

// cardOf is what gives a helper's codes, if she has one.
func cardOf(tx *sandbox.Tx, aidant string) (Card, bool) {
	for _, c := range cards(tx) {
		if c.Aidant == aidant {
			return c, true
		}
	}
	return Card{}, false
}

// playedKey holds the helper that the aidant's seat plays: another one's login
// is a loan.
const playedKey = "aidantsconnect/joueur"

func played(tx *sandbox.Tx) string {
	id, _ := sandbox.Get[string](tx, playedKey)
	return id
}

// emailOf is where a person gets her mail, or nothing.
func emailOf(p portal.Person) string {
	if len(p.Emails) == 0 {
		return ""
	}
	return p.Emails[0]
}
