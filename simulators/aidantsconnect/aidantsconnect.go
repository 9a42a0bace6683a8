// Package aidantsconnect is the fictional Aidants Connect: the place where a
// professional helper obtains, from somebody in front of her, the right to act
// in her name for a while, and uses it on other sites.
//
// It owns the helpers and their structure, the cards and their six-digit codes,
// the mandates from signature to end, the append-only journal, and the answer to
// « for whom and for what? » when FranceConnect asks. It leaves the protocol on
// both sides to package portal: it is a client of FranceConnect when a mandate is
// created (the person shows who she is, once), and one of its accounts when a
// mandate is used. What the person does on her own phone, and the paper that she
// takes home, belong to the telephone and to the desk.
//
// A mandate binds the person and the structure, not one helper: every helper of
// the structure may use it, with a card of her own. It ends to the second.
//
// Its documents, by key:
//
//	aidantsconnect/structure/<id>           Structure  who may help, on which themes
//	aidantsconnect/aidant/<id>              Aidant     one helper
//	aidantsconnect/carte/<serial>           Card       what gives a helper's codes
//	aidantsconnect/mandat/<number>          Mandate
//	aidantsconnect/protection/<person>      string     tutelle, curatelle…
//	aidantsconnect/journal/<structure>/<n>  Entry      never rewritten
//	aidantsconnect/lien/<print>             link       a login link sent by mail
//	aidantsconnect/projet/<device>          Draft      a mandate in the making
//	aidantsconnect/joueur                   string     the helper that is played
package aidantsconnect

import (
	"embed"
	"io/fs"
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The two sites: the space of the helpers, and the codes that their phone shows.
const (
	ID      = portal.AidantsConnectUID
	CardID  = "aidantsconnect-carte"
	Host    = portal.AidantsConnectHost
	AppHost = "carte.appli.example"
	name    = "Aidants Connect"
)

// sessionLife is a working day; idleLife is how long one may leave the keyboard
// before a code is asked again.
const (
	sessionLife = 12 * time.Hour
	idleLife    = 15 * time.Minute
)

//go:embed pages/*.html carte/*.html
var embedded embed.FS

type service struct {
	d        portal.Deps
	fc       *portal.RelyingParty
	identity *portal.IdentityProvider
}

// New makes the space of the helpers and the application of the codes.
func New(d portal.Deps) []*portal.Site {
	client := d.ServiceClient(ID, name, Host, "openid", "email", "gender", "birthdate", "birthplace", "given_name", "family_name", "birthcountry")
	s := &service{d: d, fc: d.Service(client), identity: d.AidantsConnect()}
	pages, _ := fs.Sub(embedded, "pages") // both folders are embedded: they cannot be missing
	app, _ := fs.Sub(embedded, "carte")
	return []*portal.Site{
		{
			ID: ID, Host: Host, Name: name, Theme: "site-aidantsconnect", Icon: "aidantsconnect.svg",
			Pages: pages, Routes: slices.Concat(s.routes(), s.identity.Routes()), SessionLife: sessionLife,
			Backchannel: s.identity.Backchannel(), Client: &client, Identity: s.identity,
			Facts: facts(), Seed: s.seed, Effects: map[string]sandbox.Effect{effectEnding: announceEnd},
			Files: map[string]portal.FileMaker{KindMandate: drawMandate, KindRevocation: drawRevocation},
		},
		{
			ID: CardID, Host: AppHost, Name: "Code à 6 chiffres", Theme: "site-aidantsconnect", Icon: "aidantsconnect.svg", AppOnly: true, Installed: holdsCards,
			Pages: app, Routes: []portal.Route{{Pattern: "GET /{$}", Handler: s.showCodes}},
		},
	}
}

func (s *service) routes() []portal.Route {
	return slices.Concat(s.doorRoutes(), s.mandateRoutes(), s.useRoutes(), s.referentRoutes())
}

// doorRoutes lead in and out.
func (s *service) doorRoutes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /{$}", Handler: home},
		{Pattern: "GET /connexion", Handler: loginPage},
		{Pattern: "POST /connexion", Handler: s.login},
		{Pattern: "GET /connexion/envoye", Handler: linkSent},
		{Pattern: "GET /connexion/lien/{lien}", Handler: linkPage},
		{Pattern: "POST /connexion/lien/{lien}", Handler: useLink},
		{Pattern: "GET /verification", Handler: checkPage},
		{Pattern: "POST /verification", Handler: s.check},
		{Pattern: "POST /sortir", Handler: logout},
		{Pattern: "GET /deconnexion", Handler: s.afterFranceConnect},
	}
}

