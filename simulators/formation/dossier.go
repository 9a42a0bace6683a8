package formation

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
)

// What was last done with a dossier. Where it stands follows from its dates:
// see Standing.
const (
	stateAsked     = "demandee"
	stateProposed  = "proposition"
	stateAccepted  = "acceptee"
	stateRefused   = "refusee"
	stateCancelled = "annulee"
	stateWithdrawn = "retractee"
)

// Where time takes a dossier further by itself.
const (
	standExpired = "expiree"
	standFirm    = "ferme" // the time to withdraw is over
	standRunning = "en_cours"
	standOver    = "terminee"
)

// Dossier is one person's way to one session.
type Dossier struct {
	ID       string    `json:"id"`
	Account  string    `json:"compte"`
	Training string    `json:"formation"`
	Intake   string    `json:"session"`
	State    string    `json:"etat"`
	Asked    time.Time `json:"demandee,omitzero"`
	Proposed time.Time `json:"proposee,omitzero"`
	Accepted time.Time `json:"acceptee,omitzero"`
	Closed   time.Time `json:"close,omitzero"`
	Paid     int64     `json:"paye,omitempty"` // from the rights, in cents
	Due      int64     `json:"reste,omitempty"`
	Later    bool      `json:"remise,omitempty"` // the person chose to think about it
	Delay    bool      `json:"delai,omitempty"`  // and wrote so to the organisation
	// Elsewhere: somebody did it from an unknown screen.
	Elsewhere bool `json:"ailleurs,omitempty"`
}

const dossierPrefix = "formation/dossier/"

func putDossier(tx *sandbox.Tx, d Dossier) { tx.Put(dossierPrefix+d.ID, d) }

func dossierOf(tx *sandbox.Tx, id string) (Dossier, bool) {
	if id == "" || strings.Contains(id, "/") {
		return Dossier{}, false
	}
	return sandbox.Get[Dossier](tx, dossierPrefix+id)
}

func nextDossier(tx *sandbox.Tx) string {
	return fmt.Sprintf("F-%04d", len(tx.Keys(dossierPrefix))+1)
}

// dossiersOf lists an account's, the newest last.
func dossiersOf(tx *sandbox.Tx, account string) []Dossier {
	var all []Dossier
	for _, key := range tx.Keys(dossierPrefix) {
		if d, ok := sandbox.Get[Dossier](tx, key); ok && d.Account == account {
			all = append(all, d)
		}
	}
	return all
}

// ExpiresAt is the end of a proposal.
func (d Dossier) ExpiresAt() time.Time { return d.Proposed.Add(proposalLife) }

// WithdrawBy is the end of the time to withdraw.
func (d Dossier) WithdrawBy() time.Time { return withdrawBy(d.Accepted) }

func (d Dossier) bought() bool { return d.State == stateAccepted }

// standing is where a dossier is now, its session beginning and ending then.
func (d Dossier) standing(now, start, end time.Time) string {
	switch {
	case d.State == stateProposed && !now.Before(d.ExpiresAt()):
		return standExpired
	case d.State != stateAccepted:
		return d.State
	case now.After(end):
		return standOver
	case !now.Before(start):
		return standRunning
	case now.After(d.WithdrawBy()):
		return standFirm
	}
	return stateAccepted
}

var standWords = map[string]string{
	stateAsked: "Demande envoyée", stateProposed: "Proposition à étudier", standExpired: "Proposition expirée", stateRefused: "Proposition refusée",
	stateCancelled: "Demande annulée", stateAccepted: "Achetée, rétractation possible", standFirm: "Achetée, entrée à venir",
	standRunning: "Formation en cours", standOver: "Formation terminée", stateWithdrawn: "Rétractation faite",
}

// stations are the steps of a dossier that goes to its end.
var stations = []struct {
	name   string
	states []string
}{
	{"Demande", []string{stateAsked}},
	{"Proposition", []string{stateProposed}},
	{"Achat", []string{stateAccepted}},
	{"Fin de rétractation", []string{standFirm}},
	{"Entrée", []string{standRunning, standOver}},
}

type station struct {
	Name          string
	Done, Current bool
}

// path draws the stations; none for a dossier that stopped on the way.
func path(standing string) []station {
	at := slices.IndexFunc(stations, func(s struct {
		name   string
		states []string
	},
	) bool {
		return slices.Contains(s.states, standing)
	})
	if at < 0 {
		return nil
	}
	var all []station
	for n, s := range stations {
		all = append(all, station{s.name, n < at, n == at})
	}
	return all
}
