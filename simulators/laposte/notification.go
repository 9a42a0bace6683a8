package laposte

import (
	"time"

	"demarcheablanc/internal/sandbox"
)

// Notification is a request that waits on a phone until it is answered or late.
// Kept at laposte/notification/<number>, the last one only; the phone shows it.
type Notification struct {
	Number  string    `json:"numero"`
	Login   string    `json:"connexion"` // the FranceConnect login that waits
	Person  string    `json:"personne"`
	Service string    `json:"service"` // who wants to recognise the person
	From    string    `json:"depuis"`  // the screen it was asked on
	Asked   time.Time `json:"demandee"`
	Expires time.Time `json:"expire"`
	State   string    `json:"etat"`
}

// The states of a notification.
const (
	Waiting  = "attente"
	Approved = "approuvee"
	Refused  = "refusee"
)

func notificationKey(number string) string { return "laposte/notification/" + number }

func notificationFor(tx *sandbox.Tx, number string) (Notification, bool) {
	return sandbox.Get[Notification](tx, notificationKey(number))
}

func (n Notification) put(tx *sandbox.Tx) { tx.Put(notificationKey(n.Number), n) }

// pending says whether the phone can still answer.
func (n Notification) pending(now time.Time) bool {
	return n.State == Waiting && now.Before(n.Expires)
}
