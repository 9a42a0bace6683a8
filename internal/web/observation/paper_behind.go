package observation

import (
	"fmt"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/pdf"
	"demarcheablanc/simulators/portal"
)

// writeFilings says who clicked « valider », and what the papers said.
func (p debriefPage) writeFilings(d *pdf.Doc) {
	for _, f := range p.Filings {
		if !f.Sent {
			d.P(f.Title + " : commencée, jamais transmise.")
			continue
		}
		text := f.Title + " : transmise à " + frtext.Clock(f.At) + " " + f.Via
		if f.Hand != "" {
			text += ", " + trackLabel(f.Hand) + " tenait le clavier"
		}
		if f.Actor != "" {
			text += ", " + f.Actor + " agissait sous mandat"
		}
		d.P(fmt.Sprintf("%s. Récapitulatif relu pendant %s.", text, frtext.Count(f.Seconds, "seconde", "secondes")))
		var said []string
		for _, c := range f.Said {
			said = append(said, fmt.Sprintf("%s : saisi %s ; %s : %s", c.Field, c.Typed, c.Title, c.Paper))
		}
		d.List(said)
	}
}

// writeBehind says what the institutions did, then what was broken from the
// start.
func (p debriefPage) writeBehind(d *pdf.Doc) {
	if len(p.Causes)+len(p.Behind) == 0 {
		return
	}
	d.H2("Derrière l’écran")
	for _, b := range p.Behind {
		writeBackstage(d, b)
	}
	for _, c := range p.Causes {
		d.P(c.Title + ". " + c.Text + " L’issue : " + c.Way)
	}
}

func writeBackstage(d *pdf.Doc, b portal.Backstage) {
	d.P(b.Site + ", " + b.Title + ", dossier " + b.Dossier)
	var rows [][]string
	for _, s := range b.Stages {
		when, end := "", s.End
		if !s.At.IsZero() {
			when = frtext.DateTime(s.At)
		}
		if !s.Done {
			end = "à venir"
		}
		rows = append(rows, []string{s.Who, s.Title, when, end})
	}
	d.Table([]string{"Qui", "Quoi", "Quand", "Issue"}, rows)
	for _, w := range b.Why {
		var lines [][]string
		for _, l := range w.Lines {
			lines = append(lines, []string{l.Label, l.How, l.Amount})
		}
		d.Table([]string{w.Title, "", ""}, lines)
	}
}
