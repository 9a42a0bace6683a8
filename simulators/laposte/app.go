package laposte

import (
	"fmt"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

type appPage struct {
	Name    string
	Since   string        // when verified
	Blocked string        // until when the secret code is
	Request *Notification // waits for an answer
	State   string        // the answer just given: Approved, Refused
}

// appHome is the identity on this phone and what waits for an answer, or the
// first run.
func appHome(v *portal.Visit) error {
	h, ok := holderOn(v.Tx, v.Device)
	if !ok {
		return v.Render("bienvenue.html", "Bienvenue", plainPage{})
	}
	return showApp(v, h)
}

func showApp(v *portal.Visit, h holder) error {
	p, _ := portal.PersonOf(v.Tx, h.Person)
	page := appPage{Name: p.Name(), Since: frtext.Date(h.Verified)}
	if h.blocked(v.Now()) {
		page.Blocked = frtext.DateTime(h.LockedUntil)
	}
	title := "Mon identité"
	n, ok := notificationFor(v.Tx, h.Identifier)
	switch {
	case !ok || page.Blocked != "" || !v.Now().Before(n.Expires):
	case n.State == Waiting:
		page.Request, title = &n, "Est-ce bien vous ?"
	default:
		page.State = n.State
	}
	return v.Render("identite.html", title, page)
}

// activated keeps a page for the phone that an identity is active on.
func activated(page func(*portal.Visit, holder) error) portal.Handler {
	return func(v *portal.Visit) error {
		h, ok := holderOn(v.Tx, v.Device)
		if !ok {
			return v.Redirect("/")
		}
		return page(v, h)
	}
}

// answerable is the request to answer, if it is still time. Otherwise the code
// that may have been typed is dropped unread.
func answerable(v *portal.Visit, h holder) (Notification, bool) {
	n, ok := notificationFor(v.Tx, h.Identifier)
	if !ok || !n.pending(v.Now()) || h.blocked(v.Now()) {
		v.Forget("code")
		return n, false
	}
	return n, true
}

func approve(v *portal.Visit, h holder) error {
	n, ok := answerable(v, h)
	if !ok {
		return v.Redirect("/")
	}
	if !readCode(v, "code", "Votre code secret compte 6 chiffres.") {
		return showApp(v, h)
	}
	if v.Judge(h.Account, "code") != portal.SecretRight {
		return countWrong(v, h)
	}
	h.Fails = 0
	portal.PutAccount(v.Tx, h.Account)
	n.State = Approved
	n.put(v.Tx)
	v.Witness(FactNotificationApproved, "personne", h.Person, "service", n.Service)
	return v.Redirect("/")
}

func countWrong(v *portal.Visit, h holder) error {
	h.Fails++
	if left := secretTries - h.Fails; left > 0 {
		portal.PutAccount(v.Tx, h.Account)
		v.Problem("code", fmt.Sprintf("Ce n’est pas votre code. Il reste %s, puis l’application se bloque 24 heures.", frtext.Count(left, "essai", "essais")))
		return showApp(v, h)
	}
	h.Fails, h.LockedUntil = 0, v.Now().Add(blockFor)
	portal.PutAccount(v.Tx, h.Account)
	v.Witness(FactCodeBlocked, "personne", h.Person, "jusqu’à", frtext.DateTime(h.LockedUntil))
	return v.Redirect("/")
}

func refuse(v *portal.Visit, h holder) error {
	n, ok := answerable(v, h)
	if !ok {
		return v.Redirect("/")
	}
	n.State = Refused
	n.put(v.Tx)
	v.Witness(FactNotificationRefused, "personne", h.Person, "service", n.Service)
	return v.Redirect("/")
}
