// Package qr draws QR codes: as SVG for a page or a projected screen, as a
// matrix for a printed document.
//
// It owns the drawing and the quiet zone around it. What the code says, and
// where it leads, belongs to whoever asks for it: a join address, never an
// identifier.
package qr

import (
	"fmt"
	"html"
	"html/template"
	"image"
	"strings"

	"github.com/boombuler/barcode/qr"
)

// QuietZone is the blank border, in modules, that the standard (ISO/IEC 18004)
// asks for on each side.
const QuietZone = 4

// Matrix is a QR code as rows of modules, true being dark. The quiet zone is
// not in it.
type Matrix [][]bool

// New encodes text (1 to about 2,300 bytes) with medium redundancy: 15 % of the
// printed code may be stained.
func New(text string) (Matrix, error) {
	if text == "" {
		return nil, fmt.Errorf("qr: nothing to encode")
	}
	code, err := qr.Encode(text, qr.M, qr.Unicode)
	if err != nil {
		return nil, fmt.Errorf("qr: %w", err)
	}
	return read(code), nil
}

func read(code image.Image) Matrix {
	size := code.Bounds()
	m := make(Matrix, size.Dy())
	for y := range m {
		m[y] = make([]bool, size.Dx())
		for x := range m[y] {
			r, _, _, _ := code.At(size.Min.X+x, size.Min.Y+y).RGBA()
			m[y][x] = r < 0x8000
		}
	}
	return m
}

// Runs calls draw for each horizontal run of dark modules: drawn as one
// rectangle, it shows no hairline between modules.
func (m Matrix) Runs(draw func(x, y, width int)) {
	for y, row := range m {
		for x := 0; x < len(row); x++ {
			start := x
			for x < len(row) && row[x] {
				x++
			}
			if x > start {
				draw(start, y, x-start)
			}
		}
	}
}

// SVG draws text as an image that grows without blur. The title is what a
// screen reader says; it must tell where the code leads.
func SVG(text, title string) (template.HTML, error) {
	m, err := New(text)
	if err != nil {
		return "", err
	}
	var path strings.Builder
	m.Runs(func(x, y, width int) {
		fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+QuietZone, y+QuietZone, width, width)
	})
	size := len(m) + 2*QuietZone
	return template.HTML(fmt.Sprintf(
		`<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s" shape-rendering="crispEdges"><title>%s</title><path fill="#fff" d="M0 0h%dv%dH0z"/><path fill="#000" d="%s"/></svg>`,
		size, size, html.EscapeString(title), html.EscapeString(title), size, size, path.String())), nil
}
