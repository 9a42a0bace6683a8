package caf

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

const (
	fieldWay   = "moyen"
	fieldNew   = "nouveau"
	fieldAgain = "confirmation"
	byMail     = "courriel"
	bySMS      = "sms"
)

// What the browser remembers of somebody who is getting back in.
const (
	memoryFor   = "oubli"      // the account; "-" for none
	memoryRight = "oubli_code" // the account whose code was right
)

func (s *service) forgottenPage(v *portal.Visit) error {
	return v.Render("oublie.html", "Mot de passe oublié", nil)
}

// forgotten sends a code where the number is known, and says the same thing
// where it is not.
func (s *service) forgotten(v *portal.Visit) error {
	number, problem := loginNumber(v.Value(fieldNumber))
	if !refuseReal(v, fieldNumber) && problem != "" {
		v.Problem(fieldNumber, problem)
	}
	way := v.Value(fieldWay)
	if way != byMail && way != bySMS {
		v.Problem(fieldWay, "Choisissez par où le code doit arriver.")
	}
	if v.Refused() {
		return s.forgottenPage(v)
	}
	account, ok := portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return a.Identifier == number && a.State != stateOld })
	reachable := way == byMail && account.Email != "" || way == bySMS && account.Mobile != ""
	v.Remember(memoryFor, "-")
	if ok && reachable {
		if until := tooMany(v, account.ID); !until.IsZero() {
			v.Problem(fieldNumber, "Cinq codes sont partis depuis une heure. Prenez celui du dernier message, ou revenez à "+frtext.Clock(until)+".")
			return s.forgottenPage(v)
		}
		sendCode(v, account, "motdepasse", way == bySMS)
		v.Remember(memoryFor, account.ID)
	}
	v.Witness(portal.FactRecoveryAsked, "site", ID, "personne", account.Person, "objet", "motdepasse")
	return v.Redirect("/mot-de-passe-oublie/code")
}

// mostRecoveries is how many codes an hour may be sent to whoever forgot.
const mostRecoveries = 5

func recoveriesKey(account string) string { return "caf/oublis/" + account }

// tooMany counts the codes of the hour, and says when another may be asked; the
// zero time is now.
func tooMany(v *portal.Visit, account string) time.Time {
	sent, _ := sandbox.Get[[]time.Time](v.Tx, recoveriesKey(account))
	sent = slices.DeleteFunc(sent, func(at time.Time) bool { return v.Now().Sub(at) >= time.Hour })
	if len(sent) >= mostRecoveries {
		return sent[0].Add(time.Hour)
	}
	v.Put(recoveriesKey(account), append(sent, v.Now()))
	return time.Time{}
}

func (s *service) recoverPage(v *portal.Visit) error {
	if v.Remembered(memoryFor) == "" {
		return v.Redirect("/mot-de-passe-oublie")
	}
	return v.Render("oublie_code.html", "Saisissez le code reçu", nil)
}

func (s *service) recoverCode(v *portal.Visit) error {
	account, _ := sandbox.Get[portal.Account](v.Tx, "acces/"+ID+"/"+v.Remembered(memoryFor))
	if !judgeCode(v, account) {
		return v.Render("oublie_code.html", "Saisissez le code reçu", nil)
	}
	v.Remember(memoryRight, account.ID)
	return v.Redirect("/nouveau-mot-de-passe")
}

func (s *service) choosePage(v *portal.Visit) error {
	if v.Remembered(memoryRight) == "" {
		return v.Redirect("/mot-de-passe-oublie")
	}
	return v.Render("nouveau.html", "Choisissez un nouveau mot de passe", nil)
}

func (s *service) choose(v *portal.Visit) error {
	account, ok := sandbox.Get[portal.Account](v.Tx, "acces/"+ID+"/"+v.Remembered(memoryRight))
	if !ok {
		return v.Redirect("/mot-de-passe-oublie")
	}
	if problem := weak(v.Request.Form.Get(fieldNew)); problem != "" {
		v.Forget(fieldNew)
		v.Forget(fieldAgain)
		v.Problem(fieldNew, problem)
		return s.choosePage(v)
	}
	if !s.access.ChooseSecret(v, account, fieldNew, fieldAgain) {
		return s.choosePage(v)
	}
	if account.Email != "" {
		portal.SendMail(v.Tx, portal.Mail{
			To: account.Email, From: sender, FromName: senderName, Subject: portal.Mark + " Votre mot de passe a changé",
			Body: []string{"Bonjour,", "Le mot de passe de Mon Compte vient d’être changé.", "Si ce n’est pas vous, appelez le " + Line + "."},
		})
	}
	v.Remember(memoryFor, "")
	v.Remember(memoryRight, "")
	return v.Redirect("/mot-de-passe-change")
}

func (s *service) chosen(v *portal.Visit) error {
	return v.Render("change.html", "Votre mot de passe est changé", nil)
}

// longestSecret is the most characters that the Caf takes.
const longestSecret = 24

// weak says what a password lacks: eight to twenty-four characters, a capital, a
// small letter, a digit and a sign.
func weak(typed string) string {
	n := len([]rune(typed))
	var lacks []string
	for _, kind := range []struct {
		name string
		is   func(rune) bool
	}{
		{"une majuscule", unicode.IsUpper},
		{"une minuscule", unicode.IsLower},
		{"un chiffre", unicode.IsDigit},
		{"un signe, comme ! ou -", func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }},
	} {
		if !strings.ContainsFunc(typed, kind.is) {
			lacks = append(lacks, kind.name)
		}
	}
	switch {
	case n < 8 || n > longestSecret:
		return "Choisissez de 8 à 24 caractères."
	case len(lacks) > 0:
		return "Ajoutez encore : " + strings.Join(lacks, ", ") + "."
	}
	return ""
}
