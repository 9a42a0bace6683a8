package franceconnect

import (
	"crypto/rand"
	"slices"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/oidc"
)

// Passage is one line of a person's history: a login, or one that stopped with
// a code.
type Passage struct {
	At        time.Time `json:"le"`
	Service   string    `json:"service"`
	Account   string    `json:"fi"`
	Reference string    `json:"reference,omitempty"` // code d'identification, also in the mail
	Code      string    `json:"code,omitempty"`      // why it stopped; empty for a login
	Level     string    `json:"niveau,omitempty"`    // empty for the first
	Reported  time.Time `json:"signalee,omitzero"`   // when she said that it was not her
	// Actor is who came in her stead, under a mandate.
	Actor *portal.Actor `json:"acteur,omitempty"`
}

const (
	// historyLife is how far back people can read: six months.
	historyLife = 183 * 24 * time.Hour
	// historyMost is how many lines are kept of them, which only a program that logs
	// in again and again ever reaches.
	historyMost = 200
)

func historyKey(person string) string { return "franceconnect/historique/" + person }

// reference draws the number that a mail and the history have in common.
func reference() string { return rand.Text()[:10] }

func record(tx *sandbox.Tx, person string, p Passage) {
	list, _ := sandbox.Get[[]Passage](tx, historyKey(person))
	list = append(list, p)
	tx.Put(historyKey(person), list[max(0, len(list)-historyMost):])
}

// recordFailure keeps a stopped login in the history of whom it was about, if
// that is known.
func recordFailure(v *portal.Visit, person portal.Person, c oidc.Client, a account, code string) {
	if person.ID != "" {
		record(v.Tx, person.ID, Passage{At: v.Now(), Service: c.Name, Account: a.Title, Code: code})
	}
}

// herself is the session of this screen, unless it is under a mandate: what
// FranceConnect keeps of a person is for her alone.
func herself(v *portal.Visit) (portal.Session, bool) {
	session, ok := v.Session()
	return session, ok && session.Actor == nil
}

type homePage struct{ Name string }

func home(v *portal.Visit) error {
	page := homePage{}
	if session, ok := v.Session(); ok {
		page.Name = nameOf(v, session.Person)
	}
	return v.Render("accueil.html", "Un compte que vous avez déjà ouvre les autres portes", page)
}

func nameOf(v *portal.Visit, id string) string {
	person, _ := portal.PersonOf(v.Tx, id)
	return person.Name()
}

type historyPage struct {
	Name  string
	Lines []Passage
}

// history lists the logins of whoever is connected here, newest first.
func history(v *portal.Visit) error {
	session, ok := herself(v)
	if !ok {
		return v.Render("sans-session.html", "Mon historique de connexion", nil)
	}
	list, _ := sandbox.Get[[]Passage](v.Tx, historyKey(session.Person))
	list = slices.DeleteFunc(list, func(p Passage) bool { return v.Now().Sub(p.At) > historyLife })
	slices.SortStableFunc(list, func(a, b Passage) int { return b.At.Compare(a.At) })
	v.Witness(FactHistory, "personne", session.Person)
	return v.Render("historique.html", "Mon historique de connexion", historyPage{nameOf(v, session.Person), list})
}

// birthday reads a whole date; false where it is only presumed.
func birthday(iso string) (time.Time, bool) {
	day, err := time.Parse(time.DateOnly, iso)
	return day, err == nil
}
