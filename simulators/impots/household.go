package impots

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal"
)

// Household is what the administration knows of a foyer fiscal. Kept at
// impots/foyer/<id>, which is the id of its first declarant.
type Household struct {
	ID         string        `json:"id"`
	Declarants []string      `json:"declarants"` // people, declarant 1 first
	Status     bareme.Status `json:"situation"`
	Ticks      string        `json:"cases,omitempty"` // letters of the half shares: "T,L"
	Children   []Child       `json:"enfants,omitempty"`
	Grown      int           `json:"majeurs,omitempty"` // grown children attached
	Home       string        `json:"logement,omitempty"`
	Zone       int           `json:"zone"`
	Reference  int64         `json:"rfr"`                // printed on the last notice, euros; 0 for a first return
	IBAN       string        `json:"iban,omitempty"`     // no spaces; empty: none on file
	Advance    int64         `json:"avance,omitempty"`   // on credits, paid last January, euros
	Rate       bareme.Tenths `json:"taux,omitempty"`     // withheld until a return gives another
	ClaimedBy  string        `json:"rattache,omitempty"` // who counts the declarant as a dependant: « ses parents »
	Forgiven   bool          `json:"remise,omitempty"`   // increases were lifted once already
	// Warned is when a formal notice was sent for the incomes of a year not declared.
	Warned map[int]time.Time `json:"mises_en_demeure,omitempty"`
}

// Child is a minor of the household.
type Child struct {
	Born   int  `json:"naissance"`
	Shared bool `json:"alternee,omitempty"` // lives with each parent in turn
	Card   bool `json:"carte,omitempty"`    // holds a disability card
}

// Told is what third parties said of a household's year: what they sent, which
// the return is prefilled with, and what is true, which is compared later. Kept
// at impots/tiers/<household>/<year>. Amounts are in euros, by box.
type Told struct {
	Sent      map[string]int64 `json:"transmis"`
	True      map[string]int64 `json:"verite"`
	Automatic bool             `json:"automatique,omitempty"` // nothing to do: the prefilled return is validated by itself
}

// Taxpayer ties a person to a household, with the number that opens a space.
// Kept at impots/contribuable/<person>.
type Taxpayer struct {
	Household string `json:"foyer"`
	Access    string `json:"acces,omitempty"` // n° d'accès en ligne, 7 digits
}

func householdKey(id string) string      { return "impots/foyer/" + id }
func toldKey(id string, year int) string { return fmt.Sprintf("impots/tiers/%s/%d", id, year) }
func taxpayerKey(person string) string   { return "impots/contribuable/" + person }

// householdOf finds a person's household; an empty one of hers alone otherwise.
func householdOf(tx *sandbox.Tx, person string) Household {
	t, _ := sandbox.Get[Taxpayer](tx, taxpayerKey(person))
	h, ok := sandbox.Get[Household](tx, householdKey(cmp.Or(t.Household, person)))
	if !ok {
		p, _ := portal.PersonOf(tx, person)
		h = Household{ID: person, Declarants: []string{person}, Status: bareme.Single, Zone: zoneOf(p)}
	}
	return h
}

func putHousehold(tx *sandbox.Tx, h Household) { tx.Put(householdKey(h.ID), h) }

// told is what third parties said of a year; nothing where nobody did.
func (h Household) told(tx *sandbox.Tx, year int) Told {
	t, _ := sandbox.Get[Told](tx, toldKey(h.ID, year))
	return t
}

// rank is 0 for the first declarant, 1 for the second.
func (h Household) rank(person string) int { return max(0, slices.Index(h.Declarants, person)) }

// declarant is the person of a rank, if there is one.
func (h Household) declarant(tx *sandbox.Tx, rank int) (portal.Person, bool) {
	if rank >= len(h.Declarants) {
		return portal.Person{}, false
	}
	return portal.PersonOf(tx, h.Declarants[rank])
}

// bornIn is the year of a birth date, 0 where it is not known.
func bornIn(p portal.Person) int {
	day, err := time.Parse(time.DateOnly, p.BirthDate)
	if err != nil {
		return 0
	}
	return day.Year()
}

// minors are the children still minor on 1 January of a year of incomes, or born
// in it: those of the boxes F and H.
func (h Household) minors(year int) []Child {
	var all []Child
	for _, c := range h.Children {
		if c.Born > year-19 && c.Born <= year {
			all = append(all, c)
		}
	}
	return all
}
