package casier

import "demarcheablanc/simulators/portal"

// PaidHost is where the paying look-alike stands: a dash where the State has a
// point.
const PaidHost = "casier-judiciaire-gouv.example"

// paidSite is lawful and useless: it sells what is free, and keeps the card.
func paidSite() *portal.Site {
	return &portal.Site{
		ID: "casier-sosie", Host: PaidHost, Name: "Extrait Casier Express", Theme: "site-empresse", Icon: "empresse.svg",
		Pages: pagesIn("pages/sosie"),
		Routes: []portal.Route{
			{Pattern: "GET /{$}", Handler: paidOffer},
			{Pattern: "POST /commander", Handler: paidTake},
			{Pattern: "GET /commande", Handler: paidTell},
		},
		Facts: map[portal.Fact]string{FactTrap: "Donnée confiée à un site trop empressé"},
	}
}

func paidOffer(v *portal.Visit) error {
	return v.Render("offre.html", "Votre extrait de casier en 24 h", nil)
}

// paidTake drops all that was typed: that something was is all that is kept.
func paidTake(v *portal.Visit) error {
	typed := false
	for _, field := range []string{"nom", "naissance", "carte", "code"} {
		typed = typed || v.Value(field) != ""
		v.Forget(field)
	}
	if !typed {
		v.Problem("carte", "Plus que 4 minutes à ce prix : remplissez le formulaire.")
	}
	if v.Refused() {
		return paidOffer(v)
	}
	v.Witness(FactTrap, "hote", PaidHost, "nature", "carte", "geste", "PAID_SITE")
	v.Remember("fait", "oui")
	return v.Redirect("/commande")
}

func paidTell(v *portal.Visit) error {
	if v.Remembered("fait") == "" {
		return v.Redirect("/")
	}
	return v.Render("suite.html", "Ce qui vient de se passer", nil)
}
