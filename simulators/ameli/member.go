package ameli

import (
	"net/http"

	"demarcheablanc/simulators/portal"
)

// holder is who is logged in, and what ameli knows of her.
type holder struct {
	session portal.Session
	account portal.Account
	insured Insured
	record  Record
	person  portal.Person
}

// frame is what the head of every logged-in page shows.
type frame struct {
	Name    string
	Section string // the entry of the menu that is the present page
}

func (h holder) frame(section string) frame { return frame{Name: h.person.Name(), Section: section} }

// member guards the pages of the account: without a login, it sends to the door;
// before the end of a first login, back to it; to new terms, while they wait.
func member(handle func(*portal.Visit, holder) error) portal.Handler {
	return entered(func(v *portal.Visit, h holder) error {
		if h.account.State == stateFirst {
			return v.Redirect("/premiere-connexion")
		}
		if mustAccept(v, h) {
			return v.Redirect("/conditions")
		}
		return handle(v, h)
	})
}

// beginner guards the pages of a first login.
func beginner(handle func(*portal.Visit, holder) error) portal.Handler {
	return entered(func(v *portal.Visit, h holder) error {
		if h.account.State != stateFirst {
			return v.Redirect("/compte")
		}
		return handle(v, h)
	})
}

func entered(handle func(*portal.Visit, holder) error) portal.Handler {
	return func(v *portal.Visit) error {
		h, ok := holding(v)
		if !ok {
			return outside(v)
		}
		if v.Request.Method == http.MethodPost {
			v.KeepSession(h.session)
		}
		return handle(v, h)
	}
}

// holding is who is logged in on this screen.
func holding(v *portal.Visit) (holder, bool) {
	session, ok := v.Session()
	account, found := portal.AccountWith(v.Tx, ID, func(a portal.Account) bool { return a.ID == session.Account })
	person, known := portal.PersonOf(v.Tx, session.Person)
	if !ok || !found || !known {
		return holder{}, false
	}
	record, _ := recordOf(v.Tx, person.ID)
	return holder{session, account, insuredOf(v.Tx, account.ID), record, person}, true
}

func outside(v *portal.Visit) error {
	if session, ok := v.Session(); ok && session.Account == "" {
		return v.Redirect("/creer-un-compte/franceconnect")
	}
	if !v.SessionExpired() {
		return v.Redirect("/connexion")
	}
	v.Witness(portal.FactSessionExpired, "site", ID)
	return v.RenderStatus(http.StatusUnauthorized, "expiree.html", "Votre session est terminée", nil)
}

type accountPage struct {
	frame
	FirstName string
	OldEmail  string // masked; empty when there is nothing to ask about it
	NoEmail   bool
	Since     Insured
	Unread    int
}

func (s *service) account(v *portal.Visit, h holder) error {
	page := accountPage{frame: h.frame("compte"), FirstName: h.person.GivenNames[0], Since: h.insured, NoEmail: h.account.Email == "", Unread: len(h.insured.Messages)}
	if emailIsOld(h.insured, v.Now()) {
		page.OldEmail = portal.MaskedEmail(h.account.Email)
	}
	return v.Render("compte.html", "Bonjour "+page.FirstName, page)
}

type messagesPage struct {
	frame
	Messages []Message
}

func (s *service) messages(v *portal.Visit, h holder) error {
	return v.Render("messages.html", "Mes messages", messagesPage{h.frame("messages"), h.insured.Messages})
}

type connectionsPage struct {
	frame
	Lines []connectionLine
}

type connectionLine struct {
	Connection
	Label string
	Now   bool // the present one
}

func (s *service) connections(v *portal.Visit, h holder) error {
	page := connectionsPage{frame: h.frame("connexions")}
	for _, c := range connectionsOf(v.Tx, h.account.ID) {
		page.Lines = append(page.Lines, connectionLine{c, viaLabel(c.Via), c.At.Equal(h.session.Opened)})
	}
	return v.Render("connexions.html", "Mes connexions", page)
}
