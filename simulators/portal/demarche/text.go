package demarche

import (
	"fmt"
	"slices"
	"strings"

	"demarcheablanc/internal/frtext"
)

// phrase is a text with names between < and >, cut once when the file is loaded:
// even parts are text, odd ones are names.
type phrase []string

func cut(text string) (phrase, error) {
	var p phrase
	for {
		before, rest, found := strings.Cut(text, "<")
		p = append(p, before)
		if !found {
			return p, nil
		}
		name, after, closed := strings.Cut(rest, ">")
		if !closed {
			return nil, fmt.Errorf("« %s » : le signe < ouvre un nom, que > doit fermer", text)
		}
		p, text = append(p, name), after
	}
}

// in writes a phrase for a case.
func (p phrase) in(c *Case) string {
	if len(p) == 1 {
		return p[0]
	}
	var b strings.Builder
	for i, part := range p {
		if i%2 == 1 {
			part = c.word(part)
		}
		b.WriteString(part)
	}
	return b.String()
}

// builtins are the names that every text may hold.
var builtins = []string{"personne", "numero", "transmis_le"}

// check says whether the names of a phrase are known.
func (p phrase) check(known []string) error {
	for i := 1; i < len(p); i += 2 {
		if !slices.Contains(known, p[i]) {
			return fmt.Errorf("« <%s> » n’est le nom de rien%s", p[i], frtext.DidYouMean(p[i], known))
		}
	}
	return nil
}
