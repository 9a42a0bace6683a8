package impots

import (
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// letterAfter is how long the numbers take by post.
const letterAfter = 7 * 24 * time.Hour

func withoutPage(v *portal.Visit) error {
	return v.Render("sans-numero.html", "Je n’ai pas ces numéros", nil)
}

// without sends a letter with the numbers to the home of whoever is known, and
// tells nobody whether it did.
func without(v *portal.Visit) error {
	name := v.Value("nom")
	if name == "" {
		v.Problem("nom", "Saisissez le nom de famille.")
	}
	birth := v.BirthDate("naissance")
	if v.Refused() {
		return withoutPage(v)
	}
	if p, ok := portal.PersonWith(v.Tx, func(p portal.Person) bool { return p.BirthDate == birth && sameName(name, p) && p.TaxNumber != "" }); ok {
		t, _ := sandbox.Get[Taxpayer](v.Tx, taxpayerKey(p.ID))
		v.Witness(FactNumbersAsked, "personne", p.ID)
		v.Schedule(v.Now().Add(letterAfter), portal.EffectLetter, portal.Letter{To: p.ID, From: "Impôts", Object: "Vos identifiants", Body: []string{
			"Bonjour,", "Numéro fiscal : " + spaced(portal.Digits(p.TaxNumber)) + ".", accessLine(t.Access), "Gardez cette lettre : elle permet de créer votre espace.",
		}})
	}
	return v.Redirect("/creer/sans-numero/demande")
}

func accessLine(access string) string {
	if access == "" {
		return "Le numéro d’accès en ligne sera sur votre prochaine déclaration."
	}
	return "Numéro d’accès en ligne : " + access + "."
}

func withoutSent(v *portal.Visit) error {
	return v.Render("sans-numero-demande.html", "Votre demande est partie", nil)
}
