package house

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// sheet is the one style sheet of every page: the files below, one after the
// other. A page asks for one file rather than thirty-four.
const sheet = "css/tout.css"

// styles come first in the sheet, in this order; themes of services follow.
var styles = []string{
	"css/jetons.css", "css/base.css", "css/formulaires.css", "css/marquage.css",
	"css/atelier.css", "css/accueil.css", "css/formateur.css", "css/bureau.css", "css/observation.css", "css/restitution.css", "css/sites.css", "css/demarche.css", "css/poste.css",
}

// Statics serves the embedded files. Their address carries a print of their
// content (?v=…), so that a browser keeps them for good.
type Statics struct {
	files  fs.FS
	prints map[string]string
	sheet  []byte
}

// NewStatics reads the files once. root is the folder "static".
func NewStatics(root fs.FS) (*Statics, error) {
	s := &Statics{files: root, prints: map[string]string{}}
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		s.prints[name] = printOf(raw)
		return nil
	})
	if err != nil {
		return nil, err
	}
	themes, _ := fs.Glob(root, "css/themes/*.css")
	for _, name := range append(append(styles[:len(styles):len(styles)], themes...), "css/impression.css") {
		raw, err := fs.ReadFile(root, name)
		if err != nil {
			return nil, err
		}
		s.sheet = append(append(s.sheet, raw...), '\n')
	}
	s.prints[sheet] = printOf(s.sheet)
	return s, nil
}

func printOf(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:6])
}

// Address is where a file is fetched from.
func (s *Statics) Address(name string) string {
	return "/static/" + name + "?v=" + s.prints[name]
}

// Sheets are the addresses of the style sheets of every page.
func (s *Statics) Sheets() []string { return []string{s.Address(sheet)} }

// Funcs are for templates: where files are.
func (s *Statics) Funcs() template.FuncMap {
	return template.FuncMap{"statique": s.Address, "feuilles": s.Sheets}
}

// Serve answers /static/*file.
func (s *Statics) Serve(c *gin.Context) { s.ServeHTTP(c.Writer, c.Request) }

// ServeHTTP answers the same, outside of a room.
func (s *Statics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/static/")
	print, ok := s.prints[name]
	switch {
	case !ok:
		http.Error(w, http.StatusText(http.StatusNotFound), http.StatusNotFound)
		return
	case r.URL.Query().Get("v") == print:
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	default:
		w.Header().Set("Cache-Control", "public, max-age=300")
	}
	if name == sheet {
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(s.sheet))
		return
	}
	http.ServeFileFS(w, r, s.files, name)
}
