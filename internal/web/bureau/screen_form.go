package bureau

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/simulators/portal"
)

// mostMemory is how much of a form with files is kept in memory.
const mostMemory = 12 << 20

// readForm reads what was posted, files' names aside.
func readForm(s *house.Seated) (url.Values, error) {
	err := s.Request.ParseMultipartForm(mostMemory)
	if errors.Is(err, http.ErrNotMultipart) {
		err = nil
	}
	if err != nil {
		return nil, &house.Refusal{Status: http.StatusRequestEntityTooLarge, Title: "C’est trop long, ou illisible", Message: "Ce formulaire n’a pas pu être lu : 12 Mo au plus. Rien n’a été enregistré. Revenez en arrière et raccourcissez.", Link: s.Desk(), Label: "Revenir à mon bureau"}
	}
	return s.Request.PostForm, nil
}

const tooLong = "C’est trop long : 4 000 caractères au plus. Le début a été gardé, raccourcissez puis envoyez à nouveau."

// inspect refuses, before a service sees them, values that are too long or that
// may belong to somebody. It says whether anything was refused.
func inspect(v *portal.Visit) bool {
	names := make([]string, 0, len(v.Request.Form))
	for name := range v.Request.Form {
		names = append(names, name)
	}
	slices.Sort(names)
	refused := false
	for _, name := range names {
		if name == tokenField {
			continue
		}
		for i, value := range v.Request.Form[name] {
			if runes := []rune(value); len(runes) > longest {
				v.Request.Form[name][i] = string(runes[:longest])
				v.Problem(name, tooLong)
				refused = true
			}
			if kind, real := fictif.LooksReal(value); real {
				v.Problem(name, kind.Message())
				v.Forget(name)
				v.Witness(portal.FactRealRefused, "genre", string(kind))
				refused = true
				break
			}
		}
	}
	return refused
}

// refuseText is inspect for the desks' own fields: what to say about a text, or
// nothing.
func refuseText(text string) string {
	if len([]rune(text)) > longest {
		return tooLong
	}
	if kind, real := fictif.LooksReal(text); real {
		return kind.Message()
	}
	return ""
}
