package casier

import "demarcheablanc/simulators/portal"

func home(v *portal.Visit) error {
	return v.Render("accueil.html", "Demander un extrait de casier judiciaire", nil)
}

func explain(v *portal.Visit) error {
	return v.Render("comprendre.html", "Comprendre le bulletin n° 3", nil)
}

func loggedOut(v *portal.Visit) error {
	return v.Render("deconnexion.html", "Vous êtes déconnecté·e", nil)
}
