package ameli

import (
	"fmt"
	"hash/fnv"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
)

// Record is what the caisse knows of an insured person, whether she has an
// account or not: every channel (site, 3646, kiosk, Mon espace santé) reads the
// same one.
type Record struct {
	Person  string   `json:"personne"`
	Address []string `json:"adresse,omitempty"` // where letters go, for whoever has no account
	IBAN    string   `json:"iban,omitempty"`    // no spaces; empty: none on file
	Owner   string   `json:"titulaire,omitempty"`
	// BankSince is when an account was given to somebody who had none.
	BankSince time.Time `json:"iban_depuis,omitzero"`
	Card      Vitale    `json:"carte"`
	C2S       C2S       `json:"c2s"`
	Leaves    []Leave   `json:"arrets,omitempty"`
	Cards     []Abroad  `json:"cartes_europeennes,omitempty"`
	ByPost    bool      `json:"releves_papier,omitempty"`
	Doctor    Doctor    `json:"medecin_traitant,omitzero"`
	// LongIllness is an open right to whole refunds, if there is one.
	LongIllness LongIllness `json:"ald,omitzero"`
	Choice      time.Time   `json:"releves_depuis,omitzero"` // when the way statements come was chosen
	Truth       Truth       `json:"verite"`
	// Dependants of whoever has no account; those of an account are with it.
	Dependants []Dependant `json:"ayants_droit,omitempty"`
	// Registered is how registered letters come, once asked: "en_ligne" or "papier".
	Registered string `json:"recommandes,omitempty"`
}

// The states of a Vitale card.
const (
	cardActive  = "active"
	cardStopped = "opposition"
	cardOrdered = "commandee"
	cardSent    = "envoyee"
)

// Vitale is the card that a person holds, or has lost.
type Vitale struct {
	Serial string    `json:"serie"` // 11 digits, without spaces
	State  string    `json:"etat"`
	Photo  bool      `json:"photo,omitempty"` // the caisse already has one
	Since  time.Time `json:"depuis,omitzero"`
}

// C2S is a right to the complémentaire santé solidaire; the zero value is none.
type C2S struct {
	First, Last time.Time
	Body        string       // who manages it
	Monthly     calcul.Cents // participation; 0: none
}

// Open says whether the right holds on a day.
func (c C2S) Open(at time.Time) bool {
	return !c.Last.IsZero() && droits.Span{First: c.First, Last: c.Last}.Holds(at)
}

// Leave is a sick leave that was received.
type Leave struct {
	droits.SickLeave
	Received    time.Time
	Certificate time.Time // when the employer's certificate comes; zero: not yet known
}

// Abroad is a European card, ordered for one person.
type Abroad struct {
	Name string
	droits.Card
	Asked time.Time
}

// Truth is what the other administrations would say, whatever is declared.
type Truth struct {
	Resources calcul.Cents `json:"ressources"` // of the household, 12 months of reference, as transmitted
	Hidden    calcul.Cents `json:"autres"`     // what nobody transmits, and which has to be declared
	RSA       bool         `json:"rsa"`
	Members   int          `json:"foyer"` // people in the household; 0: not known
}

func recordKey(person string) string { return "ameli/dossier/" + person }

// recordOf reads one; false for somebody whom the caisse does not know.
func recordOf(tx *sandbox.Tx, person string) (Record, bool) {
	return sandbox.Get[Record](tx, recordKey(person))
}

func putRecord(tx *sandbox.Tx, r Record) { tx.Put(recordKey(r.Person), r) }

// addressOf is where the caisse writes to a person.
func addressOf(tx *sandbox.Tx, p portal.Person) []string {
	if account, ok := accountOf(tx, p.ID); ok {
		if lines := insuredOf(tx, account.ID).Address; len(lines) > 0 {
			return lines
		}
	}
	if r, ok := recordOf(tx, p.ID); ok && len(r.Address) > 0 {
		return r.Address
	}
	return p.Address
}

// number draws a figure from a name, always the same for the same name: what a
// situation leaves unsaid is still somebody's own.
func number(name string, below uint64) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // never fails
	return h.Sum64() % below
}

// serial is a card's, given its rank among those of a person.
func serial(person string, rank int) string {
	return fmt.Sprintf("80%08d9", number(fmt.Sprintf("%s/%d", person, rank), 100_000_000))
}

func ownIBAN(person string) string {
	iban, err := fictif.BuildIBAN(int64(number(person, 99_999_999_999)))
	if err != nil {
		return ""
	}
	return plainIBAN(iban)
}
