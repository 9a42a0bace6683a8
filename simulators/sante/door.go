package sante

import (
	"net/http"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

const (
	fieldSecret = "motdepasse"
	fieldNew    = "nouveau"
	fieldAgain  = "confirmation"
)

type homeForm struct{ Logged bool }

func home(v *portal.Visit) error {
	_, logged := v.Session()
	return v.Render("accueil.html", "Votre carnet de santé numérique", homeForm{logged})
}

type loginForm struct{ Activated bool }

func loginPage(v *portal.Visit) error {
	if _, logged := v.Session(); logged {
		return v.Redirect("/accueil")
	}
	return v.Render("connexion.html", "Se connecter à Mon espace santé", loginForm{v.Request.URL.Query().Get("active") == "oui"})
}

func (s *service) login(v *portal.Visit) error {
	identifier := plain(v.Value("identifiant"))
	if digits := portal.Digits(identifier); len(digits) == nirDigits {
		v.Forget("identifiant")
		v.Forget(fieldSecret)
		v.Problem("identifiant", "Le numéro de sécurité sociale est l’identifiant d’ameli, un autre site. Ici, c’est l’identifiant donné à l’activation.")
		return loginPage(v)
	}
	if identifier == "" || v.Request.Form.Get(fieldSecret) == "" {
		v.Forget(fieldSecret)
		v.Problem("identifiant", "Saisissez votre identifiant Mon espace santé et votre mot de passe.")
		return loginPage(v)
	}
	account, outcome := s.access.Login(v, identifier, fieldSecret)
	switch outcome {
	case portal.Opened:
		sendOneTime(v, account, false)
		v.Remember(memoryLogin, account.ID)
		return v.Redirect("/connexion/code")
	case portal.Locked:
		return v.Stop(http.StatusLocked, "Votre espace est bloqué pour le moment", "Trop de mots de passe faux ont été saisis. Il se débloque tout seul à "+frtext.Clock(account.LockedUntil)+", ou aussitôt avec un nouveau mot de passe.", "/mot-de-passe-oublie", "Choisir un nouveau mot de passe")
	case portal.Unknown:
		v.Problem("identifiant", "Aucun espace n’a cet identifiant. Il a été donné à l’activation ; ce n’est pas celui d’ameli.")
	default:
		v.Problem(fieldSecret, "Ce n’est pas le mot de passe de cet espace. Celui d’ameli ne sert pas ici.")
	}
	return loginPage(v)
}

func forgottenPage(v *portal.Visit) error {
	return v.Render("oublie.html", "Mot de passe ou identifiant oublié", nil)
}

func (s *service) forgotten(v *portal.Visit) error {
	person, _, ok := readPerson(v)
	if !ok {
		return forgottenPage(v)
	}
	account, has := accountOf(v.Tx, func(a portal.Account) bool { return a.Person == person.ID })
	if !has || account.Email == "" {
		return v.Stop(http.StatusConflict, "Cet espace n’est pas activé", "Il s’active avec un code provisoire.", "/activer", "Activer mon espace")
	}
	token := resetLink.Ask(v, account)
	portal.SendMail(v.Tx, portal.Mail{
		To: account.Email, From: sender, FromName: senderName, Subject: portal.Mark + " Votre identifiant et un nouveau mot de passe",
		Body:  []string{"Bonjour,", "Votre identifiant : " + identifierFor(person) + ".", "Ce lien sert une fois, jusqu’à " + frtext.Clock(v.Now().Add(linkLife)) + "."},
		Links: []portal.Link{{Text: "Choisir un nouveau mot de passe", URL: "https://" + Host + "/nouveau-mot-de-passe/" + token}},
	})
	v.Remember("lien", portal.MaskedEmail(account.Email))
	return v.Redirect("/mot-de-passe-oublie/envoye")
}

func forgottenSent(v *portal.Visit) error {
	to := v.Remembered("lien")
	if to == "" {
		return v.Redirect("/mot-de-passe-oublie")
	}
	return v.Stop(http.StatusOK, "Un lien vient de partir", "Il est dans la messagerie de "+to+", avec votre identifiant. Il sert pendant 30 minutes.", "/connexion", "Revenir à la connexion")
}

// resetLink lets somebody choose a new password.
var resetLink = portal.MailedLink{
	Purpose: "motdepasse", Life: linkLife,
	Late:  portal.WayOn{Message: "Ses 30 minutes sont passées. Demandez-en un autre.", To: "/mot-de-passe-oublie", Label: "Demander un autre lien"},
	Spent: portal.WayOn{Message: "Il a déjà servi, ou l’adresse est incomplète. Demandez-en un autre.", To: "/mot-de-passe-oublie", Label: "Demander un autre lien"},
}

type secretForm struct{ Link string }

func (s *service) secretPage(v *portal.Visit) error {
	if _, ok, err := resetLink.Account(v); !ok {
		return err
	}
	return v.Render("nouveau.html", "Choisir un nouveau mot de passe", secretForm{v.Path("lien")})
}

func (s *service) newSecret(v *portal.Visit) error {
	account, ok, err := resetLink.Account(v)
	if !ok {
		return err
	}
	if !s.access.ChooseSecret(v, account, fieldNew, fieldAgain) {
		return s.secretPage(v)
	}
	resetLink.Use(v)
	return v.Redirect("/connexion")
}

// plusReturn opens the space of whoever FranceConnect+ names, or lets her say
// yes or no. Nobody comes in her stead: no mandate covers a health record.
func (s *service) plusReturn(v *portal.Visit) error {
	who, err := s.plus.Finish(v)
	if err != nil {
		return s.plus.Refused(v, err)
	}
	person, known := portal.PersonMatching(v, who)
	space, has := spaceOf(v.Tx, person.ID)
	switch {
	case who.Actor != nil:
		v.Witness(FactMandate, "personne", person.ID)
		return v.Stop(http.StatusForbidden, "Un mandat n’ouvre pas un espace santé", "Seule la personne entre dans son espace, avec ses propres moyens. Faites la démarche à côté d’elle.", "/connexion", "Revenir à la connexion")
	case !known || !has:
		return v.Stop(http.StatusNotFound, "Aucun espace à ce nom", "FranceConnect+ a confirmé l’identité de "+who.GivenName+" "+who.FamilyName+", qui n’a pas d’espace ici. Votre caisse d’assurance maladie peut le vérifier.", "/", "Revenir à l’accueil")
	case minor(person.BirthDate, v.Now()):
		v.Witness(FactRefused, "cause", "mineur")
		return v.Stop(http.StatusForbidden, tooYoungTitle, tooYoung, "/", "Revenir à l’accueil")
	case space.State != stateOpen:
		v.Remember(memoryChoosing, person.ID)
		return v.Redirect("/activer/choix")
	}
	account, _ := accountOf(v.Tx, func(a portal.Account) bool { return a.Person == person.ID })
	s.plus.Open(v, who, portal.Session{Person: person.ID, Account: account.ID, Via: "franceconnect"})
	return v.Redirect("/accueil")
}

func loggedOut(v *portal.Visit) error {
	if _, logged := v.Session(); logged {
		return v.Redirect("/accueil")
	}
	return v.Stop(http.StatusOK, "Vous êtes sorti·e de votre espace", "Sur un ordinateur partagé, pensez aux documents téléchargés ou imprimés.", "/", "Revenir à l’accueil")
}
