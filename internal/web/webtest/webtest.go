// Package webtest plays the whole program over HTTP, in memory and on a clock
// that the test holds, with several people at once, each with their own cookies.
package webtest

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/app"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/surf"
)

// Phrase is the trainer's access phrase in every test.
const Phrase = "amande brise cabane digue"

// T0 is the wall time at which every test begins: Thursday 15 October 2026, 10:00.
var T0 = time.Date(2026, 10, 15, 10, 0, 0, 0, frtext.Paris)

// House is the running program.
type House struct {
	T   testing.TB
	App *app.App
	URL string

	mu  sync.Mutex
	now time.Time
}

// Start starts the program on a free port and an empty folder.
func Start(t testing.TB) *House {
	t.Helper()
	h := &House{T: t, now: T0}
	a, err := app.Start(context.Background(), app.Config{
		Address: "127.0.0.1:0", Data: t.TempDir(), Phrase: Phrase, Now: h.Now, Log: testLog{t},
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, a.Close()) })
	h.App, h.URL = a, strings.TrimSuffix(a.URL(), "/")
	return h
}

// testLog shows what the program complains of.
type testLog struct{ testing.TB }

func (l testLog) Write(b []byte) (int, error) {
	l.Logf("%s", strings.TrimSpace(string(b)))
	return len(b), nil
}

// Now is the wall clock.
func (h *House) Now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

// Wait lets time pass, for the wall and for every running world.
func (h *House) Wait(d time.Duration) {
	h.mu.Lock()
	h.now = h.now.Add(d)
	h.mu.Unlock()
	require.NoError(h.T, h.App.Engine.Settle(context.Background()))
}

// Person is somebody with a browser of their own.
func (h *House) Person() *Person {
	jar, err := cookiejar.New(nil)
	require.NoError(h.T, err)
	p := &Person{House: h, client: &http.Client{Jar: jar, Timeout: 30 * time.Second}}
	base, _ := url.Parse(h.URL + "/")
	p.Surfer = &surf.Surfer{T: h.T, Fetch: p.fetch, Answer: surf.Answer{URL: base}}
	return p
}

// Person surfs the program.
type Person struct {
	*surf.Surfer
	House  *House
	Header http.Header // of the last answer
	client *http.Client
}

func (p *Person) fetch(method string, u *url.URL, form url.Values) surf.Answer {
	p.House.T.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r, err := http.NewRequest(method, u.String(), body)
	require.NoError(p.House.T, err)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", p.House.URL)
	}
	answer, err := p.client.Do(r)
	require.NoError(p.House.T, err)
	defer answer.Body.Close()
	html, err := io.ReadAll(answer.Body)
	require.NoError(p.House.T, err)
	p.Header = answer.Header
	return surf.Answer{Status: answer.StatusCode, URL: answer.Request.URL, HTML: string(html)}
}
