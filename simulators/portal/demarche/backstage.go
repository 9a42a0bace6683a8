package demarche

import (
	"net/http"
	"slices"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

func contains(all []string, one string) bool { return slices.Contains(all, one) }

func without(all []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == one })
}

// Backstages tells what happens to the dossiers sent, for Site.Backstages.
func (s *Set) Backstages(tx *sandbox.Tx) []portal.Backstage {
	var all []portal.Backstage
	for _, d := range Dossiers(tx, s.Site, "", "") {
		if def := s.byID[d.Demarche]; def != nil && d.State != Draft {
			person, _ := portal.PersonOf(tx, d.Person)
			all = append(all, s.caseOf(tx, def, person, &d).backstage())
		}
	}
	return all
}

func (c *Case) backstage() portal.Backstage {
	d := c.Dossier
	b := portal.Backstage{
		Site: c.set.signs(c.Era), Title: c.say(c.def.title(c.Era)), Person: c.Person.Name(), Dossier: d.Number, Sent: d.SentAt, Why: d.Result.Why,
	}
	for _, flow := range c.def.Circuit {
		b.Circuit = append(b.Circuit, portal.DataFlow{Data: flow.Data, To: flow.To, Why: flow.Why, Kept: flow.Kept})
	}
	// Played stages first, in the order they came; then those that may come.
	told := map[string]bool{}
	for _, p := range d.Course {
		if st := c.def.stages[p.Stage]; st != nil {
			b.Stages, told[p.Stage] = append(b.Stages, c.told(st, &p)), true
		}
	}
	for _, def := range c.def.Stages {
		if d.State == Settled || told[def.ID] {
			continue
		}
		b.Stages = append(b.Stages, c.told(c.def.stages[def.ID], nil))
	}
	return b
}

// told is one stage as the picture shows it; p is how it went, nil before.
func (c *Case) told(st *stage, p *Passage) portal.BackstageStage {
	s := portal.BackstageStage{Title: c.say(st.Title), Who: c.say(st.Who), Text: c.say(st.Text), Actor: st.Actor}
	for _, a := range st.Asks {
		s.Asks = append(s.Asks, c.say(a.From)+" : "+c.say(a.What))
	}
	if len(st.Ends) > 1 {
		for _, end := range st.Ends {
			s.Ends = append(s.Ends, c.say(end.Title))
		}
	}
	switch {
	case p != nil:
		s.Done, s.At, s.Sends = true, p.At, p.Sent
		if end := st.ends[p.End]; end != nil {
			s.End = c.say(end.Title)
		}
	case c.Dossier.Stage == st.ID:
		s.Now, s.At = true, c.Dossier.Due
	}
	return s
}

// backstage shows the trio what happens behind the screen, where the situation
// allows it during the play.
func (m *Mount) backstage(w *visit) error {
	return w.sent(func(d *Dossier) error {
		if portal.SettingsOf(w.Tx).Backstage != portal.BackstageSent {
			return w.Stop(http.StatusForbidden, "Les coulisses viendront au débrief", "Cette situation les garde pour après le jeu.", w.path("/accuse/"+d.Name()), "Revenir à l’accusé de réception")
		}
		o := w.newOut()
		b := w.c.backstage()
		o.WriteString(`<ol class="coulisses">`)
		for _, s := range b.Stages {
			o.stage(s)
		}
		o.WriteString(`</ol>`)
		o.circuit(b.Circuit)
		return w.show(http.StatusOK, "Derrière l’écran", o)
	})
}

func (o *out) stage(s portal.BackstageStage) {
	class := "coulisse coulisse-" + s.Actor
	switch {
	case s.Done:
		class += " faite"
	case s.Now:
		class += " ici"
	}
	o.WriteString(`<li class="` + class + `"><p class="coulisse-qui">`)
	o.escaped(s.Who)
	o.WriteString(`</p><h2>`)
	o.escaped(s.Title)
	o.WriteString(`</h2><p>`)
	o.escaped(s.Text)
	o.WriteString(`</p>`)
	o.bullets(s.Asks)
	if s.End != "" {
		o.WriteString(`<p><strong>`)
		o.escaped(s.End)
		o.WriteString(`</strong></p>`)
	}
	o.bullets(s.Sends)
	if !s.At.IsZero() {
		when := "Prévu le "
		if s.Done {
			when = "Le "
		}
		o.WriteString(`<p class="coulisse-quand">`)
		o.escaped(when + frtext.DateTime(s.At))
		o.WriteString(`</p>`)
	}
	o.WriteString(`</li>`)
}

func (o *out) bullets(items []string) {
	if len(items) == 0 {
		return
	}
	o.WriteString(`<ul>`)
	for _, i := range items {
		o.WriteString(`<li>`)
		o.escaped(i)
		o.WriteString(`</li>`)
	}
	o.WriteString(`</ul>`)
}

func (o *out) circuit(flows []portal.DataFlow) {
	if len(flows) == 0 {
		return
	}
	o.WriteString(`<h2>Où vont les données</h2><dl class="circuit">`)
	for _, f := range flows {
		o.WriteString(`<div><dt>`)
		o.escaped(f.Data + " → " + f.To)
		o.WriteString(`</dt><dd>`)
		o.escaped(f.Why)
		if f.Kept != "" {
			o.escaped(" Conservé : " + f.Kept + ".")
		}
		o.WriteString(`</dd></div>`)
	}
	o.WriteString(`</dl>`)
}
