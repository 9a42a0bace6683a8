package demarche

import (
	"bytes"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// out is one page being written.
type out struct {
	bytes.Buffer
	c        *Case
	base     string            // prefix of the item being written: "employeurs.1."
	form     url.Values        // what was typed, when it was refused; nil otherwise
	problems map[string]string // by key
	files    []portal.Download // what this screen could hand in
	column   string            // of a grid: the column's label
}

// piece is one part of a page, compiled when the file is loaded.
type piece interface{ put(o *out) }

// fixed is what never changes.
type fixed string

func (p fixed) put(o *out) { o.WriteString(string(p)) }

// escaped writes a text to be read.
func (o *out) escaped(text string) { o.value(frtext.Tight(text)) }

// value writes what was typed, as it was.
func (o *out) value(text string) {
	if !strings.ContainsAny(text, `<>&"'`+"\x00") {
		o.WriteString(text)
		return
	}
	template.HTMLEscape(o, []byte(text))
}

// name is the key of a field where it stands.
type name string

func (p name) put(o *out) { o.WriteString(o.base); o.WriteString(string(p)) }

// word is a name between < and >.
type word string

func (p word) put(o *out) { o.escaped(o.c.word(string(p))) }

// answer is what a field holds: typed and refused, or kept.
type answer struct{ f *field }

func (p answer) put(o *out) { o.value(o.answer(p.f, o.base+p.f.ID)) }

func (o *out) answer(f *field, key string) string {
	if o.form.Has(key) {
		return o.form.Get(key)
	}
	return f.typed(o.c.Text(key))
}

// part is one line of an address.
type part struct {
	f    *field
	name string
}

func (p part) put(o *out) {
	key := o.base + p.f.ID + "." + p.name
	if o.form.Has(key) {
		o.value(o.form.Get(key))
		return
	}
	o.value(o.c.Text(key))
}

// chosen writes a mark if an option is the answer, or one of them.
type chosen struct {
	f           *field
	value, mark string
}

func (p chosen) put(o *out) {
	key := o.base + p.f.ID
	values := strings.Split(o.c.Text(key), ",")
	if o.form.Has(key) {
		values = o.form[key]
	}
	for _, v := range values {
		if v == p.value {
			o.WriteString(p.mark)
			return
		}
	}
}

// trouble writes the parts around a sentence, where a field was refused.
type trouble struct {
	key           string // after the base
	before, after string
	sentence      bool
}

func (p trouble) put(o *out) {
	problem, ok := o.problems[o.base+p.key]
	if !ok {
		return
	}
	o.WriteString(p.before)
	if p.sentence {
		o.escaped(problem)
	}
	o.WriteString(p.after)
}

// shown writes what is inside only if the field is asked.
type shown struct {
	f      *field
	inside []piece
}

func (p shown) put(o *out) {
	if p.f.when.holds(o.c, o.base) {
		putAll(o, p.inside)
	}
}

// each repeats what is inside for every item of a group.
type each struct {
	f      *field
	inside []piece
}

func (p each) put(o *out) {
	for n := range o.c.size(p.f) {
		o.base = item(p.f.ID, n+1)
		putAll(o, p.inside)
	}
	o.base = ""
}

// ordinal is the number of the item being written.
type ordinal struct{}

func (ordinal) put(o *out) {
	n, _, _ := strings.Cut(o.base[strings.IndexByte(o.base, '.')+1:], ".")
	o.WriteString(n)
}

// more writes what is inside while a group can still grow.
type more struct {
	f      *field
	inside []piece
}

func (p more) put(o *out) {
	if o.c.size(p.f) < p.f.most() {
		putAll(o, p.inside)
	}
}

// fewer writes what is inside while a group can still shrink.
type fewer struct {
	f      *field
	inside []piece
}

func (p fewer) put(o *out) {
	if o.c.size(p.f) > p.f.least() {
		putAll(o, p.inside)
	}
}

// grid writes a table for each row: questions down, columns across.
type grid struct {
	f      *field
	cells  [][]piece // one line of the table for each question
	labels [][]piece
}

func (p grid) put(o *out) {
	columns := o.c.lines(p.f.Columns)
	for _, row := range o.c.lines(p.f.Rows) {
		o.WriteString(`<fieldset class="grille encadre"><legend>`)
		o.escaped(row.Label)
		o.WriteString(`</legend><div class="grille-lignes">`)
		for i, cell := range p.cells {
			if !p.asks(o.c, i, row, columns) {
				continue
			}
			o.WriteString(`<div class="grille-ligne"><p class="grille-titre">`)
			putAll(o, p.labels[i])
			o.WriteString(`</p><div class="grille-cases">`)
			for _, column := range columns {
				o.base, o.column = p.f.ID+"."+row.ID+"."+column.ID+".", column.Label
				putAll(o, cell)
			}
			o.WriteString(`</div></div>`)
		}
		o.WriteString(`</div></fieldset>`)
	}
	o.base, o.column = "", ""
}

// asks says whether a question of the grid is asked in any column of a row.
func (p grid) asks(c *Case, i int, row Line, columns []Line) bool {
	return slices.ContainsFunc(columns, func(column Line) bool {
		return c.asked(p.f.inner[i], p.f.ID+"."+row.ID+"."+column.ID+".")
	})
}

// columnLabel is the column being written.
type columnLabel struct{}

func (columnLabel) put(o *out) { o.escaped(o.column) }

// transmitted is a prefilled value, as it came.
type transmitted struct{ f *field }

func (p transmitted) put(o *out) { o.escaped(p.f.show(o.c.Dossier.Filled[o.base+p.f.ID])) }

// computed is a value that is shown and not typed.
type computed struct{ f *field }

func (p computed) put(o *out) { o.escaped(p.f.show(o.c.fill(p.f, o.base+p.f.ID))) }

// prefilled chooses between two drawings: what was transmitted or not.
type prefilled struct {
	f         *field
	yes, none []piece
}

func (p prefilled) put(o *out) {
	if o.c.Dossier.Filled[o.base+p.f.ID] != "" {
		putAll(o, p.yes)
	} else {
		putAll(o, p.none)
	}
}

// agreed writes a mark if a prefilled value was answered so.
type agreed struct {
	f           *field
	value, mark string
}

func (p agreed) put(o *out) {
	key := o.base + p.f.ID + accord
	given := o.c.Text(key)
	if o.form.Has(key) {
		given = o.form.Get(key)
	}
	if given == p.value {
		o.WriteString(p.mark)
	}
}

// filesHere lists what this screen can hand in, as options.
type filesHere struct{ f *field }

func (p filesHere) put(o *out) {
	key := o.base + p.f.ID
	kept, ok := o.c.Dossier.Files[key]
	if ok {
		o.WriteString(`<option value="` + keepFile + `" selected>`)
		o.escaped(kept.Name)
		o.WriteString(` (déjà choisi)</option>`)
	} else {
		o.WriteString(`<option value="">Aucun fichier choisi</option>`)
	}
	for _, d := range o.files {
		o.WriteString(`<option value="` + strconv.Itoa(d.ID) + `">`)
		o.escaped(d.File.Name + " — " + weight(d.File))
		o.WriteString(`</option>`)
	}
}

func putAll(o *out, pieces []piece) {
	for _, p := range pieces {
		p.put(o)
	}
}
