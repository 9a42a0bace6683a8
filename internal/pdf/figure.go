package pdf

import (
	"fmt"
	"math"

	"codeberg.org/go-pdf/fpdf"

	"demarcheablanc/internal/qr"
)

// Stars writes a label and n stars out of of (1 to 10), drawn and in words. With
// n under 1 nothing was observed, and the line says so.
func (d *Doc) Stars(label string, n, of int) {
	said := fmt.Sprintf("%d sur %d", n, of)
	if n < 1 {
		said = "non observé"
	}
	s := styleText
	s.line, s.after = 6.2, 0
	const step, words = 6.4, 24.0
	starsAt := pageWidth - margin - words - step*float64(of)
	d.set(s)
	lines := d.wrap(label, starsAt-margin-gutter)
	d.need(s.line * float64(len(lines)))
	y := d.out.GetY()
	n = min(n, of)
	d.artifact(func() {
		for i := range of {
			d.star(starsAt+step*(float64(i)+0.5), y+s.line/2, i < n)
		}
	})
	d.set(s)
	p := d.root.add("P")
	lines[len(lines)-1] += "\u00a0: "
	d.lines(p, lines, false, s.line, margin)
	d.mark(p, func() { d.line(pageWidth-margin-words+2, y, s.line, said) })
	d.Spacer(float64(len(lines))*s.line + 0.8)
}

// star draws one, full or hollow, around its centre.
func (d *Doc) star(x, y float64, full bool) {
	const outer, inner = 2.7, 1.15
	points := make([]fpdf.PointType, 10)
	for i := range points {
		radius := outer
		if i%2 == 1 {
			radius = inner
		}
		angle := math.Pi * (float64(i)/5 - 0.5)
		points[i] = fpdf.PointType{X: x + radius*math.Cos(angle), Y: y + radius*math.Sin(angle)}
	}
	d.out.SetLineWidth(0.3)
	d.out.SetFillColor(255, 255, 255)
	if full {
		d.out.SetFillColor(28, 28, 36)
	}
	d.out.Polygon(points, "DF")
}

// QR draws a code of 42 mm, and paragraphs at its right. The alternative says in
// words what it is and where it leads; a failure is told by [Doc.Bytes].
func (d *Doc) QR(text, alternative string, beside ...string) {
	m, err := qr.New(text)
	if err != nil {
		if d.err == nil {
			d.err = err
		}
		return
	}
	const side = 42.0
	d.need(side)
	y, module := d.out.GetY(), side/float64(len(m)+2*qr.QuietZone)
	n := d.root.add("Figure")
	n.alt = clean(alternative)
	n.attributes = fmt.Sprintf("/O /Layout /Placement /Block /BBox [%.2f %.2f %.2f %.2f]",
		points(margin), points(pageHeight-y-side), points(margin+side), points(pageHeight-y))
	d.mark(n, func() {
		d.out.SetFillColor(255, 255, 255)
		d.out.Rect(margin, y, side, side, "F")
		d.out.SetFillColor(0, 0, 0)
		m.Runs(func(col, row, width int) {
			d.out.Rect(margin+module*float64(col+qr.QuietZone), y+module*float64(row+qr.QuietZone), module*float64(width), module, "F")
		})
	})
	d.out.SetY(y + 3)
	for _, words := range beside {
		d.text(d.root.add("P"), words, styleText, margin+side+gutter, textWidth-side-gutter)
	}
	d.out.SetY(y)
	d.Spacer(side + 2)
}

func points(millimetres float64) float64 { return millimetres * 72 / 25.4 }
