package browser

import (
	"context"
	"fmt"
	"io"
	"math"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Screenshot keeps a picture of the whole page in e2e/shots/<name>-<width>.png.
func (p *Page) Screenshot(name string) {
	p.t.Helper()
	if _, err := p.picture(name, true); err != nil {
		p.fail("photographier la page : %v", err)
	}
	p.rest() // the picture lengthens the window: let the page lie down again
}

// picture saves what the window shows, or its whole page, and returns the path.
func (w *window) picture(name string, whole bool) (string, error) {
	root, err := moduleRoot()
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(w.ctx, w.patience)
	defer cancel()
	shoot := chromedp.CaptureScreenshot()
	if whole {
		shoot = w.wholePage
	}
	png, err := chromedp.Run(ctx, shoot)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(root, "e2e", "shots")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	file := fmt.Sprintf("%s-%d.png", strings.Trim(unsafe.ReplaceAllString(name, "-"), "-"), w.screen.width)
	path := filepath.Join(dir, file)
	return path, os.WriteFile(path, png, 0o644)
}

// wholePage is the picture of the page down to its end: of a window as long as
// it, and as wide as ever. Chromium's own capture « beyond the viewport » makes
// the window a single pixel for a moment, and a page caught then is a phone's.
func (w *window) wholePage(ctx context.Context, t *chromedp.Target) ([]byte, error) {
	layout, err := cdp.Call(ctx, t, page.GetLayoutMetrics, cdp.Empty{})
	if err != nil {
		return nil, err
	}
	long := w.screen
	long.height = max(long.height, int(math.Ceil(layout.CSSContentSize.Height)))
	if _, err := resize(long)(ctx, t); err != nil {
		return nil, err
	}
	if _, err := chromedp.Evaluate[bool](fmt.Sprintf(lengthened, long.height), chromedp.EvalAwaitPromise)(ctx, t); err != nil {
		return nil, err
	}
	picture, err := chromedp.CaptureScreenshot()(ctx, t)
	if err != nil {
		return nil, err
	}
	_, err = resize(w.screen)(ctx, t)
	return picture, err
}

// lengthened waits until the page knows how long its window is, and has been
// drawn so. A page that sets its own scale counts otherwise: it is given a second.
const lengthened = `new Promise((done) => {
	const late = performance.now() + 1000;
	const wait = () => (innerHeight >= %d || performance.now() > late
		? requestAnimationFrame(() => requestAnimationFrame(() => done(true))) : setTimeout(wait, 5));
	wait();
})`

// PDF is the page as the browser prints it, on A4 unless its style says other.
func (p *Page) PDF() []byte {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	a4 := chromedp.PaperSize{Width: 8.27, Height: 11.69} // inches
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(a4), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		p.fail("imprimer la page : %v", err)
	}
	return pdf
}

// Download is the body of what the link with this name leads to, asked with the
// person's own cookies: the file, whether a browser would save or show it.
func (p *Page) Download(name string) []byte {
	p.t.Helper()
	what := "télécharger « " + name + " »"
	address := await(p, what, request{Verb: "link", Name: name}, func(href string) error {
		if !strings.HasPrefix(href, "http") {
			return fmt.Errorf("ce n'est pas un lien")
		}
		return nil
	})
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	body, err := p.fetch(ctx, address)
	if err != nil {
		p.fail("%s : %v", what, err)
	}
	return body
}

// throughCable reaches what a window reaches, by the same names.
var throughCable = &http.Client{Transport: &http.Transport{
	DisableKeepAlives: true, // a test server that closes must not wait for us
	DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		ip, err := lead(host)
		if err != nil {
			return nil, err
		}
		return (&net.Dialer{}).DialContext(ctx, network, net.JoinHostPort(ip, port))
	},
}}

func (w *window) fetch(ctx context.Context, address string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	jar, err := chromedp.Call(ctx, network.GetCookies, network.GetCookiesParams{URLs: []string{address}})
	if err != nil {
		return nil, err
	}
	for _, c := range jar.Cookies {
		req.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
	}
	res, err := throughCable.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s a répondu %s", address, res.Status)
	}
	return io.ReadAll(res.Body)
}
