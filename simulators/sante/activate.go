package sante

import (
	"net/http"
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// memoryChoosing is whoever this browser has proved to be, and who now says yes
// or no.
const memoryChoosing = "activation"

func activatePage(v *portal.Visit) error {
	return v.Render("activer.html", "Activer Mon espace santé, ou s’y opposer", nil)
}

// activate judges the provisional code with the identity.
func activate(v *portal.Visit) error {
	typed := portal.Digits(v.Value("code"))
	if len(typed) != codeDigits {
		v.Problem("code", "Le code provisoire a 6 chiffres. Il est dans le message ou la lettre de Mon espace santé.")
	}
	person, space, ok := readPerson(v)
	if !ok || v.Refused() {
		v.Forget("code")
		return activatePage(v)
	}
	v.Request.Form.Set("code", typed)
	switch {
	case space.State == stateOpen:
		return v.Stop(http.StatusConflict, "Votre espace est déjà activé", "Connectez-vous avec votre identifiant Mon espace santé : ce n’est pas celui d’ameli.", "/connexion", "Me connecter")
	case space.Code.Issued == "" || space.Tries >= activationTries || !v.Now().Before(space.CodeUntil):
		v.Forget("code")
		v.Witness(FactRefused, "cause", "code expiré")
		v.Problem("code", "Ce code ne sert plus : son délai ou ses trois essais sont passés. Demandez un nouveau code.")
	case v.Judge(portal.Account{Person: person.ID, Secret: space.Code}, "code") != portal.SecretRight:
		space.Tries++
		putSpace(v.Tx, space)
		v.Witness(FactRefused, "cause", "code faux")
		v.Problem("code", "Ce n’est pas ce code. Relisez le dernier message ou la dernière lettre de Mon espace santé.")
	}
	if v.Refused() {
		return activatePage(v)
	}
	v.Remember(memoryChoosing, person.ID)
	return v.Redirect("/activer/choix")
}

func newCodePage(v *portal.Visit) error {
	return v.Render("nouveau_code.html", "Recevoir un nouveau code provisoire", nil)
}

// The ways of a provisional code.
const (
	byMail = "courriel"
	bySMS  = "sms"
	byPost = "courrier"
)

// postDays is how long a letter takes.
const postDays = 5

func newCode(v *portal.Visit) error {
	way := v.Value("voie")
	if way != byMail && way != bySMS && way != byPost {
		v.Problem("voie", "Choisissez comment le code vous parvient.")
	}
	person, space, ok := readPerson(v)
	if ok && (way == byMail && person.Email() == "" || way == bySMS && person.Mobile == "") {
		v.Problem("voie", "Nous ne connaissons pas cette coordonnée. Choisissez le courrier.")
	}
	if v.Refused() {
		return newCodePage(v)
	}
	code := portal.SixDigits()
	space.Code, space.CodeUntil, space.Tries = portal.Secret{Issued: code}, v.Now().Add(provisionalLife), 0
	putSpace(v.Tx, space)
	v.Witness(FactCodeAsked, "personne", person.ID, "par", way)
	said := code + " : votre code provisoire pour activer Mon espace santé ou vous y opposer, jusqu’au " + frtext.Date(space.CodeUntil) + "."
	switch way {
	case byMail:
		portal.SendMail(v.Tx, portal.Mail{
			To: person.Email(), From: sender, FromName: senderName, Subject: portal.Mark + " Votre code provisoire",
			Body: []string{"Bonjour,", said, "Vous n’avez rien demandé ? Ne cliquez sur rien : tapez vous-même l’adresse du site."}, Links: []portal.Link{{Text: "Activer mon espace, ou m’y opposer", URL: "https://" + Host + "/activer"}},
		})
	case bySMS:
		portal.SendSMS(v.Tx, portal.SMS{Number: portal.Digits(person.Mobile), From: "ESPACE SANTE", Text: portal.Mark + " " + said})
	default:
		v.Schedule(v.Now().AddDate(0, 0, postDays), portal.EffectLetter, portal.Letter{To: person.ID, From: senderName, Object: portal.Mark + " Votre code provisoire", Body: []string{said}})
	}
	v.Remember("code_voie", way)
	return v.Redirect("/activer/code-parti")
}

func newCodeSent(v *portal.Visit) error {
	said := map[string]string{byMail: "Il est dans votre messagerie.", bySMS: "Il est sur votre téléphone.", byPost: "Il arrive par la poste sous cinq jours."}[v.Remembered("code_voie")]
	if said == "" {
		return v.Redirect("/activer/code")
	}
	return v.Stop(http.StatusOK, "Le code est parti", said+" Il sert pendant 30 jours.", "/activer", "Saisir le code")
}

// choosing guards what comes after the proof of who one is.
func choosing(handle func(*portal.Visit, portal.Person, Space) error) portal.Handler {
	return func(v *portal.Visit) error {
		person, ok := portal.PersonOf(v.Tx, v.Remembered(memoryChoosing))
		space, known := spaceOf(v.Tx, person.ID)
		if !ok || !known || space.State == stateOpen {
			return v.Redirect("/activer")
		}
		return handle(v, person, space)
	}
}

type choiceForm struct {
	Name    string
	OpensAt time.Time
	Ajar    bool
	Opposed bool
}

func choicePage(v *portal.Visit, p portal.Person, s Space) error {
	return v.Render("choix.html", "Activer, ou s’opposer", choiceForm{p.Name(), s.OpensAt, s.ajar(v.Now()), s.State == stateOpposed})
}

func choose(v *portal.Visit, p portal.Person, s Space) error {
	switch v.Value("choix") {
	case "activer":
		return v.Redirect("/activer/compte")
	case "opposer":
		s.State, s.Code = stateOpposed, portal.Secret{}
		putSpace(v.Tx, s)
		v.Remember(memoryChoosing, "")
		v.Witness(FactOpposed, "personne", p.ID)
		prove(v, p, "Votre opposition est enregistrée", "Aucun espace santé ne sera ouvert à votre nom. Gardez ce message : il en est la preuve. Vous pouvez changer d’avis à tout moment, avec un nouveau code.")
		return v.Redirect("/oppose")
	}
	v.Problem("choix", "Choisissez l’un des deux. Rien n’est fait tant que vous n’avez pas choisi.")
	return choicePage(v, p, s)
}

func opposed(v *portal.Visit) error {
	return v.Stop(http.StatusOK, "Votre opposition est enregistrée", "Aucun espace ne sera ouvert à votre nom. Vos soins et vos remboursements ne changent pas. Vous pourrez changer d’avis avec un nouveau code.", "/", "Revenir à l’accueil")
}

// prove sends what a choice leaves behind: by mail to the address of the space or
// of the person, else by post.
func prove(v *portal.Visit, p portal.Person, subject, text string) {
	to, object, body := p.Email(), portal.Mark+" "+subject, []string{"Bonjour " + p.Name() + ",", text}
	if a, ok := accountOf(v.Tx, func(a portal.Account) bool { return a.Person == p.ID }); ok && a.Email != "" {
		to = a.Email
	}
	if to == "" {
		v.Schedule(v.Now().AddDate(0, 0, postDays), portal.EffectLetter, portal.Letter{To: p.ID, From: senderName, Object: object, Body: body})
		return
	}
	portal.SendMail(v.Tx, portal.Mail{To: to, From: sender, FromName: senderName, Subject: object, Body: body})
}

type accountForm struct{ Identifier string }

func accountPage(v *portal.Visit, p portal.Person, _ Space) error {
	return v.Render("compte.html", "Votre identifiant et votre mot de passe", accountForm{identifierFor(p)})
}

// openAccount ends the activation.
func (s *service) openAccount(v *portal.Visit, p portal.Person, space Space) error {
	email, mobile := strings.ToLower(v.Value("courriel")), portal.Digits(v.Value("mobile"))
	if err := fictif.CheckEmail(email); err != nil {
		v.Problem("courriel", "Écrivez une adresse électronique de l’exercice, qui finit par « .example ».")
	}
	if err := fictif.CheckPhone(mobile); err != nil || !strings.HasPrefix(mobile, "06") {
		v.Problem("mobile", "Écrivez un mobile de l’exercice : 10 chiffres, qui commencent par 06 39 98.")
	}
	for _, field := range []string{"courriel", "mobile"} {
		if kind, real := fictif.LooksReal(v.Value(field)); real {
			v.Forget(field)
			v.Witness(portal.FactRealRefused, "site", ID, "genre", string(kind))
		}
	}
	if v.Refused() {
		v.Forget(fieldNew)
		v.Forget(fieldAgain)
		return accountPage(v, p, space)
	}
	account := portal.Account{Site: ID, ID: p.ID, Person: p.ID, Identifier: plain(identifierFor(p)), Email: email, Mobile: mobile}
	if !s.access.ChooseSecret(v, account, fieldNew, fieldAgain) {
		return accountPage(v, p, space)
	}
	space.State, space.Code = stateOpen, portal.Secret{}
	putSpace(v.Tx, space)
	v.Remember(memoryChoosing, "")
	v.Witness(FactActivated, "personne", p.ID)
	prove(v, p, "Votre espace santé est activé", "Votre identifiant : "+identifierFor(p)+". Votre mot de passe n’est écrit nulle part : vous seul·e le connaissez.")
	return v.Redirect("/connexion?active=oui")
}
