package aidantsconnect

import (
	"net/http"
	"slices"

	"demarcheablanc/simulators/portal"
)

// recapView is what is read aloud before the code.
type recapView struct {
	frame
	Name     string
	Born     string
	Themes   []Theme
	Span     Span
	Until    string // to the second, were the code typed now
	Renews   string
	Remote   bool
	Measures []portal.Option
	Money    bool     // the theme that needs a warning
	Replaced []string // themes of a mandate under way that this one replaces
}

func recapPage(v *portal.Visit, m helper) error {
	d, ok := draftOf(v, m)
	if !ok || d.next() != "/mandats/nouveau/recapitulatif" {
		return noDraft(v)
	}
	return showRecap(v, m, d)
}

func showRecap(v *portal.Visit, m helper, d Draft) error {
	person, _ := portal.PersonOf(v.Tx, d.Person)
	span, _ := spanOf(d.Days)
	page := recapView{
		frame: m.frame("nouveau"), Name: person.Name(), Born: plainDate(person.BirthDate), Themes: themesIn(d.Themes), Span: span,
		Until: toTheSecond(span.After(v.Now())), Renews: d.Renews, Remote: d.Mobile != "", Measures: measures[:],
		Money: slices.Contains(d.Themes, "argent"),
	}
	for _, running := range sameThemes(v, m, d) {
		page.Replaced = append(page.Replaced, running.Number)
	}
	return v.Render("recapitulatif.html", "Relire avec la personne", page)
}

// confirm makes the mandate, once everything was read, answered and proved.
func (s *service) confirm(v *portal.Visit, m helper) error {
	d, ok := draftOf(v, m)
	if !ok || d.next() != "/mandats/nouveau/recapitulatif" {
		v.Forget("code")
		return noDraft(v)
	}
	person, _ := portal.PersonOf(v.Tx, d.Person)
	measure := v.Value("mesure")
	known := slices.ContainsFunc(measures[:], func(o portal.Option) bool { return o.Value == measure })
	if !known {
		v.Problem("mesure", "Posez la question à "+person.Name()+", et cochez sa réponse.")
	}
	if v.Value("lu") == "" {
		v.Problem("lu", "Lisez ces informations à voix haute, répondez aux questions, puis cochez la case.")
	}
	if v.Refused() {
		v.Forget("code")
		return showRecap(v, m, d)
	}
	if cause := cannotGive(v, person, measure); cause != "" {
		v.Forget("code")
		return refuseDraft(v, m, person, measure, cause)
	}
	if cause := s.readCode(v, m.Aidant, "code", "mandat"); cause != "" {
		v.Problem("code", codeSentences[cause])
		return showRecap(v, m, d)
	}
	made := s.make(v, m, d)
	v.Delete(draftKey(v.Device))
	return v.Redirect("/mandats/" + made.Number + "/signature")
}

// cannotGive says why a person can give no mandate: what she answered, or what
// the situation knows of her, whatever was ticked.
func cannotGive(v *portal.Visit, p portal.Person, answered string) string {
	if cause := barred(v.Tx, p, v.Now()); cause != "" {
		return cause
	}
	if answered == measureNone {
		return ""
	}
	return answered
}

// refuseDraft ends a draft about somebody who can give no mandate.
func refuseDraft(v *portal.Visit, m helper, p portal.Person, answered, cause string) error {
	v.Delete(draftKey(v.Device))
	v.Witness(FactRefused, "personne", p.ID, "cause", cause, "repondu", answered)
	note(v.Tx, m.Structure, Entry{Aidant: m.Name, Action: actRefuse, Person: p.Name(), Detail: cause})
	return v.Stop(http.StatusForbidden, "Ce mandat ne peut pas être créé", barredSentence(p, cause), "/espace", "Revenir à mon espace")
}
