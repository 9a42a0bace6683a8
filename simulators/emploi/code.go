package emploi

import (
	"net/http"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// The code that some logins of today ask for, besides the password.
const (
	codeLife  = 10 * time.Minute
	codeTries = 3
	fieldCode = "code"
	bySMS     = "sms"
	byMail    = "courriel"
	// memoryKnown remembers, in a browser, whose login was confirmed there.
	memoryKnown = "appareil"
)

// sentCode is a code on its way to one screen.
type sentCode struct {
	Account string        `json:"compte"`
	Secret  portal.Secret `json:"secret"`
	Until   time.Time     `json:"jusqu_a"`
	Fails   int           `json:"echecs,omitempty"`
}

func (s *service) codeKey(v *portal.Visit) string { return "emploi/code/" + v.Device }

// wantsCode says whether this login is an unusual one for the account.
func (s *service) wantsCode(v *portal.Visit, a portal.Account) bool {
	r, ok := registeredOf(v.Tx, a.Person)
	return ok && today(v) && r.Check != "" && v.Remembered(memoryKnown) != a.ID
}

// sendCode sends six digits where the account says, and asks for them.
func (s *service) sendCode(v *portal.Visit, a portal.Account) error {
	digits := portal.SixDigits()
	secret, err := portal.Chosen(digits)
	if err != nil {
		return err
	}
	v.Put(s.codeKey(v), sentCode{Account: a.ID, Secret: secret, Until: v.Now().Add(codeLife)})
	r, _ := registeredOf(v.Tx, a.Person)
	v.Witness(FactCodeSent, "personne", a.Person, "par", r.Check)
	say := "Votre code de connexion : " + digits + ". Il sert 10 minutes. Ne le donnez à personne, même à un conseiller."
	if r.Check == bySMS {
		text(v.Tx, a, say)
	} else {
		write(v.Tx, a, "Votre code de connexion", "", say)
	}
	return v.Redirect("/connexion/code")
}

type codePage struct{ To string }

// awaited is the code that this screen waits for.
func (s *service) awaited(v *portal.Visit) (sentCode, portal.Account, bool) {
	sent, ok := sandbox.Get[sentCode](v.Tx, s.codeKey(v))
	account, found := portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return a.ID == sent.Account })
	return sent, account, ok && found
}

func whereTo(v *portal.Visit, a portal.Account) codePage {
	r, _ := registeredOf(v.Tx, a.Person)
	if r.Check == bySMS {
		return codePage{"au téléphone " + portal.MaskedMobile(a.Mobile)}
	}
	return codePage{"à l’adresse " + portal.MaskedEmail(a.Email)}
}

func (s *service) codePage(v *portal.Visit) error {
	_, account, ok := s.awaited(v)
	if !ok {
		return v.Redirect("/connexion")
	}
	return v.Render("code.html", "Confirmez que c’est bien vous", whereTo(v, account))
}

func (s *service) code(v *portal.Visit) error {
	sent, account, ok := s.awaited(v)
	if !ok {
		v.Forget(fieldCode)
		return v.Redirect("/connexion")
	}
	if v.Now().After(sent.Until) {
		v.Forget(fieldCode)
		v.Witness(portal.FactRecoveryLate, "site", ID)
		v.Problem(fieldCode, "Ce code n’est plus valable : il servait 10 minutes. Demandez-en un autre.")
		return v.Render("code.html", "Confirmez que c’est bien vous", whereTo(v, account))
	}
	asked := account
	asked.Secret = sent.Secret
	if v.Judge(asked, fieldCode) == portal.SecretRight {
		v.Delete(s.codeKey(v))
		v.Remember(memoryKnown, account.ID)
		return enter(v, account, viaPassword)
	}
	if sent.Fails++; sent.Fails >= codeTries {
		v.Delete(s.codeKey(v))
		return v.Stop(http.StatusForbidden, "Trois codes ne convenaient pas", "Par sécurité, ce code ne sert plus. Recommencez la connexion : un autre partira.", "/connexion", "Recommencer")
	}
	v.Put(s.codeKey(v), sent)
	v.Problem(fieldCode, "Ce n’est pas le dernier code envoyé. Relisez le message le plus récent.")
	return v.Render("code.html", "Confirmez que c’est bien vous", whereTo(v, account))
}

func (s *service) codeAgain(v *portal.Visit) error {
	_, account, ok := s.awaited(v)
	if !ok {
		return v.Redirect("/connexion")
	}
	return s.sendCode(v, account)
}
