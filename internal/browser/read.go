package browser

import (
	"context"
	"fmt"
	"strings"
)

// Text is what can be read now, line by line as the browser lays it out, frames
// included. CSS capitals are capitals here too.
func (p *Page) Text() string {
	p.t.Helper()
	return strings.TrimSpace(await[string](p, "lire la page", request{Verb: "text"}, nil))
}

// See waits until the text can be read. Spaces, case and the kind of apostrophe
// don't count; what fields hold isn't looked at (see Value).
func (p *Page) See(text string) {
	p.t.Helper()
	await(p, "voir « "+text+" »", request{Verb: "text"}, func(got string) error {
		if !holds(got, text) {
			return fmt.Errorf("pas à l'écran")
		}
		return nil
	})
}

// DontSee waits until the text can't be read any more. It says nothing of what
// may appear later: first See what shows that the page is there.
func (p *Page) DontSee(text string) {
	p.t.Helper()
	await(p, "ne pas voir « "+text+" »", request{Verb: "text"}, func(got string) error {
		if holds(got, text) {
			return fmt.Errorf("encore à l'écran")
		}
		return nil
	})
}

// Sees reports whether the text can be read now, without waiting: for journeys
// that may go two ways.
func (p *Page) Sees(text string) bool {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	got, err := ask[string](ctx, p, request{Verb: "text"})
	return err == nil && holds(got, text)
}

func holds(text, part string) bool {
	return strings.Contains(strings.ToLower(tidy(text)), strings.ToLower(tidy(part)))
}

// Heading is the page's main heading, "" if there is none.
func (p *Page) Heading() string {
	p.t.Helper()
	return await[string](p, "lire le titre", request{Verb: "heading"}, nil)
}

// Value is what the field or list with this label holds.
func (p *Page) Value(label string) string {
	p.t.Helper()
	return await[string](p, "lire « "+label+" »", request{Verb: "value", Name: label}, nil)
}

// Chosen reports whether the radio button or box with this label is on.
func (p *Page) Chosen(label string) bool {
	p.t.Helper()
	return await[bool](p, "lire « "+label+" »", request{Verb: "checked", Name: label}, nil)
}

// Focused is the accessible name of what has the keyboard's focus, "" if
// nothing has.
func (p *Page) Focused() string {
	p.t.Helper()
	return await[string](p, "lire le focus", request{Verb: "focused"}, nil)
}

// Asked tells what answers a label, or the beginning of one: "field", "select",
// "choice" (a radio button or a box), or "question", whose answers are choices
// within it; and its whole name.
func (p *Page) Asked(label string) (kind, name string) {
	p.t.Helper()
	type control struct {
		Kind string `json:"kind"`
		Name string `json:"name"`
	}
	found := await[control](p, "trouver le champ « "+label+" »", request{Verb: "asked", Name: label}, nil)
	return found.Kind, found.Name
}
