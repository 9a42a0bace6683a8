package formation

import (
	"strings"

	"demarcheablanc/simulators/portal"
)

// LookAlikeHost is where the look-alike stands: a dash where the State has a
// point.
const LookAlikeHost = "moncompteformation-gouv.example"

// lookAlike hunts for what opens an account. All that is typed on it is judged
// and dropped.
func lookAlike() *portal.Site {
	return &portal.Site{
		ID: "formation-sosie", Host: LookAlikeHost, Name: "Compte Formation Express", Theme: "site-empresse", Icon: "empresse.svg",
		Pages: pagesIn("pages/sosie"),
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: bait},
			{Pattern: "POST /valider", Handler: hook},
			{Pattern: "GET /valide", Handler: told},
		},
		Facts: map[portal.Fact]string{FactTrap: "Donnée confiée à un site trop empressé"},
	}
}

func bait(v *portal.Visit) error {
	return v.Render("offre.html", "Vos droits expirent ce soir", nil)
}

func hook(v *portal.Visit) error {
	var nature []string
	for _, field := range []string{"nir", "motdepasse", "code"} {
		if v.Value(field) == "" {
			continue
		}
		nature = append(nature, field)
		if field != "nir" {
			v.Judge(portal.Account{}, field)
		}
		v.Forget(field)
	}
	if len(nature) == 0 {
		v.Problem("nir", "Plus que 11 minutes : indiquez au moins votre numéro.")
	}
	if v.Refused() {
		return bait(v)
	}
	v.Witness(FactTrap, "hote", LookAlikeHost, "nature", strings.Join(nature, " "), "geste", "PHISH_FOLLOWED")
	v.Remember("fait", "oui")
	return v.Redirect("/valide")
}

func told(v *portal.Visit) error {
	if v.Remembered("fait") == "" {
		return v.Redirect("/")
	}
	return v.Render("suite.html", "Ce qui vient de se passer", nil)
}
