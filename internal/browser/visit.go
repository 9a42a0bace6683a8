package browser

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Open types an address and waits for its page. A page that answers with a
// status of 400 or more is a page; an address that doesn't answer fails.
func (p *Page) Open(address string) {
	p.t.Helper()
	p.travel("ouvrir "+address, func(ctx context.Context, t *chromedp.Target) error {
		res, err := cdp.Call(ctx, t, page.Navigate, page.NavigateParams{URL: address})
		if err == nil && res.ErrorText != "" && res.ErrorText != "net::ERR_HTTP_RESPONSE_CODE_FAILURE" {
			err = &chromedp.LoadError{ErrorText: res.ErrorText}
		}
		return err
	})
}

// Reload asks for the same page again, sending a form again if it came from one.
func (p *Page) Reload() {
	p.t.Helper()
	p.travel("recharger la page", func(ctx context.Context, t *chromedp.Target) error {
		return call(ctx, t, page.Reload, page.ReloadParams{})
	})
}

// Back presses the browser's back button.
func (p *Page) Back() {
	p.t.Helper()
	p.travel("revenir en arrière", func(ctx context.Context, t *chromedp.Target) error {
		history, err := cdp.Call(ctx, t, page.GetNavigationHistory, cdp.Empty{})
		if err != nil || history.CurrentIndex == 0 {
			return err
		}
		entry := history.Entries[history.CurrentIndex-1].ID
		return call(ctx, t, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: entry})
	})
}

// travel runs a command that makes the window go somewhere, and follows it.
func (p *Page) travel(what string, command func(context.Context, *chromedp.Target) error) {
	p.t.Helper()
	p.watch.mu.Lock()
	before := p.watch.moves
	p.watch.mu.Unlock()
	p.do(what, chromedp.Func(command))
	p.begun(before)
	p.rest()
}

// begun waits for a navigation to start, but not for ever: going back may only
// move within the document, or wake a page kept whole in memory.
func (w *window) begun(before int) {
	ctx, cancel := context.WithTimeout(w.ctx, 500*time.Millisecond)
	defer cancel()
	for {
		w.watch.mu.Lock()
		moved, changed := w.watch.moves > before, w.watch.changed
		w.watch.mu.Unlock()
		if moved {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return
		}
	}
}

// URL is the address in the window's bar.
func (p *Page) URL() string {
	p.t.Helper()
	return Eval[string](p, "location.href")
}

// Status is the HTTP status of the window's last page, 0 before the first.
func (p *Page) Status() int {
	p.watch.mu.Lock()
	defer p.watch.mu.Unlock()
	for _, d := range slices.Backward(p.watch.statuses) {
		if d.frame == p.watch.main {
			return d.status
		}
	}
	return 0
}

// StatusOf is the HTTP status of the last document, in the window or in a frame
// of it, whose address contains part; 0 if there was none.
func (p *Page) StatusOf(part string) int {
	p.watch.mu.Lock()
	defer p.watch.mu.Unlock()
	for _, d := range slices.Backward(p.watch.statuses) {
		if strings.Contains(d.url, part) {
			return d.status
		}
	}
	return 0
}

// ConsoleErrors lists what the browser's console showed in red since the window
// opened: exceptions, refusals of the page's policy, missing resources. Pages
// themselves refused (404, 403…) are not counted: see Status.
func (p *Page) ConsoleErrors() []string {
	p.watch.mu.Lock()
	defer p.watch.mu.Unlock()
	return slices.Clone(p.watch.errors)
}

// Outside lists the hosts that this window sent requests to, apart from that
// of the page it shows: empty for a program that never calls outside.
func (p *Page) Outside() []string {
	p.t.Helper()
	here, err := url.Parse(p.URL())
	if err != nil {
		p.fail("adresse illisible : %v", err)
	}
	p.watch.mu.Lock()
	defer p.watch.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(p.watch.hosts), func(host string) bool { return host == here.Host })
}

// Offline cuts the window from the network, or connects it again. Streams that
// are open are cut too.
func (p *Page) Offline(cut bool) {
	p.t.Helper()
	p.do("couper le réseau", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		rule := &network.Conditions{Offline: cut, DownloadThroughput: -1, UploadThroughput: -1}
		err := call(ctx, t, network.EmulateNetworkConditionsByRule,
			network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{rule}})
		if err != nil {
			return err
		}
		return call(ctx, t, network.OverrideNetworkState,
			network.OverrideNetworkStateParams{Offline: cut, DownloadThroughput: -1, UploadThroughput: -1})
	}))
	if cut {
		p.cable.cut()
	}
}

// Eval runs JavaScript in the page and returns its value; a promise is awaited.
func Eval[T any](p *Page, script string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		p.fail("évaluer %q : %v", script, err)
	}
	return got
}
