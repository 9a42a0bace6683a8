package ameli

import (
	"net/http"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/ameli/droits"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/demarche"
)

// provisionalLife is how long a provisional code opens a first login.
const provisionalLife = 30 * 24 * time.Hour

// provisional is a code that stands for a password until the first login, sent
// by SMS after a call to the 3646, or by post.
type provisional struct {
	Secret portal.Secret `json:"secret"`
	Until  time.Time     `json:"jusqu_a"`
}

func provisionalKey(person string) string { return "ameli/code_provisoire/" + person }

// The ways a provisional code goes.
const (
	bySMS  = "sms"
	byPost = "courrier"
)

// sendProvisional draws a code and sends it. By post it goes to the address on
// file, and is lost if nobody lives there any more.
func sendProvisional(tx *sandbox.Tx, p portal.Person, way string) (arrives time.Time) {
	code := portal.SixDigits()
	tx.Put(provisionalKey(p.ID), provisional{Secret: portal.Secret{Issued: code}, Until: tx.Now().Add(provisionalLife)})
	tx.Emit(string(FactCodeAsked), "personne", p.ID, "par", way)
	if way == bySMS {
		portal.SendSMS(tx, portal.SMS{
			Number: mobileOf(tx, p), From: "AMELI",
			Text: portal.Mark + " " + code + " : votre code provisoire ameli, valable 30 jours. À la première connexion, vous choisirez votre mot de passe. Ne le dites à personne.",
		})
		return tx.Now()
	}
	_, arrives = droits.Expected(droits.LetterCode, tx.Now())
	arrives = arrives.Add(10 * time.Hour)
	write(tx, p, arrives, "Votre code provisoire ameli",
		"Voici le code provisoire que vous avez demandé : "+code+".",
		"Connectez-vous avec votre numéro de sécurité sociale et ce code, avant la fin des 30 jours. Vous choisirez alors votre mot de passe.",
		"Ce code est personnel. Aucun agent ne vous le demandera.")
	return arrives
}

// write posts a letter to the address on file, which is not always where people
// live: the letter is then lost.
func write(tx *sandbox.Tx, p portal.Person, arrives time.Time, object string, body ...string) {
	if !livesIn(addressOf(tx, p), p) {
		tx.Emit(string(FactLetterLost), "personne", p.ID, "objet", object)
		return
	}
	tx.Schedule(arrives, portal.EffectLetter, portal.Letter{To: p.ID, From: institution, Object: portal.Mark + " " + object, Body: body})
}

// goesAstray says that a letter of a démarche would not find her.
func goesAstray(c *demarche.Case, object string) bool {
	if livesIn(addressOf(c.Tx, c.Person), c.Person) {
		return false
	}
	c.Emit(string(FactLetterLost), "personne", c.Person.ID, "objet", object)
	return true
}

// livesIn compares an address with where somebody lives, as a postman would:
// without accents, capitals or commas.
func livesIn(lines []string, p portal.Person) bool {
	plain := func(lines []string) string {
		return strings.NewReplacer(",", "", ".", "").Replace(plainName(strings.Join(lines, " ")))
	}
	return plain(lines) == plain(p.Address)
}

// mobileOf is the mobile that the caisse has.
func mobileOf(tx *sandbox.Tx, p portal.Person) string {
	if account, ok := accountOf(tx, p.ID); ok && account.Mobile != "" {
		return account.Mobile
	}
	return portal.Digits(p.Mobile)
}

// byProvisionalCode lets in whoever types a code that lives. Its account has
// from then on no password until one is chosen.
func byProvisionalCode(v *portal.Visit, number string) (portal.Account, bool) {
	person, known := portal.PersonWith(v.Tx, func(p portal.Person) bool { return firstDigits(portal.Digits(p.NIR)) == number })
	code, sent := sandbox.Get[provisional](v.Tx, provisionalKey(person.ID))
	if !known || !sent || !v.Now().Before(code.Until) || !code.Secret.Is(v.Request.Form.Get(fieldSecret)) {
		return portal.Account{}, false
	}
	account, has := accountOf(v.Tx, person.ID)
	if has && account.LockedUntil.After(v.Now()) {
		return portal.Account{}, false
	}
	if !has {
		account = newAccount(v.Tx, person)
	}
	v.Judge(portal.Account{Person: person.ID, Secret: code.Secret}, fieldSecret)
	account.State, account.Secret, account.Fails = stateFirst, portal.Secret{}, 0
	portal.PutAccount(v.Tx, account)
	v.Delete(provisionalKey(person.ID))
	v.Delete(firstKey(account.ID))
	v.Witness(FactCodeUsed, "personne", person.ID)
	return account, true
}

// newAccount opens an account that still has everything to confirm.
func newAccount(tx *sandbox.Tx, p portal.Person) portal.Account {
	account := portal.Account{Site: ID, ID: p.ID, Person: p.ID, Identifier: firstDigits(portal.Digits(p.NIR)), State: stateFirst}
	r, _ := recordOf(tx, p.ID)
	insured := Insured{Account: account.ID, Address: addressOf(tx, p), EmailSince: tx.Now(), Dependants: dependantsOf(tx, p.ID), Care: usualCare(tx.Now(), r)}
	portal.PutAccount(tx, account)
	tx.Put(insuredKey(account.ID), insured)
	tx.Emit(string(FactCreated), "personne", p.ID)
	return account
}

// needPage offers the other ways in, for whoever cannot prove who she is here.
func (s *service) needPage(v *portal.Visit) error {
	person, ok := creating(v)
	if !ok {
		return v.Redirect("/creer-un-compte")
	}
	return v.Render("code_provisoire.html", "Recevoir un code provisoire", needPage{Sent: v.Remembered(memoryPosted) == person.ID})
}

type needPage struct {
	Sent bool // by post, from this browser
}

const memoryPosted = "code_poste"

func (s *service) need(v *portal.Visit) error {
	person, ok := creating(v)
	if !ok {
		return v.Redirect("/creer-un-compte")
	}
	if v.Remembered(memoryPosted) == person.ID {
		return v.Stop(http.StatusConflict, "Un courrier est déjà parti", "Il arrive sous 5 à 10 jours à l’adresse que la caisse connaît. Si vous avez déménagé depuis, appelez le "+Line+".", "/", "Revenir à l’accueil")
	}
	sendProvisional(v.Tx, person, byPost)
	v.Remember(memoryPosted, person.ID)
	return v.Redirect("/creer-un-compte/code")
}
