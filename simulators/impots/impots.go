// Package impots is the tax office of the exercise: one of the accounts that
// FranceConnect offers, and a small particular space where a household's notice
// can be read.
//
// It owns who its users are (one number each, even in one household), how they
// log in, are locked out and get back in by mail, and the notices. It leaves
// the protocol to package portal, the mailbox to the webmail, and what a
// service does with the identity to that service.
//
// A person who connects is the one whose account was opened: if a wife types her
// husband's number and password, the husband is transmitted, and witnessed.
package impots

import (
	"embed"
	"io/fs"
	"slices"
	"time"

	"demarcheablanc/simulators/portal"
)

// Where the service stands.
const (
	ID   = "impots"
	Host = "www.impots.gouv.example"
	// sender of every mail.
	sender = "ne-pas-repondre@impots.gouv.example"
)

// What this service may witness, besides what every service may.
const (
	FactNumberSent          portal.Fact = "impots.numero.envoye"
	FactNoticeOpened        portal.Fact = "impots.avis.ouvert"
	FactIdentityTransmitted portal.Fact = "impots.identite.transmise"
	FactEmailChanged        portal.Fact = "impots.courriel.change"
)

//go:embed pages/*.html
var pages embed.FS

type service struct {
	access   portal.Access
	identity *portal.IdentityProvider
}

// New makes the service.
func New(d portal.Deps) *portal.Site {
	s := &service{
		access:   portal.Access{MaxFails: 5, LockFor: time.Hour, RecoveryLife: 30 * time.Minute},
		identity: d.IdentityProvider(ID, "Impôts", Host, 1),
	}
	own, _ := fs.Sub(pages, "pages")
	return &portal.Site{
		ID: ID, Host: Host, Name: "Impôts", Theme: "site-impots", Icon: "impots.svg",
		Pages: own, Routes: slices.Concat(s.routes(), s.identity.Routes()),
		Backchannel: s.identity.Backchannel(), Identity: s.identity,
		Facts: map[portal.Fact]string{
			FactNumberSent:          "Impôts : numéro fiscal envoyé par courriel",
			FactNoticeOpened:        "Impôts : avis d’impôt ouvert",
			FactIdentityTransmitted: "Impôts : identité transmise à FranceConnect",
			FactEmailChanged:        "Impôts : adresse e-mail du compte changée",
		},
		Files: map[string]portal.FileMaker{noticeKind: drawNotice},
		Seed:  seed,
	}
}

func (s *service) routes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /{$}", Handler: home},
		{Pattern: "GET /aide/numero-fiscal", Handler: s.numberHelp},

		{Pattern: "GET /connexion", Handler: loginPage},
		{Pattern: "POST /connexion", Handler: s.login},
		{Pattern: "POST /deconnexion", Handler: logout},

		{Pattern: "GET /motdepasse", Handler: s.forgottenPage},
		{Pattern: "POST /motdepasse", Handler: s.forgotten},
		{Pattern: "GET /motdepasse/envoye", Handler: s.forgottenSent},
		{Pattern: "GET /motdepasse/nouveau/{jeton}", Handler: s.resetPage},
		{Pattern: "POST /motdepasse/nouveau/{jeton}", Handler: s.reset},
		{Pattern: "GET /motdepasse/change", Handler: s.resetDone},

		{Pattern: "GET /numero", Handler: s.numberPage},
		{Pattern: "POST /numero", Handler: s.number},
		{Pattern: "GET /numero/envoye", Handler: s.numberSent},

		{Pattern: "GET /espace", Handler: connected(space)},
		{Pattern: "GET /documents", Handler: connected(documents)},
		{Pattern: "GET /documents/avis/{id}", Handler: connected(readNotice)},
		{Pattern: "GET /documents/avis/{id}/pdf", Handler: connected(sendNotice)},
		{Pattern: "GET /profil", Handler: connected(profilePage)},
		{Pattern: "POST /profil", Handler: connected(profile)},

		{Pattern: "GET /identite/{id}", Handler: s.identityPage},
		{Pattern: "POST /identite/{id}", Handler: s.identify},
		{Pattern: "POST /identite/{id}/abandon", Handler: s.giveUp},
	}
}
