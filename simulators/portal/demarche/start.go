package demarche

import (
	"net/http"
	"strings"

	"demarcheablanc/internal/frtext"
)

// start says what the démarche is, and where the person stands in it.
func (m *Mount) start(w *visit) error {
	d, resumed := w.current()
	if resumed {
		w.c.Dossier = &d
	}
	o := w.newOut()
	if closed := w.closed(); closed != "" && !resumed {
		w.notice(o, "attention", closed)
	}
	if w.Request.URL.Query().Get("garde") == "oui" && resumed {
		w.notice(o, "succes", "Vos réponses sont enregistrées, mais rien n’est transmis : la démarche reste à finir et à valider.")
	}
	w.paragraphs(o, w.def.Intro)
	w.list(o, "Ce qu’il faut avoir sous la main", w.def.Bring)
	if w.def.Lasts != "" {
		o.WriteString(`<p>Durée : `)
		o.escaped(w.c.say(w.def.Lasts))
		o.WriteString(`.</p>`)
	}
	w.sentBefore(o)
	if !resumed && w.closed() != "" {
		return w.show(http.StatusOK, w.c.say(w.def.title(w.c.Era)), o)
	}
	w.form(o, "")
	label := "Commencer"
	if resumed {
		label = "Reprendre là où j’en étais"
		o.WriteString(`<p>Un brouillon du `)
		o.escaped(frtext.DateTime(d.Saved))
		o.WriteString(` vous attend. Il n’est pas transmis.</p>`)
	}
	o.WriteString(`<p><button class="bouton bouton-grand">` + label + `</button></p></form>`)
	if resumed {
		w.form(o, "/abandonner")
		o.WriteString(`<p><button class="bouton bouton-discret">Effacer ce brouillon et recommencer</button></p></form>`)
	}
	return w.show(http.StatusOK, w.c.say(w.def.title(w.c.Era)), o)
}

// closed is why a dossier cannot be begun now; "" when it can.
func (w *visit) closed() string {
	if rule := w.m.Set.rules.Opens[w.def.Opens]; rule != nil {
		if why := rule(w.c); why != "" {
			return why
		}
	}
	if once, ok := w.already(); ok {
		return "C’est déjà fait : transmis le " + frtext.DateTime(once.SentAt) + ", sous le numéro " + once.Number + ". Il n’y a rien à refaire."
	}
	return ""
}

// already is the dossier that the person sent for the same month or year.
func (w *visit) already() (Dossier, bool) {
	rule := w.m.Set.rules.Once[w.def.Once]
	if rule == nil {
		return Dossier{}, false
	}
	once := rule(w.c)
	for _, d := range Dossiers(w.Tx, w.m.Set.Site, w.def.ID, w.holder.Person.ID) {
		if d.State != Draft && d.Once == once {
			return d, true
		}
	}
	return Dossier{}, false
}

// begin opens a draft, or takes the one that waits.
func (m *Mount) begin(w *visit) error {
	if d, ok := w.current(); ok {
		w.c.Dossier = &d
		w.Witness(FactResumed, w.details(&d)...)
		return w.Redirect(w.path("/" + w.next().ID))
	}
	if closed := w.closed(); closed != "" {
		w.Witness(FactClosed, "site", m.Set.Site, "demarche", w.def.ID, "personne", w.holder.Person.ID)
		return w.Redirect(w.path(""))
	}
	w.forgetDead()
	d := m.Set.newDraft(w.c, w.holder)
	if s, ok := w.LastSession(); ok {
		d.Session = s.Opened
	}
	w.c.Dossier = d
	w.Put(d.ID, d)
	w.Witness(FactBegun, w.details(d)...)
	return w.Redirect(w.path("/" + w.next().ID))
}

// newDraft makes a dossier with what is already known.
func (s *Set) newDraft(c *Case, holder Holder) *Dossier {
	d := c.Dossier
	d.ID, d.Account, d.State = newID(c.Tx, s.Site, c.def.ID), holder.Account, Draft
	d.Values, d.Opened, d.Saved = map[string]string{}, c.Now(), c.Now()
	if rule := s.rules.Once[c.def.Once]; rule != nil {
		d.Once = rule(c)
	}
	c.prefill()
	return d
}

