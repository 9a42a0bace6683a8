package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// watch remembers what the browser said of one window: which frames are on
// their way somewhere, how documents were answered, what went wrong.
type watch struct {
	mu       sync.Mutex
	main     cdp.FrameID
	asked    map[cdp.FrameID]bool // a navigation was requested, nothing came yet
	loading  map[cdp.FrameID]bool
	moves    int           // navigations asked or begun so far, in any frame
	changed  chan struct{} // closed and replaced at each change
	statuses []document
	errors   []string
	hosts    []string // every host a request was sent to, once
	chooser  int64    // the file input whose chooser was opened last
}

// document is one answer to a navigation.
type document struct {
	frame  cdp.FrameID
	url    string
	status int
}

func newWatch() *watch {
	return &watch{
		asked: map[cdp.FrameID]bool{}, loading: map[cdp.FrameID]bool{}, changed: make(chan struct{}),
	}
}

func (w *watch) setMain(id cdp.FrameID) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.main = id
}

// event is called for everything the browser says, in order; it must not block.
func (w *window) event(ev any) {
	if dialog, ok := ev.(*page.EventJavascriptDialogOpening); ok {
		go w.accept(dialog)
		return
	}
	w.watch.mu.Lock()
	defer w.watch.mu.Unlock()
	w.watch.note(ev)
	close(w.watch.changed)
	w.watch.changed = make(chan struct{})
}

func (w *watch) note(ev any) {
	switch e := ev.(type) {
	case *page.EventFrameRequestedNavigation:
		// What opens another application (mailto:, tel:) leads this window nowhere.
		if e.Disposition == page.ClientNavigationDispositionCurrentTab && strings.HasPrefix(e.URL, "http") {
			w.asked[e.FrameID] = true
			w.moves++
		}
	case *page.EventFrameStartedLoading:
		delete(w.asked, e.FrameID)
		w.loading[e.FrameID] = true
		w.moves++
	case *page.EventFrameStoppedLoading:
		w.still(e.FrameID)
	case *page.EventNavigatedWithinDocument:
		delete(w.asked, e.FrameID)
	case *page.EventFrameDetached:
		w.still(e.FrameID)
	case *page.EventFileChooserOpened:
		w.chooser = int64(e.BackendNodeID)
	case *network.EventRequestWillBeSent:
		// The browser's own pages, such as its PDF reader, are not the network.
		if u, err := url.Parse(e.Request.URL); err == nil && strings.HasPrefix(u.Scheme, "http") && !slices.Contains(w.hosts, u.Host) {
			w.hosts = append(w.hosts, u.Host)
		}
	case *network.EventResponseReceived:
		if e.Type == network.ResourceTypeDocument {
			w.statuses = append(w.statuses, document{e.FrameID, e.Response.URL, int(e.Response.Status)})
		}
	default:
		w.noteTrouble(ev)
	}
}

func (w *watch) still(id cdp.FrameID) {
	delete(w.asked, id)
	delete(w.loading, id)
}

func (w *watch) noteTrouble(ev any) {
	switch e := ev.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		w.errors = append(w.errors, text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			var words []string
			for _, arg := range e.Args {
				words = append(words, spoken(arg))
			}
			w.errors = append(w.errors, strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError && !w.isDocument(e.Entry.URL) {
			w.errors = append(w.errors, fmt.Sprintf("%s (%s)", e.Entry.Text, e.Entry.URL))
		}
	}
}

// spoken is what the console writes for a value.
func spoken(v *runtime.RemoteObject) string {
	var text string
	if json.Unmarshal(v.Value, &text) == nil {
		return text
	}
	return string(v.Value) + v.Description
}

// isDocument reports whether a page itself was asked at this address: Chromium
// calls a refused page an error, though it may be exactly what is wanted.
func (w *watch) isDocument(address string) bool {
	return slices.ContainsFunc(w.statuses, func(d document) bool { return d.url == address && d.status >= 400 })
}

// accept answers yes to a question of the page, as most people do.
func (w *window) accept(*page.EventJavascriptDialogOpening) {
	// The window may be closing: then nobody waits for the answer.
	_, _ = chromedp.Call(w.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
}

// settle waits until no frame is on its way.
func (w *window) settle() {
	w.t.Helper()
	deadline := time.NewTimer(w.patience)
	defer deadline.Stop()
	for {
		w.watch.mu.Lock()
		quiet := len(w.watch.asked) == 0 && len(w.watch.loading) == 0
		changed := w.watch.changed
		w.watch.mu.Unlock()
		if quiet {
			return
		}
		select {
		case <-changed:
		case <-deadline.C:
			w.fail("la page n'a pas fini de charger")
		}
	}
}

// rest lets the page handle what it was just given (a press, a key), then waits
// for the navigation that it may have started.
func (w *window) rest() {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, w.patience)
	defer cancel()
	// Two turns of the page's own loop: handlers run, then what they queued.
	// A page that is already leaving answers with an error: that is settled next.
	const turns = `new Promise(done => setTimeout(() => setTimeout(done)))`
	_, _ = chromedp.Run(ctx, chromedp.Evaluate[chromedp.Void](turns, chromedp.EvalAwaitPromise))
	w.settle()
}
