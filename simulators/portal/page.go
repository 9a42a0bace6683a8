package portal

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"strings"

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

// pageSet holds the compiled templates of one site, by file name.
type pageSet map[string]*template.Template

func (s pageSet) render(w io.Writer, name string, p *Page) error {
	t, ok := s[name]
	if !ok {
		return fmt.Errorf("no such page")
	}
	return t.ExecuteTemplate(w, "cadre", p)
}

func parsePages(site *Site) (pageSet, error) {
	funcs := template.FuncMap{"champ": func(f Field) Field { return f }}
	maps.Copy(funcs, frtext.Funcs())
	base, err := template.New("portal").Funcs(funcs).ParseFS(sharedPages, "pages/_cadre.html", "pages/_champs.html")
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
	add := func(from fs.FS, pattern string, keep func(string) bool) error {
		names, err := fs.Glob(from, pattern)
		if err != nil {
			return err
		}
		for _, path := range names {
			name := path[strings.LastIndex(path, "/")+1:]
			if !keep(name) {
				continue
			}
			t, err := template.Must(base.Clone()).ParseFS(from, path)
			if err != nil {
				return fmt.Errorf("%s: %w", site.ID, err)
			}
			set[name] = t
		}
		return nil
	}
	if err := add(sharedPages, "pages/_arret.html", func(string) bool { return true }); err != nil {
		return nil, err
	}
	if site.Pages != nil {
		err = add(site.Pages, "*.html", func(name string) bool { return !strings.HasPrefix(name, "_") })
	}
	return set, err
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
