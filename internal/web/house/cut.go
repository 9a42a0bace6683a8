package house

import (
	"bytes"
	"html/template"
	"io"
	"strconv"
	"strings"
	"sync"
)

// Cut is how a page is drawn whose greater part is the same from one visit to the
// next: html/template draws it once around marks, and what takes their place is
// copied in. The frame of a screen cost more than the page that it framed.
type Cut struct {
	// Key names all that the drawing shows beside the marks: two pages of one key
	// are the same.
	Key string
	// Draw makes the page around marks: mark(0) stands for the first value.
	Draw func(mark func(int) string) View
	// Values take the marks' place. They are HTML.
	Values []template.HTML
}

// cuts keeps the drawings by page and key. Marks cannot be guessed, so that
// nothing typed is taken for one.
type cuts struct {
	mark    string
	buffers sync.Pool // of *bytes.Buffer: a page is 10 to 30 KB

	mu   sync.RWMutex
	kept map[string][]piece
}

// piece is a text and the value that follows it: -1 for none.
type piece struct {
	text  string
	value int
}

// mostCuts bounds the memory taken, 10 KB each: past it all are drawn again.
const mostCuts = 1024

func (c *cuts) of(key string) ([]piece, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	pieces, ok := c.kept[key]
	return pieces, ok
}

func (c *cuts) keep(key string, pieces []piece) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.kept) >= mostCuts {
		c.kept = nil
	}
	if c.kept == nil {
		c.kept = map[string][]piece{}
	}
	c.kept[key] = pieces
}

// split cuts a drawing at its marks: the mark's own text, then a number and a dash.
func (c *cuts) split(drawn string) []piece {
	var pieces []piece
	for {
		text, rest, found := strings.Cut(drawn, c.mark)
		if !found {
			return append(pieces, piece{text, -1})
		}
		number, after, _ := strings.Cut(rest, "-")
		value, _ := strconv.Atoi(number) // as it was printed
		pieces, drawn = append(pieces, piece{text, value}), after
	}
}

// RenderCut writes a page with a status, drawing no more of it than it must.
func (v *Visitor) RenderCut(status int, name string, cut Cut) error {
	views := v.House.Views
	key := name + "\x00" + strconv.FormatBool(v.Trainer) + cut.Key
	pieces, ok := views.cuts.of(key)
	if !ok {
		var drawn bytes.Buffer
		view := cut.Draw(func(i int) string { return views.cuts.mark + strconv.Itoa(i) + "-" })
		view.Trainer = v.Trainer
		if err := views.draw(&drawn, name, view); err != nil {
			return err
		}
		pieces = views.cuts.split(drawn.String())
		views.cuts.keep(key, pieces)
	}
	size := 0
	for _, p := range pieces {
		size += len(p.text)
		if p.value >= 0 {
			size += len(cut.Values[p.value])
		}
	}
	v.Header("Cache-Control", "no-store")
	v.Header("Content-Type", "text/html; charset=utf-8")
	v.Header("Content-Length", strconv.Itoa(size)) // or it would go by chunks
	v.Status(status)
	views.cuts.write(v.Writer, size, pieces, cut.Values)
	return nil
}

// write sends the pieces in one go.
func (c *cuts) write(to io.Writer, size int, pieces []piece, values []template.HTML) {
	out, ok := c.buffers.Get().(*bytes.Buffer)
	if !ok {
		out = &bytes.Buffer{}
	}
	defer c.buffers.Put(out)
	out.Reset()
	out.Grow(size)
	for _, p := range pieces {
		out.WriteString(p.text)
		if p.value >= 0 {
			out.WriteString(string(values[p.value]))
		}
	}
	_, _ = to.Write(out.Bytes()) // whoever left needs no page
}
