// Package borne is the kiosk of the CPAM: a screen touched standing up, that
// reads a Vitale card, prints attestations, and opens the caisse's démarches.
//
// It owns the card in the slot and the printing; the hours of its hall are
// portal's. It leaves the documents themselves to ameli, which draws them: the
// two share the names of their kinds. It mounts the démarches that it is given,
// those of ameli: one dossier, whatever the channel (demarches.go). It asks for
// no password: who holds the card is helped, which is also why a card forgotten
// in the slot matters.
//
// Its own documents, by key:
//
//	borne/carte/<person>   cardUpdate
//
// It reads papier/<person>/vitale (whoever holds that paper can insert it),
// ameli/dossier/<person>, to refuse a card that was stopped, and lieu/<id>, the
// hall it stands in, for its hours.
package borne

import (
	"embed"
	"io/fs"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// ID names the service in keys, facts and situations.
const ID = "borne"

// Host is where its screen lives; only the kiosk reaches it.
const Host = "borne.cpam.example"

//go:embed pages/*.html
var embedded embed.FS

// What the kiosk may witness besides what every service does.
const (
	FactRead    portal.Fact = "borne.carte.lue"            // personne
	FactPrinted portal.Fact = "borne.attestation.imprimee" // personne
	// The allowances of a sick leave, printed: personne.
	FactAllowances portal.Fact = "borne.indemnites.imprimees"
	FactUpdated    portal.Fact = "borne.carte.mise_a_jour"     // personne
	FactBack       portal.Fact = "borne.carte.rendue"          // personne
	FactClosed     portal.Fact = "borne.fermee"                // somebody came too late, or too early
	FactRefused    portal.Fact = "borne.carte.refusee"         // personne: the card is stopped
	FactLeft       portal.Fact = "borne.carte.rendue_d_office" // nobody took it for a while
)

// patience is how long a card stays in the slot without a touch.
const patience = 5 * time.Minute

// hall is where it stands.
var hall = portal.KioskHall{
	Place: "cpam-tilleuls", Usual: portal.OnWeekdays("CPAM, accueil des Tilleuls", 8*60+30, 17*60),
	Title: "Fermé pour le moment", Closed: FactClosed,
}

// New makes the kiosk, with the démarches of the caisse.
func New(set *demarche.Set) *portal.Site {
	pages, _ := fs.Sub(embedded, "pages") // the folder is embedded: it cannot be missing
	return attach(set, &portal.Site{
		ID: ID, Host: Host, Name: "Borne CPAM", Theme: "site-borne", Icon: "borne.svg",
		Pages: pages, AppOnly: true, SessionLife: patience,
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: hall.DuringHours(slot)},
			{Pattern: "POST /carte", Handler: hall.DuringHours(insert)},
			{Pattern: "GET /menu", Handler: withCard(menu)},
			{Pattern: "POST /attestation", Handler: withCard(printAttestation)},
			{Pattern: "GET /imprimee", Handler: withCard(printed)},
			{Pattern: "POST /indemnites", Handler: withCard(printAllowances)},
			{Pattern: "GET /imprimee/indemnites", Handler: withCard(printedAllowances)},
			{Pattern: "GET /mes-demarches", Handler: withCard(choices(set.Site))},
			{Pattern: "POST /mise-a-jour", Handler: withCard(update)},
			{Pattern: "GET /a-jour", Handler: withCard(updated)},
			{Pattern: "POST /reprendre", Handler: takeBack},
			{Pattern: "GET /au-revoir", Handler: goodbye},
		},
		Facts: map[portal.Fact]string{
			FactRead:    "Carte Vitale lue à la borne",
			FactPrinted: "Attestation de droits imprimée à la borne",
			FactUpdated: "Carte Vitale mise à jour à la borne",
			FactBack:    "Carte Vitale reprise à la borne",
			FactClosed:  "Borne trouvée fermée",
			FactRefused: "Carte Vitale en opposition refusée à la borne",
			FactLeft:    "Carte Vitale oubliée dans la borne",

			FactAllowances: "Attestation d’indemnités journalières imprimée à la borne",
		},
	})
}

// card is a Vitale card at hand.
type card struct {
	Person string
	Name   string
}

const (
	paperPrefix = "papier/"
	paperVitale = "/vitale"
)

// cards lists the Vitale cards that people brought along.
func cards(tx *sandbox.Tx) []card {
	var all []card
	for _, key := range tx.Keys(paperPrefix) {
		person := key[len(paperPrefix):]
		if len(person) <= len(paperVitale) || person[len(person)-len(paperVitale):] != paperVitale {
			continue
		}
		person = person[:len(person)-len(paperVitale)]
		if p, ok := portal.PersonOf(tx, person); ok {
			all = append(all, card{person, p.Name()})
		}
	}
	return all
}
