package demarche

import (
	"html/template"
	"strconv"

	"demarcheablanc/internal/frtext"
)

// The last parts of the keys that go with a prefilled answer.
const (
	accord    = ".accord"
	reason    = ".motif"
	confirmed = "confirmer"
	disputed  = "signaler"
)

// drawing compiles one step in one view.
type drawing struct {
	view   view
	pieces []piece
	c      *compiled
}

func (l *loader) draw(st *step, v view) []piece {
	d := &drawing{view: v, c: l.c}
	if help := d.stepHelp(st); help != "" {
		d.html(`<p class="chapeau">`).say(help).html(`</p>`)
	}
	for _, f := range st.fields {
		d.field(f)
	}
	return d.pieces
}

func (d *drawing) stepHelp(st *step) string {
	if d.view.plain && st.Plain.Help != "" {
		return st.Plain.Help
	}
	return or(st.Eras[d.view.era].Help, st.Help)
}

// html appends what never changes, in one piece with what it follows.
func (d *drawing) html(text string) *drawing {
	if n := len(d.pieces); n > 0 {
		if last, ok := d.pieces[n-1].(fixed); ok {
			d.pieces[n-1] = last + fixed(text)
			return d
		}
	}
	d.pieces = append(d.pieces, fixed(text))
	return d
}

// say appends one of the file's texts.
func (d *drawing) say(text string) *drawing {
	p, err := cut(text)
	if err != nil { // told when the texts were checked
		p = phrase{text}
	}
	for i, part := range p {
		if i%2 == 1 {
			d.add(word(part))
		} else {
			d.html(template.HTMLEscapeString(frtext.Tight(part)))
		}
	}
	return d
}

func (d *drawing) add(p piece) *drawing { d.pieces = append(d.pieces, p); return d }

// key appends the name of a field, which depends on where it stands if it is in
// a group.
func (d *drawing) key(f *field, rest string) *drawing {
	if f.group == "" {
		return d.html(f.ID + rest)
	}
	return d.add(name(f.ID + rest))
}

// apart compiles something inside another drawing.
func (d *drawing) apart(draw func(*drawing)) []piece {
	inner := &drawing{view: d.view, c: d.c}
	draw(inner)
	return inner.pieces
}

func (d *drawing) label(f *field) string {
	if d.view.plain && f.Plain.Label != "" {
		return f.Plain.Label
	}
	return or(f.Eras[d.view.era].Label, f.Label)
}

func (d *drawing) help(f *field) string {
	if d.view.plain && f.Plain.Help != "" {
		return f.Plain.Help
	}
	return or(f.Eras[d.view.era].Help, f.Help)
}

// field appends one question, if it is asked in this era.
func (d *drawing) field(f *field) {
	if f.Eras[d.view.era].Hidden {
		return
	}
	if f.when.Program == nil {
		d.question(f)
		return
	}
	d.add(shown{f, d.apart(func(in *drawing) { in.question(f) })})
}

func (d *drawing) question(f *field) {
	if f.Heading != "" {
		d.html(`<h2>`).say(f.Heading).html(`</h2>`)
	}
	switch {
	case f.Kind == KindGroup:
		d.group(f)
	case f.Kind == KindGrid:
		d.grid(f)
	case f.Confirm:
		d.add(prefilled{f, d.apart(func(in *drawing) { in.confirm(f) }), d.apart(func(in *drawing) { in.plainQuestion(f) })})
	default:
		d.plainQuestion(f)
	}
}

func (d *drawing) plainQuestion(f *field) {
	switch f.Kind {
	case KindYesNo, KindChoice:
		d.choices(f, "radio")
	case KindChoices:
		d.choices(f, "checkbox")
	case KindAddress:
		d.address(f)
	case KindComputed:
		d.html(`<div class="champ champ-calcul"><p class="champ-titre">`)
		if d.inGrid(f) {
			d.add(columnLabel{}).html(`<span class="hors-ecran"> : `).say(d.label(f)).html(`</span>`)
		} else {
			d.say(d.label(f))
		}
		d.html(`</p><p class="montant-calcule">`).add(computed{f}).html(`</p>`)
		d.helpLine(f).html(`</div>`)
	default:
		d.input(f)
	}
}

// open begins a question: its frame, which says when it was refused.
func (d *drawing) open(tag, classes string, f *field) *drawing {
	return d.html(`<` + tag + ` class="champ` + classes).add(trouble{key: f.ID, before: " champ-probleme"}).html(`"`)
}

// inGrid says whether a field is a cell, whose line says what it asks.
func (d *drawing) inGrid(f *field) bool {
	return f.group != "" && d.c.fields[f.group].Kind == KindGrid
}

func (d *drawing) helpLine(f *field) *drawing {
	if help := d.help(f); help != "" && !d.inGrid(f) {
		d.html(`<p class="aide" id="aide-`).key(f, `">`).say(help).html(`</p>`)
	}
	return d
}

