package demarche

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// next is the first step that is not done; the last where all are.
func (w *visit) next() *step {
	path := w.c.visible()
	for _, st := range path {
		if !w.c.Dossier.done(st.ID) {
			return st
		}
	}
	return path[len(path)-1]
}

// reach says whether a step may be opened: any in free order, else those up to
// the first that is not done.
func (w *visit) reach(st *step) bool {
	if w.free() {
		return true
	}
	for _, before := range w.c.visible() {
		if before == st {
			return true
		}
		if !w.c.Dossier.done(before.ID) {
			return false
		}
	}
	return false
}

func (w *visit) free() bool { return portal.SettingsOf(w.Tx).Free }

// here finds the step of the address, if this case goes through it.
func (w *visit) here() (st *step, at int) {
	for i, one := range w.c.visible() {
		if one.ID == w.Path("etape") {
			return one, i
		}
	}
	return nil, 0
}

// step shows one screen.
func (m *Mount) step(w *visit) error {
	st, at := w.here()
	if st == nil || !w.reach(st) {
		return w.Redirect(w.path("/" + w.next().ID))
	}
	return w.drawStep(st, at, http.StatusOK, nil)
}

func (w *visit) drawStep(st *step, at, status int, wr *writer) error {
	o := w.newOut()
	if wr != nil {
		o.form, o.problems = wr.form, map[string]string{}
		for _, p := range wr.problems {
			o.problems[p.Key] = p.Message
		}
	}
	w.progress(o, at)
	if wr != nil {
		w.summary(o, wr.problems)
	}
	if w.Request.URL.Query().Get("precision") == "oui" {
		w.notice(o, "info", "Votre réponse appelle une précision : elle est demandée ci-dessous.")
	}
	w.form(o, "/"+st.ID)
	putAll(o, st.drawn(w.c.Era, w.plain()))
	w.actions(o, at)
	o.WriteString(`</form>`)
	w.aside(o, st)
	return w.show(status, w.c.say(w.stepTitle(st)), o)
}

func (w *visit) stepTitle(st *step) string {
	if w.plain() && st.Plain.Label != "" {
		return st.Plain.Label
	}
	return or(st.Eras[w.c.Era].Label, st.Title)
}

// progress shows where one is, and in free order leads anywhere.
func (w *visit) progress(o *out, at int) {
	path := w.c.visible() // and the recap, which is a step too
	o.WriteString(`<nav class="demarche-etapes" aria-label="Étapes"><p class="etapes-ou">`)
	o.escaped("Étape " + itoa(at+1) + " sur " + itoa(len(path)+1))
	o.WriteString(`</p><ol class="etapes">`)
	for i, st := range path {
		w.milestone(o, w.c.say(w.stepTitle(st)), st.ID, i == at, w.c.Dossier.done(st.ID))
	}
	w.milestone(o, w.c.say(or(w.def.Recap.Title, "Récapitulatif")), "recapitulatif", at == len(path), false)
	o.WriteString(`</ol></nav>`)
}

func (w *visit) milestone(o *out, title, id string, current, done bool) {
	class := ""
	switch {
	case current:
		class = ` aria-current="step"`
	case done:
		class = ` class="fait"`
	}
	o.WriteString(`<li` + class + `>`)
	linked := !current && (w.free() || done)
	if linked {
		o.WriteString(`<a href="`)
		o.escaped(w.URL(w.path("/" + id)))
		o.WriteString(`">`)
	}
	o.escaped(title)
	if done {
		o.WriteString(`<span class="hors-ecran"> (faite)</span>`)
	}
	if linked {
		o.WriteString(`</a>`)
	}
	o.WriteString(`</li>`)
}

// summary lists what is to be mended; it takes the focus.
func (w *visit) summary(o *out, problems []Problem) {
	if len(problems) == 0 {
		return
	}
	o.WriteString(`<div class="resume-problemes" role="alert" tabindex="-1" id="resume" autofocus><h2>Pour continuer</h2><ul>`)
	for _, p := range problems {
		o.WriteString(`<li><a href="#champ-`)
		o.escaped(p.Key)
		o.WriteString(`">`)
		o.escaped(p.Message)
		o.WriteString(`</a></li>`)
	}
	o.WriteString(`</ul></div>`)
}

func (w *visit) actions(o *out, at int) {
	o.WriteString(`<div class="actions"><button class="bouton" name="_faire" value="suivant">Continuer</button>`)
	if at > 0 {
		o.WriteString(`<button class="bouton bouton-second" name="_faire" value="precedent">Précédent</button>`)
	}
	if w.def.keptFor() > 0 {
		o.WriteString(`<button class="bouton bouton-discret" name="_faire" value="enregistrer">Enregistrer et quitter</button>`)
	}
	o.WriteString(`</div>`)
}

