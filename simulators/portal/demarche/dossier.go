package demarche

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// State is where a dossier stands, for the person and for the journal.
type State string

// The states of a dossier. « Enregistré » is not « transmis ».
const (
	Draft   State = "brouillon"
	Sent    State = "transmis"
	Settled State = "termine" // the coulisses have nothing more to do
)

// Dossier is one person's filing of a démarche. Answers are kept by key:
// "travail", "employeurs.1.heures", "ressources.samia.2026-07.salaire".
type Dossier struct {
	ID       string            `json:"id"` // key of the document
	Demarche string            `json:"demarche"`
	Person   string            `json:"personne"`
	Account  string            `json:"compte"`
	Once     string            `json:"pour,omitempty"` // the month or year it is for
	State    State             `json:"etat"`
	Values   map[string]string `json:"reponses"`
	Filled   map[string]string `json:"preremplies,omitempty"` // as they were transmitted
	// Files are the documents handed in, by key.
	Files   map[string]portal.File `json:"fichiers,omitempty"`
	Done    []string               `json:"etapes,omitempty"` // steps validated
	Opened  time.Time              `json:"ouvert"`
	Saved   time.Time              `json:"enregistre,omitzero"`
	Session time.Time              `json:"session,omitzero"` // when its login began, for a draft that dies with it
	RecapAt time.Time              `json:"recapitulatif,omitzero"`

	Number  string    `json:"numero,omitempty"`
	SentAt  time.Time `json:"transmis_le,omitzero"`
	Hand    string    `json:"main,omitempty"`   // who held the keyboard at « valider »
	Via     string    `json:"par,omitempty"`    // "site", "appli", "telephone", "borne"
	Actor   string    `json:"acteur,omitempty"` // who acted under a mandate
	Read    int       `json:"relu,omitempty"`   // seconds spent on the recap
	Result  Result    `json:"resultat,omitzero"`
	Missing []string  `json:"pieces,omitempty"` // fields still to be attached

	Stage  string    `json:"etape,omitempty"` // the stage under way
	Due    time.Time `json:"prevue,omitzero"` // when it is played
	Shown  string    `json:"suivi,omitempty"` // what the account says of it
	Course []Passage `json:"parcours,omitempty"`
}

// Passage is one stage that was played.
type Passage struct {
	Stage string    `json:"etape"`
	End   string    `json:"issue"`
	At    time.Time `json:"le"`
	Sent  []string  `json:"envois,omitempty"` // « Courriel : … », « Virement : 238,12 € »
}

func prefix(site, demarche string) string { return "dossier/" + site + "/" + demarche + "/" }

// Dossiers lists what a person filed or began on a site, by key: one démarche,
// or all of them for an empty name.
func Dossiers(tx *sandbox.Tx, site, demarche, person string) []Dossier {
	from := "dossier/" + site + "/"
	if demarche != "" {
		from = prefix(site, demarche)
	}
	var found []Dossier
	for _, key := range tx.Keys(from) {
		if d, ok := sandbox.Shared[Dossier](tx, key); ok && (person == "" || d.Person == person) {
			found = append(found, d)
		}
	}
	return found
}

// DossierOf reads one dossier by key.
func DossierOf(tx *sandbox.Tx, id string) (Dossier, bool) { return sandbox.Get[Dossier](tx, id) }

// copied is a dossier that can be written to. Decoding it once more cost a third
// of what a step read allocated.
func (d Dossier) copied() Dossier {
	d.Values, d.Filled, d.Files = maps.Clone(d.Values), maps.Clone(d.Filled), maps.Clone(d.Files)
	d.Result.Amounts, d.Result.Words = maps.Clone(d.Result.Amounts), maps.Clone(d.Result.Words)
	d.Done, d.Missing, d.Course = slices.Clone(d.Done), slices.Clone(d.Missing), slices.Clone(d.Course)
	return d
}

// Name is the last part of its key, for addresses.
func (d Dossier) Name() string { return d.ID[strings.LastIndexByte(d.ID, '/')+1:] }

func newID(tx *sandbox.Tx, site, demarche string) string {
	from, last := prefix(site, demarche), 0
	if keys := tx.Keys(from); len(keys) > 0 {
		last, _ = strconv.Atoi(strings.TrimPrefix(keys[len(keys)-1], from))
	}
	return fmt.Sprintf("%s%04d", from, last+1)
}

func (d *Dossier) done(step string) bool { return slices.Contains(d.Done, step) }

// Payment is money that an institution sent, or says that it will.
type Payment struct {
	ID     string    `json:"id"`
	Label  string    `json:"libelle"`
	Amount int64     `json:"montant"` // cents
	At     time.Time `json:"le"`
}

// Debt is money that an institution claims back.
type Debt struct {
	ID     string    `json:"id"`
	Label  string    `json:"libelle"`
	Amount int64     `json:"montant"` // cents, at first
	Left   int64     `json:"reste"`   // cents
	At     time.Time `json:"le"`
	State  string    `json:"etat,omitempty"` // the service's own word: "contestee", "echelonnee", "remise"
}

// Payments lists what a person was paid by a site, oldest first.
func Payments(tx *sandbox.Tx, site, person string) []Payment {
	return listed[Payment](tx, "paiement/"+site+"/"+person+"/")
}

// Debts lists what a site claims from a person, oldest first.
func Debts(tx *sandbox.Tx, site, person string) []Debt {
	return listed[Debt](tx, "dette/"+site+"/"+person+"/")
}

func listed[T any](tx *sandbox.Tx, from string) []T {
	var all []T
	for _, key := range tx.Keys(from) {
		if one, ok := sandbox.Get[T](tx, key); ok {
			all = append(all, one)
		}
	}
	return all
}

// Pay sends money now.
func Pay(tx *sandbox.Tx, site, person, label string, cents int64) {
	from := "paiement/" + site + "/" + person + "/"
	p := Payment{ID: fmt.Sprintf("%04d", len(tx.Keys(from))+1), Label: label, Amount: cents, At: tx.Now()}
	tx.Put(from+p.ID, p)
	tx.Emit(string(FactPaid), "site", site, "personne", person, "libelle", label, "centimes", fmt.Sprint(cents))
}

// Claim asks money back now.
func Claim(tx *sandbox.Tx, site, person, label string, cents int64) {
	from := "dette/" + site + "/" + person + "/"
	d := Debt{ID: fmt.Sprintf("%04d", len(tx.Keys(from))+1), Label: label, Amount: cents, Left: cents, At: tx.Now()}
	tx.Put(from+d.ID, d)
	tx.Emit(string(FactDebt), "site", site, "personne", person, "libelle", label, "centimes", fmt.Sprint(cents))
}

// PutDebt writes a debt back.
func PutDebt(tx *sandbox.Tx, site, person string, d Debt) {
	tx.Put("dette/"+site+"/"+person+"/"+d.ID, d)
}
