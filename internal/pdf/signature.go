package pdf

// Signature is one place where somebody signs: who, and the lines above the
// blank left for the pen.
type Signature struct {
	Who   string
	Lines []string
}

// signatureHeight leaves room for a pen: a name, a line or two, a signature.
const signatureHeight = 34.0

// Signatures draws frames side by side, one for each, kept on one page. They
// are read one after the other.
func (d *Doc) Signatures(all []Signature) {
	if len(all) == 0 {
		return
	}
	d.need(signatureHeight)
	y, width := d.out.GetY(), (textWidth-gutter*float64(len(all)-1))/float64(len(all))
	for i, s := range all {
		x := margin + float64(i)*(width+gutter)
		d.artifact(func() {
			d.out.SetDrawColor(120, 120, 130)
			d.out.SetLineWidth(0.3)
			d.out.Rect(x, y, width, signatureHeight, "D")
		})
		d.out.SetY(y + 2)
		d.text(d.root.add("P"), s.Who, style{weight: "B", size: styleText.size, line: styleText.line, after: 0.6}, x+3, width-6)
		for _, line := range s.Lines {
			d.text(d.root.add("P"), line, style{size: styleText.size, line: styleText.line}, x+3, width-6)
		}
	}
	d.out.SetY(y)
	d.Spacer(signatureHeight + styleText.after)
}
