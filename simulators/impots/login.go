package impots

import (
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

type loginForm struct {
	next
	Expired bool
}

func loginPage(v *portal.Visit) error {
	if _, ok := v.Session(); ok {
		return v.Redirect("/espace")
	}
	return showLogin(v)
}

func showLogin(v *portal.Visit) error {
	return v.Render("connexion.html", "Connexion à mon espace", loginForm{Expired: v.SessionExpired()})
}

func (s *service) login(v *portal.Visit) error {
	account, ok := s.tryLogin(v)
	if !ok {
		return showLogin(v)
	}
	if needsCode(v, account) {
		mailCode(v, account)
		return v.Redirect("/connexion/code")
	}
	return enter(v, account)
}

// tryLogin reads the two fields that both login pages have. A wrong number and
// a wrong password are refused with the same words: nobody learns from here
// which numbers exist.
func (s *service) tryLogin(v *portal.Visit) (portal.Account, bool) {
	number, ok := readNumber(v, "numero")
	if v.Value("motdepasse") == "" {
		v.Problem("motdepasse", "Saisissez votre mot de passe.")
	}
	if !ok || v.Refused() {
		v.Forget("motdepasse")
		return portal.Account{}, false
	}
	account, outcome := s.access.Login(v, number, "motdepasse")
	switch outcome {
	case portal.Opened:
		if account.State != stateNew {
			return account, true
		}
		v.Problem("numero", "Votre espace n’est pas encore actif : ouvrez le lien reçu par courriel, valable 8 heures. S’il est passé, recommencez la création.")
	case portal.Locked:
		v.Problem("numero", "Par sécurité, cet accès est fermé jusqu’à "+frtext.Clock(account.LockedUntil)+
			" après plusieurs essais. « Mot de passe oublié » permet de le rouvrir tout de suite.")
	default:
		v.Problem("numero", "Le numéro fiscal ou le mot de passe n’a pas été reconnu. Vérifiez les deux, puis réessayez.")
	}
	return portal.Account{}, false
}

func loggedOut(v *portal.Visit) error {
	if _, ok := v.Session(); ok {
		return v.Redirect("/espace")
	}
	return v.Render("deconnexion.html", "Vous êtes bien sorti de votre espace", nil)
}
