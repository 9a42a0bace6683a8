package sante

import (
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

const (
	sender     = "ne-pas-repondre@monespacesante.example"
	senderName = "Mon espace santé"
)

// oneTime is a code sent at a login. Only its print is kept.
type oneTime struct {
	Print string    `json:"empreinte"`
	Until time.Time `json:"jusqu_a"`
	Tries int       `json:"essais,omitempty"`
	By    string    `json:"par"` // where it went, to be shown
}

func oneTimeKey(account string) string { return "sante/code/" + account }

// sendOneTime sends a login code to the mobile, or to the mailbox.
func sendOneTime(v *portal.Visit, a portal.Account, byMail bool) {
	code := portal.SixDigits()
	o := oneTime{Print: portal.PrintOf(a.ID + "/" + code), Until: v.Now().Add(codeLife), By: "par SMS au " + portal.MaskedMobile(a.Mobile)}
	said := code + " : votre code de connexion à Mon espace santé, jusqu’à " + frtext.Clock(o.Until) + ". Ne le donnez à personne."
	if byMail || a.Mobile == "" {
		o.By = "par courriel à " + portal.MaskedEmail(a.Email)
		portal.SendMail(v.Tx, portal.Mail{To: a.Email, From: sender, FromName: senderName, Subject: portal.Mark + " Votre code de connexion", Body: []string{"Bonjour,", said}})
	} else {
		portal.SendSMS(v.Tx, portal.SMS{Number: a.Mobile, From: "ESPACE SANTE", Text: portal.Mark + " " + said})
	}
	v.Put(oneTimeKey(a.ID), o)
}

// memoryLogin is the account whose password was right in this browser.
const memoryLogin = "connexion"

// pending is the account that waits for its code.
func pending(v *portal.Visit) (portal.Account, oneTime, bool) {
	a, ok := accountOf(v.Tx, func(a portal.Account) bool { return a.ID == v.Remembered(memoryLogin) })
	o, sent := sandbox.Get[oneTime](v.Tx, oneTimeKey(a.ID))
	return a, o, ok && sent
}

type codeForm struct{ By string }

func codePage(v *portal.Visit) error {
	_, o, ok := pending(v)
	if !ok {
		return v.Redirect("/connexion")
	}
	return v.Render("code.html", "Saisissez votre code", codeForm{o.By})
}

func enterCode(v *portal.Visit) error {
	a, o, ok := pending(v)
	if !ok {
		return v.Redirect("/connexion")
	}
	typed := portal.Digits(v.Value("code"))
	v.Forget("code")
	switch {
	case len(typed) != codeDigits:
		v.Problem("code", "Le code a 6 chiffres. Il est dans le dernier message reçu.")
	case !v.Now().Before(o.Until) || o.Tries >= codeTries:
		v.Problem("code", "Ce code ne sert plus : dix minutes ou trois essais sont passés. Demandez-en un autre.")
	case portal.PrintOf(a.ID+"/"+typed) != o.Print:
		o.Tries++
		v.Put(oneTimeKey(a.ID), o)
		v.Problem("code", "Ce n’est pas ce code. Relisez le dernier message reçu.")
	}
	if v.Refused() {
		return codePage(v)
	}
	v.Delete(oneTimeKey(a.ID))
	v.Remember(memoryLogin, "")
	v.OpenSession(portal.Session{Person: a.Person, Account: a.ID, Via: "mot_de_passe"})
	return v.Redirect("/accueil")
}

// otherChannel sends another code, by mail.
func otherChannel(v *portal.Visit) error {
	a, _, ok := pending(v)
	if !ok {
		return v.Redirect("/connexion")
	}
	if a.Email == "" {
		return v.Stop(http.StatusConflict, "Aucune adresse électronique", "Seul le mobile est enregistré.", "/connexion/code", "Revenir au code")
	}
	sendOneTime(v, a, true)
	return v.Redirect("/connexion/code")
}
