package oidctest

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Browser is one person's browser: it keeps cookies and follows nothing by itself.
type Browser struct {
	t    testing.TB
	s    *Server
	http *http.Client
}

// Page is what a browser received.
type Page struct {
	Status   int
	Header   http.Header
	Body     string
	Location *url.URL // nil without a redirection
}

// Query gives the parameters of the redirection.
func (p Page) Query() url.Values {
	if p.Location == nil {
		return url.Values{}
	}
	return p.Location.Query()
}

// Browser opens a new browser, with no cookie yet.
func (s *Server) Browser(t testing.TB) *Browser {
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	return &Browser{t: t, s: s, http: &http.Client{
		Transport:     s.HTTP.Transport,
		Jar:           jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Get fetches a path of the server or a full address of it.
func (b *Browser) Get(path string) Page {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, b.address(path), nil)
	require.NoError(b.t, err)
	return b.Do(req)
}

// Post sends a form.
func (b *Browser) Post(path string, form url.Values) Page {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, b.address(path), strings.NewReader(form.Encode()))
	require.NoError(b.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.Do(req)
}

func (b *Browser) address(path string) string {
	if strings.HasPrefix(path, "/") {
		return b.s.URL + path
	}
	return path
}

// Do sends any request with this browser's cookies.
func (b *Browser) Do(req *http.Request) Page {
	b.t.Helper()
	resp, err := b.http.Do(req)
	require.NoError(b.t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(b.t, err)
	page := Page{Status: resp.StatusCode, Header: resp.Header, Body: string(body)}
	if at := resp.Header.Get("Location"); at != "" {
		page.Location, err = url.Parse(at)
		require.NoError(b.t, err)
	}
	return page
}

// Authorize sends an authorization request.
func (b *Browser) Authorize(params url.Values) Page {
	b.t.Helper()
	return b.Get("/api/v2/authorize?" + params.Encode())
}

// Follow goes through the host's pages from an accepted request to the answer
// for the service: it logs in as a persona when asked, and continues.
func (b *Browser) Follow(page Page, login string) Page {
	b.t.Helper()
	for range 6 {
		switch {
		case page.Location != nil && page.Location.Host == "":
			page = b.Get(page.Location.String())
		case page.Location != nil:
			return page
		case strings.Contains(page.Body, "/login"):
			page = b.Submit(page, "/login", url.Values{"login": {login}})
		default:
			page = b.Submit(page, "/consent", url.Values{})
		}
	}
	require.Fail(b.t, "the host's pages lead nowhere", page.Body)
	return page
}

// Submit sends the form of a page whose address ends thus, with its token.
func (b *Browser) Submit(page Page, action string, form url.Values) Page {
	b.t.Helper()
	form.Set("csrf", between(b.t, page.Body, `name="csrf" value="`, `"`))
	path := "/interaction/" + strings.Split(between(b.t, page.Body, `action="/interaction/`, `"`), "/")[0]
	return b.Post(path+action, form)
}

func between(t testing.TB, s, before, after string) string {
	t.Helper()
	_, s, ok := strings.Cut(s, before)
	require.True(t, ok, "no %s in the page", before)
	s, _, _ = strings.Cut(s, after)
	return s
}
