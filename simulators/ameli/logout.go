package ameli

import "demarcheablanc/simulators/portal"

// logout ends the session here and, for who came by FranceConnect, there too.
func (s *service) logout(v *portal.Visit) error {
	session, ok := v.Session()
	v.CloseSession()
	if token := session.Data[dataIDToken]; ok && token != "" {
		return v.Redirect(s.fc.LogoutURL(token, "https://"+Host+"/deconnexion"))
	}
	return v.Redirect("/deconnexion")
}

func (s *service) loggedOut(v *portal.Visit) error {
	if _, logged := v.Session(); logged {
		return v.Redirect("/compte")
	}
	return v.Render("deconnexion.html", "Vous êtes bien sorti de votre compte", nil)
}
