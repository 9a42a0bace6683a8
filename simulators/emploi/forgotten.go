package emploi

import (
	"net/http"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

const (
	fieldName  = "nom"
	fieldBirth = "naissance"
	fieldNew   = "nouveau"
	fieldAgain = "confirmation"
	memorySent = "envoye_a"
)

// resetLink lets somebody choose a new password.
var resetLink = portal.MailedLink{
	Purpose: "motdepasse", Life: recoveryLife,
	Late:  portal.WayOn{Message: "Il servait pendant une heure. Demandez-en un autre.", To: "/mot-de-passe-oublie", Label: "Demander un autre lien"},
	Spent: portal.WayOn{Message: "Il a déjà été utilisé, ou l’adresse est incomplète. Ouvrez le dernier message reçu.", To: "/mot-de-passe-oublie", Label: "Demander un autre lien"},
}

func (s *service) whoPage(v *portal.Visit) error {
	return v.Render("identifiant.html", "Identifiant oublié", nil)
}

// who sends the identifier to the address of the file.
func (s *service) who(v *portal.Visit) error {
	name, birth := v.Value(fieldName), birthDate(v.Value(fieldBirth))
	person, ok := portal.PersonWith(v.Tx, func(p portal.Person) bool {
		return strings.EqualFold(p.BirthName, name) && p.BirthDate == birth
	})
	account, has := accountOf(v.Tx, person.ID)
	if !ok || !has || account.Email == "" {
		v.Problem(fieldName, "Aucun espace avec une adresse électronique ne correspond à ce nom de naissance et à cette date. L’identifiant est aussi en haut de vos courriers.")
		return v.Render("identifiant.html", "Identifiant oublié", nil)
	}
	write(v.Tx, account, "Votre identifiant", "/connexion", "Votre identifiant est "+account.Identifier+".")
	v.Witness(portal.FactRecoveryAsked, "site", ID, "personne", account.Person, "objet", "identifiant")
	v.Remember(memorySent, portal.MaskedEmail(account.Email))
	return v.Redirect("/envoye")
}

// birthDate reads a typed date as AAAA-MM-JJ; "" for anything else.
func birthDate(typed string) string {
	day, ok := frtext.ParseDate(typed)
	if !ok {
		return ""
	}
	return day.Format(time.DateOnly)
}

func (s *service) forgottenPage(v *portal.Visit) error {
	return v.Render("oublie.html", "Mot de passe oublié", nil)
}

// forgotten mails a link to the address of the file, whoever opens it.
func (s *service) forgotten(v *portal.Visit) error {
	account, ok := find(v, v.Value(fieldIdentifier))
	r, _ := registeredOf(v.Tx, account.Person)
	if !ok || portal.Digits(v.Value(fieldPostcode)) != r.Postcode {
		v.Problem(fieldIdentifier, "Cet identifiant et ce code postal ne vont pas ensemble. Relisez-les sur un courrier.")
		return v.Render("oublie.html", "Mot de passe oublié", nil)
	}
	if account.Email == "" {
		return v.Stop(http.StatusConflict, "Aucune adresse électronique dans votre dossier",
			"Le lien ne peut partir nulle part. Appelez le 3949 ou passez à l’agence avec une pièce d’identité.", "/connexion", "Revenir à la connexion")
	}
	token := resetLink.Ask(v, account)
	m := mailOf(v.Tx, account, "Choisir un nouveau mot de passe", "", "Vous avez demandé un nouveau mot de passe. Le lien sert une seule fois, pendant une heure.", "Si la demande ne vient pas de vous, ne faites rien : votre mot de passe reste le même.")
	m.Links = []portal.Link{{Text: "Choisir un nouveau mot de passe", URL: "https://" + Host + "/nouveau-mot-de-passe/" + token}}
	portal.SendMail(v.Tx, m)
	v.Remember(memorySent, portal.MaskedEmail(account.Email))
	return v.Redirect("/envoye")
}

type sentPage struct{ To string }

func (s *service) sentPage(v *portal.Visit) error {
	to := v.Remembered(memorySent)
	if to == "" {
		return v.Redirect("/connexion")
	}
	return v.Render("envoye.html", "Un message vient de partir", sentPage{to})
}

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
