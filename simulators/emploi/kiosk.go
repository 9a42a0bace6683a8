package emploi

import (
	"io/fs"
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// usualPlace is the agency that a kiosk stands in when its device names none.
const usualPlace = "france-travail"

// agency is what the kiosk reads of lieu/<id>, the place it stands in.
type agency struct {
	Name    string
	Opening map[string][]opening // by English weekday
}

// opening is one opening of a day, in minutes after midnight.
type opening struct{ From, To int }

// usualAgency is the agency when the world says nothing of it: the kiosk stops
// at 16:15.
func usualAgency() agency {
	a := agency{Name: "L’agence du Val", Opening: map[string][]opening{}}
	for day := time.Monday; day <= time.Friday; day++ {
		a.Opening[day.String()] = []opening{{8*60 + 30, 16*60 + 15}}
	}
	return a
}

func agencyOf(tx *sandbox.Tx) agency {
	device, _ := portal.DeviceOf(tx, tx.Device)
	id := device.Place
	if id == "" {
		id = usualPlace
	}
	if a, ok := sandbox.Get[agency](tx, "lieu/"+id); ok {
		return a
	}
	return usualAgency()
}

// next says whether the agency is open, and when that changes; the zero time for
// one that never opens.
func (a agency) next(now time.Time) (open bool, change time.Time) {
	now = now.In(frtext.Paris)
	for ahead := range 8 {
		day := now.AddDate(0, 0, ahead)
		at := func(minutes int) time.Time {
			return time.Date(day.Year(), day.Month(), day.Day(), 0, minutes, 0, 0, frtext.Paris)
		}
		for _, o := range a.Opening[day.Weekday().String()] {
			switch from, to := at(o.From), at(o.To); {
			case now.Before(from):
				return false, from
			case now.Before(to):
				return true, to
			}
		}
	}
	return false, time.Time{}
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
		site.Routes[i].Handler = duringHours(route.Handler)
	}
	return site
}

type kioskPage struct {
	frame
	standing
	Closes string
}

type closedPage struct{ Place, Opens string }

// duringHours answers only while the agency is open.
func duringHours(handle portal.Handler) portal.Handler {
	return func(v *portal.Visit) error {
		place := agencyOf(v.Tx)
		open, change := place.next(v.Now())
		if open {
			return handle(v)
		}
		v.Witness(FactKioskClosed, "lieu", place.Name)
		p := closedPage{Place: place.Name}
		if !change.IsZero() {
			p.Opens = frtext.DateTime(change)
		}
		return v.RenderStatus(http.StatusForbidden, "ferme.html", "Borne fermée", p)
	}
}

func closing(tx *sandbox.Tx) string {
	_, change := agencyOf(tx).next(tx.Now())
	return frtext.Clock(change)
}

func kioskHome(v *portal.Visit) error {
	if _, ok := v.Session(); ok {
		return v.Redirect("/menu")
	}
	return v.Render("accueil.html", "Bienvenue à l’agence", kioskPage{Closes: closing(v.Tx)})
}

// kioskLogin asks for the identifier and the six-digit code of the letter.
func kioskLogin(v *portal.Visit) error {
	account, ok := findIn(v.Tx, v.Value(fieldIdentifier), true)
	if refuseReal(v, fieldIdentifier); !ok {
		v.Problem(fieldIdentifier, "Aucun dossier ne correspond à cet identifiant. Il est en haut de vos courriers.")
	}
	if v.Refused() {
		v.Forget(fieldSecret)
		return v.Render("accueil.html", "Bienvenue à l’agence", kioskPage{Closes: closing(v.Tx)})
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
	return v.Render("accueil.html", "Bienvenue à l’agence", kioskPage{Closes: closing(v.Tx)})
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
	return v.Render("menu.html", "Bonjour "+h.person.GivenNames[0], kioskPage{h.frame("menu"), standingOf(v.Tx, h.file), closing(v.Tx)})
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
	return v.Render("imprime.html", "Prenez votre document", kioskPage{h.frame("menu"), standingOf(v.Tx, h.file), closing(v.Tx)})
}

func kioskLogout(v *portal.Visit) error {
	v.CloseSession()
	return v.Redirect("/")
}
