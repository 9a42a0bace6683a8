// Package ameli is the fictional account of the Assurance maladie.
//
// It owns the ameli account and what hangs from it: the login and its lockout,
// the forgotten password, the contact details, the attestation de droits, the
// messages, the list of connections, the opening of an account (create.go,
// provisional.go, first.go), and the démarches (demarches/*.yaml, demarches.go)
// with what they change: bank account, Vitale card, C2S, dependants, and what an agent
// does at the counter (counter.go). It is also one of the accounts that
// FranceConnect offers (identity.go), a client of FranceConnect
// (franceconnect.go) and the voice server 3646 (voice.go).
//
// It leaves to portal what every service has alike (sessions, secrets, mail),
// to FranceConnect the choice of the account, to the kiosk the printing: a kiosk
// only names the kind of document, which is drawn here (document.go).
//
// Its own documents, by key:
//
//	ameli/assure/<account>            Insured
//	ameli/connexions/<account>        []Connection
//	ameli/courriel_demande/<account>  emailRequest
//	ameli/dossier/<person>            Record, read by the kiosk and Mon espace santé
//	ameli/code_provisoire/<person>    provisional
//	ameli/code_securite/<account>/…   securityCode
//	ameli/appareils/<account>         []string, the devices that it was opened on
//	ameli/premiere/<account>          first
//	ameli/conditions/<account>        conditions
//	dossier/ameli/…                   démarches (package demarche)
//
// It reads franceconnect/derniere/<device>, which FranceConnect writes, and
// borne/carte/<person>, which a kiosk writes.
package ameli

