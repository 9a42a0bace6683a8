package formation

import (
	"net/http"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

const (
	fieldNumber = "nir"
	fieldSecret = "motdepasse"
	fieldAgain  = "motdepasse2"
)

const viaPassword = "mot_de_passe"

type homePage struct{ Logged bool }

func (s *service) home(v *portal.Visit) error {
	_, logged := v.Session()
	return v.Render("accueil.html", "Vos droits à la formation", homePage{logged})
}

func marks(v *portal.Visit) error {
	return v.Render("reperes.html", "Reconnaître un démarchage", nil)
}

func loginPage(v *portal.Visit) error {
	if _, logged := v.Session(); logged {
		return v.Redirect("/compte")
	}
	return v.Render("connexion.html", "Me connecter à Mon Compte Formation", nil)
}

func (s *service) login(v *portal.Visit) error {
	number := readNumber(v, fieldNumber)
	if v.Request.Form.Get(fieldSecret) == "" {
		v.Problem(fieldSecret, "Saisissez votre mot de passe.")
	}
	if v.Refused() {
		v.Forget(fieldSecret)
		return loginPage(v)
	}
	account, outcome := s.access.Login(v, number, fieldSecret)
	switch outcome {
	case portal.Locked:
		return v.Stop(http.StatusLocked, "Votre compte est en pause",
			"Cinq mots de passe faux ont été saisis. Le compte se rouvre à "+frtext.Clock(account.LockedUntil)+". D’ici là, FranceConnect permet d’entrer pour consulter.", "/connexion", "Revenir à la connexion")
	case portal.Opened:
		v.OpenSession(portal.Session{Person: account.Person, Account: account.ID, Via: viaPassword, Data: map[string]string{dataLevel: levelLocal}})
		note(v.Tx, account.ID, "Connexion avec le mot de passe, depuis : "+screenName(v), false)
		return v.Redirect("/compte")
	}
	v.Problem(fieldSecret, "Le numéro ou le mot de passe n’a pas été reconnu. Au cinquième mot de passe faux, le compte se met en pause pendant 30 minutes.")
	return loginPage(v)
}

// logout ends the session here and, for who came by FranceConnect, there too.
func (s *service) logout(v *portal.Visit) error {
	if session, _ := v.Session(); session.Data[dataLevel] == levelPlus {
		return s.plus.Logout(v)
	}
	return s.fc.Logout(v)
}

func loggedOut(v *portal.Visit) error {
	return v.Render("deconnexion.html", "Vous êtes déconnecté·e", nil)
}
