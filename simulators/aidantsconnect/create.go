package aidantsconnect

import (
	"slices"
	"strconv"
	"strings"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

// themeChoice is one box of a list of themes.
type themeChoice struct {
	Theme
	Ticked bool
}

// chooseView is the page where themes and length are chosen, for a new mandate
// or to renew one.
type chooseView struct {
	frame
	Path   string // where the form goes
	Renews string // number of the mandate renewed
	Name   string // the person's, when renewing
	Themes []themeChoice
	Spans  []Span
	Days   string
}

// ticked reads a list of themes: each has a box of its own.
func ticked(v *portal.Visit) []string {
	var keys []string
	for _, t := range themes {
		if v.Value("theme_"+t.Key) != "" {
			keys = append(keys, t.Key)
		}
	}
	return keys
}

// choices lists what this structure may offer, as it was ticked.
func choices(v *portal.Visit, m helper) []themeChoice {
	var all []themeChoice
	for _, t := range themesIn(m.Org.Themes) {
		all = append(all, themeChoice{t, slices.Contains(ticked(v), t.Key)})
	}
	return all
}

func newPage(v *portal.Visit, m helper) error {
	return v.Render("nouveau.html", "Créer un mandat", chooseView{
		frame: m.frame("nouveau"), Path: "/mandats/nouveau", Themes: choices(v, m), Spans: spans[:], Days: v.Value("duree"),
	})
}

// chosen reads themes, length and the way to agree. False, with problems set,
// when something is missing.
func chosen(v *portal.Visit, m helper) (Draft, bool) {
	d := Draft{Aidant: m.ID, Structure: m.Structure, At: v.Now()}
	for _, key := range ticked(v) {
		if slices.Contains(m.Org.Themes, key) {
			d.Themes = append(d.Themes, key)
		}
	}
	if len(d.Themes) == 0 {
		v.Problem("themes", "Choisissez au moins un thème : celui de la démarche d’aujourd’hui.")
	}
	days, _ := strconv.Atoi(v.Value("duree"))
	span, ok := spanOf(days)
	if !ok {
		v.Problem("duree", "Choisissez une durée : la plus courte qui suffise.")
	}
	d.Days = span.Days
	if v.Value("distance") != "" {
		d.Mobile = readMobile(v)
	}
	return d, !v.Refused()
}

// readMobile reads the number where an absent person gets her messages.
func readMobile(v *portal.Visit) string {
	number := portal.Digits(v.Value("mobile"))
	if fictif.CheckPhone(number) != nil || !strings.HasPrefix(number, "06") {
		if _, real := fictif.LooksReal(v.Value("mobile")); real {
			v.Forget("mobile")
			v.Witness(portal.FactRealRefused, "site", ID)
		}
		v.Problem("mobile", "Saisissez le mobile de la personne : 10 chiffres, qui commencent dans l’exercice par 06 39 98.")
		return ""
	}
	return number
}

func (s *service) choose(v *portal.Visit, m helper) error {
	d, ok := chosen(v, m)
	if !ok {
		return newPage(v, m)
	}
	return begin(v, m, d)
}

// begin keeps the draft, asks for the absent person's consent, and goes on.
func begin(v *portal.Visit, m helper, d Draft) error {
	v.Witness(FactChosen, "themes", joined(d.Themes), "duree", strconv.Itoa(d.Days), "distance", yesNo(d.Mobile != ""))
	if d.Mobile != "" {
		askConsent(v, m, &d)
	}
	putDraft(v, d)
	return v.Redirect(d.next())
}

func yesNo(b bool) string {
	if b {
		return "oui"
	}
	return "non"
}
