package e2e

import (
	"context"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/surf"
	"demarcheablanc/internal/web/webtest"
	"demarcheablanc/internal/workshop"
)

// hall is an atelier over HTTP: the trainer has launched it and started it.
type hall struct {
	*webtest.House
	t       *testing.T
	trainer *webtest.Person
	code    string
	console string // address of its page
	atelier string
}

// seated is somebody with a seat.
type seated struct {
	*webtest.Person
	desk string
}

func launch(t *testing.T, trios string) *hall {
	t.Helper()
	h := &hall{House: webtest.Start(t), t: t}
	h.trainer = h.Person()
	f := h.trainer
	f.Get("/formateur").Fill("Phrase d’accès", webtest.Phrase).Click("Entrer").Click("Préparer Samia")
	f.Fill("Nombre de trios", trios).Click("Lancer l’atelier").Status(200)
	h.console = f.Answer.URL.Path
	h.atelier = strings.TrimPrefix(h.console, "/formateur/a/")
	h.code = f.Page().Find(".code").First().Text()
	return h
}

// sits gives somebody new a seat.
func (h *hall) sits(trio int, role workshop.Role, name string) *seated {
	h.t.Helper()
	p := h.Person()
	p.Get("/rejoindre/" + h.code).Status(200)
	p.Post("/rejoindre/"+h.code, url.Values{"prenom": {name}, "place": {h.seat(trio, role)}}).Status(200)
	desk := regexp.MustCompile(`^/p/[^/]+`).FindString(p.Answer.URL.Path)
	require.NotEmpty(h.t, desk, p.Text())
	return &seated{p, desk}
}

// seat is how the door's form names a seat.
func (h *hall) seat(trio int, role workshop.Role) string {
	h.t.Helper()
	page := h.Person()
	page.Get("/rejoindre/" + h.code)
	t, err := h.App.House.Workshops.Trio(context.Background(), h.atelier, trio)
	require.NoError(h.t, err)
	return strings.Join([]string{itoa(trio), itoa(t.Round), string(role)}, "-")
}

// begins starts the play of every trio.
func (h *hall) begins() {
	h.t.Helper()
	h.trainer.Get(h.console).Click("Commencer pour tous").Status(200)
}

// on opens a world address on a device.
func (s *seated) on(device, address string) *seated {
	s.House.T.Helper()
	s.Get(s.desk + "/e/" + device + ".1/" + address)
	return s
}

// world is a trio's.
func (h *hall) world(trio int) *sandbox.Sandbox {
	h.t.Helper()
	t, err := h.App.House.Workshops.Trio(context.Background(), h.atelier, trio)
	require.NoError(h.t, err)
	box, err := h.App.House.Workshops.Sandbox(context.Background(), h.atelier, trio, t.Round)
	require.NoError(h.t, err)
	return box
}

// facts counts what the journal of a trio has of a fact with these details, in
// pairs.
func (h *hall) facts(trio int, fact string, details ...string) int {
	n := 0
	for _, step := range h.world(trio).Journal() {
		for _, e := range step.Events {
			same := e.Fact == fact
			for i := 0; i < len(details); i += 2 {
				same = same && e.Detail[details[i]] == details[i+1]
			}
			if same {
				n++
			}
		}
	}
	return n
}

// pending is what a page's form would send, with these fields typed, and where:
// to be sent as often as wanted. The form is the one that has the first field.
func pending(s *seated, pairs ...string) (action string, values url.Values) {
	s.House.T.Helper()
	values = url.Values{}
	var form *goquery.Selection
	for i := 0; i < len(pairs); i += 2 {
		field := labelled(s, pairs[i])
		if i == 0 {
			form = field.Closest("form")
			form.Find("input[type=hidden]").Each(func(_ int, e *goquery.Selection) {
				values.Set(e.AttrOr("name", ""), e.AttrOr("value", ""))
			})
		}
		values.Set(field.AttrOr("name", ""), pairs[i+1])
	}
	return form.AttrOr("action", s.Answer.URL.String()), values
}

func labelled(s *seated, label string) *goquery.Selection {
	s.House.T.Helper()
	found := s.Page().Find("label[for]").FilterFunction(func(_ int, l *goquery.Selection) bool {
		return strings.HasPrefix(fold(l.Text()), fold(label))
	})
	require.NotZero(s.House.T, found.Length(), "%s : pas de champ « %s » :\n%s", s.Answer.URL, label, s.Text())
	return s.Page().Find(`[id="` + found.First().AttrOr("for", "") + `"]`)
}

func fold(text string) string { return surf.Fold(text) }

// crawl follows every link from the person's page that stays with them, and
// keeps all that the pages hold, attributes included.
func crawl(s *seated, most int) map[string]string {
	s.House.T.Helper()
	pages := map[string]string{}
	for queue := []string{s.desk}; len(queue) > 0 && len(pages) < most; queue = queue[1:] {
		path := queue[0]
		if _, seen := pages[path]; seen || strings.Contains(path, "/flux") || strings.HasSuffix(path, ".pdf") {
			continue
		}
		s.Get(path)
		require.Less(s.House.T, s.Answer.Status, 500, path)
		pages[path] = fold(html.UnescapeString(s.Answer.HTML))
		s.Page().Find("a[href]").Each(func(_ int, a *goquery.Selection) {
			u, err := s.Answer.URL.Parse(a.AttrOr("href", ""))
			if err == nil && u.Host == s.Answer.URL.Host && strings.HasPrefix(u.Path, s.desk) {
				u.Fragment = ""
				queue = append(queue, u.RequestURI())
			}
		})
	}
	return pages
}

func readAll(t *testing.T, r io.Reader) string {
	t.Helper()
	all, err := io.ReadAll(r)
	require.NoError(t, err)
	return string(all)
}

// named reaches the program by whatever name is asked for, as a room's network
// would.
type named struct{ url string }

func (n named) RoundTrip(r *http.Request) (*http.Response, error) {
	there := r.Clone(r.Context())
	there.Host = r.URL.Host
	there.URL.Host = strings.TrimPrefix(n.url, "http://")
	return http.DefaultTransport.RoundTrip(there)
}
