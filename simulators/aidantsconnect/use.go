package aidantsconnect

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// request is a login that FranceConnect asks for: for which service.
type request struct {
	ID      string
	Service portal.AskedService
}

// covering lists the themes that lead to the service: those of its registration,
// or those of our own table.
func (r request) covering() []string {
	if len(r.Service.Themes) > 0 {
		return r.Service.Themes
	}
	return covering[r.Service.ID]
}

// Path is one of its pages, here.
func (r request) Path(page string) string { return "/identite/" + url.PathEscape(r.ID) + page }

// alive keeps a page for a login that can still go on.
func (s *service) alive(page func(*portal.Visit, request) error) portal.Handler {
	return func(v *portal.Visit) error {
		id := v.Path("id")
		if err := s.identity.Check(v, id); err != nil {
			return portal.Fail(v, err)
		}
		service, err := s.identity.Asked(v, id)
		if err != nil {
			return portal.Fail(v, err)
		}
		return page(v, request{id, service})
	}
}

// asked is alive, and for a helper.
func (s *service) asked(page func(*portal.Visit, helper, request) error) portal.Handler {
	return s.alive(func(v *portal.Visit, r request) error {
		return member(func(v *portal.Visit, m helper) error { return page(v, m, r) })(v)
	})
}

type themeView struct {
	frame
	Request request
	Name    string
	Themes  []themeUse
}

// themeUse is one theme that a mandate gives, and for how long yet.
type themeUse struct {
	Theme
	Until, Left string
}

func themePage(v *portal.Visit, m helper, r request) error {
	person, ok := portal.PersonOf(v.Tx, v.Remembered(chosenKey(r.ID)))
	if !ok {
		return v.Redirect(r.Path(""))
	}
	page := themeView{frame: m.frame("utiliser"), Request: r, Name: person.Name()}
	for _, t := range themes {
		if mandate, ok := usable(v, m, person.ID, t.Key); ok {
			page.Themes = append(page.Themes, themeUse{t, toTheSecond(mandate.Until), frtext.Duration(mandate.Until.Sub(v.Now()))})
		}
	}
	return v.Render("pour-quoi.html", "Pour quelle démarche ?", page)
}

// chooseTheme is where a mandate opens a service, or does not.
func (s *service) chooseTheme(v *portal.Visit, m helper, r request) error {
	person, ok := portal.PersonOf(v.Tx, v.Remembered(chosenKey(r.ID)))
	if !ok {
		return v.Redirect(r.Path(""))
	}
	theme, ok := themeNamed(v.Value("theme"))
	if !ok {
		v.Problem("theme", "Choisissez le thème de la démarche que "+person.Name()+" vous demande.")
		return themePage(v, m, r)
	}
	if reason := s.unusable(v, m, person); reason != "" {
		return s.refuse(v, m, r, person, reason)
	}
	mandate, ok := usable(v, m, person.ID, theme.Key)
	if !ok || !slices.Contains(r.covering(), theme.Key) {
		v.Witness(FactOutOfScope, "personne", person.ID, "service", r.Service.ID, "theme", theme.Key)
		return s.refuse(v, m, r, person, portal.MandateOutOfScope)
	}
	use(v, m, r, person, mandate, theme)
	return s.identity.GrantFor(v, r.ID, person, mandate.Email, portal.Actor{Name: m.Name, Structure: m.Org.Name, Mandate: mandate.Number, Theme: theme.Key})
}

// use leaves the three traces of a use: the journal, the witness, the notice.
func use(v *portal.Visit, m helper, r request, p portal.Person, mandate Mandate, theme Theme) {
	note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actUse, Person: p.Name(), Detail: r.Service.Name + ", " + titles([]string{theme.Key}) + ", mandat " + mandate.Number})
	v.Witness(FactUsed, "personne", p.ID, "service", r.Service.ID, "aidant", m.ID, "theme", theme.Key, "mandat", mandate.Number,
		"signe", yesNo(mandate.Signed()), "jusqua", mandate.Until.UTC().Format(time.RFC3339))
	tell(v, m, r, p, mandate, theme)
}

// giveUp goes back to FranceConnect without anybody; a refusal says why. Whoever
// stands at the door without a card can turn back as well.
func (s *service) giveUp(v *portal.Visit, r request) error {
	if reason := v.Value("motif"); refusals[reason] != "" {
		return s.identity.RefuseMandate(v, r.ID, reason)
	}
	return s.identity.Cancel(v, r.ID)
}

type refusedView struct {
	frame
	Request request
	Reason  string
	Message string
	Name    string
	Allowed string // the themes that would do
	Number  string // the mandate to renew, if one can be
}

func refusedPage(v *portal.Visit, m helper, r request) error {
	reason := v.Path("motif")
	if refusals[reason] == "" {
		return v.Redirect(r.Path(""))
	}
	person, _ := portal.PersonOf(v.Tx, v.Value("personne"))
	page := refusedView{frame: m.frame("utiliser"), Request: r, Reason: reason, Message: refusals[reason], Name: person.Name()}
	if reason == portal.MandateOutOfScope {
		page.Allowed = titles(r.covering())
	}
	for _, old := range mandates(v.Tx, func(c Mandate) bool { return c.Structure == m.Structure && c.Person == person.ID }) {
		if reason == portal.MandateExpired && old.Renewable(v.Now()) {
			page.Number = old.Number
			break
		}
	}
	return v.RenderStatus(http.StatusForbidden, "refus.html", "Ce mandat n’ouvre pas "+r.Service.Name, page)
}
