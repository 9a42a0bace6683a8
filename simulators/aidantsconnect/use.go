package aidantsconnect

import (
	"net/http"
	"net/url"
	"slices"

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

// asked keeps a page for a login that can still go on, and for a helper.
func (s *service) asked(page func(*portal.Visit, helper, request) error) portal.Handler {
	return func(v *portal.Visit) error {
		id := v.Path("id")
		if err := s.identity.Check(v, id); err != nil {
			return portal.Fail(v, err)
		}
		service, err := s.identity.Asked(v, id)
		if err != nil {
			return portal.Fail(v, err)
		}
		return member(func(v *portal.Visit, m helper) error { return page(v, m, request{id, service}) })(v)
	}
}

// holder is somebody who gave, or had given, a mandate to the structure.
type holder struct {
	Person, Name string
	Themes       string
	Until        string // the latest end
	Number       string // of the mandate that ended last, when none runs
}

// holders lists those with a mandate under way, then those without any more.
func holders(v *portal.Visit, m helper) (running, ended []holder) {
	seen := map[string]bool{}
	ours := mandates(v.Tx, func(c Mandate) bool { return c.Structure == m.Structure })
	for _, c := range ours {
		if seen[c.Person] {
			continue
		}
		seen[c.Person] = true
		h := holder{Person: c.Person, Name: c.person(v.Tx).Name(), Until: toTheSecond(c.Until), Number: c.Number}
		if themes := usableThemes(v, m, c.Person); len(themes) > 0 {
			h.Themes = titles(themes)
			running = append(running, h)
		} else {
			h.Themes = c.State(v.Now())
			ended = append(ended, h)
		}
	}
	return running, ended
}

// usable finds the mandate of this structure that gives a theme for a person.
func usable(v *portal.Visit, m helper, person, theme string) (Mandate, bool) {
	all := mandates(v.Tx, func(c Mandate) bool {
		return c.Structure == m.Structure && c.Person == person && c.Usable(v.Now()) && slices.Contains(c.Live(), theme)
	})
	if len(all) == 0 {
		return Mandate{}, false
	}
	return all[0], true
}

// usableThemes lists what can be done for a person now.
func usableThemes(v *portal.Visit, m helper, person string) []string {
	var keys []string
	for _, t := range themes {
		if _, ok := usable(v, m, person, t.Key); ok {
			keys = append(keys, t.Key)
		}
	}
	return keys
}

type whoView struct {
	frame
	Request        request
	Running, Ended []holder
}

func whoPage(v *portal.Visit, m helper, r request) error {
	page := whoView{frame: m.frame("utiliser"), Request: r}
	page.Running, page.Ended = holders(v, m)
	return v.Render("pour-qui.html", "Pour qui agissez-vous ?", page)
}

// chosenKey is where the browser remembers for whom one login is.
func chosenKey(id string) string { return "pour." + id }

func (s *service) chooseWho(v *portal.Visit, m helper, r request) error {
	person, ok := portal.PersonOf(v.Tx, v.Value("personne"))
	if !ok {
		v.Problem("personne", "Choisissez une des personnes qui vous ont donné un mandat.")
		return whoPage(v, m, r)
	}
	if reason := s.unusable(v, m, person); reason != "" {
		return s.refuse(v, m, r, person, reason)
	}
	v.Remember(chosenKey(r.ID), person.ID)
	return v.Redirect(r.Path("/theme"))
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
	return v.Render("pour-quoi.html", "Pour quelle démarche ?", page)
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
	return s.identity.GrantFor(v, r.ID, person, mandate.Email, portal.Actor{Name: m.Name, Structure: m.At.Name, Mandate: mandate.Number, Theme: theme.Key})
}

// use leaves the three traces of a use: the journal, the witness, the notice.
func use(v *portal.Visit, m helper, r request, p portal.Person, mandate Mandate, theme Theme) {
	note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actUse, Person: p.Name(), Detail: r.Service.Name + ", " + titles([]string{theme.Key}) + ", mandat " + mandate.Number})
	v.Witness(FactUsed, "personne", p.ID, "service", r.Service.ID, "aidant", m.ID, "theme", theme.Key, "mandat", mandate.Number, "signe", yesNo(mandate.Signed()))
	tell(v, m, r, p, mandate, theme)
}

// giveUp goes back to FranceConnect without anybody; a refusal says why.
func (s *service) giveUp(v *portal.Visit, _ helper, r request) error {
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
