package portal

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"strings"
	"sync"

	"demarcheablanc/internal/frtext"
)

//go:embed pages/*.html
var sharedPages embed.FS

// Page is what a template sees as its dot: the visit's own methods (URL, Form,
// Field…), the title, and the page's typed struct as .P.
type Page struct {
	*Visit
	Title string
	P     any
}

// pageSet holds the templates of one site, by file name. Each is compiled when it
// is first shown, for good: all of them at start were 22 of the 31 MB that an
// idle program kept, and half of the time it took to answer.
type pageSet map[string]func() (*template.Template, error)

func (s pageSet) render(w io.Writer, name string, p *Page) error {
	compile, ok := s[name]
	if !ok {
		return fmt.Errorf("no such page")
	}
	t, err := compile()
	if err != nil {
		return err
	}
	return t.ExecuteTemplate(w, "cadre", p)
}

// CheckPages compiles every page of every site, and says the first that cannot be.
func (n *Network) CheckPages() error {
	for site, pages := range n.pages {
		for _, compile := range pages {
			if _, err := compile(); err != nil {
				return fmt.Errorf("%s: %w", site, err)
			}
		}
	}
	return nil
}

// sharedParts are the parts that the pages of every site are made of.
func sharedParts() (*template.Template, error) {
	funcs := template.FuncMap{"champ": func(f Field) Field { return f }}
	maps.Copy(funcs, frtext.Funcs())
	return template.New("portal").Funcs(funcs).ParseFS(sharedPages, "pages/_cadre.html", "pages/_champs.html")
}

func parsePages(shared *template.Template, site *Site) (pageSet, error) {
	base, err := shared.Clone()
	if err != nil {
		return nil, err
	}
	if site.Pages != nil {
		if own, _ := fs.Glob(site.Pages, "_*.html"); len(own) > 0 {
			if base, err = base.ParseFS(site.Pages, "_*.html"); err != nil {
				return nil, fmt.Errorf("%s: %w", site.ID, err)
			}
		}
	}
	set := pageSet{}
	add := func(from fs.FS, path string) {
		set[path[strings.LastIndex(path, "/")+1:]] = sync.OnceValues(func() (*template.Template, error) {
			t, err := base.Clone()
			if err != nil {
				return nil, err
			}
			return t.ParseFS(from, path)
		})
	}
	add(sharedPages, "pages/_arret.html")
	if site.Pages != nil {
		names, err := fs.Glob(site.Pages, "*.html")
		if err != nil {
			return nil, err
		}
		for _, path := range names {
			if !strings.HasPrefix(path, "_") {
				add(site.Pages, path)
			}
		}
	}
	return set, nil
}

// Form opens a form that posts to a path of this site. Close it with </form>.
func (v *Visit) Form(path string) template.HTML {
	return template.HTML(fmt.Sprintf( // both values are escaped
		`<form method="post" action="%s" novalidate><input type="hidden" name="_jeton" value="%s">`,
		template.HTMLEscapeString(v.URL(path)), template.HTMLEscapeString(v.Token)))
}

// FormFiles opens a form that can carry files.
func (v *Visit) FormFiles(path string) template.HTML {
	return template.HTML(strings.Replace(string(v.Form(path)), "<form ", `<form enctype="multipart/form-data" `, 1)) // Form escaped it
}

// Field is one field of a form, as the shared part "champ" draws it.
type Field struct {
	Name, Label, Type       string
	Help, Example           string
	Value, Problem          string
	Autocomplete, InputMode string
	Max                     int
	Options                 []Option // for "choix" (radio), "liste" (select)
	Checked                 bool     // for "case" (checkbox)
	Optional                bool
}

// Option is one answer of a choice.
type Option struct{ Value, Label string }

// Field describes one field for the part "champ". Each option is name=value:
// type (text, password, email, tel, number, date, month, choix, liste, case,
// area), aide, exemple, mode (numeric, decimal…), auto (autocomplete), valeur
// (shown before anything is typed), facultatif, and for choices any number of
// option=value|label.
func (v *Visit) Field(name, label string, options ...string) (Field, error) {
	f := Field{Name: name, Label: label, Type: "text", Autocomplete: "off", Max: 200, Problem: v.ProblemOf(name)}
	for _, o := range options {
		key, value, _ := strings.Cut(o, "=")
		switch key {
		case "type":
			f.Type = value
		case "aide":
			f.Help = value
		case "exemple":
			f.Example = value
		case "mode":
			f.InputMode = value
		case "auto":
			f.Autocomplete = value
		case "valeur":
			f.Value = value
		case "facultatif":
			f.Optional = true
		case "option":
			answer, text, _ := strings.Cut(value, "|")
			f.Options = append(f.Options, Option{answer, text})
		default:
			return f, fmt.Errorf("field %s: unknown option %q", name, key)
		}
	}
	if v.Request.Form.Has(name) && !v.hidden[name] {
		f.Value = v.Request.Form.Get(name)
	}
	if f.Type == "password" { // a secret is never sent back
		f.Value = ""
	}
	f.Checked = f.Type == "case" && f.Value != "" && f.Value != "non"
	return f, nil
}
