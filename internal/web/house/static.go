package house

import (
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"
)

// styles are loaded by every page, in this order; themes of services follow.
var styles = []string{
	"css/jetons.css", "css/base.css", "css/formulaires.css", "css/marquage.css",
	"css/atelier.css", "css/accueil.css", "css/formateur.css", "css/bureau.css", "css/observation.css", "css/restitution.css", "css/sites.css", "css/demarche.css", "css/poste.css",
}

// Statics serves the embedded files. Their address carries a print of their
// content (?v=…), so that a browser keeps them for good.
type Statics struct {
	files  fs.FS
	prints map[string]string
	sheets []string
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
		sum := sha256.Sum256(raw)
		s.prints[name] = hex.EncodeToString(sum[:6])
		return nil
	})
	if err != nil {
		return nil, err
	}
	themes, _ := fs.Glob(root, "css/themes/*.css")
	for _, name := range append(append(styles[:len(styles):len(styles)], themes...), "css/impression.css") {
		s.sheets = append(s.sheets, s.Address(name))
	}
	return s, nil
}

// Address is where a file is fetched from.
func (s *Statics) Address(name string) string {
	return "/static/" + name + "?v=" + s.prints[name]
}

// Sheets are the addresses of the style sheets of every page, in order.
func (s *Statics) Sheets() []string { return s.sheets }

// Funcs are for templates: where files are.
func (s *Statics) Funcs() template.FuncMap {
	return template.FuncMap{"statique": s.Address, "feuilles": s.Sheets}
}

// Serve answers /static/*file.
func (s *Statics) Serve(c *gin.Context) {
	name := strings.TrimPrefix(path.Clean(c.Param("file")), "/")
	print, ok := s.prints[name]
	if !ok {
		c.Status(http.StatusNotFound)
		return
	}
	if c.Query("v") == print {
		c.Header("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		c.Header("Cache-Control", "public, max-age=300")
	}
	c.FileFromFS(name, http.FS(s.files))
}
