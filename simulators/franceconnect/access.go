package franceconnect

import (
	"slices"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

type accessLine struct {
	UID, Title string
	Blocked    bool
}

type accessPage struct {
	Name  string
	Lines []accessLine
}

// accessPage lets people keep an account from being used in their name.
func (s *service) accessPage(v *portal.Visit) error {
	session, ok := herself(v)
	if !ok {
		return v.Render("sans-session.html", "Gérer mes accès", nil)
	}
	holder, _ := sandbox.Get[Holder](v.Tx, holderKey(session.Person))
	page := accessPage{Name: nameOf(v, session.Person)}
	for _, a := range s.accounts(v.Tx, "") {
		if a.provider != nil {
			page.Lines = append(page.Lines, accessLine{a.UID, a.Title, slices.Contains(holder.Blocked, a.UID)})
		}
	}
	return v.Render("acces.html", "Gérer mes accès", page)
}

// access blocks an account, or unblocks it.
func (s *service) access(v *portal.Visit) error {
	session, ok := herself(v)
	if !ok {
		return v.Redirect("/acces")
	}
	a, ok := s.accountNamed(v.Tx, "", v.Value("fi"))
	if !ok || a.provider == nil {
		v.Problem("fi", "Choisissez un des comptes de la liste.")
		return s.accessPage(v)
	}
	holder, _ := sandbox.Get[Holder](v.Tx, holderKey(session.Person))
	if slices.Contains(holder.Blocked, a.UID) {
		holder.Blocked = slices.DeleteFunc(holder.Blocked, func(uid string) bool { return uid == a.UID })
		v.Put(holderKey(session.Person), holder)
		v.Witness(FactUnblocked, "fi", a.UID, "personne", session.Person)
	} else {
		block(v, session.Person, a.UID)
	}
	v.KeepSession(session)
	return v.Redirect("/acces")
}

// block keeps an account from being used in a person's name.
func block(v *portal.Visit, person, account string) {
	holder, _ := sandbox.Get[Holder](v.Tx, holderKey(person))
	if slices.Contains(holder.Blocked, account) {
		return
	}
	holder.Blocked = append(holder.Blocked, account)
	v.Put(holderKey(person), holder)
	v.Witness(FactBlocked, "fi", account, "personne", person)
}
