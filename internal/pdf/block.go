package pdf

import "strconv"

// style is how a block of text is set: points, millimetres.
type style struct {
	weight        string
	size, line    float64
	before, after float64
}

var (
	styleH1   = style{weight: "B", size: 23, line: 9.6, before: 0, after: 5}
	styleH2   = style{weight: "B", size: 15, line: 6.8, before: 5, after: 2.2}
	styleText = style{size: 11.5, line: 5.9, after: 3}
)

// H1 writes the title of the document; there should be one.
func (d *Doc) H1(text string) { d.heading("H1", text, styleH1) }

// H2 writes the heading of a part, and keeps it with what follows.
func (d *Doc) H2(text string) { d.heading("H2", text, styleH2) }

func (d *Doc) heading(tag, text string, s style) {
	d.need(s.before + s.line + 4*styleText.line)
	if d.out.GetY() > textTop {
		d.Spacer(s.before)
	}
	d.text(d.root.add(tag), text, s, margin, textWidth)
}

// P writes a paragraph. An empty text writes nothing.
func (d *Doc) P(text string) {
	if clean(text) != "" {
		d.text(d.root.add("P"), text, styleText, margin, textWidth)
	}
}

// List writes items under one another, each with a bullet.
func (d *Doc) List(items []string) { d.list(items, "Disc", func(int) string { return "•" }) }

// Steps writes items under one another, each with its number from 1.
func (d *Doc) Steps(items []string) {
	d.list(items, "Decimal", func(i int) string { return strconv.Itoa(i+1) + "." })
}

func (d *Doc) list(items []string, numbering string, label func(int) string) {
	if len(items) == 0 {
		return
	}
	list := d.root.add("L")
	list.attributes = "/O /List /ListNumbering /" + numbering
	s := styleText
	s.after = 1.2
	for i, text := range items {
		item := list.add("LI")
		d.need(s.line)
		d.set(s)
		y := d.out.GetY()
		d.mark(item.add("Lbl"), func() { d.line(margin+2, y, s.line, label(i)) })
		d.text(item.add("LBody"), text, s, margin+9, textWidth-9)
	}
	d.Spacer(styleText.after - s.after)
}

// Spacer leaves a blank of some millimetres.
func (d *Doc) Spacer(millimetres float64) {
	d.out.SetY(min(d.out.GetY()+millimetres, textBottom))
}

func (d *Doc) set(s style) {
	d.face(s.weight, s.size)
	d.ink()
}

// text sets lines down the page, and over to the next one.
func (d *Doc) text(n *node, text string, s style, x, width float64) {
	d.set(s)
	d.flow(n, d.wrap(text, width), s, x)
	d.Spacer(s.after)
}

func (d *Doc) flow(n *node, lines []string, s style, x float64) {
	for len(lines) > 0 {
		d.need(s.line)
		d.set(s)
		fit := min(len(lines), max(1, int((textBottom-d.out.GetY())/s.line)))
		d.lines(n, lines[:fit], fit < len(lines), s.line, x)
		d.Spacer(float64(fit) * s.line)
		lines = lines[fit:]
	}
}

// lines draws lines from the current height, as one piece. A line that is
// followed by another ends with the space where it was cut: without it, a
// screen reader would join two words.
func (d *Doc) lines(n *node, lines []string, more bool, height, x float64) {
	y := d.out.GetY()
	d.mark(n, func() {
		for i, line := range lines {
			if more || i < len(lines)-1 {
				line += " "
			}
			d.line(x, y+float64(i)*height, height, line)
		}
	})
}

// line draws one line whose box begins at y.
func (d *Doc) line(x, y, height float64, text string) {
	size, _ := d.out.GetFontSize()
	const millimetresPerPoint = 25.4 / 72
	d.out.Text(x, y+height/2+size*millimetresPerPoint*0.34, text)
}
