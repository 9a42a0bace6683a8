package impots

import (
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The second step of the login: six digits by mail, asked of each browser once
// in six months. A public computer forgets when its browser is closed, and asks
// again. The administration began in June 2025: older eras do without.
const (
	codeLife     = 10 * time.Minute
	mostCodes    = 3
	rememberDays = 182
	codeDigits   = 6
)

// code waits for its six digits on one screen. Only their print is kept, at
// impots/code/<device>.
type code struct {
	Account string    `json:"compte"`
	Print   string    `json:"empreinte"`
	Expires time.Time `json:"expire"`
	Fails   int       `json:"echecs,omitempty"`
}

func codeKey(device string) string { return "impots/code/" + device }

// needsCode says whether this browser is to prove itself.
func needsCode(v *portal.Visit, account portal.Account) bool {
	if era := v.Era(); era == "2019" || era == "2022" {
		return false
	}
	since, err := time.Parse(timeLayout, v.Remembered("navigateur."+account.ID))
	return err != nil || v.Now().After(since.AddDate(0, 0, rememberDays))
}

// mailCode draws a code and sends it to the address on file.
func mailCode(v *portal.Visit, account portal.Account) {
	digits := portal.SixDigits()
	until := v.Now().Add(codeLife)
	v.Put(codeKey(v.Device), code{Account: account.ID, Print: portal.PrintOf(account.ID + "/" + digits), Expires: until})
	v.Witness(FactCodeSent, "personne", account.Person)
	portal.SendMail(v.Tx, portal.Mail{
		To: account.Email, From: sender, FromName: "Impôts", Subject: portal.Mark + " Votre code de connexion",
		Body: []string{
			"Bonjour,", "Code à saisir sur la page de connexion : " + digits + ".",
			"Il sert une fois, jusqu’à " + frtext.Clock(until) + ". Ne le dictez à personne, même au téléphone : aucun agent ne le demande.",
			"Gardez la page de connexion ouverte pendant que vous lisez ce message.",
		},
	})
}

type codePage struct{ To string }

// waiting reads the code that this screen waits for.
func waiting(v *portal.Visit) (code, portal.Account, bool) {
	c, ok := sandbox.Get[code](v.Tx, codeKey(v.Device))
	account, found := accountOf(v.Tx, c.Account)
	return c, account, ok && found
}

func codeForm(v *portal.Visit) error {
	_, account, ok := waiting(v)
	if !ok {
		return v.Redirect("/connexion")
	}
	return v.Render("code.html", "Saisissez le code reçu par courriel", codePage{mask(account.Email)})
}

func (s *service) enterCode(v *portal.Visit) error {
	c, account, ok := waiting(v)
	if !ok {
		v.Forget("code")
		return v.Redirect("/connexion")
	}
	typed := portal.Digits(v.Value("code"))
	v.Forget("code")
	right := portal.PrintOf(account.ID+"/"+typed) == c.Print
	switch {
	case len(typed) != codeDigits:
		v.Problem("code", "Le code compte 6 chiffres.")
	case v.Now().After(c.Expires):
		v.Witness(FactCodeRefused, "personne", account.Person, "cause", "périmé")
		v.Problem("code", "Ce code n’est plus valable : il servait pendant 10 minutes. Demandez-en un nouveau, sans fermer cette page.")
	case !right:
		return s.wrongCode(v, c, account)
	}
	if v.Refused() {
		return codeForm(v)
	}
	v.Delete(codeKey(v.Device))
	v.Remember("navigateur."+account.ID, v.Now().Format(timeLayout))
	return enter(v, account)
}

// wrongCode counts; the third time, the login begins again.
func (s *service) wrongCode(v *portal.Visit, c code, account portal.Account) error {
	c.Fails++
	v.Witness(FactCodeRefused, "personne", account.Person, "cause", "faux")
	if c.Fails >= mostCodes {
		v.Delete(codeKey(v.Device))
		return v.Stop(http.StatusForbidden, "Ce code ne peut plus servir", "Trois codes ne correspondaient pas. Recommencez la connexion : un nouveau code partira.", "/connexion", "Recommencer")
	}
	v.Put(codeKey(v.Device), c)
	v.Problem("code", "Ce n’est pas le bon code. Prenez celui du message le plus récent.")
	return codeForm(v)
}

func newCode(v *portal.Visit) error {
	if _, account, ok := waiting(v); ok {
		mailCode(v, account)
	}
	return v.Redirect("/connexion/code")
}

// enter opens the session, once all was asked.
func enter(v *portal.Visit, account portal.Account) error {
	v.OpenSession(portal.Session{Person: account.Person, Account: account.ID, Via: "mot_de_passe"})
	return v.Redirect("/espace")
}

// timeLayout is how a time is remembered by a browser.
const timeLayout = time.RFC3339
