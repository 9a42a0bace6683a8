package house

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"strings"

	"demarcheablanc/internal/frtext"
)

// View is what a template sees as its dot.
type View struct {
	Title   string // of the page, without the program's name
	Room    string // class of the body: "accueil", "console", "bureau"…
	Live    string // address of the stream that keeps the page fresh; empty for none
	Trainer bool
	P       any // the page's own typed struct
}

// Views holds the compiled pages of the rooms: templates/<room>/<page>.html,
// each defining "contenu", inside templates/_cadre.html, with the shared parts
// of templates/_*.html and of templates/<room>/_*.html.
type Views struct{ pages map[string]*template.Template }

// NewViews compiles every page. more adds template functions.
func NewViews(files fs.FS, more template.FuncMap) (*Views, error) {
	funcs := template.FuncMap{"icone": icon}
	maps.Copy(funcs, frtext.Funcs())
	maps.Copy(funcs, more)
	base, err := template.New("").Funcs(funcs).ParseFS(files, "templates/_*.html")
	if err != nil {
		return nil, err
	}
	v := &Views{pages: map[string]*template.Template{}}
	names, err := fs.Glob(files, "templates/*/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		t, err := parsePage(base, files, name)
		if err != nil {
			return nil, fmt.Errorf("template %s: %w", name, err)
		}
		room := path.Base(path.Dir(name))
		v.pages[room+"/"+strings.TrimSuffix(path.Base(name), ".html")] = t
	}
	return v, nil
}

// parsePage compiles one page with the parts of its room.
func parsePage(base *template.Template, files fs.FS, name string) (*template.Template, error) {
	t, err := base.Clone()
	if err != nil {
		return nil, err
	}
	if parts, _ := fs.Glob(files, path.Dir(name)+"/_*.html"); len(parts) > 0 {
		if t, err = t.ParseFS(files, parts...); err != nil {
			return nil, err
		}
	}
	return t.ParseFS(files, name)
}

// icon draws one symbol of static/icons.svg, for the eye only.
func icon(name string) template.HTML {
	return template.HTML(`<svg class="ic" aria-hidden="true"><use href="/static/icons.svg#` + template.HTMLEscapeString(name) + `"></use></svg>`) // escaped
}

// Render writes a page, "room/page", with 200.
func (v *Visitor) Render(name string, view View) error {
	return v.RenderStatus(http.StatusOK, name, view)
}

// RenderStatus writes a page with a status. Nothing is written if it fails.
func (v *Visitor) RenderStatus(status int, name string, view View) error {
	t, ok := v.House.Views.pages[name]
	if !ok {
		return fmt.Errorf("no such page: %s", name)
	}
	view.Trainer = v.Trainer
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, "cadre", view); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	v.Header("Cache-Control", "no-store")
	v.Data(status, "text/html; charset=utf-8", out.Bytes())
	return nil
}

// SeeOther sends the browser elsewhere in the program, after a post or a guard.
func (v *Visitor) SeeOther(to string) error {
	v.Redirect(http.StatusSeeOther, to)
	return nil
}
