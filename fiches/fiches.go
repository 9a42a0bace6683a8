// Package fiches holds the leaflets that an aidant shows to a person: short texts
// in plain language, one per file, under CC BY-SA 4.0.
//
// It owns their texts and their families. Who opened which, and whether it was
// shown, is the desk's (package bureau).
//
// A file begins with « # Titre », then « Famille : … »; the rest is Markdown.
// Raw HTML in it is left out.
package fiches

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
)

//go:embed *.md
var files embed.FS

// Fiche is one leaflet.
type Fiche struct {
	Name   string // "franceconnect-c-est-quoi"
	Title  string
	Family string // one of Families
	HTML   template.HTML
	Words  int
}

// Families are the headings of the list, in order.
func Families() []string {
	return []string{"FranceConnect", "Identité numérique", "E-mail", "Formulaires", "RGPD", "Aidants Connect"}
}

// ErrNoFiche: no leaflet of that name.
var ErrNoFiche = errors.New("fiches: no such leaflet")

// All lists them by family, then by title.
func All() ([]Fiche, error) {
	names, err := fs.Glob(files, "*.md")
	if err != nil {
		return nil, err
	}
	all := make([]Fiche, 0, len(names))
	for _, name := range names {
		f, err := Find(strings.TrimSuffix(name, ".md"))
		if err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	slices.SortStableFunc(all, func(a, b Fiche) int {
		if c := slices.Index(Families(), a.Family) - slices.Index(Families(), b.Family); c != 0 {
			return c
		}
		return strings.Compare(a.Title, b.Title)
	})
	return all, nil
}

// Find reads one. ErrNoFiche.
func Find(name string) (Fiche, error) {
	if strings.ContainsAny(name, "/.\\") {
		return Fiche{}, ErrNoFiche
	}
	text, err := files.ReadFile(name + ".md")
	if err != nil {
		return Fiche{}, ErrNoFiche
	}
	return read(name, string(text))
}

func read(name, text string) (Fiche, error) {
	head, rest, _ := strings.Cut(text, "\n")
	title, ok := strings.CutPrefix(head, "# ")
	family, body, _ := strings.Cut(strings.TrimLeft(rest, "\n"), "\n")
	family, said := strings.CutPrefix(family, "Famille : ")
	if !ok || !said || !slices.Contains(Families(), family) {
		return Fiche{}, fmt.Errorf("fiches/%s.md : commencez par « # Titre » puis « Famille : … », l’une de %s", name, strings.Join(Families(), ", "))
	}
	var out bytes.Buffer
	if err := goldmark.Convert([]byte(body), &out); err != nil {
		return Fiche{}, fmt.Errorf("fiches/%s.md : %w", name, err)
	}
	return Fiche{name, title, family, template.HTML(out.String()), len(strings.Fields(body))}, nil // goldmark leaves raw HTML out
}
