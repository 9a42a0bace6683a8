package aidantsconnect

import (
	"fmt"
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Entry is one line of a structure's journal. It is written once: nothing here
// rewrites or removes one.
type Entry struct {
	At     time.Time `json:"le"`
	Aidant string    `json:"aidant"` // the helper's name
	Action string    `json:"action"`
	Person string    `json:"personne,omitempty"` // the person's name
	Detail string    `json:"detail,omitempty"`
}

// What a journal says was done.
const (
	actConnect     = "connexion"
	actCheck       = "code ressaisi"
	actIdentified  = "identification FranceConnect"
	actCreate      = "création du mandat"
	actAuthorise   = "autorisation"
	actUse         = "utilisation"
	actRefuse      = "utilisation refusée"
	actRevokeTheme = "autorisation révoquée"
	actRevoke      = "mandat révoqué"
	actRenew       = "renouvellement commencé"
	actCardOn      = "carte associée"
	actCardOff     = "carte retirée"
	actTeam        = "équipe"
	actAskConsent  = "accord demandé par SMS"
	actConsent     = "accord reçu par SMS"
	actSwitch      = "changement de structure"
	actDenial      = "refus reçu par SMS"
)

func journalPrefix(structure string) string { return "aidantsconnect/journal/" + structure + "/" }

// note adds a line to the journal of a structure.
func note(tx *sandbox.Tx, structure string, e Entry) {
	e.At = tx.Now()
	prefix := journalPrefix(structure)
	tx.Put(fmt.Sprintf("%s%06d", prefix, len(tx.Keys(prefix))+1), e)
}

// entries lists a journal, the newest first.
func entries(tx *sandbox.Tx, structure string) []Entry {
	var all []Entry
	for _, key := range tx.Keys(journalPrefix(structure)) {
		if e, ok := sandbox.Get[Entry](tx, key); ok {
			all = append(all, e)
		}
	}
	slices.Reverse(all)
	return all
}

type journalView struct {
	frame
	Entries []Entry
}

func journalPage(v *portal.Visit, m helper) error {
	v.Witness(FactJournalRead, "aidant", m.ID)
	return v.Render("journal.html", "Journal de la structure", journalView{m.frame("journal"), entries(v.Tx, m.Structure)})
}
