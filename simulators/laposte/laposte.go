// Package laposte is the identity of the postal service of the exercise: a web
// site, which FranceConnect offers among its accounts, and the application of
// the phone that confirms who is asking.
//
// It owns the life of an identity (account, paper sent, appointment, verified at
// the desk, activated on one phone), the secret code, and the requests that the
// phone approves. It leaves the protocol to package portal, and the drawing of
// the phone, its text messages and its alerts to the telephone.
//
// An identity verified at the desk opens nothing: only the phone makes it
// usable, and it is bound to that phone. Its documents:
//
//	acces/laposte/<id>            portal.Account  number, state, secret code, lockout
//	laposte/identite/<id>         Record          appointment, where and when verified, which phone
//	laposte/creneaux              []time.Time     slots given back, besides the usual ones
//	laposte/activation/<device>   activation      a code sent to a phone being set up
//	laposte/notification/<number> Notification    a request that the phone must answer
package laposte

import (
	"embed"
	"io/fs"
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The two sites, and where they stand.
const (
	ID      = "laposte"
	Host    = "identite.laposte.example"
	AppID   = "laposte-appli"
	AppHost = "identite.appli.example"
	name    = "Identité La Poste"
)

// What these sites may witness, besides what every site may.
const (
	FactCreated              portal.Fact = "laposte.compte.cree"       // personne
	FactBooked               portal.Fact = "laposte.rendezvous.pris"   // personne, le
	FactVerified             portal.Fact = "laposte.identite.verifiee" // personne
	FactActivationAsked      portal.Fact = "laposte.activation.demandee"
	FactActivated            portal.Fact = "laposte.identite.activee"
	FactNotificationSent     portal.Fact = "laposte.notification.envoyee"
	FactNotificationApproved portal.Fact = "laposte.notification.approuvee"
	FactNotificationRefused  portal.Fact = "laposte.notification.refusee"
	FactCodeBlocked          portal.Fact = "laposte.code.bloque"
	FactIdentityTransmitted  portal.Fact = "laposte.identite.transmise"
)

// How long things last, and how many tries there are.
const (
	notificationLife = 5 * time.Minute
	smsCodeLife      = 10 * time.Minute
	smsCodeTries     = 3
	secretTries      = 3
	blockFor         = 24 * time.Hour
)

//go:embed pages/*.html appli/*.html
var pages embed.FS

type service struct{ identity *portal.IdentityProvider }

// New makes the web site and the application.
func New(d portal.Deps) []*portal.Site {
	s := &service{d.IdentityProvider(ID, name, Host, 3, "eidas1", "eidas2")}
	web, _ := fs.Sub(pages, "pages")
	app, _ := fs.Sub(pages, "appli")
	return []*portal.Site{
		{
			ID: ID, Host: Host, Name: name, Theme: "site-laposte", Icon: "identite.svg",
			Pages: web, Routes: slices.Concat(s.routes(), s.identity.Routes()),
			Backchannel: s.identity.Backchannel(), Identity: s.identity, Seed: seed,
			Effects: map[string]sandbox.Effect{EffectSlot: freeSlot, effectMeeting: portal.EffectOf(verify)},
			Facts: map[portal.Fact]string{
				FactCreated:             "Identité La Poste : création commencée",
				FactBooked:              "Identité La Poste : rendez-vous pris au bureau",
				FactVerified:            "Identité La Poste : vérifiée en face-à-face",
				FactNotificationSent:    "Identité La Poste : demande envoyée au téléphone",
				FactIdentityTransmitted: "Identité La Poste : identité transmise à FranceConnect",
			},
		},
		{
			ID: AppID, Host: AppHost, Name: "Identité", Theme: "site-identite", Icon: "identite.svg", AppOnly: true,
			Pages: app, Routes: appRoutes(),
			Facts: map[portal.Fact]string{
				FactActivationAsked:      "Appli Identité : activation demandée",
				FactActivated:            "Appli Identité : identité activée sur ce téléphone",
				FactNotificationApproved: "Appli Identité : demande acceptée avec le code secret",
				FactNotificationRefused:  "Appli Identité : demande refusée (« Ce n’est pas moi »)",
				FactCodeBlocked:          "Appli Identité : code secret bloqué 24 heures",
			},
		},
	}
}

func (s *service) routes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /{$}", Handler: home},
		{Pattern: "GET /activer", Handler: howToActivate},
		{Pattern: "GET /creer", Handler: createPage},
		{Pattern: "POST /creer", Handler: create},
		{Pattern: "GET /rendez-vous", Handler: booking(chooseMeeting)},
		{Pattern: "POST /rendez-vous", Handler: booking(bookMeeting)},
		{Pattern: "GET /rendez-vous/pris", Handler: booking(meetingBooked)},
		{Pattern: "GET /mon-identite", Handler: askNumber},
		{Pattern: "POST /mon-identite", Handler: lookUp},
		{Pattern: "GET /mon-identite/etat", Handler: showState},

		{Pattern: "GET /identite/{id}", Handler: s.alive(identify)},
		{Pattern: "POST /identite/{id}", Handler: s.alive(notify)},
		{Pattern: "GET /identite/{id}/etat", Handler: s.alive(notReady)},
		{Pattern: "GET /identite/{id}/attente", Handler: s.alive(waitForPhone)},
		{Pattern: "POST /identite/{id}/suite", Handler: s.alive(s.goOn)},
		{Pattern: "POST /identite/{id}/abandon", Handler: s.alive(s.giveUp)},
	}
}

func appRoutes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /{$}", Handler: appHome},
		{Pattern: "GET /activation", Handler: activationPage},
		{Pattern: "POST /activation", Handler: askActivation},
		{Pattern: "GET /activation/code", Handler: setUp(smsCodePage)},
		{Pattern: "POST /activation/code", Handler: setUp(proveNumber)},
		{Pattern: "GET /activation/secret", Handler: setUp(secretPage)},
		{Pattern: "POST /activation/secret", Handler: setUp(chooseSecret)},
		{Pattern: "GET /activation/terminee", Handler: activated(activationDone)},
		{Pattern: "POST /demande/accepter", Handler: activated(approve)},
		{Pattern: "POST /demande/refuser", Handler: activated(refuse)},
	}
}
