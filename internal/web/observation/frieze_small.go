package observation

import (
	"html/template"
	"strconv"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/observation"
)

// smallFrieze draws who held the keyboard, and where the goals were reached: the
// same drawing for each trio, so that the eye compares shapes, not figures. The
// trio's own page tells the rest.
func smallFrieze(trio int, t observation.Timeline) template.HTML {
	id := "petite-" + strconv.Itoa(trio)
	f := &friezeDrawing{t: t}
	f.put(`<svg class="frise" viewBox="0 0 400 96" role="img" aria-labelledby="%s-titre %s-texte">`, id, id)
	f.put(`<title id="%s-titre">La partie du trio %d</title><desc id="%s-texte">Qui tenait le clavier, pendant %s.</desc>`, id, trio, id, frtext.Duration(t.Length))
	x := func(mark float64) float64 { return 24 + 360*mark }
	for i, track := range []string{observation.TrackAidant, observation.TrackAide} {
		y := 30 + 40*float64(i)
		f.put(`<g class="c-%s"><text x="0" y="%.0f">%s</text><line class="piste" x1="24" y1="%.0f" x2="384" y2="%.0f"/>`, track, y+5, friezeTracks[i].shape, y, y)
		for _, h := range t.Held {
			if h.Hand == track {
				f.put(`<line class="main-tenue" x1="%.1f" y1="%.0f" x2="%.1f" y2="%.0f"/>`, x(h.From.Seconds()/t.Length.Seconds()), y, x(h.To.Seconds()/t.Length.Seconds()), y)
			}
		}
		f.put(`</g>`)
	}
	for _, m := range t.Marks {
		if m.Kind == observation.MarkGoal {
			f.put(`<rect class="but" x="%.1f" y="58" width="18" height="24" rx="5"/>`, x(m.Played.Seconds()/t.Length.Seconds())-9)
		}
	}
	f.put(`</svg>`)
	return template.HTML(f.out.String()) // every text was escaped
}
