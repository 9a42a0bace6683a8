package portal

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
)

// Account is a way into one service: what identifies it, its secret, its
// lockout, where the service writes to its holder. Kept at acces/<site>/<id>;
// what the service knows of the person besides is the service's own document.
type Account struct {
	Site        string    `json:"site" yaml:"-"`
	ID          string    `json:"id" yaml:"-"`
	Person      string    `json:"personne" yaml:"personne"`
	Identifier  string    `json:"identifiant" yaml:"identifiant"` // as typed, without spaces
	Secret      Secret    `json:"secret" yaml:"secret"`
	Email       string    `json:"courriel,omitempty" yaml:"courriel"`
	Mobile      string    `json:"mobile,omitempty" yaml:"mobile"`
	Fails       int       `json:"echecs,omitempty" yaml:"echecs"`
	LockedUntil time.Time `json:"bloque_jusqu,omitzero" yaml:"-"`
	State       string    `json:"etat,omitempty" yaml:"etat"` // the service's own word, empty for usable
}

func accountKey(site, id string) string { return "acces/" + site + "/" + id }

// Accounts lists the accounts of one service.
func Accounts(tx *sandbox.Tx, site string) []Account {
	var accounts []Account
	for _, key := range tx.Keys("acces/" + site + "/") {
		if a, ok := sandbox.Shared[Account](tx, key); ok {
			accounts = append(accounts, a)
		}
	}
	return accounts
}

// AccountWith finds the account of one service for which match is true.
func AccountWith(tx *sandbox.Tx, site string, match func(Account) bool) (Account, bool) {
	for _, key := range tx.Keys("acces/" + site + "/") {
		if a, ok := sandbox.Shared[Account](tx, key); ok && match(a) {
			return a, true
		}
	}
	return Account{}, false
}

// PutAccount writes an account back.
func PutAccount(tx *sandbox.Tx, a Account) { tx.Put(accountKey(a.Site, a.ID), a) }

// Access is how one service lets people in and keeps them out.
type Access struct {
	MaxFails int           // wrong tries before a lockout; 0: never
	LockFor  time.Duration // how long a lockout lasts
}

// Outcome is what became of a login.
type Outcome int

// The outcomes of a login.
const (
	Unknown Outcome = iota // no such identifier
	Wrong                  // right identifier, wrong secret
	Locked                 // too many wrong tries
	Opened                 // logged in
)

// Login tries an identifier and the secret typed in a field. It counts wrong
// tries, locks and unlocks, and witnesses it all, but opens no session: the
// service does, once its own second step is done.
func (a Access) Login(v *Visit, identifier, secretField string) (Account, Outcome) {
	account, ok := AccountWith(v.Tx, v.Site.ID, func(c Account) bool { return c.Identifier == identifier && identifier != "" })
	if !ok {
		v.Judge(Account{}, secretField)
		v.Witness(FactLoginRefused, "site", v.Site.ID, "cause", "identifiant inconnu")
		return Account{}, Unknown
	}
	if account.LockedUntil.After(v.Now()) {
		v.Forget(secretField)
		v.Witness(FactLoginRefused, "site", v.Site.ID, "cause", "compte bloqué", "personne", account.Person)
		return account, Locked
	}
	if v.Judge(account, secretField) == SecretRight {
		account.Fails, account.LockedUntil = 0, time.Time{}
		PutAccount(v.Tx, account)
		return account, Opened
	}
	return a.countWrong(v, account)
}

func (a Access) countWrong(v *Visit, account Account) (Account, Outcome) {
	account.Fails++
	outcome := Wrong
	if a.MaxFails > 0 && account.Fails >= a.MaxFails {
		account.Fails, account.LockedUntil = 0, v.Now().Add(a.LockFor)
		v.Witness(FactLocked, "site", v.Site.ID, "personne", account.Person, "jusqu’à", frtext.Clock(account.LockedUntil))
		outcome = Locked
	}
	PutAccount(v.Tx, account)
	v.Witness(FactLoginRefused, "site", v.Site.ID, "cause", "mot de passe faux", "personne", account.Person)
	return account, outcome
}

// minSecret is the fewest characters of a chosen password.
const minSecret = 8

// ChooseSecret gives an account the password typed twice in two fields, unlocks
// it, and forgets what was typed. False, with problems set, when it is too
// short or the two differ.
func (a Access) ChooseSecret(v *Visit, account Account, field, again string) bool {
	first, second := v.Request.Form.Get(field), v.Request.Form.Get(again)
	v.Forget(field)
	v.Forget(again)
	switch {
	case len([]rune(first)) < minSecret:
		v.Problem(field, fmt.Sprintf("Choisissez au moins %d caractères.", minSecret))
	case first != second:
		v.Problem(again, "Les deux mots de passe sont différents. Saisissez le même deux fois.")
	}
	if v.Refused() {
		return false
	}
	secret, err := Chosen(first)
	if err != nil {
		v.Problem(field, "Ce mot de passe n’a pas pu être pris en compte. Choisissez-en un autre.")
		return false
	}
	account.Secret, account.Fails, account.LockedUntil = secret, 0, time.Time{}
	PutAccount(v.Tx, account)
	v.Witness(FactSecretChanged, "site", v.Site.ID, "personne", account.Person)
	return true
}
