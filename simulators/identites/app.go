package identites

import (
	"fmt"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// Three wrong codes block an application for a day.
const (
	codeTries  = 3
	blockFor   = 24 * time.Hour
	codeLength = 6
)

// phoneApp is an application that answers the requests of one account.
type phoneApp struct{ site, title string }

type appPage struct {
	Name    string
	Blocked string   // until when the secret code is
	Request *Request // waits for an answer
	Done    string   // what became of the last one: Approved, Refused
}

func (p phoneApp) routes() []portal.Route {
	return []portal.Route{
		{Pattern: "GET /{$}", Handler: p.home},
		{Pattern: "POST /accepter", Handler: p.owned(p.approve)},
		{Pattern: "POST /refuser", Handler: p.owned(p.refuse)},
	}
}

// owned keeps an act for the phone on which the account is active.
func (p phoneApp) owned(act func(*portal.Visit, portal.Account) error) portal.Handler {
	return func(v *portal.Visit) error {
		a, _, ok := ownerOn(v.Tx, p.site, v.Device)
		if !ok {
			v.Forget("code")
			return v.Redirect("/")
		}
		return act(v, a)
	}
}

func (p phoneApp) home(v *portal.Visit) error {
	a, _, ok := ownerOn(v.Tx, p.site, v.Device)
	if !ok {
		return v.Render("vide.html", p.title, nil)
	}
	return p.show(v, a)
}

func (p phoneApp) show(v *portal.Visit, a portal.Account) error {
	person, _ := portal.PersonOf(v.Tx, a.Person)
	page := appPage{Name: person.Name(), Done: v.Request.URL.Query().Get("fait")}
	if a.LockedUntil.After(v.Now()) {
		page.Blocked = frtext.DateTime(a.LockedUntil)
	} else if r, ok := p.waiting(v, a); ok {
		page.Request = &r
	}
	return v.Render("appli.html", p.title, page)
}

func (p phoneApp) waiting(v *portal.Visit, a portal.Account) (Request, bool) {
	return requestWith(v.Tx, p.site, func(r Request) bool { return r.Account == a.ID })
}

// approve wants the secret code, and for France Identité the card before it.
func (p phoneApp) approve(v *portal.Visit, a portal.Account) error {
	r, ok := p.waiting(v, a)
	if !ok || a.LockedUntil.After(v.Now()) || p.site == France && !r.Card {
		v.Forget("code")
		return v.Redirect("/")
	}
	if len(portal.Digits(v.Value("code"))) != codeLength {
		v.Forget("code")
		v.Problem("code", "Votre code secret compte 6 chiffres.")
		return p.show(v, a)
	}
	if v.Judge(a, "code") != portal.SecretRight {
		return p.countWrong(v, a)
	}
	a.Fails = 0
	portal.PutAccount(v.Tx, a)
	r.State = Approved
	r.put(v.Tx)
	v.Witness(FactApproved, "fi", p.site, "personne", a.Person)
	return v.Redirect("/?fait=" + Approved)
}

func (p phoneApp) countWrong(v *portal.Visit, a portal.Account) error {
	a.Fails++
	if left := codeTries - a.Fails; left > 0 {
		portal.PutAccount(v.Tx, a)
		v.Problem("code", fmt.Sprintf("Ce n’est pas votre code. Il reste %s, puis l’application se bloque 24 heures.", frtext.Count(left, "essai", "essais")))
		return p.show(v, a)
	}
	a.Fails, a.LockedUntil = 0, v.Now().Add(blockFor)
	portal.PutAccount(v.Tx, a)
	v.Witness(FactBlocked, "fi", p.site, "personne", a.Person)
	return v.Redirect("/")
}

func (p phoneApp) refuse(v *portal.Visit, a portal.Account) error {
	v.Forget("code")
	if r, ok := p.waiting(v, a); ok {
		r.State = Refused
		r.put(v.Tx)
		v.Witness(FactRefused, "fi", p.site, "personne", a.Person)
	}
	return v.Redirect("/?fait=" + Refused)
}
