package observation

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/observation"
)

// The drawing, in its own units: tracks from left to right, three of them, the
// injects across all.
const (
	friezeLeft   = 190.0
	friezeRight  = 950.0
	friezeTop    = 40.0
	friezeBottom = 392.0
	// Injects stand above the tracks, and fall on all three.
	friezeInjects = 66.0
	markSize      = 15.0
	markRoom      = 2*markSize + 3
)

var friezeTracks = []struct {
	track, shape string
	y            float64
}{
	{observation.TrackAidant, "●", 138},
	{observation.TrackAide, "▲", 236},
	{observation.TrackObserver, "■", 334},
}

// frieze draws the timeline. Each mark wears the number that it has in the table
// under the drawing, and a shape that tells its kind without colour.
func frieze(t observation.Timeline, who names) template.HTML {
	f := &friezeDrawing{t: t}
	f.put(`<svg class="frise" viewBox="0 0 1000 400" role="img" aria-labelledby="frise-titre frise-texte">`)
	f.put(`<title id="frise-titre">La partie en trois pistes</title><desc id="frise-texte">De %s à %s : %s, dans l’ordre. Le tableau qui suit dit chaque moment.</desc>`,
		frtext.Clock(t.World(0)), frtext.Clock(t.World(t.Length)), frtext.Count(len(t.Marks), "moment numéroté", "moments numérotés"))
	f.ruler()
	for i, name := range []string{who.Aidant, who.Aide, who.Observer} {
		f.track(i, name)
	}
	f.marks()
	f.put(`</svg>`)
	return template.HTML(f.out.String()) // every text was escaped
}

type friezeDrawing struct {
	t   observation.Timeline
	out strings.Builder
}

func (f *friezeDrawing) put(format string, args ...any) {
	for i, a := range args {
		if text, ok := a.(string); ok {
			args[i] = template.HTMLEscapeString(text)
		}
	}
	fmt.Fprintf(&f.out, format, args...)
}

func (f *friezeDrawing) x(played time.Duration) float64 {
	return friezeLeft + (friezeRight-friezeLeft)*float64(played)/float64(f.t.Length)
}

// ruler draws a line every so many minutes, at most seven.
func (f *friezeDrawing) ruler() {
	step := time.Minute
	for _, s := range []time.Duration{2, 5, 10, 15, 30, 60, 120, 240, 720, 1440} {
		if f.t.Length/step <= 6 {
			break
		}
		step = s * time.Minute
	}
	for at := time.Duration(0); at <= f.t.Length; at += step {
		x := f.x(at)
		f.put(`<line class="graduation" x1="%.1f" y1="%.0f" x2="%.1f" y2="%.0f"/>`, x, friezeTop, x, friezeBottom)
		f.put(`<text class="graduation-texte" x="%.1f" y="26" text-anchor="middle">%s</text>`, x, frtext.Clock(f.t.World(at)))
	}
}

// longestOnTrack is how many letters of a first name the margin holds.
const longestOnTrack = 12

func (f *friezeDrawing) track(i int, name string) {
	tr := friezeTracks[i]
	if runes := []rune(name); len(runes) > longestOnTrack {
		name = string(runes[:longestOnTrack-1]) + "…"
	}
	f.put(`<g class="c-%s"><text class="piste-nom" x="4" y="%.0f">%s %s</text>`, tr.track, tr.y+5, tr.shape, name)
	f.put(`<line class="piste" x1="%.0f" y1="%.0f" x2="%.0f" y2="%.0f"/>`, friezeLeft, tr.y, friezeRight, tr.y)
	for _, h := range f.t.Held {
		if h.Hand == tr.track {
			f.put(`<line class="main-tenue" x1="%.1f" y1="%.0f" x2="%.1f" y2="%.0f"/>`, f.x(h.From), tr.y, f.x(h.To), tr.y)
		}
	}
	f.put(`</g>`)
}

// lanes are the heights at which marks of a track stand, when they crowd.
var lanes = []float64{-32, 32, 0}

// marks draws them in order, each in the first lane that is free there.
func (f *friezeDrawing) marks() {
	free := map[string][]float64{}
	for i, m := range f.t.Marks {
		y := friezeInjects
		track := m.Track
		for _, tr := range friezeTracks {
			if tr.track == track {
				y = tr.y
			}
		}
		x := f.x(m.Played)
		if free[track] == nil {
			free[track] = make([]float64, len(lanes))
		}
		lane := 0
		if track != observation.TrackTrainer {
			for lane < 2 && free[track][lane] > x-markRoom {
				lane++
			}
			y += lanes[lane]
		}
		if before := free[track][lane]; before > x-markRoom { // no lane is free: a little later
			x = min(before+markRoom, friezeRight+markRoom)
		}
		free[track][lane] = x
		f.mark(m, i+1, x, y)
	}
}

func (f *friezeDrawing) mark(m observation.TimeMark, number int, x, y float64) {
	class := "plein"
	switch m.Kind {
	case observation.MarkBad:
		class = "creux"
	case observation.MarkRisk:
		class = "risque"
	case observation.MarkGoal:
		class = "but"
	}
	f.put(`<g class="c-%s">`, m.Track)
	s := markSize
	switch {
	case m.Kind == observation.MarkGoal:
		f.put(`<rect class="but" x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="4"/>`, x-s-3, y-s, 2*s+6, 2*s)
	case m.Kind == observation.MarkInject:
		f.put(`<line class="tire" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.0f"/>`, x, y+s+6, x, friezeBottom)
		f.put(`<path class="plein" d="M%.1f %.1fl%.1f %.1fl-%.1f %.1fl-%.1f -%.1fz"/>`, x, y-s-5, s+5, s+5, s+5, s+5, s+5, s+5)
	case m.Kind == observation.MarkMoment:
		f.put(`<rect class="plein" x="%.1f" y="%.1f" width="%.1f" height="%.1f"/>`, x-s+1, y-s+1, 2*s-2, 2*s-2)
	case m.Track == observation.TrackAide:
		f.put(`<path class="%s" d="M%.1f %.1fl%.1f %.1fh-%.1fz"/>`, class, x, y-s-6, s+4, 2*s+6, 2*s+8)
		y += 4
	default:
		f.put(`<circle class="%s" cx="%.1f" cy="%.1f" r="%.1f"/>`, class, x, y, s)
	}
	f.put(`<text class="numero numero-%s" x="%.1f" y="%.1f" text-anchor="middle">%d</text></g>`, class, x, y+6, number)
}
