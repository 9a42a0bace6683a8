package formation

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// A code lives ten minutes and bears three tries (situations, A2).
const (
	codeLife  = 10 * time.Minute
	codeTries = 3
)

// code is one sent by SMS to let a new password be chosen, and who asked for it.
type code struct {
	Secret portal.Secret `json:"secret"`
	Until  time.Time     `json:"jusqu_a"`
	Tries  int           `json:"essais,omitempty"`
}

func codeKey(account string) string { return "formation/code/" + account }

func (c code) alive(now time.Time) bool { return c.Tries < codeTries && now.Before(c.Until) }

// The ones who may have triggered a code.
const (
	byYou   = "vous"
	byOther = "autre"
)

// sendCode sends a code to an account's mobile, and logs who asked.
func sendCode(tx *sandbox.Tx, account portal.Account, by, from string) {
	digits := portal.SixDigits()
	until := tx.Now().Add(codeLife)
	tx.Put(codeKey(account.ID), code{Secret: portal.Secret{Issued: digits}, Until: until})
	note(tx, account.ID, "Code envoyé au "+maskedPhone(account.Mobile)+" pour changer le mot de passe, demandé depuis : "+from, by == byOther)
	portal.SendSMS(tx, portal.SMS{
		Number: account.Mobile, From: senderName,
		Text: portal.Mark + " " + digits + " : votre code pour changer de mot de passe, jusqu’à " + frtext.Clock(until) + ". Ne le donnez à personne, même à un organisme. Vous n’avez rien demandé ? Quelqu’un essaie d’entrer dans votre compte.",
	})
	tx.Emit(string(FactCode), "personne", account.Person, "par", by)
}

func forgottenPage(v *portal.Visit) error {
	return v.Render("oublie.html", "Mot de passe oublié", nil)
}

const (
	rememberedCode  = "code"  // the account for which one was asked here; "-" for none
	rememberedRight = "juste" // the account whose code was right
)

// forgotten sends a code where number and birth date go together, and says the
// same thing where they don't.
func forgotten(v *portal.Visit) error {
	number, birth := readNumber(v, fieldNumber), v.BirthDate("naissance")
	if v.Refused() {
		return forgottenPage(v)
	}
	account, ok := accountOf(v.Tx, func(a portal.Account) bool { return a.Identifier == number })
	person, _ := portal.PersonOf(v.Tx, account.Person)
	if ok = ok && person.BirthDate == birth && account.Mobile != ""; ok {
		sendCode(v.Tx, account, byYou, screenName(v))
		v.Remember(rememberedCode, account.ID)
	} else {
		v.Remember(rememberedCode, "-")
	}
	v.Witness(portal.FactRecoveryAsked, "site", ID, "personne", account.Person, "objet", "code")
	return v.Redirect("/code")
}

func codePage(v *portal.Visit) error {
	if v.Remembered(rememberedCode) == "" {
		return v.Redirect("/mot-de-passe-oublie")
	}
	return v.Render("code.html", "Saisissez le code reçu par SMS", nil)
}

func enterCode(v *portal.Visit) error {
	id := v.Remembered(rememberedCode)
	account, ok := accountNamed(v.Tx, id)
	c, sent := sandbox.Get[code](v.Tx, codeKey(id))
	if len(portal.Digits(v.Value("code"))) != 6 {
		v.Forget("code")
		v.Problem("code", "Un code a six chiffres. Il est dans le dernier SMS de Mon Compte Formation.")
		return codePage(v)
	}
	switch {
	case !ok || !sent:
		v.Forget("code")
		v.Problem("code", "Aucun code n’attend ici. Demandez-en un nouveau.")
	case !c.alive(v.Now()):
		v.Forget("code")
		v.Witness(portal.FactRecoveryLate, "site", ID, "personne", account.Person)
		v.Problem("code", "Ce code ne sert plus : dix minutes ou trois essais sont passés. Demandez-en un nouveau.")
	case v.Judge(portal.Account{Person: account.Person, Secret: c.Secret}, "code") != portal.SecretRight:
		c.Tries++
		v.Put(codeKey(id), c)
		v.Problem("code", "Ce n’est pas ce code. "+triesLeft(c))
	}
	if v.Refused() {
		return codePage(v)
	}
	v.Delete(codeKey(id))
	v.Remember(rememberedRight, id)
	return v.Redirect("/nouveau-mot-de-passe")
}

