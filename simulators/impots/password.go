package impots

import (
	"net/url"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

const (
	// What the browser remembers while somebody gets back in.
	rememberedNext = "suite"  // the FranceConnect login that waits for it
	rememberedDone = "change" // the password was just changed here
)

// next is the FranceConnect login that a page was reached from, if any.
type next struct{ Next string }

// Query carries it on to another page.
func (n next) Query() string {
	if n.Next == "" {
		return ""
	}
	return "?suite=" + url.QueryEscape(n.Next)
}

// alive keeps the id of a FranceConnect login only while it can go on.
func (s *service) alive(v *portal.Visit, id string) next {
	if id == "" || s.identity.Check(v, id) != nil {
		return next{}
	}
	return next{id}
}

func (s *service) forgottenPage(v *portal.Visit) error {
	return v.Render("motdepasse.html", "Mot de passe oublié", s.alive(v, v.Value("suite")))
}

func (s *service) forgotten(v *portal.Visit) error {
	number, _ := readNumber(v, "numero")
	birth := v.BirthDate("naissance")
	if v.Refused() {
		return s.forgottenPage(v)
	}
	account, ok := portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return a.Identifier == number })
	if person, _ := portal.PersonOf(v.Tx, account.Person); ok && person.BirthDate == birth {
		s.mailLink(v, account)
	}
	if n := s.alive(v, v.Value("suite")); n.Next != "" {
		v.Remember(rememberedNext, n.Next)
	}
	return v.Redirect("/motdepasse/envoye")
}

// resetLink lets somebody choose a new password.
var resetLink = portal.MailedLink{
	Purpose: "motdepasse", Life: 30 * time.Minute,
	Late:  portal.WayOn{Message: "Il servait pendant 30 minutes. Demandez-en un nouveau : il arrivera à la même adresse.", To: "/motdepasse", Label: "Demander un nouveau lien"},
	Spent: portal.WayOn{Message: "Il a déjà servi, ou l’adresse n’est pas complète. Connectez-vous avec votre mot de passe, ou demandez un nouveau lien.", To: "/motdepasse", Label: "Demander un nouveau lien"},
}

// mailLink writes to the address on file. Providers take the message for spam,
// as they often do.
func (s *service) mailLink(v *portal.Visit, account portal.Account) {
	token := resetLink.Ask(v, account)
	until := frtext.Clock(v.Now().Add(resetLink.Life))
	portal.SendMail(v.Tx, portal.Mail{
		To: account.Email, From: sender, FromName: "Impôts", Spam: true,
		Subject: portal.Mark + " Votre demande de nouveau mot de passe",
		Body: []string{
			"Bonjour,",
			"Vous avez demandé à changer le mot de passe de votre espace particulier.",
			"Le lien ci-dessous sert une seule fois, pendant 30 minutes : jusqu’à " + until + ".",
			"Si cette demande ne vient pas de vous, n’ouvrez pas le lien : votre mot de passe actuel reste valable.",
		},
		Links: []portal.Link{{Text: "Choisir un nouveau mot de passe", URL: "https://" + Host + "/motdepasse/nouveau/" + token}},
	})
}

func (s *service) forgottenSent(v *portal.Visit) error {
	return v.Render("motdepasse-envoye.html", "Consultez votre messagerie", s.alive(v, v.Remembered(rememberedNext)))
}

type resetForm struct {
	Token, Name, LastDigits string
}

func (s *service) resetPage(v *portal.Visit) error {
	account, ok, err := resetLink.Account(v)
	if !ok {
		return err
	}
	return showReset(v, account)
}

func showReset(v *portal.Visit, account portal.Account) error {
	p, _ := portal.PersonOf(v.Tx, account.Person)
	last := account.Identifier[max(0, len(account.Identifier)-3):]
	return v.Render("motdepasse-nouveau.html", "Choisir un nouveau mot de passe", resetForm{v.Path("lien"), p.Name(), last})
}

func (s *service) reset(v *portal.Visit) error {
	account, ok, err := resetLink.Account(v)
	if !ok {
		return err
	}
	if !s.access.ChooseSecret(v, account, "motdepasse", "confirmation") {
		return showReset(v, account)
	}
	resetLink.Use(v)
	v.Remember(rememberedDone, "oui")
	return v.Redirect("/motdepasse/change")
}

func (s *service) resetDone(v *portal.Visit) error {
	if v.Remembered(rememberedDone) == "" {
		return v.Redirect("/connexion")
	}
	return v.Render("motdepasse-change.html", "Votre nouveau mot de passe est enregistré", s.alive(v, v.Remembered(rememberedNext)))
}
