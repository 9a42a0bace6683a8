// Package courriel is the world's electronic mail: an ordinary webmail, with its
// spam folder that is really used, and the closed webmail of an old provider.
//
// It owns what people do with messages: opening, following a link, moving,
// answering, writing, attaching a file. The messages themselves, and how a
// service sends one, are portal's (post.go). On its owner's own phone the
// mailbox is already open, as a mail application's is; anywhere else it asks for
// the address and the password.
//
// Documents of its own, besides portal's mailboxes and messages:
//
//	courriel/corbeille/<address>/<id>        true: the message is in the bin
//	courriel/vu/<device>/<address>/<folder>  how many messages were there when last shown
package courriel

import (
	"embed"
	"io/fs"
	"time"

	"demarcheablanc/simulators/portal"
)

// Where the webmail and the closed one live in the world.
const (
	Host       = "webmail.messagerie.example"
	ClosedHost = "mail.ancienfai.example"
)

// What the webmail witnesses. Details: adresse is the mailbox.
const (
	// FactOpened: adresse, objet, de (the sender's real address), dossier.
	FactOpened portal.Fact = "courriel.message.ouvert"
	// FactLink: adresse, url (without what could let somebody in), hote, de.
	FactLink portal.Fact = "courriel.lien.suivi"
	// FactMoved: adresse, objet, de, vers (folders).
	FactMoved portal.Fact = "courriel.deplace"
	// FactSent: adresse, a, and with an attachment genre, titulaire.
	FactSent portal.Fact = "courriel.envoye"
	// FactLooked: adresse, dossier. Once, then again when something new came.
	FactLooked portal.Fact = "courriel.consulte"
	// FactPieceOpened: adresse, genre, nom.
	FactPieceOpened portal.Fact = "courriel.piece.ouverte"
)

//go:embed all:pages
var pages embed.FS

func pagesIn(folder string) fs.FS {
	sub, err := fs.Sub(pages, folder)
	if err != nil {
		panic(err) // the folder is named in this file
	}
	return sub
}

// stayOpen: a webmail keeps people in for the day, on a shared computer too.
const stayOpen = 8 * time.Hour

// New makes the webmail and the old provider's closed one.
func New(portal.Deps) []*portal.Site {
	return []*portal.Site{webmail(), closedProvider()}
}

func webmail() *portal.Site {
	return &portal.Site{
		ID: "courriel", Host: Host, Name: "Messagerie", Theme: "site-courriel", Icon: "courriel.svg",
		Pages:       pagesIn("pages"),
		SessionLife: stayOpen,
		Badge:       unreadOn,
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: opened(showInbox)},
			{Pattern: "GET /dossier/{dossier}", Handler: opened(showFolder)},
			{Pattern: "GET /message/{id}", Handler: opened(showMessage)},
			{Pattern: "POST /message/{id}/deplacer", Handler: opened(moveMessage)},
			{Pattern: "GET /message/{id}/piece/{n}", Handler: opened(openPiece)},
			{Pattern: "POST /message/{id}/piece/{n}", Handler: opened(savePiece)},
			{Pattern: "GET /message/{id}/repondre", Handler: opened(showReply)},
			{Pattern: "POST /message/{id}/repondre", Handler: opened(sendReply)},
			{Pattern: "GET /lien", Handler: opened(followLink)},
			{Pattern: "GET /ecrire", Handler: opened(showCompose)},
			{Pattern: "POST /ecrire", Handler: opened(sendNew)},
			{Pattern: "POST /boite", Handler: opened(chooseBox)},
			{Pattern: "GET /connexion", Handler: showLogin},
			{Pattern: "POST /connexion", Handler: login},
			{Pattern: "POST /quitter", Handler: logout},
			{Pattern: "GET /aide", Handler: showHelp},
		},
		Facts: map[portal.Fact]string{
			FactOpened:      "Courriel ouvert",
			FactLink:        "Lien d’un courriel suivi",
			FactMoved:       "Courriel déplacé",
			FactSent:        "Courriel envoyé",
			FactLooked:      "Boîte de courriels consultée",
			FactPieceOpened: "Pièce jointe ouverte",
		},
		Files: map[string]portal.FileMaker{KindLeaflet: drawLeaflet},
		Seed:  seed,
	}
}