// mandateRoutes make, show and end mandates.
func (s *service) mandateRoutes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /espace", Handler: member(space)},
		{Pattern: "GET /journal", Handler: member(journalPage)},
		{Pattern: "GET /structures", Handler: member(structuresPage)},
		{Pattern: "POST /structures", Handler: member(changeStructure)},
		{Pattern: "GET /mandats/nouveau", Handler: member(newPage)},
		{Pattern: "POST /mandats/nouveau", Handler: member(s.choose)},
		{Pattern: "GET /mandats/nouveau/accord", Handler: member(remotePage)},
		{Pattern: "POST /mandats/nouveau/accord", Handler: member(s.readConsent)},
		{Pattern: "GET /mandats/nouveau/franceconnect", Handler: member(beforeFranceConnect)},
		{Pattern: "POST /mandats/nouveau/franceconnect", Handler: member(s.toFranceConnect)},
		{Pattern: "GET /franceconnect/retour", Handler: s.fromFranceConnect},
		{Pattern: "GET /mandats/nouveau/recapitulatif", Handler: member(recapPage)},
		{Pattern: "POST /mandats/nouveau/recapitulatif", Handler: member(s.confirm)},
		{Pattern: "POST /mandats/nouveau/abandon", Handler: member(dropDraft)},
		{Pattern: "GET /mandats/{numero}", Handler: member(onMandate(mandatePage))},
		{Pattern: "GET /mandats/{numero}/visualisation", Handler: member(onMandate(mandatePage))},
		{Pattern: "GET /mandats/{numero}/signature", Handler: member(onMandate(signPage))},
		{Pattern: "POST /mandats/{numero}/signature", Handler: member(onMandate(sign))},
		{Pattern: "GET /mandats/{numero}/attestation", Handler: member(onMandate(openAttestation))},
		{Pattern: "GET /mandats/{numero}/revocation", Handler: member(onMandate(openRevocation))},
		{Pattern: "GET /mandats/{numero}/renouveler", Handler: member(onMandate(renewPage))},
		{Pattern: "POST /mandats/{numero}/renouveler", Handler: member(onMandate(renew))},
		{Pattern: "GET /mandats/{numero}/revoquer", Handler: member(onMandate(revokePage))},
		{Pattern: "POST /mandats/{numero}/revoquer", Handler: member(onMandate(revoke))},
	}
}

// useRoutes answer FranceConnect: for whom, and for what.
func (s *service) useRoutes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /identite/{id}", Handler: s.asked(whoPage)},
		{Pattern: "POST /identite/{id}", Handler: s.asked(s.chooseWho)},
		{Pattern: "GET /identite/{id}/theme", Handler: s.asked(themePage)},
		{Pattern: "POST /identite/{id}/theme", Handler: s.asked(s.chooseTheme)},
		{Pattern: "GET /identite/{id}/refus/{motif}", Handler: s.asked(refusedPage)},
		{Pattern: "POST /identite/{id}/retour", Handler: s.alive(s.giveUp)},
	}
}

// referentRoutes are the space of whoever answers for the structure.
func (s *service) referentRoutes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /espace-referent", Handler: member(referent(teamPage))},
		{Pattern: "GET /espace-referent/aidants/nouveau", Handler: member(referent(newHelperPage))},
		{Pattern: "POST /espace-referent/aidants/nouveau", Handler: member(referent(addHelper))},
		{Pattern: "GET /espace-referent/aidants/{aidant}", Handler: member(referent(onHelper(helperPage)))},
		{Pattern: "POST /espace-referent/aidants/{aidant}/carte", Handler: member(referent(onHelper(ofOurs(s.changeCard))))},
		{Pattern: "POST /espace-referent/aidants/{aidant}/acces", Handler: member(referent(onHelper(ofOurs(changeAccess))))},
		{Pattern: "POST /espace-referent/themes", Handler: member(referent(changeThemes))},
	}
}
