package emploi

import (
	"io/fs"
	"net/http"

	"demarcheablanc/simulators/portal"
)

// agency is the hall of the kiosk, which stops at 16:15.
var agency = portal.KioskHall{
	Place: "france-travail", Usual: portal.OnWeekdays("L’agence du Val", 8*60+30, 16*60+15),
	Title: "Borne fermée", Closed: FactKioskClosed,
}

// kiosk is the screen of the agency.
func (s *service) kiosk() *portal.Site {
	pages, _ := fs.Sub(embedded, "borne") // the folder is embedded: it cannot be missing
	site := s.mount("borne", "/", "/menu", holderHere).Attach(&portal.Site{
		ID: KioskID, Host: KioskHost, Name: "Borne de l’agence", Theme: "site-emploi-borne", Icon: "emploi.svg",
		AppOnly: true, SessionLife: kioskLife, Pages: pages,
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: kioskHome},
			{Pattern: "POST /identification", Handler: kioskLogin},
			{Pattern: "GET /menu", Handler: atKiosk(kioskMenu)},
			{Pattern: "POST /imprimer", Handler: atKiosk(kioskPrint)},
			{Pattern: "GET /imprime", Handler: atKiosk(kioskPrinted)},
			{Pattern: "POST /sortir", Handler: kioskLogout},
		},
	})
	for i, route := range site.Routes {
		site.Routes[i].Handler = agency.DuringHours(route.Handler)
	}
	return site
}

type kioskPage struct {
	frame
	standing
	Closes string
}

func kioskHome(v *portal.Visit) error {
	if _, ok := v.Session(); ok {
		return v.Redirect("/menu")
	}
	return v.Render("accueil.html", "Bienvenue à l’agence", kioskPage{Closes: agency.Closing(v.Tx)})
}

// kioskLogin asks for the identifier and the six-digit code of the letter.
func kioskLogin(v *portal.Visit) error {
	account, ok := findIn(v.Tx, v.Value(fieldIdentifier), true)
	if refuseReal(v, fieldIdentifier); !ok {
		v.Problem(fieldIdentifier, "Aucun dossier ne correspond à cet identifiant. Il est en haut de vos courriers.")
	}
	if v.Refused() {
		v.Forget(fieldSecret)
		return v.Render("accueil.html", "Bienvenue à l’agence", kioskPage{Closes: agency.Closing(v.Tx)})
	}
	after, outcome := judge(v, codeOf(v.Tx, account.Person))
	switch outcome {
	case portal.Opened:
		v.OpenSession(portal.Session{Person: account.Person, Account: account.ID, Via: "borne"})
		v.Witness(FactKiosk, "personne", account.Person)
		return v.Redirect("/menu")
	case portal.Locked:
		return locked(v, after)
	}
	v.Problem(fieldSecret, "Ce n’est pas le code de ce dossier : les 6 chiffres sont sur la lettre « votre code d’accès ».")
	return v.Render("accueil.html", "Bienvenue à l’agence", kioskPage{Closes: agency.Closing(v.Tx)})
}

// atKiosk guards the pages of who identified.
func atKiosk(handle func(*portal.Visit, holder) error) portal.Handler {
	return func(v *portal.Visit) error {
		h, ok := here(v)
		if !ok {
			return v.Redirect("/")
		}
		if v.Request.Method == http.MethodPost {
			v.KeepSession(h.session)
		}
		return handle(v, h)
	}
}

func kioskMenu(v *portal.Visit, h holder) error {
	return v.Render("menu.html", "Bonjour "+h.person.GivenNames[0], kioskPage{h.frame("menu"), standingOf(v.Tx, h.file), agency.Closing(v.Tx)})
}

// kioskPrint puts a paper in the person's hands.
func kioskPrint(v *portal.Visit, h holder) error {
	what, ok := sortOf(v.Value("sorte"))
	if !ok || h.file.State == stateBegun {
		return v.Redirect("/menu")
	}
	portal.HandOver(v.Tx, h.person.ID, noticeFile(h.person, what, v.Now()), "borne")
	v.Witness(FactAttestation, "personne", h.person.ID, "genre", what.ID)
	return v.Redirect("/imprime")
}

func kioskPrinted(v *portal.Visit, h holder) error {
	return v.Render("imprime.html", "Prenez votre document", kioskPage{h.frame("menu"), standingOf(v.Tx, h.file), agency.Closing(v.Tx)})
}

func kioskLogout(v *portal.Visit) error {
	v.CloseSession()
	return v.Redirect("/")
}
