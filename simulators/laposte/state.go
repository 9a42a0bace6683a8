package laposte

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The states of an identity, in order. Only the last one opens anything.
const (
	StateAccount   = "compte"
	StatePaperSent = "piece_envoyee"
	StateMeeting   = "face_a_face"
	StateVerified  = "verifiee"
	StateActivated = "activee"
)

var states = [...]string{StateAccount, StatePaperSent, StateMeeting, StateVerified, StateActivated}

// stepNames are the same states as a person reads them.
var stepNames = [...]string{"Compte", "Pièce d’identité", "Face-à-face", "Vérifiée", "Activée"}

func rank(state string) int {
	for i, s := range states {
		if s == state {
			return i
		}
	}
	return -1
}

// Record is what the postal service keeps of one identity besides its account.
type Record struct {
	Verified time.Time `json:"verifiee,omitzero"` // when the face-to-face took place
	Place    string    `json:"lieu,omitempty"`    // "bureau de poste de …"
	Device   string    `json:"poste,omitempty"`   // the phone it is active on
	Meeting  time.Time `json:"rendez_vous,omitzero"`
}

func recordKey(id string) string { return "laposte/identite/" + id }

// holder is one identity: its account and its record.
type holder struct {
	portal.Account
	Record
}

func holderOf(tx *sandbox.Tx, a portal.Account) holder {
	record, _ := sandbox.Get[Record](tx, recordKey(a.ID))
	return holder{a, record}
}

func holderWith(tx *sandbox.Tx, match func(holder) bool) (holder, bool) {
	a, ok := portal.AccountWith(tx, ID, func(a portal.Account) bool { return match(holderOf(tx, a)) })
	return holderOf(tx, a), ok
}

func holderOfNumber(tx *sandbox.Tx, number string) (holder, bool) {
	return holderWith(tx, func(h holder) bool { return number != "" && h.Identifier == number })
}

func holderByID(tx *sandbox.Tx, id string) (holder, bool) {
	return holderWith(tx, func(h holder) bool { return h.ID == id })
}

// holderOn is whose identity is active on a phone.
func holderOn(tx *sandbox.Tx, device string) (holder, bool) {
	return holderWith(tx, func(h holder) bool { return h.State == StateActivated && h.Device == device })
}

func (h holder) blocked(now time.Time) bool { return h.LockedUntil.After(now) }

// sentence says where the identity stands, and what to do next.
func (h holder) sentence() string {
	switch h.State {
	case StateAccount:
		return "Votre compte existe, mais votre pièce d’identité n’a pas encore été envoyée. Envoyez-la depuis l’application."
	case StatePaperSent:
		return "Votre pièce d’identité est reçue. Il reste à choisir où vous présenter : au bureau de poste, ou chez vous avec le facteur."
	case StateMeeting:
		if h.Meeting.IsZero() {
			return "Votre rendez-vous est prévu. Présentez-vous avec votre pièce d’identité et votre téléphone."
		}
		return "Votre rendez-vous est prévu le " + frtext.DateTime(h.Meeting) + ". Présentez-vous avec votre pièce d’identité et votre téléphone."
	case StateVerified:
		return fmt.Sprintf("Votre identité a été vérifiée au bureau le %s, mais elle n’est pas encore activée : ouvrez l’application sur votre téléphone pour la terminer.", frtext.Date(h.Verified))
	}
	return "Votre identité est activée. Vous pouvez vous en servir."
}

// step is one station on the way to an activated identity.
type step struct {
	Name    string
	Done    bool
	Current bool
}

// steps shows the way: what is done, and what comes next.
func (h holder) steps() []step {
	reached := rank(h.State)
	all := make([]step, len(stepNames))
	for i, n := range stepNames {
		all[i] = step{Name: n, Done: i <= reached, Current: i == reached+1}
	}
	return all
}
