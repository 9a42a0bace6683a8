package aidantsconnect

import (
	"slices"

	"demarcheablanc/simulators/portal"
)

// holder is somebody who gave, or had given, a mandate to the structure.
type holder struct {
	Person, Name string
	Themes       []Theme // those under way
	State        string  // of the last mandate, when none runs
	Until        string  // its end
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
		h := holder{Person: c.Person, Name: c.person(v.Tx).Name(), State: c.State(v.Now()), Until: toTheSecond(c.Until)}
		h.Themes = themesIn(usableThemes(v, m, c.Person))
		if len(h.Themes) > 0 {
			running = append(running, h)
		} else {
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
	return v.Render("pour-qui.html", "Pour qui agissez-vous ?", page)
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
