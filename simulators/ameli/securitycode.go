package ameli

import (
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// A security code proves that a telephone or a mailbox is at hand.
const (
	codeLife  = 10 * time.Minute
	codeTries = 3
)

// securityCode is one that was sent. Only its print is kept.
type securityCode struct {
	Print string    `json:"empreinte"`
	Until time.Time `json:"jusqu_a"`
	Tries int       `json:"essais,omitempty"`
}

func codeKey(account, purpose string) string { return "ameli/code_securite/" + account + "/" + purpose }

// newCode draws a security code for a purpose; it replaces the one before.
func newCode(tx *sandbox.Tx, account, purpose string) string {
	code := portal.SixDigits()
	tx.Put(codeKey(account, purpose), securityCode{Print: portal.PrintOf(account + code), Until: tx.Now().Add(codeLife)})
	return code
}

// readCode judges what was typed; "" when it is the code, which is then spent.
func readCode(tx *sandbox.Tx, account, purpose, typed string) (problem string) {
	key := codeKey(account, purpose)
	c, ok := sandbox.Get[securityCode](tx, key)
	digits := portal.Digits(typed)
	switch {
	case len(digits) != 6:
		return "Le code a 6 chiffres. Il est dans le dernier message reçu."
	case !ok || c.Tries >= codeTries || !tx.Now().Before(c.Until):
		return "Ce code ne sert plus : dix minutes ou trois essais sont passés. Revenez à l’étape d’avant pour en recevoir un autre."
	case c.Print != portal.PrintOf(account+digits):
		c.Tries++
		tx.Put(key, c)
		if c.Tries == codeTries {
			return "Ce n’est pas ce code, et c’était le dernier essai. Revenez à l’étape d’avant pour en recevoir un autre."
		}
		return "Ce n’est pas ce code. Relisez le dernier message reçu : il reste " + frtext.Count(codeTries-c.Tries, "essai", "essais") + "."
	}
	tx.Delete(key)
	return ""
}

// codeSentence is what a message with a code says.
func codeSentence(code string, until time.Time) string {
	return code + " : votre code de sécurité ameli, jusqu’à " + frtext.Clock(until) + ". Ne le dites à personne : aucun agent ne le demande."
}

// textCode sends a code to a mobile.
func textCode(tx *sandbox.Tx, number, code string) {
	portal.SendSMS(tx, portal.SMS{Number: number, From: "AMELI", Text: portal.Mark + " " + codeSentence(code, tx.Now().Add(codeLife))})
}

// mailCode sends a code to a mailbox.
func mailCode(tx *sandbox.Tx, address, code string) {
	portal.SendMail(tx, portal.Mail{
		To: address, From: sender, FromName: senderName, Subject: portal.Mark + " Votre code de sécurité",
		Body: []string{"Bonjour,", codeSentence(code, tx.Now().Add(codeLife))},
	})
}