// prefill asks the rules for what is known. A value to be confirmed waits beside
// the answers until somebody says so; another is the answer at once.
func (c *Case) prefill() {
	filled := map[string]string{}
	for _, st := range c.def.steps {
		c.prefillSizes(st)
		for _, q := range c.questions(st) {
			key := q.key()
			if q.Fill == "" {
				continue
			}
			if q.Kind == KindAddress {
				for _, p := range addressParts {
					if v := c.fill(q.field, key+"."+p); v != "" {
						c.Set(key+"."+p, v)
					}
				}
				continue
			}
			v := c.fill(q.field, key)
			switch {
			case v == "":
			case q.Confirm:
				filled[key] = v
			default:
				c.Set(key, v)
			}
		}
	}
	c.Dossier.Filled = filled
}

// prefillSizes asks the rules how many items the groups of a step begin with.
func (c *Case) prefillSizes(st *step) {
	for _, f := range st.fields {
		if f.Kind != KindGroup || f.Fill == "" {
			continue
		}
		if n := c.fill(f, f.ID); n != "" {
			c.Set(f.ID, n)
		}
	}
}

// forgetDead drops the drafts that nobody can take up any more.
func (w *visit) forgetDead() {
	for _, d := range Dossiers(w.Tx, w.m.Set.Site, w.def.ID, w.holder.Person.ID) {
		if d.State == Draft {
			w.Delete(d.ID)
			w.Witness(FactDraftLost, w.details(&d)...)
		}
	}
}

func (m *Mount) drop(w *visit) error {
	if d, ok := w.current(); ok {
		w.Delete(d.ID)
	}
	return w.Redirect(w.path(""))
}

// words switches between the usual words and the easy-to-read ones.
func (m *Mount) words(w *visit) error {
	now := "simples"
	if w.plain() {
		now = ""
	}
	w.Remember("mots", now)
	back := w.Value("etape")
	if w.def.step(back) == nil {
		return w.Redirect(w.path(""))
	}
	return w.Redirect(w.path("/" + back))
}

func (w *visit) plain() bool { return w.Remembered("mots") == "simples" }

func (w *visit) notice(o *out, tone, text string) {
	icon := "info"
	if tone == "succes" {
		icon = "coche"
	}
	o.WriteString(`<div class="alerte alerte-` + tone + `" role="status"><svg class="ic" aria-hidden="true"><use href="/static/icons.svg#` + icon + `"/></svg><div><p>`)
	o.escaped(text)
	o.WriteString(`</p></div></div>`)
}

func (w *visit) paragraphs(o *out, texts []string) {
	for _, t := range texts {
		o.WriteString(`<p>`)
		o.escaped(w.c.say(t))
		o.WriteString(`</p>`)
	}
}

func (w *visit) list(o *out, title string, texts []string) {
	if len(texts) == 0 {
		return
	}
	o.WriteString(`<h2>` + title + `</h2><ul>`)
	for _, t := range texts {
		o.WriteString(`<li>`)
		o.escaped(w.c.say(t))
		o.WriteString(`</li>`)
	}
	o.WriteString(`</ul>`)
}

// sentBefore lists what the person already sent.
func (w *visit) sentBefore(o *out) {
	var lines strings.Builder
	for _, d := range Dossiers(w.Tx, w.m.Set.Site, w.def.ID, w.holder.Person.ID) {
		if d.State == Draft {
			continue
		}
		line := out{}
		line.WriteString(`<li><a href="`)
		line.escaped(w.URL(w.path("/accuse/" + d.Name())))
		line.WriteString(`">`)
		line.escaped("Dossier " + d.Number + ", transmis le " + frtext.DateTime(d.SentAt))
		line.WriteString(`</a>`)
		if d.Shown != "" {
			line.escaped(" : " + d.Shown)
		}
		line.WriteString(`</li>`)
		lines.WriteString(line.String())
	}
	if lines.Len() > 0 {
		o.WriteString(`<h2>Déjà transmis</h2><ul>` + lines.String() + `</ul>`)
	}
}
