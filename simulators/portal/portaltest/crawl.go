package portaltest

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// Typist answers the fields of a form: what to type under this label, on this
// site, knowing that typing it right is wanted or not. "" leaves the field as
// it is.
type Typist func(host, label string, right bool) string

// Crawler goes everywhere that links and forms lead, from where it is put, in
// one world that its own forms change.
type Crawler struct {
	World  *World
	Typist Typist
	Most   int    // requests at most, in one walk
	Host   string // the only site to visit; "" is everywhere
	// Everywhere counts what was done in all the worlds of a test, so that a
	// tenth situation does not go through every page a tenth time; nil: nothing
	// is shared.
	Everywhere map[string]int

	done map[string]int
}

// How often the same thing is done again: in one world, and in all.
const (
	mostHere       = 2
	mostEverywhere = 6
)

// errand is one thing left to do: a link to follow, or a form to send.
type errand struct {
	to     *url.URL
	form   url.Values // nil for a link
	rank   int        // what changes the world least comes first
	called string     // what tells it from the others
}

// The ranks of errands.
const (
	rankLink = iota
	rankEmpty
	rankWrong
	rankRight
	rankLeave
)

// leaving are the buttons that end something: they are pressed last.
var leaving = regexp.MustCompile(`(?i)déconnecter|quitter|raccrocher|reprendre|supprimer|refuser|revenir|annuler|abandon`)

// digits, and long words of letters and digits, name one thing among many.
var oneAmongMany = regexp.MustCompile(`[A-Za-z0-9_-]{16,}|\d+`)

// Walk goes everywhere from one address, on one device.
func (c *Crawler) Walk(device, hand, from string) {
	c.World.T.Helper()
	c.walk(device, hand, from, rankLeave)
}

// Read follows links only.
func (c *Crawler) Read(device, hand, from string) {
	c.World.T.Helper()
	c.walk(device, hand, from, rankLink)
}

func (c *Crawler) walk(device, hand, from string, upTo int) {
	c.World.T.Helper()
	if c.done == nil {
		c.done = map[string]int{}
	}
	b := c.World.On(device, hand)
	start, err := b.resolve(nil, from)
	if err != nil {
		c.World.T.Fatalf("adresse illisible « %s » : %v", from, err)
	}
	left := []errand{{to: start, called: "départ " + start.String()}}
	for n := 0; len(left) > 0 && n < c.Most; n++ {
		next := left[0]
		left = left[1:]
		method := http.MethodGet
		if next.form != nil {
			method = http.MethodPost
		}
		b.fetch(method, next.to, next.form)
		if c.Host != "" && b.URL.Host != c.Host {
			continue
		}
		for _, e := range c.errands(b) {
			// What was done from a page with as many things to do is done again
			// elsewhere only once: a world has more states than pages.
			key := device + " " + e.called
			if e.rank <= upTo && c.done[key] < mostHere && c.Everywhere[e.called] < mostEverywhere {
				c.done[key]++
				if c.Everywhere != nil {
					c.Everywhere[e.called]++
				}
				left = append(left, e)
			}
		}
		slices.SortStableFunc(left, func(a, b errand) int { return a.rank - b.rank })
	}
}

// errands lists what can be done from the page where a browser stands.
func (c *Crawler) errands(b *Browser) (all []errand) {
	if b.Answer.File != nil {
		return nil
	}
	page, err := goquery.NewDocumentFromReader(strings.NewReader(string(b.Answer.Body)))
	if err != nil {
		c.World.T.Fatalf("page illisible %s : %v", b.URL, err)
	}
	page.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
		to, err := b.resolve(b.URL, a.AttrOr("href", ""))
		if err == nil && to.Fragment == "" {
			all = append(all, errand{to: to, called: b.Answer.Title + " > " + oneAmongMany.ReplaceAllString(to.String(), "*")})
		}
	})
	page.Find("form").Each(func(_ int, form *goquery.Selection) { all = append(all, c.sendings(b, form)...) })
	return all
}

// sendings lists the ways to send a form: by each of its buttons, as it is, with
// wrong answers, with right ones.
func (c *Crawler) sendings(b *Browser, form *goquery.Selection) (all []errand) {
	to, err := b.resolve(b.URL, form.AttrOr("action", ""))
	if err != nil {
		return nil
	}
	form.Find("button").Each(func(_ int, button *goquery.Selection) {
		name := b.Answer.Title + " > " + oneAmongMany.ReplaceAllString(to.String(), "*") + " > " + text(button)
		for rank := rankEmpty; rank <= rankRight; rank++ {
			values, typed := c.answers(b.URL.Host, form, rank)
			if rank != rankEmpty && !typed {
				continue
			}
			if button.AttrOr("name", "") != "" {
				values.Set(button.AttrOr("name", ""), button.AttrOr("value", ""))
			}
			e := errand{to: to, form: values, rank: rank, called: name + " " + []string{"", "vide", "faux", "juste"}[rank]}
			if !typed && leaving.MatchString(text(button)) {
				e.rank = rankLeave
			}
			if strings.EqualFold(form.AttrOr("method", "get"), "get") {
				there := *to
				there.RawQuery = values.Encode()
				e.to, e.form = &there, nil
			}
			all = append(all, e)
		}
	})
	return all
}

// answers fills a form; typed says whether there was anything to type.
func (c *Crawler) answers(host string, form *goquery.Selection, rank int) (values url.Values, typed bool) {
	values = url.Values{}
	form.Find("input[name], select[name], textarea[name]").Each(func(_ int, field *goquery.Selection) {
		name, kind := field.AttrOr("name", ""), field.AttrOr("type", goquery.NodeName(field))
		switch kind {
		case "hidden":
			values.Set(name, field.AttrOr("value", ""))
		case "radio", "checkbox":
			typed = true
			if _, checked := field.Attr("checked"); checked || rank == rankRight {
				values.Set(name, field.AttrOr("value", "on"))
			}
		case "select":
			values.Set(name, field.Find("option").Last().AttrOr("value", ""))
		default:
			typed = true
			values.Set(name, field.AttrOr("value", ""))
			label := text(form.Find(`label[for="` + field.AttrOr("id", "") + `"]`))
			if answer := c.Typist(host, label, rank == rankRight); answer != "" && rank != rankEmpty {
				values.Set(name, answer)
			}
		}
	})
	return values, typed
}
