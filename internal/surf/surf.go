// Package surf reads pages as people do, without a browser: by what they say and
// by the names of links, buttons and fields. Tests surf the whole program over
// HTTP or one service in memory; witness paths of situations surf their world.
//
// It runs no script: what it can do works without JavaScript.
package surf

import (
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// T is what stops a journey that cannot go on: a *testing.T, or whoever plays a
// witness path. Fatalf must not return.
type T interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Answer is one page received.
type Answer struct {
	Status int
	URL    *url.URL // where it was found, redirects followed
	HTML   string
}

// Fetch asks for a page; form is nil for a GET. It follows redirects.
type Fetch func(method string, address *url.URL, form url.Values) Answer

// Surfer stands on a page.
type Surfer struct {
	T      T
	Fetch  Fetch
	Answer Answer
	// Resolve turns an address found in a page into one that Fetch knows; nil
	// for the usual rules.
	Resolve func(from *url.URL, href string) (*url.URL, error)
	// Folds hides what a details element holds until its summary is clicked, as a
	// browser does.
	Folds bool

	page  *goquery.Document
	typed url.Values
}

// Get goes to an address.
func (s *Surfer) Get(address string) *Surfer {
	s.T.Helper()
	return s.visit("GET", address, nil)
}

// Post sends a form to an address.
func (s *Surfer) Post(address string, form url.Values) *Surfer {
	s.T.Helper()
	return s.visit("POST", address, form)
}

func (s *Surfer) visit(method, address string, form url.Values) *Surfer {
	s.T.Helper()
	resolve := s.Resolve
	if resolve == nil {
		resolve = usual
	}
	u, err := resolve(s.Answer.URL, address)
	if err != nil {
		s.T.Fatalf("adresse illisible « %s » : %v", address, err)
	}
	s.Answer = s.Fetch(method, u, form)
	s.typed = url.Values{}
	if s.page, err = goquery.NewDocumentFromReader(strings.NewReader(s.Answer.HTML)); err != nil {
		s.T.Fatalf("page illisible %s : %v", u, err)
	}
	return s
}

func usual(from *url.URL, href string) (*url.URL, error) {
	u, err := url.Parse(href)
	if err != nil || from == nil {
		return u, err
	}
	return from.ResolveReference(u), nil
}

// Page is the page's document, for what a reader cannot see.
func (s *Surfer) Page() *goquery.Document { return s.page }

// Text is what the page says, blanks folded.
func (s *Surfer) Text() string {
	body := s.page.Find("body").Clone()
	body.Find("script, style, template, option").Remove()
	if s.Folds {
		body.Find("details:not([open])").ChildrenFiltered(":not(summary)").Remove()
	}
	return Fold(body.Text())
}

// Fold makes blanks, and the typographer's apostrophes and spaces, alike.
func Fold(text string) string {
	text = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "’", "'").Replace(text)
	return strings.Join(strings.Fields(text), " ")
}

// See fails unless the page says all of this.
func (s *Surfer) See(texts ...string) *Surfer {
	s.T.Helper()
	for _, text := range texts {
		if !strings.Contains(s.Text(), Fold(text)) {
			s.T.Fatalf("%s ne dit pas « %s » :\n%s", s.Answer.URL, text, s.Text())
		}
	}
	return s
}

// DontSee fails if the page says any of this.
func (s *Surfer) DontSee(texts ...string) *Surfer {
	s.T.Helper()
	for _, text := range texts {
		if strings.Contains(s.Text(), Fold(text)) {
			s.T.Fatalf("%s dit « %s » :\n%s", s.Answer.URL, text, s.Text())
		}
	}
	return s
}

// Status fails unless the page came with this status.
func (s *Surfer) Status(want int) *Surfer {
	s.T.Helper()
	if s.Answer.Status != want {
		s.T.Fatalf("%s : statut %d au lieu de %d :\n%s", s.Answer.URL, s.Answer.Status, want, s.Text())
	}
	return s
}

// Fill types into the field with this label, or ticks it if it is a radio button
// or a box; an empty value unticks a box. The label may also be a question whose
// answers are radio buttons or boxes: the value is then the label of one of them,
// and each box ticked stays so.
func (s *Surfer) Fill(label, value string) *Surfer {
	s.T.Helper()
	if field := s.labelledIn(s.page.Selection, label); field.Length() > 0 {
		return s.tick(field, label, value)
	}
	return s.tick(s.labelledIn(s.asked(label), value), label, value)
}

// tick gives a field its value; what names it in the test.
func (s *Surfer) tick(field *goquery.Selection, what, value string) *Surfer {
	s.T.Helper()
	if field.Length() != 1 {
		s.T.Fatalf("%s : aucun champ « %s » :\n%s", s.Answer.URL, what, s.Text())
	}
	name, _ := field.Attr("name")
	switch kind, _ := field.Attr("type"); kind {
	case "radio":
		value, _ = field.Attr("value")
	case "checkbox":
		// The page itself holds it: boxes of one name are told apart.
		if value == "" {
			field.RemoveAttr("checked")
		} else {
			field.SetAttr("checked", "")
		}
		return s
	}
	if goquery.NodeName(field) == "select" {
		value = chosen(field, value)
	}
	s.typed.Set(name, value)
	return s
}

// chosen is the value of the choice of a list that says this, or that begins so;
// a value of the list stands for itself.
func chosen(list *goquery.Selection, said string) string {
	want := Fold(said)
	for _, same := range []func(o *goquery.Selection) bool{
		func(o *goquery.Selection) bool { return Fold(o.Text()) == want },
		func(o *goquery.Selection) bool { return o.AttrOr("value", "") == said },
		func(o *goquery.Selection) bool { return strings.HasPrefix(Fold(o.Text()), want) },
		func(o *goquery.Selection) bool { return strings.Contains(Fold(o.Text()), want) },
	} {
		option := list.Find("option").FilterFunction(func(_ int, o *goquery.Selection) bool { return same(o) })
		if option.Length() == 1 {
			return option.AttrOr("value", option.Text())
		}
	}
	return said
}

