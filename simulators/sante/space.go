package sante

import (
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The states of a space.
const (
	stateWaiting = "attente" // nobody has said yes or no; it opens by itself at OpensAt
	stateOpen    = "ouvert"
	stateOpposed = "oppose"
	stateClosed  = "ferme"
)

// Space is one person's.
type Space struct {
	Person  string    `json:"personne"`
	State   string    `json:"etat"`
	OpensAt time.Time `json:"ouverture,omitzero"`
	Serial  string    `json:"serie,omitempty"` // of the Vitale card, where ameli knows nobody

	Code      portal.Secret `json:"code,omitzero"`
	CodeUntil time.Time     `json:"code_jusqu,omitzero"`
	Tries     int           `json:"essais,omitempty"`

	Profile       Profile        `json:"profil"`
	Documents     []Document     `json:"documents,omitempty"`
	Vaccines      []Event        `json:"vaccins,omitempty"`
	Messages      []Document     `json:"messages,omitempty"`
	Agenda        []Event        `json:"agenda,omitempty"`
	Professionals []Professional `json:"professionnels,omitempty"`
	Children      []Child        `json:"enfants,omitempty"`
}

// Profile is what a person writes of herself for those who care for her.
type Profile struct {
	Allergies  string `json:"allergies,omitempty"`
	Treatments string `json:"traitements,omitempty"`
	Contact    string `json:"a_prevenir,omitempty"`
}

// Document is a paper of the health record, or a message of health.
type Document struct {
	At    time.Time `json:"le"`
	From  string    `json:"de"`
	Title string    `json:"titre"`
	Text  []string  `json:"texte"`
}

// Event is a vaccine, or an appointment.
type Event struct {
	At    time.Time `json:"le"`
	Label string    `json:"quoi"`
}

// Professional is somebody who may read the space, unless blocked.
type Professional struct {
	Name    string `json:"nom"`
	Trade   string `json:"metier"`
	Blocked bool   `json:"bloque,omitempty"`
}

// Child is a minor whose space hangs from a parent's.
type Child struct {
	Name   string `json:"nom"`
	Born   string `json:"naissance"` // AAAA-MM-JJ
	Closed bool   `json:"ferme,omitempty"`
}

// grown says whether a child's space is no longer a parent's to settle.
func (c Child) grown(on time.Time) bool { return c.Born != "" && !minor(c.Born, on) }

func spaceKey(person string) string { return "sante/espace/" + person }

// spaceOf is a person's space: everybody whom the caisse insures has one that
// waits, even where the situation says nothing of it.
func spaceOf(tx *sandbox.Tx, person string) (Space, bool) {
	if s, ok := sandbox.Get[Space](tx, spaceKey(person)); ok {
		return s, true
	}
	_, insured := sandbox.Get[caisse](tx, caisseKey(person))
	return Space{Person: person, State: stateWaiting}, insured
}

func putSpace(tx *sandbox.Tx, s Space) { tx.Put(spaceKey(s.Person), s) }

// ajar says that nobody chose, and that the space has opened by itself.
func (s Space) ajar(now time.Time) bool {
	return s.State == stateWaiting && !s.OpensAt.IsZero() && !now.Before(s.OpensAt)
}

// childrenLeft counts the children whose space is still open, and still hangs from
// this one.
func (s Space) childrenLeft(on time.Time) int {
	n := 0
	for _, c := range s.Children {
		if !c.Closed && !c.grown(on) {
			n++
		}
	}
	return n
}

// caisse is what is read of ameli's own record.
type caisse struct {
	Card struct {
		Serial string `json:"serie"`
	} `json:"carte"`
}

func caisseKey(person string) string { return "ameli/dossier/" + person }

// serialOf is the number of the Vitale card that a person should hold.
func serialOf(tx *sandbox.Tx, s Space) string {
	if c, ok := sandbox.Get[caisse](tx, caisseKey(s.Person)); ok && c.Card.Serial != "" {
		return c.Card.Serial
	}
	return s.Serial
}

func accountOf(tx *sandbox.Tx, match func(portal.Account) bool) (portal.Account, bool) {
	return portal.AccountWith(tx, ID, match)
}
