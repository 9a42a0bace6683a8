package laposte

import (
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// activation is a phone being set up: a code went to the number, then a secret
// code is chosen.
type activation struct {
	Holder  string        `json:"identite"`
	Code    portal.Secret `json:"code"`
	Expires time.Time     `json:"expire"`
	Tries   int           `json:"essais,omitempty"`
	Proved  bool          `json:"numero_prouve,omitempty"`
}

func activationKey(device string) string { return "laposte/activation/" + device }

func activationPage(v *portal.Visit) error {
	return v.Render("activation.html", "Activer mon identité", plainPage{})
}

// askActivation sends a code to the number: whoever holds it proves to.
func askActivation(v *portal.Visit) error {
	h, ok := known(v)
	switch {
	case !ok:
	case h.blocked(v.Now()):
		v.Problem("mobile", blockedSentence(h))
	case rank(h.State) < rank(StateVerified):
		v.Problem("mobile", h.sentence())
	}
	if v.Refused() {
		return activationPage(v)
	}
	if err := sendCode(v, h); err != nil {
		return err
	}
	v.Witness(FactActivationAsked, "personne", h.Person)
	return v.Redirect("/activation/code")
}

func sendCode(v *portal.Visit, h holder) error {
	code := portal.SixDigits()
	print, err := portal.Chosen(code)
	if err != nil {
		return err
	}
	v.Put(activationKey(v.Device), activation{Holder: h.ID, Code: print, Expires: v.Now().Add(smsCodeLife)})
	portal.SendSMS(v.Tx, portal.SMS{
		Number: h.Identifier, From: name,
		Text: portal.Mark + " " + code + " est votre code d’activation. Il sert pendant 10 minutes, dans l’application Identité seulement. Ne le donnez à personne.",
	})
	return nil
}

// setUp keeps a page for a phone being set up.
func setUp(page func(*portal.Visit, activation, holder) error) portal.Handler {
	return func(v *portal.Visit) error {
		a, ok := sandbox.Get[activation](v.Tx, activationKey(v.Device))
		if !ok {
			return v.Redirect("/activation")
		}
		h, ok := holderByID(v.Tx, a.Holder)
		if !ok {
			return v.Redirect("/activation")
		}
		return page(v, a, h)
	}
}

type smsCodeForm struct{ Number string }

func smsCodePage(v *portal.Visit, a activation, h holder) error {
	if a.Proved {
		return v.Redirect("/activation/secret")
	}
	return v.Render("activation-code.html", "Le code reçu par SMS", smsCodeForm{endOf(h.Identifier)})
}

// proveNumber compares what was typed with the code that was sent. After three
// wrong ones or ten minutes, another code must be asked for.
func proveNumber(v *portal.Visit, a activation, h holder) error {
	if v.Now().After(a.Expires) {
		v.Forget("code")
		v.Witness(portal.FactRecoveryLate, "site", ID)
		return startAgain(v, "Le code par SMS servait pendant 10 minutes. Demandez-en un nouveau.")
	}
	if !readCode(v, "code", "Le code reçu par SMS compte 6 chiffres.") {
		return smsCodePage(v, a, h)
	}
	if v.Judge(portal.Account{Person: h.Person, Secret: a.Code}, "code") == portal.SecretRight {
		a.Proved = true
		v.Put(activationKey(v.Device), a)
		return v.Redirect("/activation/secret")
	}
	a.Tries++
	if a.Tries >= smsCodeTries {
		return startAgain(v, "Trois codes n’ont pas été reconnus. Demandez-en un nouveau.")
	}
	v.Put(activationKey(v.Device), a)
	v.Problem("code", "Ce n’est pas le code du dernier SMS. Relisez-le dans vos messages.")
	return smsCodePage(v, a, h)
}

func startAgain(v *portal.Visit, sentence string) error {
	v.Delete(activationKey(v.Device))
	v.Problem("mobile", sentence)
	return activationPage(v)
}
