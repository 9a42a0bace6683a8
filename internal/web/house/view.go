package house

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"strings"
	"sync"

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
// Each page is compiled when it is first shown, for good.
type Views struct {
	pages map[string]func() (*template.Template, error)
	cuts  cuts
}

// NewViews finds every page. more adds template functions.
func NewViews(files fs.FS, more template.FuncMap) (*Views, error) {
	funcs := template.FuncMap{"icone": icon}
	maps.Copy(funcs, frtext.Funcs())
	maps.Copy(funcs, more)
	base, err := template.New("").Funcs(funcs).ParseFS(files, "templates/_*.html")
	if err != nil {
		return nil, err
	}
	v := &Views{pages: map[string]func() (*template.Template, error){}, cuts: cuts{mark: "z" + rand.Text() + "-"}}
	names, err := fs.Glob(files, "templates/*/*.html")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		room := path.Base(path.Dir(name))
		v.pages[room+"/"+strings.TrimSuffix(path.Base(name), ".html")] = sync.OnceValues(func() (*template.Template, error) {
			return parsePage(base, files, name)
		})
	}
	return v, nil
}

// Check compiles every page, and says the first that cannot be.
func (v *Views) Check() error {
	for name, compile := range v.pages {
		if _, err := compile(); err != nil {
			return fmt.Errorf("template %s: %w", name, err)
		}
	}
	return nil
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
	view.Trainer = v.Trainer
	var out bytes.Buffer
	if err := v.House.Views.draw(&out, name, view); err != nil {
		return err
	}
	v.Header("Cache-Control", "no-store")
	v.Data(status, "text/html; charset=utf-8", out.Bytes())
	return nil
}

func (v *Views) draw(out *bytes.Buffer, name string, view View) error {
	compile, ok := v.pages[name]
	if !ok {
		return fmt.Errorf("no such page: %s", name)
	}
	t, err := compile()
	if err != nil {
		return fmt.Errorf("template %s: %w", name, err)
	}
	if err := t.ExecuteTemplate(out, "cadre", view); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	return nil
}

// SeeOther sends the browser elsewhere in the program, after a post or a guard.
func (v *Visitor) SeeOther(to string) error {
	v.Redirect(http.StatusSeeOther, to)
	return nil
}
