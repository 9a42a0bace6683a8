package browser

import (
	"context"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// spot is where to press, in CSS pixels of the viewport.
type spot struct {
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
	Done bool    `json:"done"` // nothing to press: it already is as wanted
}

// Click presses the button, link, tab or summary with this accessible name, at
// its middle, once nothing covers it; then waits for the page it leads to.
func (p *Page) Click(name string) {
	p.t.Helper()
	p.press(await[spot](p, "appuyer sur « "+name+" »", request{Verb: "press", Name: name}, nil))
}

func (p *Page) press(at spot) {
	p.t.Helper()
	if !at.Done {
		p.do("appuyer", chromedp.MouseClickXY(at.X, at.Y))
		p.rest()
	}
}

// Hold presses what has this accessible name and keeps it down during meanwhile:
// hands that are not sure press long. Released, it answers as to Click.
func (p *Page) Hold(name string, meanwhile func()) {
	p.t.Helper()
	what := "garder appuyé « " + name + " »"
	at := await[spot](p, what, request{Verb: "press", Name: name}, nil)
	p.do(what, chromedp.MouseEvent(chromedp.MousePressed, at.X, at.Y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	meanwhile()
	p.do(what, chromedp.MouseEvent(chromedp.MouseReleased, at.X, at.Y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	p.rest()
}

// Choose selects the radio button or ticks the box with this label.
func (p *Page) Choose(label string) {
	p.t.Helper()
	p.tick(label, true)
}

// Unchoose unticks the box with this label.
func (p *Page) Unchoose(label string) {
	p.t.Helper()
	p.tick(label, false)
}

func (p *Page) tick(label string, on bool) {
	p.t.Helper()
	p.press(await[spot](p, "choisir « "+label+" »", request{Verb: "choose", Name: label, On: on}, nil))
}

// Fill replaces what the field with this label holds. Dates and times are given
// as HTML writes them: 2026-03-02, 14:30.
func (p *Page) Fill(label, value string) {
	p.t.Helper()
	type focus struct {
		Done  bool `json:"done"`  // the control takes values whole
		Empty bool `json:"empty"` // nothing to erase
	}
	what := "remplir « " + label + " »"
	f := await[focus](p, what, request{Verb: "focus", Name: label, Value: value}, nil)
	switch {
	case f.Done:
	case value != "":
		p.do(what, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			return call(ctx, t, input.InsertText, input.InsertTextParams{Text: value})
		}))
	case !f.Empty:
		p.do(what, chromedp.KeyEvent(kb.Backspace))
	}
}

// Select picks an option, by its words, in the list with this label.
func (p *Page) Select(label, option string) {
	p.t.Helper()
	await[bool](p, "choisir « "+option+" » dans « "+label+" »", request{Verb: "select", Name: label, Value: option}, nil)
	p.rest()
}

// Upload gives a file of the disk to the file field with this label.
func (p *Page) Upload(label, path string) {
	p.t.Helper()
	what := "joindre un fichier à « " + label + " »"
	intercept := func(on bool) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			return call(ctx, t, page.SetInterceptFileChooserDialog, page.SetInterceptFileChooserDialogParams{Enabled: on})
		})
	}
	p.do(what, intercept(true))
	p.press(await[spot](p, what, request{Verb: "file", Name: label}, nil))
	node := p.chosenInput(what)
	p.do(what, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		return call(ctx, t, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, BackendNodeID: node})
	}), intercept(false))
	p.rest()
}

// chosenInput waits for the file chooser to open and tells for which input.
func (w *window) chosenInput(what string) cdp.BackendNodeID {
	w.t.Helper()
	deadline := time.NewTimer(w.patience)
	defer deadline.Stop()
	for {
		w.watch.mu.Lock()
		node, changed := w.watch.chooser, w.watch.changed
		w.watch.chooser = 0
		w.watch.mu.Unlock()
		if node != 0 {
			return cdp.BackendNodeID(node)
		}
		select {
		case <-changed:
		case <-deadline.C:
			w.fail("%s : le choix d'un fichier ne s'ouvre pas", what)
		}
	}
}

// keys are the names that Press knows, besides single characters.
var keys = map[string]string{
	"Tab": kb.Tab, "Enter": kb.Enter, "Escape": kb.Escape, "Space": " ", "Backspace": kb.Backspace,
	"Delete": kb.Delete, "ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft,
	"ArrowRight": kb.ArrowRight, "Home": kb.Home, "End": kb.End, "PageUp": kb.PageUp, "PageDown": kb.PageDown,
}

// Press types one key where the focus is: "Tab", "Shift+Tab", "Enter",
// "Control+a", "x". It waits for the page the key may lead to.
func (p *Page) Press(key string) {
	p.t.Helper()
	parts := strings.Split(key, "+")
	last := parts[len(parts)-1]
	var held []chromedp.Modifier
	for _, name := range parts[:len(parts)-1] {
		modifier, ok := map[string]chromedp.Modifier{
			"Shift": chromedp.ModifierShift, "Control": chromedp.ModifierCtrl, "Alt": chromedp.ModifierAlt,
		}[name]
		if !ok {
			p.fail("touche inconnue : %q dans %q", name, key)
		}
		held = append(held, modifier)
	}
	if code, ok := keys[last]; ok {
		last = code
	} else if len([]rune(last)) != 1 {
		p.fail("touche inconnue : %q", key)
	}
	p.do("taper "+key, chromedp.KeyEvent(last, chromedp.KeyModifiers(held...)))
	p.rest()
}
