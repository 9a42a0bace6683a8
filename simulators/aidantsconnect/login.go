package aidantsconnect

import (
	"crypto/rand"
	"net/http"
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

type homeView struct{ Name string }

func home(v *portal.Visit) error {
	page := homeView{}
	if m, _, ok := connected(v); ok {
		page.Name = m.Name
	}
	return v.Render("accueil.html", "Agir pour une personne, avec son accord écrit", page)
}

// loginForm is the door. Login is the id of the FranceConnect login that waits
// behind it, if one does.
type loginForm struct {
	Next, Login string
	Nobody      bool // this situation holds no helper at all
}

func loginPage(v *portal.Visit) error {
	page := loginForm{Next: onward(v.Value("suite")), Nobody: len(aidants(v.Tx, "")) == 0}
	if rest, ok := strings.CutPrefix(page.Next, "/identite/"); ok {
		page.Login, _, _ = strings.Cut(rest, "/")
	}
	return v.Render("connexion.html", "Connexion des aidant·es", page)
}

// notRecognised is said of every failure alike: whoever tries addresses learns
// nothing.
const notRecognised = "L’adresse et le code ne vont pas ensemble, ou le code a changé. Vérifiez les deux : l’adresse professionnelle donnée à l’inscription, et le code que votre carte montre en ce moment."

// login takes the address and the code, then sends the link that opens the
// session.
func (s *service) login(v *portal.Visit) error {
	email := strings.ToLower(v.Value("courriel"))
	if _, real := fictif.LooksReal(email); real {
		v.Forget("courriel")
		v.Forget("code")
		v.Witness(portal.FactRealRefused, "site", ID)
		v.Problem("courriel", "Dans l’exercice, une adresse finit par .example. N’en saisissez pas une vraie.")
		return loginPage(v)
	}
	if cause := s.recognise(v, email); cause != "" {
		v.Witness(FactTurnedAway, "cause", cause)
		if cause == causeLent || cause == causeUsed {
			v.Problem("code", codeSentences[cause])
		} else {
			v.Problem("code", notRecognised)
		}
		return loginPage(v)
	}
	a, _ := aidantWith(v.Tx, email)
	sendLink(v, a, onward(v.Value("suite")))
	return v.Redirect("/connexion/envoye")
}

// recognise says why nobody is, or "".
func (s *service) recognise(v *portal.Visit, email string) (cause string) {
	a, ok := aidantWith(v.Tx, email)
	if !ok {
		v.Forget("code")
		return "adresse inconnue"
	}
	if a.Inactive {
		v.Forget("code")
		return "compte désactivé"
	}
	return s.readCode(v, a, "code", "connexion")
}

func linkSent(v *portal.Visit) error {
	return v.Render("envoye.html", "Un lien vient de partir", nil)
}

// linkLife is how long the link of a mail opens a session.
const linkLife = 5 * time.Minute

// link opens one session, once. Only its print is kept.
type link struct {
	Aidant  string    `json:"aidant"`
	Next    string    `json:"suite"`
	Expires time.Time `json:"expire"`
	Used    bool      `json:"servi,omitempty"`
}

func linkKey(token string) string {
	return "aidantsconnect/lien/" + portal.PrintOf(token)
}

func sendLink(v *portal.Visit, a Aidant, next string) {
	token := rand.Text()
	v.Put(linkKey(token), link{Aidant: a.ID, Next: next, Expires: v.Now().Add(linkLife)})
	portal.SendMail(v.Tx, portal.Mail{
		To: a.Email, From: "nepasrepondre@" + Host, FromName: name,
		Subject: portal.Mark + " Votre lien de connexion",
		Body: []string{
			"Bonjour " + a.Name + ",",
			"Voici le lien qui ouvre votre espace. Il sert une fois, pendant 5 minutes.",
			"Vous n’avez rien demandé ? Ne l’ouvrez pas, et prévenez la personne référente de votre structure.",
		},
		Links: []portal.Link{{Text: "Ouvrir mon espace", URL: "https://" + Host + "/connexion/lien/" + token}},
	})
}

// opening finds a link that still opens; otherwise it shows why not.
func opening(v *portal.Visit) (link, Aidant, bool) {
	l, ok := sandbox.Get[link](v.Tx, linkKey(v.Path("lien")))
	a, known := aidantOf(v.Tx, l.Aidant)
	return l, a, ok && known && !a.Inactive && !l.Used && v.Now().Before(l.Expires)
}

func lateLink(v *portal.Visit) error {
	return v.Stop(http.StatusGone, "Ce lien ne sert plus",
		"Un lien de connexion sert une seule fois, pendant 5 minutes. Recommencez : un autre vous sera envoyé.", "/connexion", "Me connecter")
}

type linkView struct{ Token, Name string }

func linkPage(v *portal.Visit) error {
	_, a, ok := opening(v)
	if !ok {
		return lateLink(v)
	}
	return v.Render("lien.html", "Ouvrir votre espace", linkView{v.Path("lien"), a.Name})
}

// useLink opens the session. It is a helper's own, not somebody's identity: the
// shared witness of identities stays out of it.
func useLink(v *portal.Visit) error {
	l, a, ok := opening(v)
	if !ok {
		return lateLink(v)
	}
	l.Used = true
	v.Put(linkKey(v.Path("lien")), l)
	v.KeepSession(portal.Session{Person: a.Person, Account: a.ID, Via: "code", Opened: v.Now()})
	v.Witness(portal.FactSessionOpen, "site", ID, "personne", a.Person, "via", "code")
	v.Witness(FactOpened, "aidant", a.ID, "structure", a.Structure)
	if who := played(v.Tx); who != "" && who != a.ID {
		v.Witness(FactCardLent, "aidant", who, "carte_de", a.ID)
	}
	note(v.Tx, a.Structure, Entry{Aidant: a.Name, Action: actConnect})
	return v.Redirect(onward(l.Next))
}
