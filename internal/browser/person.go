package browser

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Option changes what a person sits at.
type Option func(*window)

// Width sets the window's width in CSS pixels: 1440 (a computer, the default),
// 768 (a tablet) or 360 (a phone, with touch). Any other width is accepted.
func Width(px int) Option {
	return func(w *window) { w.screen = usual(px) }
}

// Patience sets how long this person's verbs wait before they fail the test,
// 15 seconds unless told.
func Patience(d time.Duration) Option {
	return func(w *window) { w.patience = d }
}

// Person opens a window for one person, with their own cookies, closed at the
// end of the test. Name is theirs in messages and pictures.
func (b *Browser) Person(t testing.TB, name string, options ...Option) *Page {
	t.Helper()
	w := &window{t: t, name: name, screen: usual(1440), patience: usualPatience, watch: newWatch()}
	for _, o := range options {
		o(w)
	}
	var err error
	if w.cable, err = newCable(); err != nil {
		t.Fatalf("%s : pas de réseau : %v", name, err)
	}
	t.Cleanup(w.cable.close)
	return w.open(b.ctx, chromedp.WithNewBrowserContext(func(p *target.CreateBrowserContextParams) {
		p.ProxyServer = w.cable.address()
		p.ProxyBypassList = "<-loopback>" // this machine too goes through the cable
	}))
}

// Beside opens another window of the same person, with the same cookies.
func (p *Page) Beside(name string) *Page {
	p.t.Helper()
	w := &window{t: p.t, name: name, screen: p.screen, patience: p.patience, watch: newWatch(), cable: p.cable}
	return w.open(p.ctx)
}

// open opens the window, until the end of the test.
func (w *window) open(in context.Context, how ...chromedp.ContextOption) *Page {
	w.t.Helper()
	var cancel context.CancelFunc
	w.ctx, cancel = chromedp.NewContext(in, how...)
	w.t.Cleanup(cancel)
	if err := chromedp.Listen(w.ctx, w.event); err != nil {
		w.t.Fatalf("%s : la fenêtre ne s'ouvre pas : %v", w.name, err)
	}
	w.do("préparer la fenêtre", w.furnish(), resize(w.screen))
	w.t.Cleanup(func() {
		if w.t.Failed() && !w.shot {
			w.t.Logf("%s : dernière vue : %s", w.name, w.lastSight())
		}
	})
	return &Page{window: w}
}

// furnish turns on what the verbs rely on and makes every machine alike:
// French, Paris time, no animation, and a window that believes it has focus
// even though several people look at theirs at once.
func (w *window) furnish() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		tree, err := cdp.Call(ctx, t, page.GetFrameTree, cdp.Empty{})
		if err != nil {
			return err
		}
		w.watch.setMain(tree.FrameTree.Frame.ID)
		still := []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}
		for _, call := range []func() error{
			func() error { return call(ctx, t, network.Enable, network.EnableParams{}) },
			func() error { return call(ctx, t, log.Enable, cdp.Empty{}) },
			func() error {
				return call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: still})
			},
			func() error {
				return call(ctx, t, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: "Europe/Paris"})
			},
			func() error {
				return call(ctx, t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
			},
		} {
			if err := call(); err != nil {
				return err
			}
		}
		return nil
	})
}

// call sends a command whose answer does not matter.
func call[P, R any](ctx context.Context, s cdp.Session, cmd cdp.Command[P, R], params P) error {
	_, err := cdp.Call(ctx, s, cmd, params)
	return err
}

// screen is the size of a window, in CSS pixels, and whether it is a phone's.
type screen struct {
	width, height int
	phone         bool
}

// usual is the usual screen of that width.
func usual(width int) screen {
	const phone, tablet = 480, 1024
	switch {
	case width <= phone:
		return screen{width, 740, true}
	case width <= tablet:
		return screen{width, 1024, false}
	default:
		return screen{width, 900, false}
	}
}

// resize gives the window the size of a screen.
func resize(to screen) chromedp.Action[chromedp.Void] {
	if to.phone {
		return chromedp.EmulateViewport(int64(to.width), int64(to.height), chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	return chromedp.EmulateViewport(int64(to.width), int64(to.height))
}

// AtWidths lays the page out again in windows so many pixels wide, and looks at
// each; then the window is as it was.
func (p *Page) AtWidths(widths []int, look func()) {
	p.t.Helper()
	own := p.screen
	for _, width := range widths {
		p.fit(screen{width: width, height: 900})
		look()
	}
	p.fit(own)
}

// fit gives the window another size, and waits until the page is laid out so.
func (p *Page) fit(to screen) {
	p.t.Helper()
	p.screen = to
	p.do("changer de taille", resize(to))
	Eval[bool](p, fmt.Sprintf(`new Promise((done) => {
		const wait = () => (matchMedia("(width: %dpx)").matches ? done(true) : setTimeout(wait, 5));
		wait();
	})`, to.width))
}
