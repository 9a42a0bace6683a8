package aidantsconnect

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// helper is whoever is connected here: who she is, and for which structure.
type helper struct {
	Aidant
	Org Structure
}

// frame is what every page of the space shows around its own matter.
type frame struct {
	Who, Structure string
	Several        bool // she works for more than one structure
	Referent       bool
	Here           string // the entry of the menu
}

func (m helper) frame(here string) frame {
	return frame{m.Name, m.Org.Name, len(m.Also) > 0, m.Referent, here}
}

// connected is who has a session on this screen. idle says that she left the
// keyboard for long: a code must be typed again.
func connected(v *portal.Visit) (m helper, idle, ok bool) {
	session, ok := v.Session()
	if !ok {
		return helper{}, false, false
	}
	a, known := aidantOf(v.Tx, session.Account)
	if !known || a.Inactive {
		return helper{}, false, false
	}
	a = a.within(session.Data[sessionStructure])
	return helper{a, structureOf(v.Tx, a.Structure)}, v.Now().Sub(session.Seen) > idleLife, true
}

// member keeps a page for a connected helper. A form sent counts as a sign of
// life; a page read does not, so that reading changes nothing.
func member(page func(*portal.Visit, helper) error) portal.Handler {
	return func(v *portal.Visit) error {
		m, idle, ok := connected(v)
		switch {
		case !ok:
			return v.Redirect("/connexion?suite=" + url.QueryEscape(wanted(v)))
		case idle:
			return v.Redirect("/verification?suite=" + url.QueryEscape(wanted(v)))
		}
		if v.Request.Method == http.MethodPost {
			session, _ := v.Session()
			v.KeepSession(session)
		}
		return page(v, m)
	}
}

// wanted is the page to come back to once inside: a form that was refused at the
// door has to be filled again.
func wanted(v *portal.Visit) string {
	if v.Request.Method == http.MethodPost && !strings.HasPrefix(v.Request.URL.Path, "/identite/") {
		return "/espace"
	}
	return v.Request.URL.Path
}

// onward is where to go once inside: a path of this site, nothing else.
func onward(asked string) string {
	if !strings.HasPrefix(asked, "/") || strings.HasPrefix(asked, "//") || strings.ContainsAny(asked, "\\\r\n") {
		return "/espace"
	}
	return asked
}

type checkForm struct {
	Name, Next string
}

// checkPage asks for a code after fifteen minutes without a sign of life.
func checkPage(v *portal.Visit) error {
	m, idle, ok := connected(v)
	switch {
	case !ok:
		return v.Redirect("/connexion")
	case !idle:
		return v.Redirect(onward(v.Value("suite")))
	}
	return v.Render("verification.html", "Êtes-vous toujours là ?", checkForm{m.Name, onward(v.Value("suite"))})
}

func (s *service) check(v *portal.Visit) error {
	m, _, ok := connected(v)
	if !ok {
		v.Forget("code")
		return v.Redirect("/connexion")
	}
	if cause := s.readCode(v, m.Aidant, "code", "retour"); cause != "" {
		v.Problem("code", codeSentences[cause])
		return v.Render("verification.html", "Êtes-vous toujours là ?", checkForm{m.Name, onward(v.Value("suite"))})
	}
	session, _ := v.Session()
	v.KeepSession(session)
	note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actCheck})
	return v.Redirect(onward(v.Value("suite")))
}

func logout(v *portal.Visit) error {
	if m, _, ok := connected(v); ok {
		v.Witness(FactLeft, "aidant", m.ID)
	}
	v.CloseSession()
	v.Delete(draftKey(v.Device))
	return v.Redirect("/")
}

// toTheSecond writes a moment as a mandate ends: to the second.
func toTheSecond(t time.Time) string {
	t = t.In(frtext.Paris)
	return frtext.LongDate(t) + " à " + t.Format("15"+frtext.NBSP+"h"+frtext.NBSP+"04"+frtext.NBSP+"min"+frtext.NBSP+"05"+frtext.NBSP+"s")
}
