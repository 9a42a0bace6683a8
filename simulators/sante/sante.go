// Package sante is the fictional Mon espace santé: a health record that the
// State opens for everybody, unless one says no.
//
// It owns the space of each person: its activation with a provisional code and
// the number of the Vitale card, the opposition, the login with a one-time code,
// the sections (profile, documents, vaccines, messages, agenda, professionals,
// catalogue), those of the children, and its closing. It is not ameli: another
// identifier, another password.
//
// It leaves to portal sessions and secrets, to FranceConnect+ the identity of
// whoever comes that way. It reads ameli/dossier/<person>, which ameli writes,
// for the number of the Vitale card, and sees nothing else of it.
//
// Its own documents, by key:
//
//	sante/espace/<person>   Space
//	sante/code/<account>    oneTime
package sante

import (
	"embed"
	"io/fs"
	"time"

	"demarcheablanc/simulators/portal"
)

// ID names the service in keys, facts and situations.
const ID = "sante"

// Host is where it lives on the fictional web.
const Host = "www.monespacesante.example"

//go:embed pages/*.html
var embedded embed.FS

const (
	mostFails = 5
	lockFor   = 30 * time.Minute
	linkLife  = 30 * time.Minute
	// provisionalLife is how long the code that activates a space works.
	provisionalLife = 30 * 24 * time.Hour
	activationTries = 3
	codeLife        = 10 * time.Minute
	codeTries       = 3
)

type service struct {
	access portal.Access
	plus   *portal.Door
}

// New makes the service.
func New(d portal.Deps) *portal.Site {
	client := d.PlusClient(ID, "Mon espace santé", Host, "openid", "identite_pivot", "email")
	s := &service{access: portal.Access{MaxFails: mostFails, LockFor: lockFor}, plus: &portal.Door{
		RelyingParty: d.PlusService(client), Service: "Mon espace santé", Back: "/connexion", Label: "Revenir à la connexion",
		Otherwise: "entrez avec votre identifiant",
		Unchanged: "Rien n’a changé dans votre espace.",
	}}
	pages, _ := fs.Sub(embedded, "pages") // embedded: it cannot be missing
	return &portal.Site{
		ID: ID, Host: Host, Name: "Mon espace santé", Theme: "site-sante", Icon: "sante.svg",
		Pages: pages, PlusClient: &client, Facts: facts(), Seed: seed, SessionLife: 15 * time.Minute,
		Files: map[string]portal.FileMaker{KindDocument: drawDocument},
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: home},
			{Pattern: "GET /activer", Handler: activatePage},
			{Pattern: "POST /activer", Handler: activate},
			{Pattern: "GET /activer/code", Handler: newCodePage},
			{Pattern: "POST /activer/code", Handler: newCode},
			{Pattern: "GET /activer/code-parti", Handler: newCodeSent},
			{Pattern: "GET /activer/choix", Handler: choosing(choicePage)},
			{Pattern: "POST /activer/choix", Handler: choosing(choose)},
			{Pattern: "GET /activer/compte", Handler: choosing(accountPage)},
			{Pattern: "POST /activer/compte", Handler: choosing(s.openAccount)},
			{Pattern: "GET /oppose", Handler: opposed},
			{Pattern: "GET /connexion", Handler: loginPage},
			{Pattern: "POST /connexion", Handler: s.login},
			{Pattern: "GET /connexion/code", Handler: codePage},
			{Pattern: "POST /connexion/code", Handler: enterCode},
			{Pattern: "POST /connexion/code/autre", Handler: otherChannel},
			{Pattern: "GET /mot-de-passe-oublie", Handler: forgottenPage},
			{Pattern: "POST /mot-de-passe-oublie", Handler: s.forgotten},
			{Pattern: "GET /mot-de-passe-oublie/envoye", Handler: forgottenSent},
			{Pattern: "GET /nouveau-mot-de-passe/{lien}", Handler: s.secretPage},
			{Pattern: "POST /nouveau-mot-de-passe/{lien}", Handler: s.newSecret},
			{Pattern: "POST /franceconnect-plus", Handler: s.plus.Begin},
			{Pattern: "GET /franceconnect-plus/retour", Handler: s.plusReturn},
			{Pattern: "GET /accueil", Handler: member(board)},
			{Pattern: "GET /rubriques/{nom}", Handler: member(section)},
			{Pattern: "POST /profil", Handler: member(saveProfile)},
			{Pattern: "POST /professionnels/{n}", Handler: member(block)},
			{Pattern: "GET /documents/{n}", Handler: member(openDocument)},
			{Pattern: "GET /enfants", Handler: member(childrenPage)},
			{Pattern: "POST /enfants/{n}", Handler: member(settleChild)},
			{Pattern: "GET /fermer", Handler: member(closePage)},
			{Pattern: "POST /fermer", Handler: member(closeSpace)},
			{Pattern: "GET /ferme", Handler: closed},
			{Pattern: "POST /sortir", Handler: s.plus.Logout},
			{Pattern: "GET /deconnexion", Handler: loggedOut},
		},
	}
}
