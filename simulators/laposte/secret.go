package laposte

import (
	"time"

	"demarcheablanc/simulators/portal"
)

func secretPage(v *portal.Visit, a activation, _ holder) error {
	if !a.Proved {
		return v.Redirect("/activation/code")
	}
	return v.Render("activation-secret.html", "Choisir mon code secret", plainPage{})
}

// chooseSecret activates the identity on this phone with the code typed twice.
// Only its print is kept.
func chooseSecret(v *portal.Visit, a activation, h holder) error {
	code, again := portal.Digits(v.Value("secret")), portal.Digits(v.Value("confirmation"))
	v.Forget("secret")
	v.Forget("confirmation")
	if !a.Proved {
		return v.Redirect("/activation/code")
	}
	person, _ := portal.PersonOf(v.Tx, h.Person)
	switch {
	case len(code) != codeLength:
		v.Problem("secret", "Le code secret compte 6 chiffres.")
	case weakness(code, person) != "":
		v.Problem("secret", weakness(code, person))
	case code != again:
		v.Problem("confirmation", "Les deux codes sont différents. Saisissez le même deux fois.")
	}
	if v.Refused() {
		return secretPage(v, a, h)
	}
	if err := activate(v, h, code); err != nil {
		return err
	}
	return v.Redirect("/activation/terminee")
}

func activate(v *portal.Visit, h holder, code string) error {
	secret, err := portal.Chosen(code)
	if err != nil {
		return err
	}
	h.Secret, h.Fails, h.LockedUntil, h.State, h.Device = secret, 0, time.Time{}, StateActivated, v.Device
	portal.PutAccount(v.Tx, h.Account)
	v.Put(recordKey(h.ID), h.Record)
	v.Delete(activationKey(v.Device))
	v.Witness(portal.FactSecretChanged, "site", ID, "personne", h.Person)
	v.Witness(FactActivated, "personne", h.Person, "poste", v.Device)
	return nil
}

func activationDone(v *portal.Visit, _ holder) error {
	return v.Render("activation-terminee.html", "Votre identité est activée", plainPage{})
}