// problem appends the sentence about a key that follows the field's.
func (d *drawing) problem(f *field, rest string) *drawing {
	inner := d.apart(func(in *drawing) { in.html(`<p class="probleme" id="probleme-`).key(f, rest+`">`) })
	return d.add(said{key: f.ID + rest, inside: inner})
}

// said writes a problem's paragraph around its sentence.
type said struct {
	key    string
	inside []piece
}

func (p said) put(o *out) {
	problem, ok := o.problems[o.base+p.key]
	if !ok {
		return
	}
	putAll(o, p.inside)
	o.escaped(problem)
	o.WriteString(`</p>`)
}

// described appends what a screen reader says with the input.
func (d *drawing) described(f *field, rest string) *drawing {
	d.add(trouble{key: f.ID + rest, before: ` aria-invalid="true"`})
	if d.help(f) != "" && rest == "" && !d.inGrid(f) {
		d.html(` aria-describedby="aide-`).key(f, "")
		d.add(related{f, rest, " probleme-", ""}).html(`"`)
		return d
	}
	return d.add(related{f, rest, ` aria-describedby="probleme-`, `"`})
}

// related names the problem of a field, where there is one.
type related struct {
	f             *field
	rest          string
	before, after string
}

func (p related) put(o *out) {
	key := o.base + p.f.ID + p.rest
	if _, ok := o.problems[key]; ok {
		o.WriteString(p.before + key + p.after)
	}
}

func (d *drawing) optional(f *field) *drawing {
	switch {
	case f.Later:
		d.html(` <span class="optionnel">(peut être joint plus tard)</span>`)
	case f.Optional:
		d.html(` <span class="optionnel">(facultatif)</span>`)
	}
	return d
}

func (d *drawing) input(f *field) {
	d.open("div", width(f.Kind), f).html(`><label for="champ-`).key(f, `">`)
	if d.inGrid(f) {
		d.add(columnLabel{}).html(`<span class="hors-ecran"> : `).say(d.label(f)).html(`</span></label>`).problem(f, "")
	} else {
		d.say(d.label(f)).optional(f).html(`</label>`).helpLine(f).problem(f, "")
	}
	switch f.Kind {
	case KindLong:
		d.html(`<textarea rows="6" maxlength="4000" id="champ-`).key(f, `" name="`).key(f, `"`).described(f, "").html(`>`).add(answer{f}).html(`</textarea>`)
	case KindFile:
		d.html(`<select id="champ-`).key(f, `" name="`).key(f, `"`).described(f, "").html(`>`).add(filesHere{f}).html(`</select>`)
	default:
		d.html(`<input id="champ-`).key(f, `" name="`).key(f, `" value="`).add(answer{f}).html(`" autocomplete="off" spellcheck="false" `+attributes(f)).described(f, "").html(`>`)
	}
	d.html(`</div>`)
}

// width keeps short answers short.
func width(k Kind) string {
	switch k {
	case KindDate, KindMonth, KindAmount, KindInteger, KindPhone:
		return " champ-court"
	}
	return ""
}

// attributes are those of an input; dates are typed as on paper, so that every
// browser asks for them alike.
func attributes(f *field) string {
	kind, mode, example := "text", "", f.Example
	switch f.Kind {
	case KindDate:
		mode, example = "numeric", or(example, "JJ/MM/AAAA")
	case KindMonth:
		mode, example = "numeric", or(example, "MM/AAAA")
	case KindAmount:
		mode = "decimal"
	case KindInteger, KindNIR, KindTax, KindSIRET:
		mode = "numeric"
	case KindPhone:
		kind = "tel"
	case KindEmail:
		kind = "email"
	}
	said := `type="` + kind + `" maxlength="` + strconv.Itoa(longestText) + `"`
	if mode != "" {
		said += ` inputmode="` + mode + `"`
	}
	if example != "" {
		said += ` placeholder="` + template.HTMLEscapeString(example) + `"`
	}
	return said
}

func (d *drawing) choices(f *field, kind string) {
	d.open("fieldset", "", f).html(` id="champ-`).key(f, `"><legend>`)
	if d.inGrid(f) { // the line says the question already
		d.add(columnLabel{}).html(`<span class="hors-ecran"> : `).say(d.label(f)).html(`</span></legend>`)
	} else {
		d.say(d.label(f)).optional(f).html(`</legend>`)
	}
	d.helpLine(f).problem(f, "")
	for i, o := range f.choices() {
		if o.When != "" && o.When != d.view.era {
			continue
		}
		id := "-" + strconv.Itoa(i)
		label := o.Label
		if d.view.plain {
			label = or(o.Plain, o.Label)
		}
		d.html(`<div class="choix"><input type="`+kind+`" id="champ-`).key(f, id+`" name="`).key(f, `" value="`+template.HTMLEscapeString(o.Value)+`"`)
		d.add(chosen{f, o.Value, " checked"}).html(`><label for="champ-`).key(f, id+`">`).say(label).html(`</label></div>`)
	}
	d.html(`</fieldset>`)
}

