package caf

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// A code has six digits, lives a quarter of an hour and bears three tries; three
// are sent for one login at most.
const (
	codeLife   = 15 * time.Minute
	codeTries  = 3
	codeDigits = 6
	mostCodes  = 3
)

// code is one that was sent, and not used yet.
type code struct {
	Secret portal.Secret `json:"secret"`
	Until  time.Time     `json:"jusqu_a"`
	Tries  int           `json:"essais,omitempty"`
}

func codeKey(account string) string { return "caf/code/" + account }

// sendCode sends a code to an account's mailbox, or to its mobile.
func sendCode(v *portal.Visit, account portal.Account, purpose string, bySMS bool) {
	digits, until := portal.SixDigits(), v.Now().Add(codeLife)
	v.Put(codeKey(account.ID), code{Secret: portal.Secret{Issued: digits}, Until: until})
	by := "courriel"
	if bySMS {
		by = "sms"
		portal.SendSMS(v.Tx, portal.SMS{Number: account.Mobile, From: siteName, Text: portal.Mark + " " + digits + " : votre code Caf, jusqu’à " + frtext.Clock(until) + ". Aucun conseiller ne vous le demandera."})
	} else {
		portal.SendMail(v.Tx, portal.Mail{
			To: account.Email, From: sender, FromName: senderName, Subject: portal.Mark + " Votre code de vérification",
			Body: []string{"Bonjour,", "Voici votre code : " + digits, "Il sert une fois, jusqu’à " + frtext.Clock(until) + ", dans la page de la Caf que vous avez laissée ouverte.", "Aucun conseiller ne vous le demandera jamais, ni au téléphone ni au guichet."},
		})
	}
	v.Witness(FactCodeSent, "personne", account.Person, "objet", purpose, "par", by)
}

// judgeCode compares the code typed with the last one sent to an account. When it
// is right it is spent; else problems say what to do.
func judgeCode(v *portal.Visit, account portal.Account) bool {
	c, sent := sandbox.Get[code](v.Tx, codeKey(account.ID))
	typed := portal.Digits(v.Value(fieldCode))
	if n := len(typed); n != codeDigits {
		v.Forget(fieldCode)
		v.Problem(fieldCode, "Un code a six chiffres. Il est dans le dernier message de la Caf.")
		return false
	}
	v.Request.Form.Set(fieldCode, typed)
	switch {
	case !sent:
		v.Forget(fieldCode)
		v.Problem(fieldCode, "Aucun code n’attend ici. Demandez qu’on vous en envoie un.")
	case c.Tries >= codeTries || !v.Now().Before(c.Until):
		v.Forget(fieldCode)
		v.Witness(FactCodeLate, "personne", account.Person)
		v.Problem(fieldCode, "Ce code ne sert plus : quinze minutes ou trois essais sont passés. Demandez-en un nouveau, sans quitter cette page.")
	case v.Judge(portal.Account{Person: account.Person, Secret: c.Secret}, fieldCode) != portal.SecretRight:
		c.Tries++
		v.Put(codeKey(account.ID), c)
		v.Witness(FactCodeWrong, "personne", account.Person)
		v.Problem(fieldCode, "Ce n’est pas ce code. Prenez celui du message le plus récent.")
	default:
		v.Delete(codeKey(account.ID))
		return true
	}
	return false
}

// whereTo says where a code goes, so that its owner knows it and a passer-by
// does not.
func whereTo(a portal.Account) string {
	if a.Email != "" {
		return portal.MaskedEmail(a.Email)
	}
	return portal.MaskedMobile(a.Mobile)
}
