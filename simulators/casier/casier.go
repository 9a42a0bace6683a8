// Package casier is the fictional counter of the Casier judiciaire, where
// anybody asks for her or his own bulletin n° 3, and the paying look-alike that
// sells what is free.
//
// It owns the request and what becomes of it: the civil status and its rules by
// place of birth, the electronic address that must be the person's own, the link
// that confirms (without it the request does not exist), the answer by mail or by
// registered letter, the bulletin as a document, and its check by whom it was
// given to. What a bulletin says is written nowhere but « néant »: of the other
// ones only the existence is known, and no page, mail or fact tells it.
//
// It leaves to portal the sessions, the mails and FranceConnect, and to the
// situation who has something on record.
//
// Its own documents, by key:
//
//	casier/reglages          settings
//	casier/registre/<person> record
//	casier/demande/<id>      Request
package casier

import (
	"embed"
	"io/fs"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// ID names the service in keys, facts and situations.
const ID = "casier"

// Host is where it lives on the fictional web.
const Host = "casier.justice.gouv.example"

// sender of every mail.
const (
	sender     = "ne-pas-repondre@casier.justice.gouv.example"
	senderName = "Casier judiciaire"
)

//go:embed all:pages
var embedded embed.FS

type service struct{ fc *portal.Door }

// New makes the service and its look-alike.
func New(d portal.Deps) []*portal.Site {
	client := d.ServiceClient(ID, "Casier judiciaire", Host, "openid", "identite_pivot", "email")
	client.Themes = []string{"justice"} // which the mandate's model names the criminal record under
	s := &service{fc: &portal.Door{
		RelyingParty: d.Service(client), Service: "ce service", Back: "/demande", Label: "Revenir à la demande",
		Otherwise: "remplissez votre état civil vous-même : la demande est la même",
		Unchanged: "Votre demande n’a pas changé.",
	}}
	return []*portal.Site{
		{
			ID: ID, Host: Host, Name: "Casier judiciaire", Theme: "site-casier", Icon: "casier.svg",
			Pages: pagesIn("pages"), Routes: s.routes(), Client: &client,
			Facts: facts(), Effects: map[string]sandbox.Effect{effectAnswer: answer, effectLapse: lapse},
			Files: map[string]portal.FileMaker{KindBulletin: drawBulletin},
			Seed:  seed,
		},
		paidSite(),
	}
}

func pagesIn(folder string) fs.FS {
	sub, err := fs.Sub(embedded, folder)
	if err != nil {
		panic(err) // the folder is named in this package
	}
	return sub
}

func (s *service) routes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /{$}", Handler: home},
		{Pattern: "GET /comprendre", Handler: explain},

		{Pattern: "GET /demande", Handler: askPage},
		{Pattern: "POST /demande", Handler: ask},
		{Pattern: "GET /demande/par-courrier", Handler: byPost},
		{Pattern: "POST /demande/abandonner", Handler: s.giveUp},
		{Pattern: "POST /franceconnect", Handler: s.fc.Begin},
		{Pattern: "GET /franceconnect/retour", Handler: s.fcReturn},
		{Pattern: "GET " + stepIdentity, Handler: inOrder(stepIdentity, identityPage)},
		{Pattern: "POST " + stepIdentity, Handler: inOrder(stepIdentity, identity)},
		{Pattern: "GET " + stepPiece, Handler: inOrder(stepPiece, piecePage)},
		{Pattern: "POST " + stepPiece, Handler: inOrder(stepPiece, piece)},
		{Pattern: "GET " + stepContact, Handler: inOrder(stepContact, contactPage)},
		{Pattern: "POST " + stepContact, Handler: inOrder(stepContact, contact)},
		{Pattern: "GET " + stepMode, Handler: inOrder(stepMode, modePage)},
		{Pattern: "POST " + stepMode, Handler: inOrder(stepMode, mode)},
		{Pattern: "GET " + stepRecap, Handler: inOrder(stepRecap, recapPage)},
		{Pattern: "POST " + stepRecap, Handler: inOrder(stepRecap, submit)},
		{Pattern: "GET /demande/en-attente", Handler: waitingPage},

		{Pattern: "GET /confirmer/{id}/{lien}", Handler: confirmPage},
		{Pattern: "POST /confirmer/{id}/{lien}", Handler: confirm},
		{Pattern: "GET /confirmee/{id}", Handler: confirmedPage},

		{Pattern: "GET /retrait/{id}/{lien}", Handler: retrievePage},
		{Pattern: "POST /retrait/{id}/{lien}", Handler: retrieve},
		{Pattern: "GET /retrait/{id}/{lien}/ecran", Handler: screenPage},
		{Pattern: "POST /retrait/{id}/{lien}/ecran", Handler: screen},
		{Pattern: "GET /retrait/{id}/{lien}/bulletin", Handler: openBulletin},

		{Pattern: "GET /suivi", Handler: followPage},
		{Pattern: "POST /suivi", Handler: follow},
		{Pattern: "GET /suivi/resultat", Handler: followed},
		{Pattern: "GET /authenticite", Handler: checkPage},
		{Pattern: "POST /authenticite", Handler: check},
		{Pattern: "GET /authenticite/resultat", Handler: checked},

		{Pattern: "POST /sortir", Handler: s.fc.Logout},
		{Pattern: "GET /deconnexion", Handler: loggedOut},
	}
}
