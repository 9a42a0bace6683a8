package formation

import (
	"cmp"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Rights are what an account holds. Amounts are cents of euro.
type Rights struct {
	Account   string `json:"compte"`
	Total     int64  `json:"total"` // before what was bought here
	Years     []Year `json:"annees,omitempty"`
	JobSeeker bool   `json:"demandeur_emploi,omitempty"`
}

// Year is what one year of work brought.
type Year struct {
	Year   int   `json:"annee" yaml:"annee"`
	Amount int64 `json:"montant" yaml:"montant"`
}

func rightsKey(account string) string { return "formation/droits/" + account }

func rightsOf(tx *sandbox.Tx, account string) Rights {
	r, _ := sandbox.Get[Rights](tx, rightsKey(account))
	r.Account = account
	return r
}

// balance is what is left to spend.
func balance(tx *sandbox.Tx, account string) int64 {
	left := rightsOf(tx, account).Total
	for _, d := range dossiersOf(tx, account) {
		if d.bought() {
			left -= d.Paid
		}
	}
	return max(left, 0)
}

// Line is one line of an account's log.
type Line struct {
	At   time.Time `json:"le"`
	What string    `json:"quoi"`
	// Elsewhere marks what did not come from a screen of this world.
	Elsewhere bool `json:"ailleurs,omitempty"`
}

func logKey(account string) string { return "formation/activite/" + account }

func logOf(tx *sandbox.Tx, account string) []Line {
	lines, _ := sandbox.Get[[]Line](tx, logKey(account))
	return lines
}

func note(tx *sandbox.Tx, account, what string, elsewhere bool) {
	tx.Put(logKey(account), append(logOf(tx, account), Line{tx.Now(), what, elsewhere}))
}

// screenName is how the log calls a screen.
func screenName(v *portal.Visit) string {
	d, _ := portal.DeviceOf(v.Tx, v.Device)
	return cmp.Or(d.Name, "un appareil")
}

func accountOf(tx *sandbox.Tx, match func(portal.Account) bool) (portal.Account, bool) {
	return portal.AccountWith(tx, ID, match)
}

func accountNamed(tx *sandbox.Tx, id string) (portal.Account, bool) {
	return accountOf(tx, func(a portal.Account) bool { return a.ID == id })
}

// began is when the situation did, from which intakes are counted.
func began(tx *sandbox.Tx) time.Time {
	if t0, ok := sandbox.Get[time.Time](tx, "formation/debut"); ok {
		return t0
	}
	return tx.Now()
}
