// Package formation is the fictional account of one's training rights, and the
// look-alike that hunts for its codes.
//
// It owns the account and its three levels of login (a password, FranceConnect,
// FranceConnect+), the rights, the catalogue (formations.yaml), and the life of a
// dossier: asked for, proposed for four days, accepted with FranceConnect+ only,
// withdrawn from for fourteen working days, begun. It also owns the code sent by
// SMS, with who triggered it, the log that shows it, and the reporting form.
//
// It leaves to portal the sessions, secrets and mails, to FranceConnect+ who
// reaches its level, and to the situation what a pressing organisation says: its
// mail, its calls, and the effects [EffectCode] and [EffectIntrusion].
//
// Where a dossier stands is computed from its dates (dossier.go): an answer that
// came before the play expires by itself.
//
// Its own documents, by key:
//
//	formation/debut             time.Time of the situation's start
//	formation/droits/<account>  Rights
//	formation/dossier/<id>      Dossier
//	formation/code/<account>    code
//	formation/activite/<account>[]Line
package formation

import (
	"embed"
	"io/fs"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// ID names the service in keys, facts and situations.
const ID = "formation"

// Host is where it lives on the fictional web.
const Host = "www.moncompteformation.gouv.example"

const (
	sender     = "ne-pas-repondre@moncompteformation.gouv.example"
	senderName = "Mon Compte Formation"
)

//go:embed all:pages
var embedded embed.FS

// The service's own lockout (situations, B2).
const (
	mostFails = 5
	lockFor   = 30 * time.Minute
)

type service struct {
	access    portal.Access
	fc, plus  *portal.Door
	catalogue catalogue
}

// New makes the service and its look-alike. It panics where the embedded
// catalogue is not well formed, which a test proves it is.
func New(d portal.Deps) []*portal.Site {
	client := d.ServiceClient(ID, "Mon Compte Formation", Host, "openid", "identite_pivot", "email")
	client.Themes = []string{"travail"} // a mandate lets consult; it never reaches FranceConnect+
	plus := d.PlusClient(ID, "Mon Compte Formation", Host, "openid", "identite_pivot", "email")
	s := &service{
		access: portal.Access{MaxFails: mostFails, LockFor: lockFor},
		fc:     door(d.Service(client)), plus: door(d.PlusService(plus)), catalogue: loadCatalogue(),
	}
	return []*portal.Site{
		{
			ID: ID, Host: Host, Name: "Mon Compte Formation", Theme: "site-formation", Icon: "formation.svg",
			Pages: pagesIn("pages"), Routes: s.routes(), Client: &client, PlusClient: &plus,
			Facts: facts(), Effects: s.effects(), Seed: s.seed,
		},
		lookAlike(),
	}
}

func (s *service) effects() map[string]sandbox.Effect {
	return map[string]sandbox.Effect{
		effectAnswer: s.answer, effectExpire: s.expire, EffectCode: s.codeFromElsewhere, EffectIntrusion: s.intrude,
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
		{Pattern: "GET /{$}", Handler: s.home},
		{Pattern: "GET /reperes", Handler: marks},
		{Pattern: "GET /formations", Handler: s.search},
		{Pattern: "GET /formations/{id}", Handler: s.training},
		{Pattern: "GET /organismes/{id}", Handler: s.organisation},
		{Pattern: "GET /signaler", Handler: reportPage},
		{Pattern: "POST /signaler", Handler: report},
		{Pattern: "GET /signaler/recu", Handler: reported},

		{Pattern: "GET /connexion", Handler: loginPage},
		{Pattern: "POST /connexion", Handler: s.login},
		{Pattern: "POST /franceconnect", Handler: s.fc.Begin},
		{Pattern: "GET /franceconnect/retour", Handler: s.fcReturn},
		{Pattern: "POST /franceconnect-plus", Handler: s.plusBegin},
		{Pattern: "GET /franceconnect-plus/retour", Handler: s.plusReturn},
		{Pattern: "GET /mot-de-passe-oublie", Handler: forgottenPage},
		{Pattern: "POST /mot-de-passe-oublie", Handler: forgotten},
		{Pattern: "GET /code", Handler: codePage},
		{Pattern: "POST /code", Handler: enterCode},
		{Pattern: "GET /nouveau-mot-de-passe", Handler: choosePage},
		{Pattern: "POST /nouveau-mot-de-passe", Handler: s.choose},
		{Pattern: "GET /mot-de-passe-change", Handler: chosen},
		{Pattern: "POST /sortir", Handler: s.logout},
		{Pattern: "GET /deconnexion", Handler: loggedOut},

		{Pattern: "GET /compte", Handler: member(s.account)},
		{Pattern: "GET /droits", Handler: member(rights)},
		{Pattern: "GET /activite", Handler: member(activity)},
		{Pattern: "GET /informations", Handler: member(details)},
		{Pattern: "GET /informations/mot-de-passe", Handler: member(newSecretPage)},
		{Pattern: "POST /informations/mot-de-passe", Handler: member(s.newSecret)},
		{Pattern: "POST /formations/{id}/{session}", Handler: member(s.ask)},
		{Pattern: "GET /dossiers", Handler: member(s.dossiers)},
		{Pattern: "GET /dossiers/{id}", Handler: member(s.dossier)},
		{Pattern: "POST /dossiers/{id}/accepter", Handler: member(s.accept)},
		{Pattern: "GET /dossiers/{id}/identite", Handler: member(s.levelPage)},
		{Pattern: "GET /dossiers/{id}/engagement", Handler: member(s.commitPage)},
		{Pattern: "POST /dossiers/{id}/engagement", Handler: member(s.commit)},
		{Pattern: "POST /dossiers/{id}/decision", Handler: member(s.decide)},
		{Pattern: "GET /dossiers/{id}/retractation", Handler: member(s.withdrawPage)},
		{Pattern: "POST /dossiers/{id}/retractation", Handler: member(s.withdraw)},
	}
}
