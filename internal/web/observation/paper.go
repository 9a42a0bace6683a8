package observation

import (
	"fmt"
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/pdf"
)

// paper writes the debrief on A4, in the order in which it is talked through.
func paper(p debriefPage, at time.Time) ([]byte, error) {
	d := pdf.New(pdf.Options{
		Title: fmt.Sprintf("Débrief — %s, trio %d, partie %d", p.Title, p.Trio, p.Part()), Subject: "Jeu de rôle d’accompagnement", At: at,
	})
	d.H1("Débrief — " + p.Title)
	d.KeyValues([]pdf.KV{
		{Label: "Trio", Value: fmt.Sprintf("%d, partie %d", p.Trio, p.Part())},
		{Label: "Aidant·e", Value: p.Names.Aidant},
		{Label: "Aidé·e", Value: p.Names.Aide + ", dans le rôle " + frtext.De(p.Helped)},
		{Label: "Observateur·rice", Value: p.Names.Observer},
		{Label: "Temps joué", Value: frtext.Duration(p.Timeline.Length)},
	})
	p.writeNotes(d)
	p.writeSecrets(d)
	p.writeTimeline(d)
	p.writeGoals(d)
	p.writeGestures(d)
	p.writeBehind(d)
	p.writeKeep(d)
	d.H2("Pour en parler")
	d.Steps(p.Questions)
	return d.Bytes()
}

func (p debriefPage) writeNotes(d *pdf.Doc) {
	if !p.Notes {
		return
	}
	d.H2("La grille et l’auto-évaluation")
	if p.Self.Done.IsZero() {
		d.P("L’aidant·e parle d’abord. Son auto-évaluation n’est pas encore faite.")
		return
	}
	if !p.GridShown() {
		d.P("La grille n’est pas encore close.")
	}
	for _, l := range p.Lines {
		if l.Own.Stars.Given() || l.Required {
			d.Stars(l.Label+" — "+p.Names.Aidant, int(l.Own.Stars), int(observation.MostStars))
		}
		if p.GridShown() && (l.Seen.Stars.Given() || l.Required) {
			d.Stars(l.Label+named(l.Seen.Name)+" — "+p.Names.Observer, int(l.Seen.Stars), int(observation.MostStars))
		}
		d.Spacer(1)
	}
	said(d, p.Names.Aidant, p.Self.Remarks)
	if p.GridShown() {
		said(d, p.Names.Observer, p.Grid.Remarks)
	}
}

// said writes somebody's own words, if any.
func said(d *pdf.Doc, name, words string) {
	if words != "" {
		d.P(name + " : " + words)
	}
}

func named(name string) string {
	if name == "" {
		return ""
	}
	return " (" + name + ")"
}

func (p debriefPage) writeSecrets(d *pdf.Doc) {
	d.H2("La carte secrète")
	if p.Notes {
		said(d, p.Names.Aide, p.Feeling.Remarks)
	}
	var lines []string
	for _, s := range p.Secrets {
		state := "Resté caché : "
		if s.Told {
			state = "Dévoilé : "
			if !s.At.IsZero() {
				state = "Dévoilé à " + frtext.Clock(s.At) + " : "
			}
		}
		lines = append(lines, state+s.Text)
	}
	d.List(lines)
}

func (p debriefPage) writeTimeline(d *pdf.Doc) {
	d.H2("La partie, moment par moment")
	var rows [][]string
	for i, m := range p.Timeline.Marks {
		text := m.Label
		if m.Detail != "" {
			text += " — " + m.Detail
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), frtext.Clock(m.At), trackLabel(m.Track), text})
	}
	if len(rows) == 0 {
		d.P("Rien n’a été noté.")
		return
	}
	d.Table([]string{"N°", "Heure", "Qui", "Quoi"}, rows)
}

func (p debriefPage) writeGoals(d *pdf.Doc) {
	d.H2("Ce qui est arrivé")
	var lines []string
	for _, g := range p.Goals {
		lines = append(lines, goalState(g)+" : "+g.Text+goalHow(g))
	}
	d.List(lines)
	lines = nil
	for _, o := range p.Outcomes {
		lines = append(lines, o.Text)
	}
	if len(lines) > 0 {
		d.H2("Ce que cela aurait entraîné")
		d.List(lines)
	}
}

func (p debriefPage) writeGestures(d *pdf.Doc) {
	d.H2("Les gestes vus")
	for _, group := range [][]observation.Evidence{p.Good, p.Bad} {
		var lines []string
		for _, e := range group {
			text := frtext.Clock(e.At) + " — " + e.Label
			if e.Detail != "" {
				text += " (" + e.Detail + ")"
			}
			lines = append(lines, text)
		}
		d.List(lines)
	}
	if len(p.Good)+len(p.Bad) == 0 {
		d.P("La machine n’a rien vu de particulier.")
	}
	d.P(p.Tools.Sentence)
	d.P(p.HandSentence())
	p.writeFilings(d)
}

func (p debriefPage) writeKeep(d *pdf.Doc) {
	var rows [][]string
	for _, k := range p.KeepTry() {
		rows = append(rows, []string{k.Name, k.Keep, k.Try})
	}
	if len(rows) > 0 {
		d.H2("À garder, à essayer")
		d.Table([]string{"Qui", "À garder", "À essayer"}, rows)
	}
}
