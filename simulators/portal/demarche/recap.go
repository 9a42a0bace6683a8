package demarche

import (
	"net/http"
	"strconv"

	"demarcheablanc/simulators/portal"
)

// unfinished are the questions that still want an answer, step by step.
type unfinished struct {
	step    *step
	missing []Problem
}

func (w *visit) unfinished() []unfinished {
	var all []unfinished
	for _, st := range w.c.visible() {
		if missing := w.c.missing(w.c.questions(st)); len(missing) > 0 {
			all = append(all, unfinished{st, missing})
		}
	}
	return all
}

// recap is the last look before sending. When it was first shown is kept: the
// debrief says how long it was read.
func (m *Mount) recap(w *visit) error {
	todo := w.unfinished()
	if len(todo) > 0 && !w.free() {
		return w.Redirect(w.path("/" + todo[0].step.ID))
	}
	d := w.c.Dossier
	if d.RecapAt.IsZero() && len(todo) == 0 {
		d.RecapAt = w.Now()
		w.Put(d.ID, *d)
		w.Witness(FactRecap, w.details(d)...)
		portal.PutReading(w.Tx, portal.Reading{Device: w.Device, Site: w.Site.ID, Title: w.c.say(w.def.title(w.c.Era)), Dossier: d.ID, At: w.Now()})
	}
	return w.drawRecap(http.StatusOK, todo, nil)
}

func (w *visit) drawRecap(status int, todo []unfinished, problems []Problem) error {
	w.compute()
	o := w.newOut()
	w.progress(o, len(w.c.visible()))
	w.summary(o, problems)
	o.problems = map[string]string{}
	for _, p := range problems {
		o.problems[p.Key] = p.Message
	}
	w.notice(o, "attention", "Relisez ensemble, à voix haute. Rien n’est encore transmis.")
	w.paragraphs(o, []string{w.def.Recap.Help})
	w.todo(o, todo)
	w.answers(o, true)
	w.found(o)
	if len(todo) == 0 {
		w.certify(o)
	}
	return w.show(status, w.c.say(or(w.def.Recap.Title, "Récapitulatif")), o)
}

// compute runs the rule of the recap on the answers as they are.
func (w *visit) compute() {
	if rule := w.m.Set.rules.Compute[w.def.Recap.Compute]; rule != nil {
		w.c.Dossier.Result = rule(w.c)
	}
}

func (w *visit) todo(o *out, todo []unfinished) {
	if len(todo) == 0 {
		return
	}
	o.WriteString(`<div class="alerte alerte-refus" role="status"><div><p><strong>Il manque des réponses : la démarche ne peut pas partir.</strong></p><ul>`)
	for _, u := range todo {
		o.WriteString(`<li><a href="`)
		o.escaped(w.URL(w.path("/" + u.step.ID)))
		o.WriteString(`">`)
		o.escaped(w.c.say(w.stepTitle(u.step)))
		o.WriteString(`</a><ul>`)
		for _, p := range u.missing {
			o.WriteString(`<li>`)
			o.escaped(w.c.say(p.Message))
			o.WriteString(`</li>`)
		}
		o.WriteString(`</ul></li>`)
	}
	o.WriteString(`</ul></div></div>`)
}

// answers lists all that was answered, step by step.
func (w *visit) answers(o *out, mend bool) {
	for _, st := range w.c.visible() {
		o.WriteString(`<section class="recap"><h2>`)
		o.escaped(w.c.say(w.stepTitle(st)))
		o.WriteString(`</h2>`)
		o.lines(w.c.lined(st))
		w.mendLink(o, st, mend)
	}
}

// lines lists answers, or says that there is none.
func (o *out) lines(all []Shown) {
	if len(all) == 0 {
		o.WriteString(`<p class="aide">Aucune case remplie.</p>`)
		return
	}
	o.WriteString(`<dl>`)
	for _, line := range all {
		o.WriteString(`<div><dt>`)
		o.escaped(line.Label)
		o.WriteString(`</dt><dd>`)
		o.escaped(line.Value)
		o.WriteString(`</dd></div>`)
	}
	o.WriteString(`</dl>`)
}

