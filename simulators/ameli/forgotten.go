package ameli

import (
	"net/http"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

const (
	fieldBirth = "naissance"
	sender     = "ne-pas-repondre@ameli.example"
	senderName = "Assurance maladie"
	// memorySent is what the browser remembers of the last link asked for: the
	// masked address, shown on the page that follows.
	memorySent = "lien_envoye"
)

// resetLink lets somebody choose a new password.
var resetLink = portal.MailedLink{
	Purpose: "motdepasse", Life: recoveryLife,
	Late:  portal.WayOn{Message: "Il servait pendant 30 minutes, et ce temps est passé. Demandez-en un autre : il arrive à la même adresse.", To: "/mot-de-passe-oublie", Label: "Demander un nouveau lien"},
	Spent: portal.WayOn{Message: "Il a déjà été utilisé, ou l’adresse est incomplète. Ouvrez le dernier message reçu, ou demandez un autre lien.", To: "/mot-de-passe-oublie", Label: "Demander un nouveau lien"},
}

func (s *service) forgottenPage(v *portal.Visit) error {
	return v.Render("oublie.html", "Mot de passe oublié", nil)
}

func (s *service) forgotten(v *portal.Visit) error {
	account, ok := s.recognised(v)
	if !ok {
		return v.Render("oublie.html", "Mot de passe oublié", nil)
	}
	if account.Email == "" {
		return v.Stop(http.StatusConflict, "Aucune adresse électronique à votre dossier",
			"Nous ne pouvons pas vous envoyer de lien : aucune adresse n’est enregistrée. Entrez avec FranceConnect, ou adressez-vous à l’accueil de votre CPAM.", "/connexion", "Revenir à la connexion")
	}
	token := resetLink.Ask(v, account)
	until := v.Now().Add(recoveryLife)
	portal.SendMail(v.Tx, portal.Mail{
		To: account.Email, From: sender, FromName: senderName, Subject: portal.Mark + " Choisir un nouveau mot de passe",
		Body: []string{
			"Bonjour,",
			"Vous avez demandé un nouveau mot de passe pour votre compte ameli. Le lien ci-dessous sert une seule fois, jusqu’à " + frtext.Clock(until) + ".",
			"Si la demande ne vient pas de vous, ne faites rien : votre mot de passe reste le même.",
		},
		Links: []portal.Link{{Text: "Choisir un nouveau mot de passe", URL: "https://" + Host + "/nouveau-mot-de-passe/" + token}},
	})
	v.Remember(memorySent, portal.MaskedEmail(account.Email))
	return v.Redirect("/mot-de-passe-oublie/envoye")
}

// recognised finds the account of a number and a birth date.
func (s *service) recognised(v *portal.Visit) (portal.Account, bool) {
	number, problem := loginNumber(v.Value(fieldNumber))
	if !refuseReal(v, fieldNumber) && problem != "" {
		v.Problem(fieldNumber, problem)
	}
	birth, problem := readDay(v.Value(fieldBirth))
	if problem != "" {
		v.Problem(fieldBirth, problem)
	}
	if v.Refused() {
		return portal.Account{}, false
	}
	account, ok := portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return a.Identifier == number })
	person, known := portal.PersonOf(v.Tx, account.Person)
	if !ok || !known || person.BirthDate != birth {
		v.Problem(fieldNumber, "Ce numéro et cette date de naissance ne vont pas ensemble. Relisez-les sur la carte Vitale et sur une pièce d’identité.")
		return portal.Account{}, false
	}
	return account, true
}

type sentPage struct {
	To string // masked
}

func (s *service) forgottenSent(v *portal.Visit) error {
	to := v.Remembered(memorySent)
	if to == "" {
		return v.Redirect("/mot-de-passe-oublie")
	}
	return v.Render("oublie_envoye.html", "Un lien vient de partir", sentPage{To: to})
}

const (
	fieldNew   = "nouveau"
	fieldAgain = "confirmation"
)

type choosePage struct{ Link string }

func (s *service) choosePage(v *portal.Visit) error {
	if _, ok, err := resetLink.Account(v); !ok {
		return err
	}
	return v.Render("nouveau.html", "Choisir un nouveau mot de passe", choosePage{v.Path("lien")})
}

func (s *service) choose(v *portal.Visit) error {
	account, ok, err := resetLink.Account(v)
	if !ok {
		return err
	}
	if !s.access.ChooseSecret(v, account, fieldNew, fieldAgain) {
		return v.Render("nouveau.html", "Choisir un nouveau mot de passe", choosePage{v.Path("lien")})
	}
	resetLink.Use(v)
	return v.Redirect("/mot-de-passe-change")
}

func (s *service) chosen(v *portal.Visit) error {
	return v.Render("change.html", "Votre mot de passe est changé", nil)
}
