package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

//go:embed page.js
var pageScript string

// Page is one person's window. Use it from one goroutine; different people may
// act at the same time.
type Page struct {
	*window
	scope []string // what Within narrowed to, outermost first
}

// window is what all Pages of one person share.
type window struct {
	t        testing.TB
	ctx      context.Context
	name     string
	screen   screen
	watch    *watch
	cable    *cable
	patience time.Duration
	shot     bool // a failure already left its screenshot
}

// Within narrows the verbs to one part of the page: a landmark, group, dialog,
// table or frame by its accessible name or role; else a heading and what
// follows it; else the smallest row or item that holds the text.
func (p *Page) Within(part string) *Page {
	return &Page{window: p.window, scope: append(p.scope[:len(p.scope):len(p.scope)], part)}
}

// Part narrows the verbs to what this selector finds, for a part of the page that
// has no name of its own.
func (p *Page) Part(selector string) *Page {
	return p.Within("css:" + selector)
}

// request is what page.js is asked.
type request struct {
	Verb  string   `json:"verb"`
	Scope []string `json:"scope"`
	Name  string   `json:"name"`
	Value string   `json:"value"`
	On    bool     `json:"on"`
}

// answer is what page.js replies: a value, or why there is none yet.
type answer[T any] struct {
	OK   T      `json:"ok"`
	Miss string `json:"miss"`
}

// ask puts one request to the page as it is now.
func ask[T any](ctx context.Context, p *Page, r request) (T, error) {
	r.Scope = p.scope
	var zero T
	body, err := json.Marshal(r)
	if err != nil {
		return zero, err
	}
	got, err := chromedp.Run(ctx, chromedp.Evaluate[answer[T]](pageScript+"("+string(body)+")", chromedp.EvalAwaitPromise))
	if err != nil {
		return zero, err
	}
	if got.Miss != "" {
		return zero, fmt.Errorf("%s", got.Miss)
	}
	return got.OK, nil
}

// await asks again and again until ok accepts the answer; the page may be
// navigating meanwhile, so any refusal is only a reason to ask once more.
func await[T any](p *Page, what string, r request, ok func(T) error) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	tick := time.NewTicker(25 * time.Millisecond)
	defer tick.Stop()
	var last error
	for {
		got, err := ask[T](ctx, p, r)
		if err == nil && ok != nil {
			err = ok(got)
		}
		if err == nil {
			return got
		}
		if ctx.Err() == nil {
			last = err
		}
		select {
		case <-ctx.Done():
			p.fail("%s : %v", what, last)
		case <-tick.C:
		}
	}
}

// do runs a browser command that must succeed within its patience.
func (w *window) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.ctx, w.patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		w.fail("%s : %v", what, err)
	}
}

// fail ends the test, telling who was doing what and what they had in sight.
func (w *window) fail(format string, args ...any) {
	w.t.Helper()
	whole := &Page{window: w}
	ctx, cancel := context.WithTimeout(w.ctx, 5*time.Second)
	defer cancel()
	text, err := ask[string](ctx, whole, request{Verb: "text"})
	if err != nil {
		text = "(page illisible : " + err.Error() + ")"
	}
	const most = 3000
	if seen := []rune(tidy(text)); len(seen) > most {
		text = string(seen[:most]) + " […]"
	}
	where, _ := chromedp.Run(ctx, chromedp.Location())
	w.t.Fatalf("%s : %s\nadresse : %s\ncapture : %s\n--- à l'écran ---\n%s\n---",
		w.name, fmt.Sprintf(format, args...), where, w.lastSight(), strings.TrimSpace(text))
}

// lastSight leaves one screenshot of a failure and returns its path.
func (w *window) lastSight() string {
	if w.shot {
		return "déjà prise"
	}
	w.shot = true
	path, err := w.picture("echec-"+w.t.Name()+"-"+w.name, false)
	if err != nil {
		return "impossible (" + err.Error() + ")"
	}
	return path
}

var (
	spaces = regexp.MustCompile(`[\s\x{00a0}\x{202f}\x{2009}\x{200b}]+`)
	unsafe = regexp.MustCompile(`[^\p{L}\p{N}]+`)
)

// tidy makes texts comparable: any run of spaces is one, apostrophes are plain.
func tidy(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(spaces.ReplaceAllString(s, " "), "’", "'"))
}

// moduleRoot is the folder that holds go.mod, above the test's own.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("no go.mod above the working folder")
		}
		dir = up
	}
}
