package simulators_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/portaltest"
)

// gallery keeps one example of each page that looks unlike the others.
type gallery struct {
	answers int
	pages   []exhibit
	known   map[string]bool
	alike   map[string]int
}

// exhibit is one page, on the device where it was met.
type exhibit struct {
	site, device, title string
	era                 string // "" is today
	status              int
	answer              portal.Response
}

func newGallery() *gallery { return &gallery{known: map[string]bool{}, alike: map[string]int{}} }

// mostAlike pages of one title are kept, in each era.
const mostAlike = 2

// keep adds a page if none like it was seen.
func (g *gallery) keep(trip portaltest.Trip, era string) {
	g.answers++
	if trip.Answer.Location != "" || trip.Answer.File != nil {
		return
	}
	e := exhibit{site: trip.URL.Host, device: trip.Actor.Device, title: trip.Answer.Title, era: era, status: trip.Answer.Status, answer: trip.Answer}
	name := e.site + " " + strconv.Itoa(e.status) + " " + varying.ReplaceAllString(e.title, "*")
	key := name + " " + shape(string(e.answer.Body))
	if g.known[key] || g.alike[era+name] == mostAlike {
		return
	}
	g.known[key] = true
	g.alike[era+name]++
	g.pages = append(g.pages, e)
}

// of lists the pages of one site.
func (g *gallery) of(host string) (all []exhibit) {
	for _, e := range g.pages {
		if e.site == host {
			all = append(all, e)
		}
	}
	return all
}

var varying = regexp.MustCompile(`«[^»]*»|\[EXERCICE\].*|\d+`)

// shape is what a page is made of, however often: its elements with their
// classes.
func shape(body string) string {
	parts := map[string]bool{}
	tokens := html.NewTokenizer(strings.NewReader(body))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		if kind != html.StartTagToken {
			continue
		}
		token := tokens.Token()
		name := token.Data
		for _, a := range token.Attr {
			if a.Key == "class" {
				name += "." + a.Val
			}
		}
		parts[name] = true
	}
	var all []string
	for name := range parts {
		all = append(all, name)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}