import (
	"embed"
	"io/fs"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// ID names the service in keys, facts and situations.
const ID = "ameli"

// Host is where it lives on the fictional web.
const Host = "www.ameli.example"

//go:embed pages/*.html
var embedded embed.FS

// The service's own lockout and delays (portails-coeur: three wrong passwords;
// a link by mail lives thirty minutes).
const (
	mostFails    = 3
	lockFor      = time.Hour
	recoveryLife = 30 * time.Minute
	emailLife    = 24 * time.Hour
)

type service struct {
	access   portal.Access
	fc       *portal.Door
	identity *portal.IdentityProvider
}

// New makes the service, with its démarches.
func New(d portal.Deps, set *demarche.Set) *portal.Site {
	client := d.ServiceClient(ID, "ameli", Host, "openid", "identite_pivot", "email")
	s := &service{
		access: portal.Access{MaxFails: mostFails, LockFor: lockFor},
		fc: &portal.Door{
			RelyingParty: d.Service(client), Service: "ameli", Back: "/connexion", Label: "Revenir à la connexion",
			Otherwise: "entrez avec votre numéro et votre mot de passe",
			Unchanged: "Votre compte ameli n’a pas changé.",
		},
		identity: d.IdentityProvider(ID, "Ameli", Host, 2),
	}
	pages, _ := fs.Sub(embedded, "pages") // the folder is embedded: it cannot be missing
	return mount(set).Attach(&portal.Site{
		ID: ID, Host: Host, Name: "ameli", Theme: "site-ameli", Icon: "ameli.svg",
		Pages: pages, Routes: append(s.routes(), s.identity.Routes()...),
		Backchannel: s.identity.Backchannel(), Client: &client, Identity: s.identity,
		Facts: facts(),
		Effects: map[string]sandbox.Effect{
			EffectConditions: portal.EffectOf(askConditions), EffectCounter: portal.EffectOf(atCounter), EffectStatement: portal.EffectOf(sendStatement),
			EffectAllowance: portal.EffectOf(payAllowance), EffectCertificate: portal.EffectOf(remindCertificate), EffectCardForm: portal.EffectOf(formArrives(set)),
		},
		Files: map[string]portal.FileMaker{
			KindAttestation: drawAttestation, KindStatement: drawStatement, KindAllowances: drawAllowances, KindC2S: drawC2S, KindCertificate: drawCertificate,
			KindDoctorForm: drawDoctorForm,
		},
		Lines: []portal.VoiceLine{{Number: Line, Name: "Assurance maladie", Answer: voice{set}.answer}},
		Seed:  seed,
	})
}

func (s *service) routes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /{$}", Handler: s.home},
		{Pattern: "GET /connexion", Handler: s.loginPage},
		{Pattern: "POST /connexion", Handler: s.login},
		{Pattern: "GET /connexion/code", Handler: s.codePage},
		{Pattern: "POST /connexion/code", Handler: s.code},
		{Pattern: "POST /connexion/code/courriel", Handler: s.codeByMail},
		{Pattern: "GET /mot-de-passe-oublie", Handler: s.forgottenPage},
		{Pattern: "POST /mot-de-passe-oublie", Handler: s.forgotten},
		{Pattern: "GET /mot-de-passe-oublie/envoye", Handler: s.forgottenSent},
		{Pattern: "GET /nouveau-mot-de-passe/{lien}", Handler: s.choosePage},
		{Pattern: "POST /nouveau-mot-de-passe/{lien}", Handler: s.choose},
		{Pattern: "GET /mot-de-passe-change", Handler: s.chosen},
		{Pattern: "GET /creer-un-compte", Handler: s.createPage},
		{Pattern: "POST /creer-un-compte", Handler: s.create},
		{Pattern: "GET /creer-un-compte/preuves", Handler: s.proofPage},
		{Pattern: "POST /creer-un-compte/preuves", Handler: s.proof},
		{Pattern: "GET /creer-un-compte/coordonnees", Handler: s.contactPage},
		{Pattern: "POST /creer-un-compte/coordonnees", Handler: s.contact},
		{Pattern: "GET /creer-un-compte/envoye", Handler: s.createSent},
		{Pattern: "GET /creer-un-compte/code", Handler: s.needPage},
		{Pattern: "POST /creer-un-compte/code", Handler: s.need},
		{Pattern: "GET /creer-un-compte/franceconnect", Handler: newcomer(s.fcCreatePage)},
		{Pattern: "POST /creer-un-compte/franceconnect", Handler: newcomer(s.fcCreate)},
		{Pattern: "GET /activer/{lien}", Handler: s.activatePage},
		{Pattern: "POST /activer/{lien}", Handler: s.activate},
		{Pattern: "GET /activation-faite", Handler: s.activated},
		{Pattern: "GET /premiere-connexion", Handler: beginner(s.firstPage)},
		{Pattern: "POST /premiere-connexion", Handler: beginner(s.firstStep)},
		{Pattern: "GET /delais", Handler: s.delaysPage},
		{Pattern: "POST /delais", Handler: s.delaysAsk},
		{Pattern: "GET /delais/{quoi}/{le}", Handler: s.delaysShow},
		{Pattern: "POST /franceconnect", Handler: s.fc.Begin},
		{Pattern: "GET /franceconnect/retour", Handler: s.fcReturn},
		{Pattern: "GET /identite/{id}", Handler: s.identityPage},
		{Pattern: "POST /identite/{id}", Handler: s.identityLogin},
		{Pattern: "POST /identite/{id}/annuler", Handler: s.identityCancel},
		{Pattern: "GET /compte", Handler: member(s.account)},
		{Pattern: "GET /conditions", Handler: entered(s.conditionsPage)},
		{Pattern: "POST /conditions", Handler: entered(s.conditionsAnswer)},
		{Pattern: "GET /paiements", Handler: member(s.payments)},
		{Pattern: "GET /remboursements", Handler: member(s.refunds)},
		{Pattern: "GET /attestation", Handler: member(s.attestationPage)},
		{Pattern: "POST /attestation", Handler: member(s.attestationChoose)},
		{Pattern: "GET /attestation/prete/{pour}", Handler: member(s.attestationReady)},
		{Pattern: "GET /attestation/document/{pour}", Handler: member(s.attestationOpen)},
		{Pattern: "GET /informations", Handler: member(s.details)},
		{Pattern: "GET /informations/courriel", Handler: member(s.emailPage)},
		{Pattern: "POST /informations/courriel", Handler: member(s.emailAsk)},
		{Pattern: "POST /informations/courriel/garder", Handler: member(s.emailKeep)},
		{Pattern: "GET /informations/fermer", Handler: member(s.closePage)},
		{Pattern: "POST /informations/fermer", Handler: member(s.closeAccount)},
		{Pattern: "GET /compte-ferme", Handler: s.closed},
		{Pattern: "GET /releves", Handler: member(s.statements)},
		{Pattern: "POST /releves", Handler: member(s.statementsChoose)},
		{Pattern: "GET /releves/{mois}", Handler: member(s.statementOpen)},
		{Pattern: "GET /indemnites", Handler: member(s.leaves)},
		{Pattern: "POST /indemnites", Handler: member(s.allowancesChoose)},
		{Pattern: "GET /indemnites/attestation/{du}/{au}", Handler: member(s.allowancesOpen)},
		{Pattern: "GET /mes-demarches", Handler: member(s.demarches)},
		{Pattern: "GET /agenda", Handler: member(s.agenda)},
		{Pattern: "GET /mes-documents/medecin-traitant", Handler: member(s.doctorForm)},
		{Pattern: "GET /mes-documents/c2s", Handler: member(s.c2sOpen)},
		{Pattern: "GET /mes-documents/certificat/{rang}", Handler: member(s.certificateOpen)},
		{Pattern: "GET /confirmer-courriel/{compte}/{lien}", Handler: s.emailConfirmPage},
		{Pattern: "POST /confirmer-courriel/{compte}/{lien}", Handler: s.emailConfirm},
		{Pattern: "GET /courriel-confirme", Handler: s.emailConfirmed},
		{Pattern: "GET /messages", Handler: member(s.messages)},
		{Pattern: "GET /connexions", Handler: member(s.connections)},
		{Pattern: "POST /sortir", Handler: s.fc.Logout},
		{Pattern: "GET /deconnexion", Handler: s.loggedOut},
	}
}
