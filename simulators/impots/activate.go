package impots

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// activationLink opens a space that was just made.
var activationLink = portal.MailedLink{
	Purpose: "activation", Life: 8 * time.Hour,
	Late:  portal.WayOn{Message: "Il servait pendant 8 heures. Recommencez la création : vos trois numéros n’ont pas changé.", To: "/creer", Label: "Recommencer la création"},
	Spent: portal.WayOn{Message: "Il a déjà servi, ou l’adresse n’est pas complète. Si votre espace est actif, connectez-vous.", To: "/connexion", Label: "Me connecter"},
}

func (s *service) mailActivation(v *portal.Visit, account portal.Account) {
	token := activationLink.Ask(v, account)
	portal.SendMail(v.Tx, portal.Mail{
		To: account.Email, From: sender, FromName: "Impôts", Subject: portal.Mark + " Activez votre espace particulier",
		Body: []string{
			"Bonjour,", "Votre espace est presque prêt. Ouvrez le lien ci-dessous pour l’activer.",
			"Il sert une fois, pendant 8 heures : jusqu’au " + frtext.DateTime(v.Now().Add(activationLink.Life)) + ". Après, il faudra recommencer la création.",
		},
		Links: []portal.Link{{Text: "Activer mon espace", URL: "https://" + Host + "/creer/activer/" + token}},
	})
}

type sentPage struct{ To string }

func createSent(v *portal.Visit) error {
	return v.Render("creer-envoye.html", "Il reste à activer votre espace", sentPage{mask(v.Remembered("envoye"))})
}

func (s *service) activatePage(v *portal.Visit) error {
	account, ok, err := activationLink.Account(v)
	if !ok {
		return err
	}
	p, _ := portal.PersonOf(v.Tx, account.Person)
	return v.Render("creer-activer.html", "Activer mon espace particulier", activatePage{v.Path("lien"), p.Name()})
}

type activatePage struct{ Token, Name string }

func (s *service) activate(v *portal.Visit) error {
	account, ok, err := activationLink.Account(v)
	if !ok {
		return err
	}
	activationLink.Use(v)
	account.State = ""
	portal.PutAccount(v.Tx, account)
	v.Witness(FactSpaceActivated, "personne", account.Person)
	return v.Redirect("/creer/actif")
}

func activated(v *portal.Visit) error {
	return v.Render("creer-actif.html", "Votre espace est actif", nil)
}
