package pdf

import (
	"bytes"
	_ "embed" // the two faces are in the program: a document needs no file
	"fmt"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

//go:embed font/AtkinsonHyperlegibleNext-Regular.ttf
var regularFace []byte

//go:embed font/AtkinsonHyperlegibleNext-Bold.ttf
var boldFace []byte

// The page, in millimetres: A4, with the bands of the marking at both ends.
const (
	pageWidth  = 210.0
	pageHeight = 297.0
	margin     = 22.0
	bandHeight = 9.0
	textTop    = 24.0
	textBottom = 274.0
	textWidth  = pageWidth - 2*margin
)

// Options says what a document is.
type Options struct {
	// Title is what a reader's window shows. Subject is one line on the content.
	Title, Subject string
	// At is the date of the document, on the clock of the exercise.
	At time.Time
}

// Doc is a document being written. It is not safe for concurrent use.
type Doc struct {
	options Options
	out     *fpdf.Fpdf
	root    *node
	// marked holds, per page, the node of each marked content: its index is
	// the MCID.
	marked [][]*node
	err    error
}

// New begins a document and its first page.
func New(o Options) *Doc {
	d := &Doc{options: o, out: fpdf.New("P", "mm", "A4", ""), root: &node{tag: "Document"}}
	o.Title, o.Subject = clean(o.Title), clean(o.Subject)
	d.out.AddUTF8FontFromBytes("text", "", regularFace)
	d.out.AddUTF8FontFromBytes("text", "B", boldFace)
	d.out.SetCatalogSort(true)
	d.out.SetCreationDate(o.At)
	d.out.SetModificationDate(o.At)
	d.out.SetProducer("Démarche à blanc", true)
	d.out.SetTitle(o.Title, true)
	d.out.SetSubject(o.Subject, true)
	d.out.SetLang("fr-FR")
	d.out.SetXmpMetadata(metadata(o))
	d.out.SetAutoPageBreak(false, 0) // blocks break by themselves, between two lines
	d.out.SetMargins(margin, textTop, margin)
	d.out.SetCellMargin(0)
	d.newPage()
	return d
}

// Bytes ends the document and gives the file. It must be called once, last.
func (d *Doc) Bytes() ([]byte, error) {
	if d.err != nil {
		return nil, d.err
	}
	var file bytes.Buffer
	if err := d.out.Output(&file); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return tag(file.Bytes(), d.root, d.marked)
}

func (d *Doc) newPage() {
	d.out.AddPage()
	d.marked = append(d.marked, nil)
	d.drawMarking()
	d.out.SetXY(margin, textTop)
}

// need goes to a new page when less than height millimetres are left.
func (d *Doc) need(height float64) {
	if d.out.GetY()+height > textBottom && d.out.GetY() > textTop {
		d.newPage()
	}
}

// mark draws a part of n: what is drawn is tied to the node by its number in
// the page.
func (d *Doc) mark(n *node, draw func()) {
	page := len(d.marked) - 1
	id := len(d.marked[page])
	d.marked[page] = append(d.marked[page], n)
	n.kids = append(n.kids, kid{page: page, id: id})
	d.out.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", n.tag, id))
	draw()
	d.out.RawWriteStr("EMC")
}

// artifact draws what a screen reader must not read.
func (d *Doc) artifact(draw func()) {
	d.out.RawWriteStr("/Artifact BMC")
	draw()
	d.out.RawWriteStr("EMC")
}
