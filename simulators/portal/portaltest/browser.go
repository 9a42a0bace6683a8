package portaltest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/surf"
	"demarcheablanc/simulators/portal"
)

// Browser is one screen's browser, with somebody's hand on the keyboard.
type Browser struct {
	World  *World
	Actor  sandbox.Actor
	URL    *url.URL // where it stands
	Answer portal.Response
	surfer *surf.Surfer
}

// On opens a browser on a device: "pc-epn", "tel-samia". hand is who holds the
// keyboard: "aidant" or "aide".
func (w *World) On(device, hand string) *Browser {
	b := &Browser{World: w, Actor: sandbox.Actor{Seat: hand, Device: device, Hand: hand}}
	b.surfer = &surf.Surfer{T: w.T, Fetch: b.fetch, Resolve: b.resolve}
	return b
}

const mostRedirects = 20

func (b *Browser) fetch(method string, u *url.URL, form url.Values) surf.Answer {
	b.World.T.Helper()
	for range mostRedirects {
		b.one(method, u, form)
		if b.Answer.Location == "" {
			return surf.Answer{Status: b.Answer.Status, URL: b.URL, HTML: string(b.Answer.Body)}
		}
		next, err := url.Parse(b.Answer.Location)
		require.NoError(b.World.T, err)
		method, u, form = http.MethodGet, u.ResolveReference(next), nil
	}
	require.Fail(b.World.T, "trop de redirections", u.String())
	return surf.Answer{}
}

func (b *Browser) one(method string, u *url.URL, form url.Values) {
	b.World.T.Helper()
	b.URL = u
	actor := b.Actor
	actor.Page = u.String()
	err := b.World.Box.Do(context.Background(), actor, func(tx *sandbox.Tx) (err error) {
		r := httptest.NewRequest(method, u.String(), strings.NewReader(form.Encode()))
		r.URL = u
		if method == http.MethodPost {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		b.Answer, err = b.World.Network.Serve(&portal.Visit{Tx: tx, Request: r, Token: "jeton"})
		return err
	})
	require.NoError(b.World.T, err, "%s %s", method, u)
	if b.World.Watch != nil {
		b.World.Watch(Trip{Actor: b.Actor, Method: method, URL: u, Form: form, Answer: b.Answer})
	}
}

// Trip is one request that a browser made, and what came of it.
type Trip struct {
	Actor  sandbox.Actor
	Method string
	URL    *url.URL
	Form   url.Values
	Answer portal.Response
}

// resolve turns a page's link, which hangs under an empty prefix
// ("/www.ameli.example/compte"), back into a world address.
func (b *Browser) resolve(from *url.URL, href string) (*url.URL, error) {
	host, rest, _ := strings.Cut(strings.TrimPrefix(href, "/"), "/")
	if _, ok := b.World.Network.At(host); ok && strings.HasPrefix(href, "/") {
		href = "https://" + host + "/" + rest
	}
	u, err := url.Parse(href)
	if err != nil || from == nil {
		return u, err
	}
	return from.ResolveReference(u), nil
}

// Get opens a world address, following redirects as far as they go.
func (b *Browser) Get(address string) *Browser {
	b.World.T.Helper()
	b.surfer.Get(address)
	return b
}

// Post sends a form to a world address, or to a path of the present site.
func (b *Browser) Post(address string, form url.Values) *Browser {
	b.World.T.Helper()
	b.surfer.Post(address, form)
	return b
}

// Text is what the page says, blanks folded.
func (b *Browser) Text() string { return b.surfer.Text() }

// See fails unless the page says all of this.
func (b *Browser) See(texts ...string) *Browser {
	b.World.T.Helper()
	b.surfer.See(texts...)
	return b
}

// DontSee fails if the page says any of this.
func (b *Browser) DontSee(texts ...string) *Browser {
	b.World.T.Helper()
	b.surfer.DontSee(texts...)
	return b
}

// Status fails unless the page came with this status.
func (b *Browser) Status(want int) *Browser {
	b.World.T.Helper()
	b.surfer.Status(want)
	return b
}

// Fill types into the field with this label (a radio or box: any value ticks it).
func (b *Browser) Fill(label, value string) *Browser {
	b.World.T.Helper()
	b.surfer.Fill(label, value)
	return b
}

// Click follows the link, or presses the button, with this name.
func (b *Browser) Click(name string) *Browser {
	b.World.T.Helper()
	b.surfer.Click(name)
	return b
}
