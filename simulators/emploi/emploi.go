// Package emploi is the fictional France Travail, which was called Pôle emploi:
// one file on each person, reached by a web site, an application of the phone,
// the voice server 3949 and the kiosk of the agency.
//
// It owns the registration, the monthly actualisation and its calendar to the
// second, the payments it announces, the overpayments it claims, the ways in of
// three eras (era.go). It leaves the figures to package indemnisation, the form
// journeys to portal/demarche (demarches/*.yaml), sessions, secrets and post to
// portal. The four channels work on the same dossiers: none keeps its own.
//
// Its own documents, by key:
//
//	emploi/inscrit/<person>          Registered  the file on the person
//	emploi/mois/<person>/<AAAA-MM>   Month       one month declared
//	emploi/recouvrement/<person>/<n> Recovery   what is done about a debt
//	emploi/verite/<person>/<AAAA-MM> Truth       what employers and the health insurance say
//	acces/emploi/<id>                portal.Account  identifier and password
//	acces/emploi-code/<id>           portal.Account  the six-digit code: 3949, kiosk, keypad of 2019; its own lockout
//	emploi/installe/<device>         installed   whose application it is
package emploi

import (
	"embed"
	"html/template"
	"io/fs"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// The sites, and where they stand.
const (
	ID        = "emploi"
	Host      = "www.francetravail.example"
	AppID     = "emploi-appli"
	AppHost   = "francetravail.appli.example"
	KioskID   = "emploi-borne"
	KioskHost = "borne.francetravail.example"
)

// The service's own lockout and delays (situations: five wrong passwords; the
// rest is plausible, nobody publishes it).
const (
	mostFails    = 5
	lockFor      = 24 * time.Hour
	recoveryLife = time.Hour
	sessionLife  = 20 * time.Minute
	appLife      = 30 * 24 * time.Hour
	kioskLife    = 3 * time.Minute
)

//go:embed pages/*.html appli/*.html borne/*.html demarches/*.yaml
var embedded embed.FS

type service struct {
	access portal.Access
	fc     *portal.Door
	set    *demarche.Set
}

// New makes the web site, the application and the kiosk.
func New(d portal.Deps) []*portal.Site {
	files, _ := fs.Sub(embedded, "demarches") // the folders are embedded: they cannot be missing
	client := d.ServiceClient(ID, nameNow, Host, "openid", "identite_pivot", "email")
	s := &service{
		access: portal.Access{MaxFails: mostFails, LockFor: lockFor},
		fc: &portal.Door{
			RelyingParty: d.Service(client), Service: "ce site", Back: "/connexion", Label: "Revenir à la connexion",
			Otherwise: "entrez avec votre identifiant et votre mot de passe",
			Unchanged: "Votre dossier n’a pas changé.",
		},
		set: demarche.MustLoad(files, ID, demarche.Sender{Name: nameNow, Mail: sender, Host: Host, Names: formerNames()}, rules()),
	}
	return []*portal.Site{s.web(client), s.app(), s.kiosk()}
}

// journey is the page that shows a démarche.
type journey struct {
	frame
	Content template.HTML
}

func inFrame(who string, content template.HTML) any {
	return journey{frame{Name: who, Section: "demarches"}, content}
}

func (s *service) mount(via, login, home string, who func(v *portal.Visit) (demarche.Holder, bool)) *demarche.Mount {
	return &demarche.Mount{Set: s.set, Via: via, Member: who, Login: login, Home: home, Page: "demarche.html", What: inFrame}
}

func (s *service) effects() map[string]sandbox.Effect {
	return map[string]sandbox.Effect{
		effectReminder: portal.EffectOf(remind),
		effectClosing:  portal.EffectOf(closeMonth),

		effectLeaveOver: portal.EffectOf(leaveOver),
		effectMeeting:   portal.EffectOf(meet),
		effectMissed:    portal.EffectOf(missed),
		effectSanction:  portal.EffectOf(unexplained),
		effectDebt:      portal.EffectOf(pursue),
	}
}
