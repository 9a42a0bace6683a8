package laposte

import (
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// alive keeps a page for a FranceConnect login that can still go on.
func (s *service) alive(page portal.Handler) portal.Handler {
	return func(v *portal.Visit) error {
		if err := s.identity.Check(v, v.Path("id")); err != nil {
			return portal.Fail(v, err)
		}
		return page(v)
	}
}

type identifyForm struct{ Login string }

func identify(v *portal.Visit) error {
	return v.Render("identite.html", "Se connecter avec "+name, identifyForm{v.Path("id")})
}

func loginPath(v *portal.Visit, page string) string { return "/identite/" + v.Path("id") + page }

// notify sends the request to the phone, if the identity is active on one.
func notify(v *portal.Visit) error {
	h, ok := known(v)
	if !ok {
		return identify(v)
	}
	v.Remember(rememberedNumber, h.Identifier)
	if h.State != StateActivated || h.blocked(v.Now()) {
		cause := "identité non activée"
		if h.State == StateActivated {
			cause = "code bloqué"
		}
		v.Witness(portal.FactLoginRefused, "site", ID, "cause", cause, "personne", h.Person)
		return v.Redirect(loginPath(v, "/etat"))
	}
	sendNotification(v, h)
	return v.Redirect(loginPath(v, "/attente"))
}

func sendNotification(v *portal.Visit, h holder) {
	screen, _ := portal.DeviceOf(v.Tx, v.Device)
	Notification{
		Number: h.Identifier, Login: v.Path("id"), Person: h.Person, Service: "FranceConnect", From: screen.Name,
		Asked: v.Now(), Expires: v.Now().Add(notificationLife), State: Waiting,
	}.put(v.Tx)
	portal.SendSMS(v.Tx, portal.SMS{
		Number: h.Identifier, From: name,
		Text: portal.Mark + " Une demande de connexion vous attend dans l’application Identité. Si elle ne vient pas de vous, refusez-la.",
	})
	v.Witness(FactNotificationSent, "personne", h.Person, "service", "FranceConnect")
}

// notReady says why this identity cannot serve now, and how to make it.
func notReady(v *portal.Visit) error {
	h, ok := holderOfNumber(v.Tx, v.Remembered(rememberedNumber))
	if !ok {
		return v.Redirect(loginPath(v, ""))
	}
	page := newStatePage(h, v.Path("id"))
	title := "Votre identité n’est pas encore activée"
	switch {
	case h.blocked(v.Now()):
		title, page.Sentence = "Votre code secret est bloqué", blockedSentence(h)
	case h.State == StateActivated:
		title = "Votre identité est activée"
	}
	return v.Render("identite-etat.html", title, page)
}

func blockedSentence(h holder) string {
	return "Trois codes faux ont été saisis dans l’application : par sécurité, elle est bloquée jusqu’au " + frtext.DateTime(h.LockedUntil) + "."
}

type waitingPage struct {
	Login, Number string
	State         string // Waiting, Approved, Refused, "tard"
	Pressed       bool   // « J’ai confirmé » was pressed before the phone answered
	Until         string
}

// waiting finds the request of this login.
func waiting(v *portal.Visit) (Notification, bool) {
	n, ok := notificationFor(v.Tx, v.Remembered(rememberedNumber))
	return n, ok && n.Login == v.Path("id")
}

func waitForPhone(v *portal.Visit) error {
	n, ok := waiting(v)
	if !ok {
		return v.Redirect(loginPath(v, ""))
	}
	return showWaiting(v, n, false)
}

func showWaiting(v *portal.Visit, n Notification, pressed bool) error {
	page := waitingPage{v.Path("id"), endOf(n.Number), n.State, pressed, frtext.Clock(n.Expires)}
	title := "Confirmez sur votre téléphone"
	h, _ := holderOfNumber(v.Tx, n.Number)
	switch {
	case n.State == Refused:
		title = "La demande a été refusée sur le téléphone"
	case n.State == Waiting && h.blocked(v.Now()):
		return v.Redirect(loginPath(v, "/etat"))
	case n.State == Waiting && !n.pending(v.Now()):
		title, page.State = "La demande est restée sans réponse", "tard"
	}
	return v.Render("identite-attente.html", title, page)
}

// goOn transmits the identity once the phone has approved.
func (s *service) goOn(v *portal.Visit) error {
	n, ok := waiting(v)
	if !ok {
		return v.Redirect(loginPath(v, ""))
	}
	if n.State != Approved {
		return showWaiting(v, n, true)
	}
	h, _ := holderOfNumber(v.Tx, n.Number)
	person, _ := portal.PersonOf(v.Tx, h.Person)
	v.Delete(notificationKey(n.Number))
	v.Witness(FactIdentityTransmitted, "personne", h.Person)
	return s.identity.Grant(v, v.Path("id"), person, h.Email)
}

func (s *service) giveUp(v *portal.Visit) error { return s.identity.Cancel(v, v.Path("id")) }
