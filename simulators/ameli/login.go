package ameli

import (
	"net/http"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

const (
	fieldNumber = "nir"
	fieldSecret = "motdepasse"
)

// viaPassword is how a session opened by this door says so.
const viaPassword = "mot_de_passe"

// viaApp is how a situation says that a login came from the application of a
// phone.
const viaApp = "application"

func (s *service) home(v *portal.Visit) error {
	_, logged := v.Session()
	return v.Render("accueil.html", "Votre assurance maladie", homePage{Logged: logged})
}

type homePage struct{ Logged bool }

func (s *service) loginPage(v *portal.Visit) error {
	if _, logged := v.Session(); logged {
		return v.Redirect("/compte")
	}
	return v.Render("connexion.html", "Se connecter à mon compte", nil)
}

// doorPage is the form that asks for number and password: on the site itself,
// and on the way to FranceConnect.
type doorPage struct {
	Interaction string // empty on the site itself
	Locked      bool
	Until       time.Time
}

// fieldHuman is the box that keeps machines out of the site's own door.
const fieldHuman = "humain"

func (s *service) login(v *portal.Visit) error {
	if v.Value(fieldHuman) != "oui" {
		v.Forget(fieldSecret)
		v.Problem(fieldHuman, "Cochez cette case : elle arrête les machines. Il n’y a rien d’autre à déchiffrer.")
		return v.Render("connexion.html", "Se connecter à mon compte", nil)
	}
	account, outcome := s.enter(v)
	switch outcome {
	case portal.Locked:
		return v.RenderStatus(http.StatusLocked, "bloque.html", "Votre compte est bloqué pour le moment", doorPage{Locked: true, Until: account.LockedUntil})
	case portal.Opened:
		if unusual(v, account) {
			return askCodeOf(v, account, false)
		}
		return openAccount(v, account)
	}
	return v.Render("connexion.html", "Se connecter à mon compte", nil)
}

// enter judges number and password, and says in problems what to do next.
func (s *service) enter(v *portal.Visit) (portal.Account, portal.Outcome) {
	number, problem := loginNumber(v.Value(fieldNumber))
	if refuseReal(v, fieldNumber) || problem != "" {
		v.Problem(fieldNumber, problem)
		v.Forget(fieldSecret)
		return portal.Account{}, portal.Unknown
	}
	if v.Request.Form.Get(fieldSecret) == "" {
		v.Problem(fieldSecret, "Saisissez votre mot de passe.")
		return portal.Account{}, portal.Unknown
	}
	if account, ok := byProvisionalCode(v, number); ok {
		return account, portal.Opened
	}
	account, outcome := s.access.Login(v, number, fieldSecret)
	switch outcome {
	case portal.Opened:
		if s.shut(v, account) {
			return account, portal.Unknown
		}
	case portal.Unknown:
		v.Problem(fieldNumber, "Aucun compte ne correspond à ce numéro. Vérifiez-le sur la carte Vitale, sans les deux chiffres de la clé.")
	case portal.Wrong:
		v.Problem(fieldSecret, triesLeft(account))
	}
	return account, outcome
}

func triesLeft(a portal.Account) string {
	const what = "Ce n’est pas le mot de passe de ce compte. "
	if mostFails-a.Fails == 1 {
		return what + "Il reste un seul essai : au prochain mot de passe faux, le compte se bloque pendant une heure. Mieux vaut demander un nouveau mot de passe."
	}
	return what + "Il reste deux essais avant que le compte se bloque pendant une heure."
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
