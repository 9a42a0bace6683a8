package pdf

import (
	"fmt"

	"codeberg.org/go-pdf/fpdf"

	"demarcheablanc/internal/frtext"
)

// Marking is the sentence that every page carries, top, bottom and across.
const Marking = "EXERCICE — aucune donnée réelle"

// drawMarking draws the watermark under the text to come, the two bands and the
// foot of the page. A screen reader hears the sentence once, first of all.
func (d *Doc) drawMarking() {
	const bottom = pageHeight - bandHeight
	d.artifact(func() {
		d.drawWatermark()
		d.drawBand(0)
		d.drawBand(bottom)
		d.drawSentence(bottom)
		d.drawFoot()
	})
	sentence := func() { d.drawSentence(0) }
	if len(d.marked) == 1 {
		d.mark(d.root.add("P"), sentence)
	} else {
		d.artifact(sentence)
	}
}

func (d *Doc) drawFoot() {
	d.face("", 8.5)
	d.out.SetTextColor(85, 85, 85)
	foot := clean(d.options.Title + " · " + frtext.ShortDate(d.options.At) + ", " + frtext.Clock(d.options.At))
	d.out.Text(margin, textBottom+8, d.shorten(foot, textWidth-25))
	page := fmt.Sprintf("page\u00a0%d", d.out.PageNo())
	d.out.Text(pageWidth-margin-d.out.GetStringWidth(page), textBottom+8, page)
	d.ink()
}

// drawBand hatches the whole width but a plain patch in the middle, where the
// sentence stands: readable in black and white, and from far.
func (d *Doc) drawBand(y float64) {
	d.out.SetFillColor(255, 244, 204)
	d.out.Rect(0, y, pageWidth, bandHeight, "F")
	d.out.ClipRect(0, y, pageWidth, bandHeight, false)
	d.out.SetFillColor(28, 28, 36)
	const step, thick = 9.0, 3.2
	for x := -bandHeight; x < pageWidth; x += step {
		d.out.Polygon([]fpdf.PointType{
			{X: x, Y: y + bandHeight},
			{X: x + thick, Y: y + bandHeight},
			{X: x + thick + bandHeight, Y: y},
			{X: x + bandHeight, Y: y},
		}, "F")
	}
	d.out.ClipEnd()
	x, width := d.sentenceBox()
	d.out.SetFillColor(255, 255, 255)
	d.out.Rect(x-5, y-0.5, width+10, bandHeight+1, "F")
	d.ink()
}

func (d *Doc) drawSentence(y float64) {
	x, _ := d.sentenceBox()
	d.ink()
	d.out.Text(x, y+bandHeight/2+1.4, Marking)
}

// sentenceBox chooses the face of the sentence and centres it.
func (d *Doc) sentenceBox() (x, width float64) {
	d.face("B", 11)
	width = d.out.GetStringWidth(Marking)
	return (pageWidth - width) / 2, width
}

// drawWatermark writes the sentence from corner to corner, pale enough for the
// text over it to keep its contrast.
func (d *Doc) drawWatermark() {
	d.face("B", 43)
	d.out.SetTextColor(236, 234, 228)
	width := d.out.GetStringWidth(Marking)
	d.out.TransformBegin()
	d.out.TransformRotate(54, pageWidth/2, pageHeight/2)
	d.out.Text((pageWidth-width)/2, pageHeight/2+5, Marking)
	d.out.TransformEnd()
	d.ink()
}

func (d *Doc) face(style string, points float64) { d.out.SetFont("text", style, points) }

// ink is the near-black of all texts, and of what is drawn with them.
func (d *Doc) ink() {
	d.out.SetTextColor(28, 28, 36)
	d.out.SetFillColor(28, 28, 36)
	d.out.SetDrawColor(28, 28, 36)
}

// shorten cuts a text that must hold on one line.
func (d *Doc) shorten(text string, width float64) string {
	if d.out.GetStringWidth(text) <= width {
		return text
	}
	return text[:d.fitting(text, width-3)] + "…"
}
