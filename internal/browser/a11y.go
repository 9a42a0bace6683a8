package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"demarcheablanc/internal/browser/axe"
)

// violation is one rule of axe-core that a page breaks, and where.
type violation struct {
	ID     string `json:"id"`
	Impact string `json:"impact"`
	Help   string `json:"help"`
	Nodes  []struct {
		Target  []any  `json:"target"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// Axe runs axe-core, with all its rules, on the page and on each frame of it,
// and fails the test if any rule is broken.
func (p *Page) Axe(t testing.TB) {
	t.Helper()
	broken, err := p.violations()
	if err != nil {
		p.fail("axe-core : %v", err)
	}
	if len(broken) > 0 {
		t.Errorf("%s : axe-core refuse %s (%d px)\n%s\ncapture : %s",
			p.name, p.URL(), p.screen.width, strings.Join(broken, "\n"), p.lastSight())
	}
}

// violations describes what axe-core refuses, one line per element.
func (p *Page) violations() ([]string, error) {
	ctx, cancel := context.WithTimeout(p.ctx, 2*p.patience)
	defer cancel()
	tree, err := chromedp.Call(ctx, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, frame := range flatten(tree.FrameTree) {
		found, err := inspect(ctx, frame.ID)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", frame.URL, err)
		}
		for _, v := range found {
			for _, n := range v.Nodes {
				why := strings.ReplaceAll(n.Summary, "\n", " ")
				lines = append(lines, fmt.Sprintf("- %s (%s) %v dans %s : %s. %s", v.ID, v.Impact, n.Target, frame.URL, v.Help, why))
			}
		}
	}
	return lines, nil
}

// flatten lists the frames that hold a page. A document shown by the browser's
// own reader, such as a PDF, is not one: nobody can mend that reader.
func flatten(tree *page.FrameTree) []*cdp.Frame {
	var frames []*cdp.Frame
	if strings.HasPrefix(tree.Frame.URL, "http") && tree.Frame.MimeType == "text/html" {
		frames = append(frames, tree.Frame)
	}
	for _, child := range tree.ChildFrames {
		frames = append(frames, flatten(child)...)
	}
	return frames
}

// inspect runs axe-core in a world of its own, which shares the document but
// neither the page's variables nor its content security policy.
func inspect(ctx context.Context, frame cdp.FrameID) ([]violation, error) {
	const world = "axe"
	w, err := chromedp.Call(ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: frame, WorldName: world})
	if err != nil {
		return nil, err
	}
	in := func(p *runtime.EvaluateParams) { p.ContextID = w.ExecutionContextID }
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](axe.Source, in)); err != nil {
		return nil, err
	}
	// A frame that is not laid out is not seen: nothing to check in it.
	const run = `innerWidth === 0 ? [] : document.fonts.ready
		.then(() => axe.run(document, {iframes: false, resultTypes: ['violations']})).then((r) => r.violations)`
	return chromedp.Run(ctx, chromedp.Evaluate[[]violation](run, in, chromedp.EvalAwaitPromise))
}

// NoHorizontalScroll fails the test if the page, or a frame of it, is wider than
// the window, naming what sticks out.
func (p *Page) NoHorizontalScroll(t testing.TB) {
	t.Helper()
	whole := &Page{window: p.window}
	wide := await[[]string](whole, "mesurer la page", request{Verb: "overflow"}, nil)
	// A window that has just changed its width may not be laid out yet.
	for range 20 {
		if len(wide) == 0 {
			return
		}
		Eval[bool](whole, `new Promise((done) => setTimeout(() => done(true), 50))`)
		wide = await[[]string](whole, "mesurer la page", request{Verb: "overflow"}, nil)
	}
	if len(wide) > 0 {
		t.Errorf("%s : la page défile en largeur à %d px (%s)\n%s\ncapture : %s",
			p.name, p.screen.width, p.URL(), strings.Join(wide, "\n"), p.lastSight())
	}
}
