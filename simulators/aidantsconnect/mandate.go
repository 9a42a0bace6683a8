package aidantsconnect

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Mandate is what one person gave to one structure. What it says never changes
// after it was made: it can only be signed, and its themes revoked.
type Mandate struct {
	Number    string      `json:"numero"`
	Structure string      `json:"structure"`
	Person    string      `json:"personne"`
	Email     string      `json:"courriel,omitempty"` // where she is told of each use
	Aidant    string      `json:"aidant"`             // who made it
	Days      int         `json:"jours"`
	Created   time.Time   `json:"cree"`
	Until     time.Time   `json:"jusqu_a"`
	Scope     []Authority `json:"autorisations"`
	Renews    string      `json:"renouvelle,omitempty"`
	Remote    bool        `json:"distance,omitempty"` // agreed to by SMS
	Hash      string      `json:"empreinte"`

	SignedByPerson time.Time `json:"signe_personne,omitzero"`
	SignedByAidant time.Time `json:"signe_aidant,omitzero"`
	CopyGiven      time.Time `json:"copie,omitzero"`
}

// Authority is one theme of a mandate.
type Authority struct {
	Theme   string    `json:"theme"`
	Revoked time.Time `json:"revoque,omitzero"`
}

// renewable is how long after its end a mandate may still be renewed without the
// person showing again who she is.
const renewable = 365 * 24 * time.Hour

func mandateKey(number string) string { return "aidantsconnect/mandat/" + number }

func mandateOf(tx *sandbox.Tx, number string) (Mandate, bool) {
	return sandbox.Get[Mandate](tx, mandateKey(number))
}

func (m Mandate) put(tx *sandbox.Tx) { tx.Put(mandateKey(m.Number), m) }

// mandates lists those that pass, the newest first.
func mandates(tx *sandbox.Tx, keep func(Mandate) bool) []Mandate {
	var all []Mandate
	for _, key := range tx.Keys(mandateKey("")) {
		if m, ok := sandbox.Get[Mandate](tx, key); ok && keep(m) {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b Mandate) int { return b.Created.Compare(a.Created) })
	return all
}

// firstNumber begins where no situation's own mandate is.
const firstNumber = 7000

// nextNumber is a number that no mandate has.
func nextNumber(tx *sandbox.Tx) string {
	next := firstNumber
	for _, m := range mandates(tx, func(Mandate) bool { return true }) {
		if n, err := strconv.Atoi(m.Number); err == nil {
			next = max(next, n+1)
		}
	}
	return fmt.Sprint(next)
}

// Themes lists what it was given for.
func (m Mandate) Themes() []string {
	keys := make([]string, len(m.Scope))
	for i, a := range m.Scope {
		keys[i] = a.Theme
	}
	return keys
}

// Live lists the themes that were not revoked.
func (m Mandate) Live() []string {
	var keys []string
	for _, a := range m.Scope {
		if a.Revoked.IsZero() {
			keys = append(keys, a.Theme)
		}
	}
	return keys
}

// Expired says whether its last second has passed.
func (m Mandate) Expired(now time.Time) bool { return !now.Before(m.Until) }

// Usable says whether anything can be done with it.
func (m Mandate) Usable(now time.Time) bool { return !m.Expired(now) && len(m.Live()) > 0 }

// Renewable says whether it can be renewed without FranceConnect.
func (m Mandate) Renewable(now time.Time) bool {
	return len(m.Live()) > 0 && now.Before(m.Until.Add(renewable))
}

// Signed says whether both have signed.
func (m Mandate) Signed() bool { return !m.SignedByPerson.IsZero() && !m.SignedByAidant.IsZero() }

// State is its state in a word.
func (m Mandate) State(now time.Time) string {
	switch {
	case len(m.Live()) == 0:
		return "révoqué"
	case m.Expired(now):
		return "échu"
	}
	return "en cours"
}

// revoke takes a theme back; no theme takes back all. It lists what changed.
func (m *Mandate) revoke(theme string, now time.Time) []string {
	var changed []string
	m.Scope = slices.Clone(m.Scope)
	for i, a := range m.Scope {
		if a.Revoked.IsZero() && (theme == "" || theme == a.Theme) {
			m.Scope[i].Revoked = now
			changed = append(changed, a.Theme)
		}
	}
	return changed
}

// personOf is whom a mandate is about; somebody of the world, always.
func (m Mandate) person(tx *sandbox.Tx) portal.Person {
	p, _ := portal.PersonOf(tx, m.Person)
	return p
}
