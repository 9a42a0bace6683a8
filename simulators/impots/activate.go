package impots

import (
	"net/http"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

func (s *service) mailActivation(v *portal.Visit, account portal.Account) {
	token := s.activation.AskRecovery(v, account, purposeActivate)
	portal.SendMail(v.Tx, portal.Mail{
		To: account.Email, From: sender, FromName: "Impôts", Subject: portal.Mark + " Activez votre espace particulier",
		Body: []string{
			"Bonjour,", "Votre espace est presque prêt. Ouvrez le lien ci-dessous pour l’activer.",
			"Il sert une fois, pendant 8 heures : jusqu’au " + frtext.DateTime(v.Now().Add(activationLife)) + ". Après, il faudra recommencer la création.",
		},
		Links: []portal.Link{{Text: "Activer mon espace", URL: "https://" + Host + "/creer/activer/" + token}},
	})
}

type sentPage struct{ To string }

func createSent(v *portal.Visit) error {
	return v.Render("creer-envoye.html", "Il reste à activer votre espace", sentPage{mask(v.Remembered("envoye"))})
}

// toActivate finds the space behind a link, or draws why it cannot serve.
func (s *service) toActivate(v *portal.Visit) (account portal.Account, stopped bool, err error) {
	account, late, ok := s.activation.Recovery(v, v.Path("jeton"), purposeActivate)
	switch {
	case ok:
		return account, false, nil
	case late:
		v.Witness(portal.FactRecoveryLate, "site", ID)
		return account, true, v.Stop(http.StatusGone, "Ce lien n’est plus valable", "Il servait pendant 8 heures. Recommencez la création : vos trois numéros n’ont pas changé.", "/creer", "Recommencer la création")
	}
	return account, true, v.Stop(http.StatusGone, "Ce lien ne peut plus servir", "Il a déjà servi, ou l’adresse n’est pas complète. Si votre espace est actif, connectez-vous.", "/connexion", "Me connecter")
}

func (s *service) activatePage(v *portal.Visit) error {
	account, stopped, err := s.toActivate(v)
	if stopped {
		return err
	}
	p, _ := portal.PersonOf(v.Tx, account.Person)
	return v.Render("creer-activer.html", "Activer mon espace particulier", activatePage{v.Path("jeton"), p.Name()})
}

type activatePage struct{ Token, Name string }

func (s *service) activate(v *portal.Visit) error {
	account, stopped, err := s.toActivate(v)
	if stopped {
		return err
	}
	s.activation.UseRecovery(v, v.Path("jeton"))
	account.State = ""
	portal.PutAccount(v.Tx, account)
	v.Witness(FactSpaceActivated, "personne", account.Person)
	return v.Redirect("/creer/actif")
}

func activated(v *portal.Visit) error {
	return v.Render("creer-actif.html", "Votre espace est actif", nil)
}
