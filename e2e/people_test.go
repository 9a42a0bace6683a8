package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/browser"
	"demarcheablanc/internal/web/webtest"
)

// checked are the pages that axe has read, at each width, whoever reached them.
var checked sync.Map

// person is somebody in front of a window. Each new page that they reach is
// checked by axe and for its width.
type person struct {
	*browser.Page
	t     *testing.T
	house *webtest.House
	desk  string // address of their seat's desk, once seated
	width int
	album string // what their pictures are named after
	cut   bool   // their network or seat is taken away: the console says so in red
}

func somebody(t *testing.T, h *webtest.House, name string, width int) *person {
	t.Helper()
	p := &person{Page: browser.Start(t).Person(t, name, browser.Width(width)), t: t, house: h, width: width, album: "samia"}
	t.Cleanup(func() {
		if !t.Failed() && !p.cut {
			assert.Empty(t, p.ConsoleErrors(), "%s : la console", name)
		}
	})
	return p
}

// goes opens an address of the program.
func (p *person) goes(path string) *person {
	p.t.Helper()
	p.Open(p.house.URL + path)
	return p.looks()
}

// clicks presses these in turn, and looks at each page that comes.
func (p *person) clicks(names ...string) *person {
	p.t.Helper()
	for _, name := range names {
		p.Click(name)
		p.looks()
	}
	return p
}

// fills types into fields: label, value, label, value…
func (p *person) fills(pairs ...string) *person {
	p.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		p.Fill(pairs[i], pairs[i+1])
	}
	return p
}

// in narrows what the person does to one part of the page.
func (p *person) in(part string) *person {
	narrow := *p
	narrow.Page = p.Within(part)
	return &narrow
}

// sees waits until all of this can be read.
func (p *person) sees(texts ...string) *person {
	p.t.Helper()
	for _, text := range texts {
		p.See(text)
	}
	return p
}

// unfolds opens a foldable part by its summary, unless it is open.
func (p *person) unfolds(part, summary string) *person {
	p.t.Helper()
	if !browser.Eval[bool](p.Page, `document.querySelector("`+part+`").open`) {
		p.Click(summary)
	}
	return p.looks()
}

// types writes an address in the simulated browser's bar.
func (p *person) types(address string) *person {
	p.t.Helper()
	p.Fill("Barre d’adresse", address)
	p.Press("Enter")
	return p.looks()
}

// shoots keeps a picture of the page.
func (p *person) shoots(name string) *person {
	p.t.Helper()
	p.Screenshot(p.album + "-" + name)
	return p
}

// names are the parts of an address that differ from one run to the next.
var names = regexp.MustCompile(`/p/[^/]+|/a/[^/]+|\?.*|[0-9]+`)

// looks checks the page, unless one like it was already checked at this width.
func (p *person) looks() *person {
	p.t.Helper()
	kind := browser.Eval[string](p.Page, `[location.pathname, document.title, document.querySelector("h1")?.textContent,
		document.querySelectorAll("[role=alert], .probleme").length > 0, document.querySelectorAll("form").length].join("|")`)
	kind = names.ReplaceAllString(kind, "") + strconv.Itoa(p.width)
	if _, already := checked.LoadOrStore(kind, true); already {
		return p
	}
	p.Axe(p.t)
	p.NoHorizontalScroll(p.t)
	assert.Empty(p.t, p.Outside(), "rien ne sort de cet ordinateur")
	return p
}

// joins enters by the code and takes a free seat of a trio.
func (p *person) joins(code, name, seat string) *person {
	p.t.Helper()
	p.goes("/").fills("Le code affiché au mur", strings.ToLower(code)).clicks("Entrer dans la salle")
	p.Fill("Votre prénom", name)
	p.Choose(seat)
	p.clicks("Prendre cette place")
	p.desk = regexp.MustCompile(`^/p/[^/]+`).FindString(browser.Eval[string](p.Page, "location.pathname"))
	return p.sees(name)
}

// home brings a seat back to its desk.
func (p *person) home() *person {
	p.t.Helper()
	return p.goes(p.desk)
}

// room is a trainer and a trio at play.
type room struct {
	*webtest.House
	t                      *testing.T
	trainer                *person
	aidant, aide, observer *person
	code, console, atelier string
}

// gather makes a trainer launch Samia and three people sit in the first trio, at
// a computer, a phone so many pixels wide, and a tablet.
func gather(t *testing.T, trios string, phone int) *room {
	t.Helper()
	return gatherFor(t, "Samia", "", trios, phone)
}

// gatherFor does it for any situation, in a variant by its title; "" is the
// standard one.
func gatherFor(t *testing.T, who, variant, trios string, phone int) *room {
	t.Helper()
	h := webtest.Start(t)
	seat := func(name string, width int) *person {
		p := somebody(t, h, name, width)
		p.album = strings.ToLower(who)
		return p
	}
	r := &room{House: h, t: t, trainer: seat("Formatrice", 1440)}
	f := r.trainer
	f.goes("/formateur").fills("Phrase d’accès", webtest.Phrase).clicks("Entrer", "Préparer "+who)
	if variant != "" {
		f.Choose(variant)
	}
	f.fills("Nombre de trios", trios).clicks("Lancer l’atelier")
	r.console = browser.Eval[string](f.Page, "location.pathname")
	r.atelier = strings.TrimPrefix(r.console, "/formateur/a/")
	f.clicks("Ouvrir à la salle").sees("seul cet ordinateur")
	r.code = browser.Eval[string](f.Page, `document.querySelector(".code").textContent`)
	f.goes(r.console)

	r.aidant = seat("Camille", 1440).joins(r.code, "Camille", "Trio 1 : Aidant·e")
	r.aide = seat("Nadia", phone).joins(r.code, "Nadia", "Trio 1 : Aidé·e")
	r.observer = seat("Lou", 768).joins(r.code, "Lou", "Trio 1 : Observateur·rice")
	f.sees("3 personnes arrivées")
	return r
}

// printed checks a PDF: A4, marked as an exercise, and saying this.
func printed(t *testing.T, pdf []byte, words ...string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "debrief.pdf")
	require.NoError(t, os.WriteFile(file, pdf, 0o600))
	info, err := exec.Command("pdfinfo", file).CombinedOutput()
	require.NoError(t, err, string(info))
	assert.Contains(t, string(info), "(A4)")
	text, err := exec.Command("pdftotext", file, "-").CombinedOutput()
	require.NoError(t, err, string(text))
	for _, word := range words {
		assert.Contains(t, fold(string(text)), fold(word))
	}
}
