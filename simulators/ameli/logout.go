package ameli

import "demarcheablanc/simulators/portal"

func (s *service) loggedOut(v *portal.Visit) error {
	if _, logged := v.Session(); logged {
		return v.Redirect("/compte")
	}
	return v.Render("deconnexion.html", "Vous êtes bien sorti de votre compte", nil)
}