// asked finds the question that begins so, with its radio buttons or its boxes.
func (s *Surfer) asked(question string) *goquery.Selection {
	want := Fold(question)
	return s.page.Find("fieldset").FilterFunction(func(_ int, f *goquery.Selection) bool {
		legend := f.ChildrenFiltered("legend")
		return legend.Length() > 0 && strings.HasPrefix(Fold(legend.Text()), want) && f.Find("input[type=radio], input[type=checkbox]").Length() > 0
	}).First()
}

func (s *Surfer) labelledIn(part *goquery.Selection, label string) *goquery.Selection {
	want := Fold(label)
	var exact, begins string
	part.Find("label[for]").FilterFunction(s.shown).Each(func(_ int, l *goquery.Selection) {
		text, id := Fold(l.Text()), l.AttrOr("for", "")
		if text == want && exact == "" {
			exact = id
		}
		if strings.HasPrefix(text, want) && begins == "" {
			begins = id
		}
	})
	if exact == "" {
		exact = begins
	}
	if exact == "" {
		return &goquery.Selection{}
	}
	return part.Find(`[id="` + exact + `"]`)
}

// Click follows the link, or presses the button, with this name. A button sends
// its form, with what was typed and what the form already held. A summary unfolds
// what it folds.
func (s *Surfer) Click(name string) *Surfer {
	s.T.Helper()
	button, link := s.find(name)
	switch {
	case button != nil:
		return s.submit(button)
	case link != nil:
		return s.Get(link.AttrOr("href", ""))
	case s.unfolds(name):
		return s
	}
	s.T.Fatalf("%s : rien à cliquer qui s’appelle « %s » :\n%s", s.Answer.URL, name, s.Text())
	return s
}

// unfolds opens what the summary with this name folds.
func (s *Surfer) unfolds(name string) bool {
	summary := s.page.Find("summary").FilterFunction(func(i int, e *goquery.Selection) bool {
		return s.shown(i, e) && strings.HasPrefix(Fold(e.Text()), Fold(name))
	})
	summary.Parent().SetAttr("open", "")
	return summary.Length() > 0
}

// shown says whether an element is not folded away.
func (s *Surfer) shown(_ int, e *goquery.Selection) bool {
	shown := true
	e.ParentsFiltered("details:not([open])").Each(func(_ int, d *goquery.Selection) {
		inTitle := e.ClosestSelection(d.ChildrenFiltered("summary")).Length() > 0
		shown = shown && (inTitle || !s.Folds)
	})
	return shown
}

// Has says whether there is a link or a button with this name.
func (s *Surfer) Has(name string) bool {
	button, link := s.find(name)
	return button != nil || link != nil
}

// find prefers an exact name to one that begins so, that to one that holds it,
// and a button to a link.
func (s *Surfer) find(name string) (button, link *goquery.Selection) {
	want := Fold(name)
	for _, same := range []func(string) bool{
		func(text string) bool { return text == want },
		func(text string) bool { return strings.HasPrefix(text, want) },
		func(text string) bool { return strings.Contains(text, want) },
	} {
		s.page.Find("button, a[href]").FilterFunction(s.shown).Each(func(_ int, e *goquery.Selection) {
			text := Fold(e.AttrOr("aria-label", e.Text()))
			if !same(text) {
				return
			}
			switch goquery.NodeName(e) {
			case "button":
				if button == nil {
					button = e
				}
			case "a":
				if link == nil {
					link = e
				}
			}
		})
		if button != nil || link != nil {
			return button, link
		}
	}
	return nil, nil
}

func (s *Surfer) submit(button *goquery.Selection) *Surfer {
	s.T.Helper()
	form := button.Closest("form")
	if id, ok := button.Attr("form"); ok {
		form = s.page.Find(`form[id="` + id + `"]`)
	}
	if form.Length() != 1 {
		s.T.Fatalf("%s : le bouton « %s » n’est dans aucun formulaire", s.Answer.URL, Fold(button.Text()))
	}
	values := held(form)
	for name := range s.typed {
		values.Set(name, s.typed.Get(name))
	}
	if name, ok := button.Attr("name"); ok {
		values.Set(name, button.AttrOr("value", ""))
	}
	action := form.AttrOr("action", s.Answer.URL.String())
	if strings.EqualFold(form.AttrOr("method", "get"), "get") {
		return s.Get(strings.SplitN(action, "?", 2)[0] + "?" + values.Encode())
	}
	return s.Post(action, values)
}

// held is what a form would send untouched.
func held(form *goquery.Selection) url.Values {
	values := url.Values{}
	form.Find("input[name], select[name], textarea[name]").Each(func(_ int, e *goquery.Selection) {
		name, value := e.AttrOr("name", ""), e.AttrOr("value", "")
		switch goquery.NodeName(e) {
		case "textarea":
			value = e.Text()
		case "select":
			chosen := e.Find("option[selected]")
			if chosen.Length() == 0 {
				chosen = e.Find("option").First()
			}
			value = chosen.AttrOr("value", chosen.Text())
		case "input":
			kind := e.AttrOr("type", "text")
			_, checked := e.Attr("checked")
			if (kind == "radio" || kind == "checkbox") && !checked || kind == "submit" {
				return
			}
			if kind == "checkbox" && value == "" {
				value = "on"
			}
		}
		values.Add(name, value)
	})
	return values
}