// mendLink ends a section, with the way back to its screen where it can change.
func (w *visit) mendLink(o *out, st *step, mend bool) {
	if mend {
		o.WriteString(`<p><a href="`)
		o.escaped(w.URL(w.path("/" + st.ID)))
		o.WriteString(`">Modifier<span class="hors-ecran"> : `)
		o.escaped(w.c.say(w.stepTitle(st)))
		o.WriteString(`</span></a></p>`)
	}
	o.WriteString(`</section>`)
}

// lined is what was answered on one screen, for people to read.
func (c *Case) lined(st *step) []Shown {
	var lines []Shown
	for _, q := range c.questions(st) {
		label, said := c.say(or(q.Eras[c.Era].Label, q.Label)), c.shownAnswer(q)
		if said == "" && c.def.Recap.Filled && (q.Optional || q.Kind == KindComputed) {
			continue
		}
		if q.Where != "" {
			label = q.Where + " — " + label
		}
		lines = append(lines, Shown{label, or(said, "Pas de réponse")})
	}
	return lines
}

func (c *Case) shownAnswer(q question) string {
	key := q.key()
	switch q.Kind {
	case KindAddress:
		parts := c.Text(key + ".voie")
		if town := c.Text(key+".code_postal") + " " + c.Text(key+".commune"); town != " " {
			parts += ", " + town
		}
		return parts
	case KindComputed:
		return q.show(c.fill(q.field, key))
	case KindFile:
		if q.Later && c.Text(key) == "" {
			return "À joindre plus tard"
		}
	}
	shown := q.show(c.Text(key))
	if c.Text(key+accord) == disputed {
		shown += " (au lieu de " + q.show(c.Dossier.Filled[key]) + ")"
	}
	return shown
}

// found shows what the computation says of these answers.
func (w *visit) found(o *out) {
	r := w.c.Dossier.Result
	for _, warning := range r.Warnings {
		w.notice(o, "attention", warning)
	}
	if len(r.Shown) == 0 {
		return
	}
	o.WriteString(`<section class="estimation"><h2>Ce que cela donnerait</h2><dl>`)
	for _, line := range r.Shown {
		o.WriteString(`<div><dt>`)
		o.escaped(line.Label)
		o.WriteString(`</dt><dd>`)
		o.escaped(line.Value)
		o.WriteString(`</dd></div>`)
	}
	o.WriteString(`</dl><p class="aide">Une estimation, d’après ces réponses seulement.</p></section>`)
}

func (w *visit) certify(o *out) {
	w.form(o, "/envoyer")
	for i, text := range w.def.Recap.Certify {
		key := "certifier" + strconv.Itoa(i+1)
		o.WriteString(`<div class="champ">`)
		if p := o.problems[key]; p != "" {
			o.WriteString(`<p class="probleme" id="probleme-` + key + `">`)
			o.escaped(p)
			o.WriteString(`</p>`)
		}
		o.WriteString(`<div class="choix"><input type="checkbox" id="champ-` + key + `" name="` + key + `" value="oui"><label for="champ-` + key + `">`)
		o.escaped(w.c.say(text))
		o.WriteString(`</label></div></div>`)
	}
	o.WriteString(`<div class="actions"><button class="bouton bouton-grand">`)
	o.escaped(w.c.say(or(w.def.Recap.Button, "Valider et transmettre")))
	o.WriteString(`</button></div></form>`)
}

// send transmits the dossier, once.
func (m *Mount) send(w *visit) error {
	todo := w.unfinished()
	if len(todo) > 0 {
		return w.drawRecap(http.StatusUnprocessableEntity, todo, nil)
	}
	var problems []Problem
	for i := range w.def.Recap.Certify {
		if key := "certifier" + strconv.Itoa(i+1); w.Value(key) != "oui" {
			problems = append(problems, Problem{key, "Cochez la case pour certifier, une fois que tout est relu. Sans elle, rien n’est transmis."})
		}
	}
	if closed := w.closed(); closed != "" {
		w.Witness(FactClosed, w.details(w.c.Dossier)...)
		problems = append(problems, Problem{"certifier1", closed})
	}
	if len(problems) > 0 {
		return w.drawRecap(http.StatusUnprocessableEntity, nil, problems)
	}
	if acting, ok := w.Acting(); ok {
		w.c.Dossier.Actor = acting.Actor.Name
	}
	w.c.Send(m.Via, w.Hand)
	w.touch()
	return w.Redirect(w.path("/accuse/" + w.c.Dossier.Name()))
}
