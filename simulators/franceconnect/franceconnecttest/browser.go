package franceconnecttest

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/surf"
)

// Browser is a real HTTP client with cookies, reading pages as people do. It
// stops where a redirect leaves the server: Landed says where.
type Browser struct {
	*surf.Surfer
	Landed *url.URL // the service's address that the last act ended on, or nil

	t      testing.TB
	base   string
	client *http.Client
}

// Browser opens one, unknown to the server.
func (s *Server) Browser(t testing.TB) *Browser {
	t.Helper()
	return Browse(t, s.URL)
}

// Browse opens one for the server at an address.
func Browse(t testing.TB, base string) *Browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	b := &Browser{t: t, base: base, client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}}
	b.Surfer = &surf.Surfer{T: t, Fetch: b.fetch}
	return b
}

const mostRedirects = 20

func (b *Browser) fetch(method string, at *url.URL, form url.Values) surf.Answer {
	b.t.Helper()
	b.Landed = nil
	for range mostRedirects {
		answer, next := b.one(method, at, form)
		if next == nil {
			return answer
		}
		if !strings.HasPrefix(next.String(), b.base+"/") {
			b.Landed = next
			return answer
		}
		method, at, form = http.MethodGet, next, nil
	}
	require.Fail(b.t, "trop de redirections", at.String())
	return surf.Answer{}
}

func (b *Browser) one(method string, at *url.URL, form url.Values) (surf.Answer, *url.URL) {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, at.String(), strings.NewReader(form.Encode()))
	require.NoError(b.t, err)
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	response, err := b.client.Do(r)
	require.NoError(b.t, err)
	defer response.Body.Close()
	page, err := goquery.NewDocumentFromReader(response.Body)
	require.NoError(b.t, err)
	html, err := page.Html()
	require.NoError(b.t, err)
	answer := surf.Answer{Status: response.StatusCode, URL: at, HTML: html}
	if next, err := response.Location(); err == nil {
		return answer, next
	}
	return answer, nil
}