func triesLeft(c code) string {
	left := codeTries - c.Tries
	if left == 0 {
		return "C’était le dernier essai : demandez-en un nouveau."
	}
	return "Il vous reste " + frtext.Count(left, "essai", "essais") + "."
}

func choosePage(v *portal.Visit) error {
	if v.Remembered(rememberedRight) == "" {
		return v.Redirect("/mot-de-passe-oublie")
	}
	return v.Render("nouveau.html", "Choisissez un nouveau mot de passe", nil)
}

func (s *service) choose(v *portal.Visit) error {
	account, ok := accountNamed(v.Tx, v.Remembered(rememberedRight))
	if !ok {
		return v.Redirect("/mot-de-passe-oublie")
	}
	if !s.access.ChooseSecret(v, account, fieldSecret, fieldAgain) {
		return choosePage(v)
	}
	note(v.Tx, account.ID, "Mot de passe changé avec un code, depuis : "+screenName(v), false)
	v.Remember(rememberedRight, "")
	v.Remember(rememberedCode, "")
	return v.Redirect("/mot-de-passe-change")
}

func chosen(v *portal.Visit) error {
	return v.Render("change.html", "Votre mot de passe est changé", nil)
}

// What a situation may make somebody else do, elsewhere.
const (
	// EffectCode makes a code be sent to an account's holder: {compte, depuis}.
	EffectCode = "formation.code"
	// EffectIntrusion lets that somebody in, if the last code still lives: the
	// trainer fires it when the code was told. {compte, formation}: the password
	// changes, and a request leaves in the holder's name.
	EffectIntrusion = "formation.intrusion"
)

// elsewhere is the payload of both.
type elsewhere struct {
	Account  string `json:"compte"`
	From     string `json:"depuis"`
	Training string `json:"formation"`
}

func (e elsewhere) from() string {
	if e.From == "" {
		return "un appareil inconnu"
	}
	return e.From
}

func readElsewhere(tx *sandbox.Tx, payload json.RawMessage) (e elsewhere, account portal.Account, err error) {
	if err := json.Unmarshal(payload, &e); err != nil {
		return e, account, fmt.Errorf("formation: %w", err)
	}
	account, ok := accountNamed(tx, e.Account)
	if !ok {
		return e, account, fmt.Errorf("formation : aucun compte « %s »", e.Account)
	}
	return e, account, nil
}

func (s *service) codeFromElsewhere(tx *sandbox.Tx, payload json.RawMessage) error {
	e, account, err := readElsewhere(tx, payload)
	if err != nil {
		return err
	}
	sendCode(tx, account, byOther, e.from())
	return nil
}

// intrude does nothing once the code is dead: what was told too late is harmless.
func (s *service) intrude(tx *sandbox.Tx, payload json.RawMessage) error {
	e, account, err := readElsewhere(tx, payload)
	if err != nil {
		return err
	}
	c, ok := sandbox.Get[code](tx, codeKey(account.ID))
	if !ok || !c.alive(tx.Now()) {
		return nil
	}
	tx.Delete(codeKey(account.ID))
	secret, err := portal.Chosen(rand.Text())
	if err != nil {
		return fmt.Errorf("formation: %w", err)
	}
	account.Secret = secret
	portal.PutAccount(tx, account)
	note(tx, account.ID, "Mot de passe changé avec un code, depuis : "+e.from(), true)
	tx.Emit(string(FactIntrusion), "personne", account.Person)
	t, ok := s.catalogue.training(e.Training)
	if !ok || len(t.Sessions) == 0 {
		return nil
	}
	putDossier(tx, Dossier{
		ID: nextDossier(tx), Account: account.ID, Training: t.ID, Intake: t.Sessions[0].ID,
		State: stateAsked, Asked: tx.Now(), Elsewhere: true,
	})
	note(tx, account.ID, "Demande envoyée pour « "+t.Title+" », depuis : "+e.from(), true)
	return nil
}
