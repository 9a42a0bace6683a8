package portal

import (
	"crypto/rand"
	"net/http"
	"time"

	"demarcheablanc/internal/sandbox"
)

// MailedLink is a link that a service mails to whoever asks, to choose a password
// or open an account: good once, for a while. Its address ends with {lien}.
type MailedLink struct {
	Purpose string // the service's own word: "motdepasse", "activation"
	Life    time.Duration
	Late    WayOn // its time is over
	Spent   WayOn // it served already, or its address is not whole
}

// WayOn is what to do instead, in words, and the page to do it on.
type WayOn struct{ Message, To, Label string }

// mailed is what is kept of a link, at relance/<site>/<print>.
type mailed struct {
	Account string    `json:"compte"`
	Purpose string    `json:"objet"`
	Expires time.Time `json:"expire"`
	Used    bool      `json:"utilise,omitempty"`
}

func mailedKey(site, token string) string {
	return "relance/" + site + "/" + PrintOf(token)
}

// Ask makes the end of the address that the service will mail. Only its print is
// kept.
func (l MailedLink) Ask(v *Visit, account Account) (token string) {
	token = rand.Text()
	v.Put(mailedKey(v.Site.ID, token), mailed{Account: account.ID, Purpose: l.Purpose, Expires: v.Now().Add(l.Life)})
	v.Witness(FactRecoveryAsked, "site", v.Site.ID, "personne", account.Person, "objet", l.Purpose)
	return token
}

// Account finds whose account the link of the address opens, without using it.
// Where it opens none, the page that says so is drawn already.
func (l MailedLink) Account(v *Visit) (account Account, ok bool, err error) {
	m, found := sandbox.Get[mailed](v.Tx, mailedKey(v.Site.ID, v.Path("lien")))
	if !found || m.Used || m.Purpose != l.Purpose {
		return Account{}, false, v.Stop(http.StatusGone, "Ce lien ne peut plus servir", l.Spent.Message, l.Spent.To, l.Spent.Label)
	}
	if v.Now().After(m.Expires) {
		v.Witness(FactRecoveryLate, "site", v.Site.ID)
		return Account{}, false, v.Stop(http.StatusGone, "Ce lien n’est plus valable", l.Late.Message, l.Late.To, l.Late.Label)
	}
	account, ok = sandbox.Get[Account](v.Tx, accountKey(v.Site.ID, m.Account))
	if !ok {
		return Account{}, false, v.Stop(http.StatusGone, "Ce lien ne peut plus servir", l.Spent.Message, l.Spent.To, l.Spent.Label)
	}
	return account, true, nil
}

// Use spends the link of the address.
func (l MailedLink) Use(v *Visit) {
	key := mailedKey(v.Site.ID, v.Path("lien"))
	if m, ok := sandbox.Get[mailed](v.Tx, key); ok {
		m.Used = true
		v.Put(key, m)
	}
}
