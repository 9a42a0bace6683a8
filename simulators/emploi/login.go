package emploi

import (
	"net/http"
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/emploi/indemnisation"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

const (
	fieldIdentifier = "identifiant"
	fieldSecret     = "motdepasse"
	fieldPostcode   = "codepostal"

	viaPassword = "mot_de_passe"
	viaKeypad   = "clavier"

	// memoryWho is what the browser remembers between the two pages of a login:
	// whose it is, never the secret.
	memoryWho = "identifiant"
)

type homePage struct {
	popUp
	Logged bool
	Dates  []demarche.Shown
}

func (s *service) home(v *portal.Visit) error {
	_, logged := v.Session()
	return v.Render("accueil.html", "Bienvenue", homePage{popUpOn(v, "/"), logged, calendarAt(v.Now())})
}

// calendarAt is what the calendar says to anybody on a day.
func calendarAt(now time.Time) []demarche.Shown {
	m, state := indemnisation.ToDeclare(now)
	window := indemnisation.WindowOf(m)
	until := demarche.Shown{Label: "Actualisation " + ofMonth(m), Value: "ouvre le " + frtext.Date(window.Opens)}
	if state == indemnisation.Open {
		until.Value = "jusqu’au " + frtext.DateTime(window.Closes)
	}
	return []demarche.Shown{until, {Label: "Premiers virements", Value: "à partir du " + frtext.Date(indemnisation.PaymentsFrom(m))}}
}

// popUp is the window that hid the pages of 2019 until it was closed.
type popUp struct {
	PopUp bool
	Path  string // the page that it hides
}

const memoryPopUp = "avis"

func popUpOn(v *portal.Visit, path string) popUp {
	return popUp{v.Era() == era2019 && v.Remembered(memoryPopUp) == "", path}
}

// closePopUp does what its only button says.
func closePopUp(v *portal.Visit) error {
	v.Remember(memoryPopUp, "ferme")
	if v.Value("retour") == "/connexion" {
		return v.Redirect("/connexion")
	}
	return v.Redirect("/")
}

type doorPage struct {
	popUp
	Expired bool
}

func (s *service) loginPage(v *portal.Visit) error {
	if _, logged := v.Session(); logged {
		return v.Redirect("/espace")
	}
	return v.Render("connexion.html", "Connexion à mon espace", doorPage{popUpOn(v, "/connexion"), v.SessionExpired()})
}

// identify is the first page of a login: who. The era says which page asks for
// the secret.
func (s *service) identify(v *portal.Visit) error {
	typed := v.Value(fieldIdentifier)
	account, ok := find(v, typed)
	switch {
	case refuseReal(v, fieldIdentifier):
	case typed == "":
		v.Problem(fieldIdentifier, "Saisissez votre identifiant.")
	case !ok:
		v.Problem(fieldIdentifier, unknownIdentifier(v))
		v.Witness(portal.FactLoginRefused, "site", ID, "cause", "identifiant inconnu")
	}
	if v.Refused() {
		return v.Render("connexion.html", "Connexion à mon espace", doorPage{})
	}
	v.Remember(memoryWho, account.Identifier)
	if v.Era() == era2019 {
		return v.Redirect("/connexion/clavier")
	}
	return v.Redirect("/connexion/mot-de-passe")
}

func unknownIdentifier(v *portal.Visit) string {
	if today(v) {
		return "Aucun espace ne correspond. L’identifiant compte 7 chiffres et une lettre (ou un chiffre), ou bien 11 chiffres. Il est en haut de vos courriers."
	}
	return "Aucun espace ne correspond. L’identifiant compte 7 chiffres, puis une lettre ou un chiffre. Il est en haut de vos courriers."
}

// find resolves what was typed to an account: the usual identifier and, today,
// the national one or the e-mail address.
func find(v *portal.Visit, typed string) (portal.Account, bool) {
	return findIn(v.Tx, typed, today(v))
}

func findIn(tx *sandbox.Tx, typed string, modern bool) (portal.Account, bool) {
	wanted := identifierIn(typed)
	if wanted == "" {
		return portal.Account{}, false
	}
	return portal.AccountWith(tx, ID, func(a portal.Account) bool {
		if strings.EqualFold(a.Identifier, wanted) {
			return true
		}
		if !modern {
			return false
		}
		r, ok := registeredOf(tx, a.Person)
		return strings.EqualFold(a.Email, wanted) || ok && r.National != "" && r.National == wanted
	})
}

type secretPage struct {
	Identifier string
}

// pending is the account whose secret is asked for.
func pending(v *portal.Visit) (portal.Account, bool) {
	who := v.Remembered(memoryWho)
	return portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return who != "" && a.Identifier == who })
}

func (s *service) secretPage(v *portal.Visit) error {
	account, ok := pending(v)
	if !ok || v.Era() == era2019 {
		return v.Redirect("/connexion")
	}
	return v.Render("secret.html", "Votre mot de passe", secretPage{Identifier: account.Identifier})
}

func (s *service) login(v *portal.Visit) error {
	account, ok := pending(v)
	if !ok {
		v.Forget(fieldSecret)
		return v.Redirect("/connexion")
	}
	if v.Request.Form.Get(fieldSecret) == "" {
		v.Problem(fieldSecret, "Saisissez votre mot de passe.")
		return v.Render("secret.html", "Votre mot de passe", secretPage{Identifier: account.Identifier})
	}
	after, outcome := s.access.Login(v, account.Identifier, fieldSecret)
	switch outcome {
	case portal.Opened:
		if s.wantsCode(v, after) {
			return s.sendCode(v, after)
		}
		return enter(v, after, viaPassword)
	case portal.Locked:
		return locked(v, after)
	}
	v.Problem(fieldSecret, triesLeft(after))
	return v.Render("secret.html", "Votre mot de passe", secretPage{Identifier: account.Identifier})
}

func enter(v *portal.Visit, a portal.Account, via string) error {
	v.Remember(memoryWho, "")
	v.OpenSession(portal.Session{Person: a.Person, Account: a.ID, Via: via})
	return v.Redirect("/espace")
}

type lockedPage struct{ Until time.Time }

func locked(v *portal.Visit, a portal.Account) error {
	return v.RenderStatus(http.StatusLocked, "bloque.html", "Votre espace est bloqué pour le moment", lockedPage{a.LockedUntil})
}

func triesLeft(a portal.Account) string {
	const what = "Ce n’est pas le mot de passe de cet espace. "
	if left := mostFails - a.Fails; left > 1 {
		return what + "Il reste " + frtext.Count(left, "essai", "essais") + " avant que l’espace se bloque pendant 24 heures."
	}
	return what + "Il reste un seul essai : au prochain, l’espace se bloque pendant 24 heures. Le 3949 et la borne, avec le code à 6 chiffres, restent possibles."
}

// refuseReal drops what may belong to somebody, and says so.
func refuseReal(v *portal.Visit, field string) bool {
	kind, real := fictif.LooksReal(v.Value(field))
	if !real {
		return false
	}
	v.Forget(field)
	v.Problem(field, kind.Message())
	v.Witness(portal.FactRealRefused, "site", v.Site.ID, "genre", string(kind))
	return true
}

func (s *service) loggedOut(v *portal.Visit) error {
	return v.Render("deconnexion.html", "Vous êtes déconnecté", nil)
}
