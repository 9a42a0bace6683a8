package pdf

import "slices"

// KV is a label and its value.
type KV struct{ Label, Value string }

// KeyValues writes labels and values in two columns, read as rows with a header.
func (d *Doc) KeyValues(pairs []KV) {
	if len(pairs) == 0 {
		return
	}
	t := d.newTable(2)
	for _, p := range pairs {
		t.cells = append(t.cells, []string{p.Label, p.Value})
	}
	t.widths = []float64{textWidth * 0.36, textWidth*0.64 + gutter}
	t.rowHeader = true
	t.draw()
}

// Table writes a table with its header row. Rows may be shorter than the
// header; what is longer is left out. Columns of figures are set to the right.
func (d *Doc) Table(head []string, rows [][]string) {
	if len(head) == 0 {
		return
	}
	t := d.newTable(len(head))
	t.head = head
	for _, row := range rows {
		t.cells = append(t.cells, slices.Concat(row, make([]string, len(head)))[:len(head)])
	}
	t.measure()
	t.draw()
}

const (
	cellPad = 1.6 // above and under the text of a cell
	gutter  = 4.0 // between two columns
)

type table struct {
	d         *Doc
	node      *node
	head      []string
	cells     [][]string
	widths    []float64
	right     []bool
	rowHeader bool
}

func (d *Doc) newTable(columns int) *table {
	return &table{d: d, node: d.root.add("Table"), right: make([]bool, columns)}
}

func (t *table) draw() {
	t.drawHead(t.node)
	for _, cells := range t.cells {
		row := t.node.add("TR")
		var nodes []*node
		for c := range cells {
			if c == 0 && t.rowHeader {
				nodes = append(nodes, header(row, "Row"))
			} else {
				nodes = append(nodes, row.add("TD"))
			}
		}
		t.drawRow(cells, nodes)
	}
	t.d.Spacer(styleText.after + 1)
}

func header(row *node, scope string) *node {
	n := row.add("TH")
	n.attributes = "/O /Table /Scope /" + scope
	return n
}

// drawHead writes the header row; on the pages that follow it is repeated for
// the eye only, parent being nil.
func (t *table) drawHead(parent *node) {
	if t.head == nil {
		return
	}
	t.d.need(5 * styleText.line)
	lines, height := t.wrap(t.head, true)
	draw := func(c int) func() {
		return func() { t.drawCell(c, lines[c], false) }
	}
	t.d.face("B", styleText.size)
	if parent != nil {
		row := parent.add("TR")
		for c := range t.head {
			t.d.mark(header(row, "Column"), draw(c))
		}
	} else {
		for c := range t.head {
			t.d.artifact(draw(c))
		}
	}
	t.d.Spacer(height)
	t.rule(0.5, 28)
}

// drawRow writes a row, cut between two lines if it is higher than a page.
func (t *table) drawRow(cells []string, nodes []*node) {
	lines, height := t.wrap(cells, false)
	if t.d.out.GetY()+height > textBottom {
		t.breakPage()
	}
	for rest := true; rest; {
		fit := max(1, int((textBottom-t.d.out.GetY()-2*cellPad)/styleText.line))
		deepest := 0
		rest = false
		for c := range cells {
			n := min(fit, len(lines[c]))
			part, more := lines[c][:n], n < len(lines[c])
			lines[c] = lines[c][n:]
			deepest, rest = max(deepest, n), rest || more
			t.cellFace(c)
			if n > 0 {
				t.d.mark(nodes[c], func() { t.drawCell(c, part, more) })
			}
		}
		t.d.Spacer(float64(deepest)*styleText.line + 2*cellPad)
		if rest {
			t.breakPage()
		}
	}
	t.rule(0.2, 150)
}

func (t *table) breakPage() {
	t.d.newPage()
	t.drawHead(nil)
}

// wrap cuts the cells of a row and gives its height.
func (t *table) wrap(cells []string, head bool) (lines [][]string, height float64) {
	deepest := 0
	for c, text := range cells {
		t.cellFace(c)
		if head {
			t.d.face("B", styleText.size)
		}
		lines = append(lines, t.d.wrap(text, t.widths[c]-gutter))
		deepest = max(deepest, len(lines[c]))
	}
	return lines, float64(deepest)*styleText.line + 2*cellPad
}

func (t *table) cellFace(c int) {
	t.d.set(styleText)
	if c == 0 && t.rowHeader {
		t.d.face("B", styleText.size)
	}
}

func (t *table) drawCell(c int, lines []string, more bool) {
	x := margin
	for _, width := range t.widths[:c] {
		x += width
	}
	y := t.d.out.GetY() + cellPad
	for i, line := range lines {
		left := x
		if t.right[c] {
			left = x + t.widths[c] - gutter - t.d.out.GetStringWidth(line)
		}
		if more || i < len(lines)-1 {
			line += " "
		}
		t.d.line(left, y+float64(i)*styleText.line, styleText.line, line)
	}
}

// rule draws a line across the page, of a width and a grey (0 black to 255).
func (t *table) rule(width float64, grey int) {
	t.d.artifact(func() {
		t.d.out.SetDrawColor(grey, grey, grey)
		t.d.out.SetLineWidth(width)
		t.d.out.Line(margin, t.d.out.GetY(), pageWidth-margin, t.d.out.GetY())
	})
}
