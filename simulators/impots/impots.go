// Package impots is the tax office of the exercise: the personal space where a
// household declares its incomes, reads its notice, follows its withholding and
// its properties; and one of the accounts that FranceConnect offers.
//
// It owns who its users are (one number each, even in one household), how they
// create a space, log in, are locked out and get back in by mail; the calendar of
// the returns, what third parties told, the returns signed, the notices, the
// rates, the fines. It leaves the arithmetic to package bareme, the journeys of
// its forms to package demarche (demarches/*.yaml; their rules in demarches.go),
// the protocol to package portal, the mailbox to the webmail.
//
// Its own documents, by key:
//
//	impots/contribuable/<person>          Taxpayer
//	impots/foyer/<household>              Household
//	impots/tiers/<household>/<year>       Told
//	impots/declaration/<household>/<year> Return
//	impots/avis/<id>                      Notice
//	impots/taux/<household>               RateChange
//	impots/acomptes/<household>           Acomptes
//	impots/bien/<household>/<id>          Property
//	impots/message/<person>/<n>           Message
//	impots/code/<device>                  code
//	impots/creation/<device>              attempts
//
// A person who connects is the one whose account was opened: if a wife types her
// husband's number and password, the husband is transmitted, and witnessed.
package impots

import (
	"embed"
	"io/fs"
	"slices"
	"time"

	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// Where the service stands.
const (
	ID   = "impots"
	Host = "www.impots.gouv.example"
	// sender of every mail.
	sender = "ne-pas-repondre@impots.gouv.example"
)

//go:embed pages/*.html
var pages embed.FS

type service struct {
	access   portal.Access
	identity *portal.IdentityProvider
	fc       *portal.Door
	calendar calendar
	bareme   *bareme.Rules
	set      *demarche.Set
}

// New makes the service.
func New(d portal.Deps) *portal.Site {
	client := d.ServiceClient(ID, "Impôts", Host, "openid", "identite_pivot", "email")
	scales, err := bareme.Load()
	if err != nil {
		panic(err) // its figures are embedded
	}
	s := &service{
		access:   portal.Access{MaxFails: 5, LockFor: time.Hour},
		identity: d.IdentityProvider(ID, "Impôts", Host, 1),
		fc: &portal.Door{
			RelyingParty: d.Service(client), Service: "les Impôts", Back: "/connexion", Label: "Revenir à la connexion",
			Otherwise: "connectez-vous avec votre numéro fiscal",
			Unchanged: "Rien n’a changé dans votre espace.",
		},
		calendar: loadCalendar(),
		bareme:   scales,
	}
	own, _ := fs.Sub(pages, "pages")
	return s.mount().Attach(&portal.Site{
		ID: ID, Host: Host, Name: "Impôts", Theme: "site-impots", Icon: "impots.svg",
		Pages: own, Routes: slices.Concat(s.routes(), s.spaceRoutes(), s.identity.Routes()),
		Backchannel: s.identity.Backchannel(), Identity: s.identity, Client: &client,
		Facts: facts(), Effects: s.effects(),
		Files: map[string]portal.FileMaker{noticeKind: drawNotice, situationKind: drawSituation},
		Seed:  s.seed,
	})
}

func (s *service) routes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /{$}", Handler: home},
		{Pattern: "GET /aide/numero-fiscal", Handler: s.numberHelp},

		{Pattern: "GET /connexion", Handler: loginPage},
		{Pattern: "POST /connexion", Handler: s.login},
		{Pattern: "GET /connexion/code", Handler: codeForm},
		{Pattern: "POST /connexion/code", Handler: s.enterCode},
		{Pattern: "POST /connexion/code/nouveau", Handler: newCode},
		{Pattern: "POST /franceconnect", Handler: s.fc.Begin},
		{Pattern: "GET /franceconnect/retour", Handler: s.fcReturn},

		{Pattern: "GET /creer", Handler: createPage},
		{Pattern: "POST /creer", Handler: create},
		{Pattern: "GET /creer/existe", Handler: existing},
		{Pattern: "POST /creer/existe", Handler: again},
		{Pattern: "GET /creer/coordonnees", Handler: contactForm},
		{Pattern: "POST /creer/coordonnees", Handler: s.contact},
		{Pattern: "GET /creer/envoye", Handler: createSent},
		{Pattern: "GET /creer/activer/{lien}", Handler: s.activatePage},
		{Pattern: "POST /creer/activer/{lien}", Handler: s.activate},
		{Pattern: "GET /creer/actif", Handler: activated},
		{Pattern: "GET /creer/sans-numero", Handler: withoutPage},
		{Pattern: "POST /creer/sans-numero", Handler: without},
		{Pattern: "GET /creer/sans-numero/demande", Handler: withoutSent},
		{Pattern: "POST /deconnexion", Handler: s.fc.Logout},
		{Pattern: "GET /deconnexion", Handler: loggedOut},

		{Pattern: "GET /motdepasse", Handler: s.forgottenPage},
		{Pattern: "POST /motdepasse", Handler: s.forgotten},
		{Pattern: "GET /motdepasse/envoye", Handler: s.forgottenSent},
		{Pattern: "GET /motdepasse/nouveau/{lien}", Handler: s.resetPage},
		{Pattern: "POST /motdepasse/nouveau/{lien}", Handler: s.reset},
		{Pattern: "GET /motdepasse/change", Handler: s.resetDone},

		{Pattern: "GET /numero", Handler: s.numberPage},
		{Pattern: "POST /numero", Handler: s.number},
		{Pattern: "GET /numero/envoye", Handler: s.numberSent},

		{Pattern: "GET /identite/{id}", Handler: s.identityPage},
		{Pattern: "POST /identite/{id}", Handler: s.identify},
		{Pattern: "POST /identite/{id}/abandon", Handler: s.giveUp},
	}
}

// spaceRoutes are the pages of whoever is logged in.
func (s *service) spaceRoutes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /espace", Handler: connected(s.space)},
		{Pattern: "GET /documents", Handler: connected(documents)},
		{Pattern: "GET /documents/avis/{id}", Handler: connected(readNotice)},
		{Pattern: "GET /documents/avis/{id}/pdf", Handler: connected(sendNotice)},
		{Pattern: "GET /documents/asdir/{n}", Handler: connected(sendSituation)},
		{Pattern: "GET /paiements", Handler: connected(s.payments)},
		{Pattern: "POST /paiements/{id}", Handler: connected(pay)},
		{Pattern: "POST /paiements/somme/{id}", Handler: connected(payDebt)},
		{Pattern: "GET /prelevement", Handler: connected(s.ratePage)},
		{Pattern: "GET /biens", Handler: connected(properties)},
		{Pattern: "GET /messages", Handler: connected(messages)},
		{Pattern: "GET /profil", Handler: connected(profilePage)},
		{Pattern: "POST /profil", Handler: connected(profile)},
		{Pattern: "POST /profil/mobile", Handler: connected(changeMobile)},
	}
}
