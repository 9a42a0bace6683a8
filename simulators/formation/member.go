package formation

import (
	"net/http"

	"demarcheablanc/simulators/portal"
)

// holder is who is logged in, how, and what the service knows of her.
type holder struct {
	session portal.Session
	account portal.Account
	person  portal.Person
	rights  Rights
}

// dataLevel is where a session keeps its level.
const dataLevel = "niveau"

func (h holder) level() string { return h.session.Data[dataLevel] }

// frame is what the head of every logged-in page shows.
type frame struct {
	Name    string
	Section string // the entry of the menu that is the present page
	Level   string
}

func (h holder) frame(section string) frame { return frame{h.person.Name(), section, h.level()} }

// member guards the pages of the account: without a login, it sends to the door.
func member(handle func(*portal.Visit, holder) error) portal.Handler {
	return func(v *portal.Visit) error {
		session, ok := v.Session()
		if !ok {
			return outside(v)
		}
		account, found := accountNamed(v.Tx, session.Account)
		person, known := portal.PersonOf(v.Tx, session.Person)
		if !found || !known {
			return outside(v)
		}
		if v.Request.Method == http.MethodPost {
			v.KeepSession(session)
		}
		return handle(v, holder{session, account, person, rightsOf(v.Tx, account.ID)})
	}
}

func outside(v *portal.Visit) error {
	if v.SessionExpired() {
		v.Witness(portal.FactSessionExpired, "site", ID)
		v.CloseSession()
	}
	return v.Redirect("/connexion")
}

type accountPage struct {
	frame
	FirstName string
	Balance   int64
	Waiting   []view // proposals to decide on
	Others    []view
	Elsewhere bool // something in the log was not done from here
}

func (s *service) account(v *portal.Visit, h holder) error {
	page := accountPage{frame: h.frame("compte"), FirstName: h.person.GivenNames[0], Balance: balance(v.Tx, h.account.ID)}
	for _, d := range dossiersOf(v.Tx, h.account.ID) {
		if one := s.view(v, d); one.Standing == stateProposed {
			page.Waiting = append(page.Waiting, one)
		} else {
			page.Others = append(page.Others, one)
		}
	}
	for _, line := range logOf(v.Tx, h.account.ID) {
		page.Elsewhere = page.Elsewhere || line.Elsewhere
	}
	return v.Render("compte.html", "Bonjour "+page.FirstName, page)
}

type rightsPage struct {
	frame
	Rights  Rights
	Balance int64
	Spent   int64
}

func rights(v *portal.Visit, h holder) error {
	left := balance(v.Tx, h.account.ID)
	return v.Render("droits.html", "Mes droits", rightsPage{h.frame("droits"), h.rights, left, h.rights.Total - left})
}

type activityPage struct {
	frame
	Lines []Line // the newest first
}

func activity(v *portal.Visit, h holder) error {
	lines := logOf(v.Tx, h.account.ID)
	page := activityPage{frame: h.frame("activite")}
	for n := len(lines) - 1; n >= 0; n-- {
		page.Lines = append(page.Lines, lines[n])
	}
	v.Witness(FactActivity, "personne", h.person.ID)
	return v.Render("activite.html", "Activité de mon compte", page)
}

type detailsPage struct {
	frame
	Email, Mobile string // masked
	Changed       bool
}

const rememberedChanged = "change"

func details(v *portal.Visit, h holder) error {
	return v.Render("informations.html", "Mes informations", detailsPage{
		h.frame("informations"), portal.MaskedEmail(h.account.Email), maskedPhone(h.account.Mobile), v.Remembered(rememberedChanged) != "",
	})
}

type newSecretForm struct{ frame }

func newSecretPage(v *portal.Visit, h holder) error {
	return v.Render("mot_de_passe.html", "Changer mon mot de passe", newSecretForm{h.frame("informations")})
}

func (s *service) newSecret(v *portal.Visit, h holder) error {
	if !s.access.ChooseSecret(v, h.account, fieldSecret, fieldAgain) {
		return newSecretPage(v, h)
	}
	note(v.Tx, h.account.ID, "Mot de passe changé, depuis : "+screenName(v), false)
	v.Remember(rememberedChanged, "oui")
	return v.Redirect("/informations")
}
