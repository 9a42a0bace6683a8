package portaltest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Browser is one screen's browser, with somebody's hand on the keyboard.
type Browser struct {
	World  *World
	Actor  sandbox.Actor
	URL    *url.URL // where it stands
	Answer portal.Response
	page   *goquery.Document
	typed  url.Values
}

// On opens a browser on a device: "pc-epn", "tel-samia". hand is who holds the
// keyboard: "aidant" or "aide".
func (w *World) On(device, hand string) *Browser {
	return &Browser{World: w, Actor: sandbox.Actor{Seat: hand, Device: device, Hand: hand}, typed: url.Values{}}
}

// Get opens a world address, following redirects as far as they go.
func (b *Browser) Get(address string) *Browser {
	b.World.T.Helper()
	return b.visit(http.MethodGet, address, nil)
}

// Post sends a form to a world address, or to a path of the present site.
func (b *Browser) Post(address string, form url.Values) *Browser {
	b.World.T.Helper()
	return b.visit(http.MethodPost, address, form)
}

const mostRedirects = 20

func (b *Browser) visit(method, address string, form url.Values) *Browser {
	b.World.T.Helper()
	for range mostRedirects {
		b.one(method, address, form)
		if b.Answer.Location == "" {
			b.typed = url.Values{}
			return b
		}
		method, address, form = http.MethodGet, b.Answer.Location, nil
	}
	require.Fail(b.World.T, "trop de redirections", address)
	return b
}

func (b *Browser) one(method, address string, form url.Values) {
	b.World.T.Helper()
	u, err := url.Parse(address)
	require.NoError(b.World.T, err)
	if b.URL != nil {
		u = b.URL.ResolveReference(u)
	}
	b.URL = u
	actor := b.Actor
	actor.Page = u.String()
	err = b.World.Box.Do(context.Background(), actor, func(tx *sandbox.Tx) error {
		r := httptest.NewRequest(method, u.String(), strings.NewReader(form.Encode()))
		r.URL = u
		if method == http.MethodPost {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		v := &portal.Visit{Tx: tx, Request: r, Token: "jeton", Prefix: ""}
		b.Answer, err = b.World.Network.Serve(v)
		return err
	})
	require.NoError(b.World.T, err, "%s %s", method, address)
	b.page, err = goquery.NewDocumentFromReader(strings.NewReader(string(b.Answer.Body)))
	require.NoError(b.World.T, err)
}

// Text is what the page says, blanks folded.
func (b *Browser) Text() string { return fold(b.page.Text()) }

func fold(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), " ")
}

// See fails unless the page says all of this.
func (b *Browser) See(texts ...string) *Browser {
	b.World.T.Helper()
	for _, text := range texts {
		require.Contains(b.World.T, b.Text(), fold(text), b.URL.String())
	}
	return b
}

// DontSee fails if the page says any of this.
func (b *Browser) DontSee(texts ...string) *Browser {
	b.World.T.Helper()
	for _, text := range texts {
		require.NotContains(b.World.T, b.Text(), fold(text), b.URL.String())
	}
	return b
}

// Status fails unless the page came with this status.
func (b *Browser) Status(want int) *Browser {
	b.World.T.Helper()
	require.Equal(b.World.T, want, b.Answer.Status, "%s: %s", b.URL, b.Text())
	return b
}

// Fill types into the field with this label (a radio or box: any value ticks it).
func (b *Browser) Fill(label, value string) *Browser {
	b.World.T.Helper()
	field := b.labelled(label)
	name, _ := field.Attr("name")
	switch kind, _ := field.Attr("type"); kind {
	case "radio", "checkbox":
		value, _ = field.Attr("value")
	}
	b.typed.Set(name, value)
	return b
}

func (b *Browser) labelled(label string) *goquery.Selection {
	b.World.T.Helper()
	var id string
	b.page.Find("label").EachWithBreak(func(_ int, l *goquery.Selection) bool {
		if strings.HasPrefix(fold(l.Text()), fold(label)) {
			id, _ = l.Attr("for")
		}
		return id == ""
	})
	require.NotEmpty(b.World.T, id, "aucun champ « %s » : %s", label, b.Text())
	field := b.page.Find(`[id="` + id + `"]`)
	require.Equal(b.World.T, 1, field.Length(), "le champ « %s »", label)
	return field
}

// Click follows the link, or presses the button, with this text. A button sends
// its form with what was typed and what the form already held.
func (b *Browser) Click(text string) *Browser {
	b.World.T.Helper()
	var link, button *goquery.Selection
	b.page.Find("a[href], button").Each(func(_ int, s *goquery.Selection) {
		name := fold(s.Text())
		if aria, ok := s.Attr("aria-label"); ok {
			name = fold(aria)
		}
		if name != fold(text) {
			return
		}
		if goquery.NodeName(s) == "a" && link == nil {
			link = s
		} else if goquery.NodeName(s) == "button" && button == nil {
			button = s
		}
	})
	switch {
	case button != nil:
		return b.submit(button)
	case link != nil:
		href, _ := link.Attr("href")
		return b.Get(b.address(href))
	}
	require.Fail(b.World.T, "rien à cliquer", "« %s » sur %s : %s", text, b.URL, b.Text())
	return b
}

func (b *Browser) submit(button *goquery.Selection) *Browser {
	b.World.T.Helper()
	form := button.Closest("form")
	require.Equal(b.World.T, 1, form.Length(), "ce bouton n’est dans aucun formulaire")
	values := url.Values{}
	form.Find("input, select, textarea").Each(func(_ int, s *goquery.Selection) {
		name, ok := s.Attr("name")
		kind, _ := s.Attr("type")
		if _, checked := s.Attr("checked"); !ok || (kind == "radio" || kind == "checkbox") && !checked {
			return
		}
		value, _ := s.Attr("value")
		switch goquery.NodeName(s) {
		case "textarea":
			value = s.Text()
		case "select":
			value, _ = s.Find("option[selected]").Attr("value")
		}
		values.Set(name, value)
	})
	for name := range b.typed {
		values.Set(name, b.typed.Get(name))
	}
	if name, ok := button.Attr("name"); ok {
		value, _ := button.Attr("value")
		values.Set(name, value)
	}
	action, _ := form.Attr("action")
	if method, _ := form.Attr("method"); strings.EqualFold(method, "get") || method == "" {
		return b.Get(b.address(action) + "?" + values.Encode())
	}
	return b.Post(b.address(action), values)
}

// address turns a page's link, which hangs under an empty prefix
// ("/www.ameli.example/compte"), back into a world address.
func (b *Browser) address(href string) string {
	host, rest, _ := strings.Cut(strings.TrimPrefix(href, "/"), "/")
	if _, ok := b.World.Network.At(host); ok {
		return "https://" + host + "/" + rest
	}
	return href
}
