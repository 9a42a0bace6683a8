package identites

import (
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Holder is what an application knows of an account besides its number.
type Holder struct {
	Device string `json:"poste,omitempty"` // the phone it is active on
	Card   string `json:"carte,omitempty"` // France Identité: one of the states below
	NoNFC  bool   `json:"sans_nfc,omitempty"`
}

// What may be held against the phone.
const (
	CardRecent = "recente" // the format of a bank card: it can be read
	CardOld    = "ancienne"
	CardNone   = ""
)

// Request is a login that waits for a phone.
type Request struct {
	Site    string    `json:"site"`
	Login   string    `json:"connexion"`
	Account string    `json:"compte,omitempty"` // who must answer; empty until a phone has typed the code
	Code    string    `json:"code,omitempty"`   // what the screen shows, to be typed in the application
	Card    bool      `json:"carte_lue,omitempty"`
	From    string    `json:"depuis"`
	Asked   time.Time `json:"demandee"`
	Expires time.Time `json:"expire"`
	State   string    `json:"etat"`
}

// The states of a request.
const (
	Waiting  = "attente"
	Approved = "approuvee"
	Refused  = "refusee"
)

const requestLife = 5 * time.Minute

func requestKey(site, login string) string { return "identites/demande/" + site + "/" + login }

func holderKey(site, id string) string { return "identites/titulaire/" + site + "/" + id }

func (r Request) put(tx *sandbox.Tx) { tx.Put(requestKey(r.Site, r.Login), r) }

func (r Request) pending(now time.Time) bool { return r.State == Waiting && now.Before(r.Expires) }

// ask opens a request of the login visited.
func ask(v *portal.Visit, site string, r Request) {
	screen, _ := portal.DeviceOf(v.Tx, v.Device)
	r.Site, r.Login, r.From, r.State = site, v.Path("id"), screen.Name, Waiting
	r.Asked, r.Expires = v.Now(), v.Now().Add(requestLife)
	r.put(v.Tx)
}

// requestWith finds a request that a phone may still answer.
func requestWith(tx *sandbox.Tx, site string, match func(Request) bool) (Request, bool) {
	for _, key := range tx.Keys(requestKey(site, "")) {
		if r, ok := sandbox.Get[Request](tx, key); ok && r.pending(tx.Now()) && match(r) {
			return r, true
		}
	}
	return Request{}, false
}

// ownerOn finds the account of a site that is active on a phone.
func ownerOn(tx *sandbox.Tx, site, device string) (portal.Account, Holder, bool) {
	for _, key := range tx.Keys(holderKey(site, "")) {
		h, _ := sandbox.Get[Holder](tx, key)
		if h.Device != device {
			continue
		}
		id := strings.TrimPrefix(key, holderKey(site, ""))
		a, ok := portal.AccountWith(tx, site, func(a portal.Account) bool { return a.ID == id })
		return a, h, ok
	}
	return portal.Account{}, Holder{}, false
}

type waitingPage struct {
	Login string
	Code  string // to be typed in the application, if there is one
	State string
	Late  bool
	Until string
	Early bool // « J’ai confirmé » was pressed before the phone answered
}

// showWaiting is the screen's side of a request.
func showWaiting(v *portal.Visit, site string, early bool) error {
	r, ok := sandbox.Get[Request](v.Tx, requestKey(site, v.Path("id")))
	if !ok {
		return v.Redirect("/identite/" + v.Path("id"))
	}
	page := waitingPage{Login: r.Login, Code: r.Code, State: r.State, Until: frtext.Clock(r.Expires), Early: early}
	title := "Confirmez sur votre téléphone"
	switch {
	case r.State == Refused:
		title = "La demande a été refusée sur le téléphone"
	case r.State == Waiting && !r.pending(v.Now()):
		title, page.Late = "La demande est restée sans réponse", true
	}
	return v.Render("attente.html", title, page)
}

// goOn transmits the identity once the phone has approved.
func goOn(v *portal.Visit, site string, identity *portal.IdentityProvider) error {
	r, ok := sandbox.Get[Request](v.Tx, requestKey(site, v.Path("id")))
	if !ok || r.State != Approved || !v.Now().Before(r.Expires) {
		return showWaiting(v, site, true)
	}
	a, ok := portal.AccountWith(v.Tx, site, func(a portal.Account) bool { return a.ID == r.Account })
	if !ok {
		return showWaiting(v, site, true)
	}
	v.Delete(requestKey(site, r.Login))
	return transmit(v, identity, a)
}

// waitingRoutes are the screen's pages once a request is open.
func waitingRoutes(site string, identity *portal.IdentityProvider) []portal.Route {
	return []portal.Route{
		{Pattern: "GET /identite/{id}/attente", Handler: alive(identity, func(v *portal.Visit) error { return showWaiting(v, site, false) })},
		{Pattern: "POST /identite/{id}/suite", Handler: alive(identity, func(v *portal.Visit) error { return goOn(v, site, identity) })},
		{Pattern: "POST /identite/{id}/abandon", Handler: alive(identity, func(v *portal.Visit) error {
			v.Delete(requestKey(site, v.Path("id")))
			return identity.Cancel(v, v.Path("id"))
		})},
	}
}