// aside says when the login ends and what becomes of the answers, and offers
// easier words.
func (w *visit) aside(o *out, st *step) {
	o.WriteString(`<div class="demarche-bas">`)
	if ends, ok := w.SessionEnds(); ok {
		fate := "vos réponses seraient alors perdues."
		if w.def.keptFor() > 0 {
			fate = "vos réponses déjà enregistrées seraient gardées."
		}
		o.WriteString(`<p class="session-fin">`)
		o.escaped("Sans clic de votre part avant " + frtext.Clock(ends) + ", la connexion se ferme : " + fate)
		o.WriteString(`</p>`)
	}
	label := "Lire avec des mots simples"
	if w.plain() {
		label = "Revenir aux mots du site"
	}
	w.form(o, "/mots")
	o.WriteString(`<input type="hidden" name="etape" value="` + st.ID + `"><button class="bouton bouton-discret">` + label + `</button></form></div>`)
}

// save takes the answers of a screen and goes where the button says.
func (m *Mount) save(w *visit) error {
	st, at := w.here()
	if st == nil || !w.reach(st) {
		return w.Redirect(w.path("/" + w.next().ID))
	}
	wr := &writer{c: w.c, form: w.Request.Form, files: filesOn(w.Tx, w.Device)}
	asked := wr.take(st)
	if wr.real {
		w.Witness(portal.FactRealRefused, "site", w.Site.ID)
	}
	d := w.c.Dossier
	d.Saved, d.RecapAt = w.Now(), time.Time{}
	defer w.touch()
	order := w.Value("_faire")
	switch verb, _, _ := strings.Cut(order, ":"); verb {
	case "ajouter", "retirer":
		wr.resize(order)
		w.Put(d.ID, *d)
		return w.Redirect(w.path("/" + st.ID))
	case "precedent":
		w.Put(d.ID, *d)
		return w.Redirect(w.path("/" + w.c.visible()[max(0, at-1)].ID))
	case "enregistrer":
		w.Put(d.ID, *d)
		w.Witness(FactSaved, w.details(d)...)
		return w.Redirect(w.path("?garde=oui"))
	}
	return w.goOn(st, at, wr, asked)
}

// goOn leaves a screen if its answers allow.
func (w *visit) goOn(st *step, at int, wr *writer, asked []question) error {
	d := w.c.Dossier
	if wr.fresh && len(wr.problems) == 0 {
		w.Put(d.ID, *d)
		return w.Redirect(w.path("/" + st.ID + "?precision=oui"))
	}
	missing := w.c.missing(asked)
	if !w.free() {
		for _, p := range missing {
			wr.refuse(p.Key, p.Message)
		}
	}
	if rule := w.m.Set.rules.Check[st.Check]; rule != nil && len(wr.problems) == 0 {
		for _, p := range rule(w.c) {
			wr.refuse(p.Key, p.Message)
		}
	}
	inOrder(asked, wr.problems)
	d.Done = slices.DeleteFunc(d.Done, func(id string) bool { return id == st.ID })
	if len(wr.problems) > 0 {
		w.Put(d.ID, *d)
		w.Witness(FactRefused, append(w.details(d), "etape", st.ID, "champs", keysIn(wr.problems))...)
		return w.drawStep(st, at, http.StatusUnprocessableEntity, wr)
	}
	if len(missing) == 0 {
		d.Done = append(d.Done, st.ID)
	}
	w.Put(d.ID, *d)
	path := w.c.visible()
	if at+1 < len(path) {
		return w.Redirect(w.path("/" + path[at+1].ID))
	}
	return w.Redirect(w.path("/recapitulatif"))
}

// inOrder sorts problems as the questions stand on the screen.
func inOrder(asked []question, problems []Problem) {
	place := func(p Problem) int {
		return slices.IndexFunc(asked, func(q question) bool { return p.Key == q.key() || strings.HasPrefix(p.Key, q.key()+".") })
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return place(a) - place(b) })
}

func keysIn(problems []Problem) string {
	keys := make([]string, len(problems))
	for i, p := range problems {
		keys[i] = p.Key
	}
	return strings.Join(keys, ",")
}

// touch counts the post as a click: the login lasts from now.
func (w *visit) touch() {
	if s, ok := w.Session(); ok {
		w.KeepSession(s)
	}
}
