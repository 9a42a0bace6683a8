// Package caf is the fictional Caisse d'allocations familiales: the space « Mon
// Compte », its démarches, and the desk behind the screen.
//
// It owns the login in its two eras (number and visual keypad; NIR, password and
// code by mail), the household as the Caf knows it (folder.go), what is paid on
// the 5th and what is not (calendar.go), debts and what can be done about them
// (debt.go), the rules that its démarches call (rules.go) and the voice server
// 3230 (voice.go). Amounts are computed by package droits; form journeys are
// YAML files, demarches/*.yaml, that package demarche plays.
//
// Its own documents, by key:
//
//	caf/dossier/<person>       Folder
//	caf/verite/<person>        Truth
//	caf/dette/<person>/<id>    Claimed
//	caf/dette-choisie/<person> the id of the debt that somebody deals with
//	caf/attente/<device>       waiting
//	caf/code/<account>         code
//	caf/attestation/<code>     Certificate
//	caf/oublis/<account>       when codes were sent to whoever forgot a password
package caf

import (
	"embed"
	"html/template"
	"io/fs"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// ID names the service in keys, facts and situations.
const ID = "caf"

// Host is where it lives on the fictional web.
const Host = "www.caf.example"

const (
	siteName   = "Caf"
	senderName = "Caf du Val-d’Exemple"
	sender     = "ne-pas-repondre@caf.example"
)

//go:embed pages/*.html demarches/*.yaml
var embedded embed.FS

// Five wrong passwords close the door for half an hour; twenty minutes without a
// click close the account.
const (
	mostFails   = 5
	lockFor     = 30 * time.Minute
	sessionLife = 20 * time.Minute
)

// service is the public side; desk is what works behind it.
type service struct {
	*desk
	access portal.Access
	fc     *portal.Door
	mount  *demarche.Mount
}

// desk computes and applies: it is all that démarches and effects need.
type desk struct{ rules *droits.Rules }

// New makes the service.
func New(d portal.Deps) *portal.Site {
	client := d.ServiceClient(ID, "Caf", Host, "openid", "identite_pivot", "email")
	s := &service{
		desk:   &desk{droits.New()},
		access: portal.Access{MaxFails: mostFails, LockFor: lockFor},
		fc: &portal.Door{
			RelyingParty: d.Service(client), Service: "la Caf", Back: "/connexion", Label: "Revenir à la connexion",
			Otherwise: "entrez avec votre numéro et votre mot de passe",
			Unchanged: "Votre dossier n’a pas changé.",
		},
	}
	pages, _ := fs.Sub(embedded, "pages") // both folders are embedded: they cannot be missing
	files, _ := fs.Sub(embedded, "demarches")
	by := demarche.Sender{Name: senderName, Mail: sender, Host: Host, Names: map[string]string{"2019": "Caf du Val-d’Exemple, service des prestations"}}
	s.mount = &demarche.Mount{
		Set: demarche.MustLoad(files, ID, by, s.desk.demarches()), Via: "site", Login: "/connexion", Home: "/compte", Page: "demarche.html",
		Member: func(v *portal.Visit) (demarche.Holder, bool) {
			h, ok := holding(v)
			return demarche.Holder{Person: h.person, Account: h.account.ID}, ok
		},
		What: func(who string, content template.HTML) any {
			return demarchePage{frame{Name: who, Section: "demarches"}, content}
		},
	}
	return s.mount.Attach(&portal.Site{
		ID: ID, Host: Host, Name: siteName, Theme: "site-caf", Icon: "caf.svg",
		Pages: pages, Routes: s.routes(), Client: &client, Facts: facts(), SessionLife: sessionLife,
		Effects: map[string]sandbox.Effect{
			effectPay: portal.EffectOf(s.payday), effectClose: portal.EffectOf(s.closeDeclaration),
			effectRemind: portal.EffectOf(s.remind), effectAnswer: portal.EffectOf(answerMessage),
		},
		Files: map[string]portal.FileMaker{KindPayment: s.drawPayment, KindQuotient: s.drawQuotient},
		Lines: []portal.VoiceLine{{Number: Line, Name: siteName, Answer: s.answer}},
		Seed:  s.seed,
	})
}

// demarchePage is the site's own page around a démarche.
type demarchePage struct {
	frame
	Content template.HTML
}

func (s *service) routes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /{$}", Handler: s.home},
		{Pattern: "GET /connexion", Handler: s.loginPage},
		{Pattern: "POST /connexion", Handler: s.login},
		{Pattern: "POST /connexion/clavier", Handler: s.press},
		{Pattern: "GET /connexion/code/{porte}", Handler: s.codePage},
		{Pattern: "POST /connexion/code/{porte}/envoyer", Handler: s.codeSend},
		{Pattern: "POST /connexion/code/{porte}", Handler: s.codeEnter},
		{Pattern: "GET /mot-de-passe-oublie", Handler: s.forgottenPage},
		{Pattern: "POST /mot-de-passe-oublie", Handler: s.forgotten},
		{Pattern: "GET /mot-de-passe-oublie/code", Handler: s.recoverPage},
		{Pattern: "POST /mot-de-passe-oublie/code", Handler: s.recoverCode},
		{Pattern: "GET /nouveau-mot-de-passe", Handler: s.choosePage},
		{Pattern: "POST /nouveau-mot-de-passe", Handler: s.choose},
		{Pattern: "GET /mot-de-passe-change", Handler: s.chosen},
		{Pattern: "GET /identifiant-provisoire", Handler: s.provisionalPage},
		{Pattern: "POST /identifiant-provisoire", Handler: s.provisional},
		{Pattern: "GET /identifiant-provisoire/demande", Handler: s.provisionalAsked},
		{Pattern: "POST /franceconnect", Handler: s.fc.Begin},
		{Pattern: "GET /franceconnect/retour", Handler: s.fcReturn},
		{Pattern: "GET /compte", Handler: member(s.accountPage)},
		{Pattern: "GET /paiements", Handler: member(s.paymentsPage)},
		{Pattern: "GET /attestations", Handler: member(s.attestationsPage)},
		{Pattern: "POST /attestations", Handler: member(s.attestationChoose)},
		{Pattern: "GET /attestations/prete/{genre}/{mois}", Handler: member(s.attestationReady)},
		{Pattern: "GET /attestations/document/{genre}/{mois}", Handler: member(s.attestationOpen)},
		{Pattern: "GET /verification", Handler: s.verifyPage},
		{Pattern: "POST /verification", Handler: s.verify},
		{Pattern: "GET /demandes", Handler: member(s.requestsPage)},
		{Pattern: "GET /courriers", Handler: member(s.lettersPage)},
		{Pattern: "GET /contacter", Handler: member(s.contactPage)},
		{Pattern: "POST /contacter", Handler: member(s.contact)},
		{Pattern: "GET /dettes", Handler: member(s.debtsPage)},
		{Pattern: "GET /dettes/{dette}", Handler: member(s.debtPage)},
		{Pattern: "POST /dettes/{dette}/voie/{voie}", Handler: member(s.debtWay)},
		{Pattern: "POST /dettes/{dette}/payer", Handler: member(s.debtPay)},
		{Pattern: "GET /profil", Handler: member(s.profilePage)},
		{Pattern: "GET /profil/courriel", Handler: member(s.emailPage)},
		{Pattern: "POST /profil/courriel", Handler: member(s.emailAsk)},
		{Pattern: "GET /profil/courriel/code", Handler: member(s.emailCodePage)},
		{Pattern: "POST /profil/courriel/code", Handler: member(s.emailCode)},
		{Pattern: "GET /profil/mobile", Handler: member(s.mobilePage)},
		{Pattern: "POST /profil/mobile", Handler: member(s.mobileChange)},
		{Pattern: "POST /sortir", Handler: s.fc.Logout},
		{Pattern: "GET /deconnexion", Handler: s.loggedOut},
	}
}
