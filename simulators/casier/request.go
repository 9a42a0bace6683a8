package casier

import (
	"fmt"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The states of a request.
const (
	stateAsked     = "preenregistree" // the link has not been used yet
	stateLapsed    = "perimee"        // nor will be: the request does not exist
	stateConfirmed = "confirmee"
	stateReady     = "disponible" // by mail: nothing on record
	statePosted    = "postee"     // a letter is on its way, whatever it says
)

// The ways to receive the answer.
const (
	byMail   = "internet"
	byLetter = "courrier"
)

// Request is one request for a bulletin n° 3. Links are kept as prints.
type Request struct {
	ID          string    `json:"id"`
	Person      string    `json:"personne"`
	Email       string    `json:"courriel"`
	Mode        string    `json:"mode"`
	Abroad      bool      `json:"hors_metropole,omitempty"`
	State       string    `json:"etat"`
	Asked       time.Time `json:"demandee"`
	ConfirmBy   time.Time `json:"confirmer_avant"`
	Confirmed   time.Time `json:"confirmee,omitzero"`
	Ready       time.Time `json:"prete,omitzero"`
	ConfirmLink string    `json:"lien_confirmation"`
	OpenLink    string    `json:"lien_retrait,omitempty"`
	// Key lets whom the bulletin was given to check it. It is printed on it.
	Key string `json:"cle,omitempty"`
}

const requestPrefix = "casier/demande/"

func requestOf(tx *sandbox.Tx, id string) (Request, bool) {
	if id == "" || strings.Contains(id, "/") {
		return Request{}, false
	}
	return sandbox.Get[Request](tx, requestPrefix+id)
}

func putRequest(tx *sandbox.Tx, r Request) { tx.Put(requestPrefix+r.ID, r) }

// nextRequest numbers requests in order.
func nextRequest(tx *sandbox.Tx) string {
	return fmt.Sprintf("B3-%04d", len(tx.Keys(requestPrefix))+1)
}

// lapsed says whether the time to confirm has gone by.
func (r Request) lapsed(now time.Time) bool {
	return r.State == stateLapsed || r.State == stateAsked && !now.Before(r.ConfirmBy)
}

// settings is how the office's messages travel in a situation.
type settings struct {
	After time.Duration `json:"confirmation_apres,omitempty"` // before the link leaves
	Spam  bool          `json:"confirmation_indesirable,omitempty"`
}

const settingsKey = "casier/reglages"

func settingsOf(tx *sandbox.Tx) settings {
	s, _ := sandbox.Get[settings](tx, settingsKey)
	return s
}

// record says that something is on record for a person, and nothing more.
type record struct {
	Mention bool `json:"mention"`
}

func recordKey(person string) string { return "casier/registre/" + person }

// boxOwner is whose mailbox an address is, for the journal.
func boxOwner(tx *sandbox.Tx, email string) string {
	box, _ := sandbox.Get[portal.Mailbox](tx, "courriel/boite/"+email)
	return box.Owner
}