// addressLabels are the lines of an address, in the order they are asked.
var addressLabels = map[string]string{"voie": "Numéro et rue", "code_postal": "Code postal", "commune": "Commune"}

func (d *drawing) address(f *field) {
	d.open("fieldset", " champ-adresse", f).html(` id="champ-`).key(f, `"><legend>`).say(d.label(f)).optional(f).html(`</legend>`)
	d.helpLine(f).problem(f, "")
	for _, p := range addressParts {
		rest := "." + p
		d.html(`<div class="champ"><label for="champ-`).key(f, rest+`">`+addressLabels[p]+`</label>`).problem(f, rest)
		d.html(`<input type="text" maxlength="200" autocomplete="off" id="champ-`).key(f, rest+`" name="`).key(f, rest+`" value="`)
		d.add(part{f, p}).html(`"`).described(f, rest).html(`></div>`)
	}
	d.html(`</fieldset>`)
}

// confirm asks to agree with a prefilled value, or to say that it is wrong.
func (d *drawing) confirm(f *field) {
	d.open("fieldset", " prerempli", f).html(` id="champ-`).key(f, accord+`"><legend>`)
	if d.inGrid(f) {
		d.add(columnLabel{}).html(`<span class="hors-ecran"> : `).say(d.label(f)).html(`</span>`)
	} else {
		d.say(d.label(f))
	}
	d.html(`</legend><p class="prerempli-valeur">`).add(transmitted{f}).html(`</p>`)
	if f.Source != "" {
		d.html(`<p class="aide">`).say(f.Source).html(`</p>`)
	}
	d.helpLine(f).problem(f, accord)
	for _, o := range []Option{{Value: confirmed, Label: "Confirmer"}, {Value: disputed, Label: "Signaler une différence"}} {
		id := accord + "-" + o.Value
		d.html(`<div class="choix"><input type="radio" class="prerempli-`+o.Value+`" id="champ-`).key(f, id+`" name="`).key(f, accord+`" value="`+o.Value+`"`)
		d.add(agreed{f, o.Value, " checked"}).html(`><label for="champ-`).key(f, id+`">`+o.Label+`</label></div>`)
	}
	d.html(`<div class="prerempli-correction"><div class="champ champ-court"><label for="champ-`).key(f, `">Le bon montant</label>`).problem(f, "")
	d.html(`<input id="champ-`).key(f, `" name="`).key(f, `" value="`).add(answer{f}).html(`" autocomplete="off" `+attributes(f)).described(f, "").html(`></div>`)
	d.html(`<div class="champ"><label for="champ-`).key(f, reason+`">Pourquoi</label>`).problem(f, reason)
	d.html(`<input type="text" maxlength="200" autocomplete="off" id="champ-`).key(f, reason+`" name="`).key(f, reason+`" value="`)
	d.add(part{f, reason[1:]}).html(`"`).described(f, reason).html(`></div></div></fieldset>`)
}

func (d *drawing) group(f *field) {
	d.html(`<section class="groupe" id="champ-` + f.ID + `" tabindex="-1"><h2>`).say(d.label(f)).html(`</h2>`)
	d.helpLine(f).problem(f, "")
	one := d.apart(func(in *drawing) {
		in.html(`<fieldset class="encadre"><legend>`).say(or(f.One, "Ligne")).html(` `).add(ordinal{}).html(`</legend>`)
		for _, inner := range f.inner {
			in.field(inner)
		}
		in.add(fewer{f, in.apart(func(b *drawing) {
			b.html(`<p><button class="bouton bouton-discret" name="_faire" value="retirer:` + f.ID + `:`).add(ordinal{}).html(`">Retirer `).say(or(f.One, "cette ligne")).html(` `).add(ordinal{}).html(`</button></p>`)
		})})
		in.html(`</fieldset>`)
	})
	d.add(each{f, one})
	d.add(more{f, d.apart(func(b *drawing) {
		b.html(`<p><button class="bouton bouton-second" name="_faire" value="ajouter:` + f.ID + `">Ajouter : `).say(or(f.One, "une ligne")).html(`</button></p>`)
	})})
	d.html(`</section>`)
}

func (d *drawing) grid(f *field) {
	d.html(`<section class="groupe" id="champ-` + f.ID + `" tabindex="-1"><h2>`).say(d.label(f)).html(`</h2>`)
	d.helpLine(f).problem(f, "")
	g := grid{f: f}
	for _, inner := range f.inner {
		g.labels = append(g.labels, d.apart(func(in *drawing) {
			in.say(in.label(inner))
			if help := in.help(inner); help != "" {
				in.html(` <span class="aide">`).say(help).html(`</span>`)
			}
		}))
		g.cells = append(g.cells, d.apart(func(in *drawing) { in.field(inner) }))
	}
	d.add(g).html(`</section>`)
}
