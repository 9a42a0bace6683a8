package portaltest

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"demarcheablanc/simulators/portal"
)

// Contract is what every answer of every service must hold to.
type Contract struct {
	Network *portal.Network
	Static  fs.FS // the folder that browsers know as /static
}

// Check fails the test for each thing an answer breaks.
func (c Contract) Check(t testing.TB, trip Trip) {
	t.Helper()
	for _, fault := range c.Faults(trip.Answer) {
		t.Errorf("%s %s (%s) : %s", trip.Method, trip.URL, trip.Actor.Device, fault)
	}
}

// Faults lists what an answer breaks, in words; none for a sound one.
func (c Contract) Faults(r portal.Response) []string {
	switch {
	case r.Location != "":
		return c.redirect(r)
	case r.File != nil:
		return document(r)
	}
	page, err := goquery.NewDocumentFromReader(strings.NewReader(string(r.Body)))
	if err != nil {
		return []string{"page illisible : " + err.Error()}
	}
	faults := status(r)
	for _, rule := range []func(*goquery.Document) []string{headings, controls, references, still, words, c.addresses} {
		faults = append(faults, rule(page)...)
	}
	return faults
}

// sane are the statuses of a page that people may land on: it was shown, a field
// is to be mended, an account is locked, an address is not for them, leads
// nowhere or too late, a service rests.
var sane = []int{
	http.StatusOK, http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusConflict,
	http.StatusGone, http.StatusUnprocessableEntity, http.StatusLocked, http.StatusTooManyRequests, http.StatusServiceUnavailable,
}

func status(r portal.Response) []string {
	var faults []string
	if !slices.Contains(sane, r.Status) {
		faults = append(faults, fmt.Sprintf("statut %d", r.Status))
	}
	if (r.Problems > 0) != (r.Status == http.StatusUnprocessableEntity) {
		faults = append(faults, fmt.Sprintf("statut %d pour %d champ(s) à reprendre", r.Status, r.Problems))
	}
	if strings.TrimSpace(r.Title) == "" {
		faults = append(faults, "la page n’a pas de titre")
	}
	return faults
}

func (c Contract) redirect(r portal.Response) []string {
	u, err := url.Parse(r.Location)
	if err != nil || r.Status != http.StatusSeeOther || u.Scheme != "https" || !strings.HasSuffix(u.Host, ".example") {
		return []string{fmt.Sprintf("renvoi %d vers « %s »", r.Status, r.Location)}
	}
	return nil
}

func document(r portal.Response) []string {
	if r.Status != http.StatusOK || !strings.HasPrefix(string(r.Content), "%PDF-") || r.File.Name == "" || r.File.Title == "" {
		return []string{"document sans nom, sans titre ou qui n’est pas un PDF"}
	}
	return nil
}

// headings: one h1, and no rank skipped below it.
func headings(page *goquery.Document) (faults []string) {
	if n := page.Find("h1").Length(); n != 1 {
		faults = append(faults, fmt.Sprintf("%d titres h1", n))
	}
	rank := 0
	page.Find("h1, h2, h3, h4, h5, h6").Each(func(_ int, h *goquery.Selection) {
		here := int(goquery.NodeName(h)[1] - '0')
		if here > rank+1 {
			faults = append(faults, fmt.Sprintf("le titre « %s » saute du rang %d au rang %d", text(h), rank, here))
		}
		if text(h) == "" {
			faults = append(faults, "un titre est vide")
		}
		rank = here
	})
	return faults
}

// controls: everything that can be typed in, chosen, pressed or followed has a
// name.
func controls(page *goquery.Document) (faults []string) {
	page.Find("input:not([type=hidden]), select, textarea").Each(func(_ int, field *goquery.Selection) {
		if page.Find(`label[for="`+field.AttrOr("id", "\x00")+`"]`).Length() == 0 && field.AttrOr("aria-label", "") == "" {
			faults = append(faults, "le champ « "+field.AttrOr("name", "")+" » n’a pas d’étiquette")
		}
	})
	page.Find("button, a[href], summary, legend, label").Each(func(_ int, e *goquery.Selection) {
		if text(e) == "" && e.AttrOr("aria-label", "") == "" {
			faults = append(faults, "un élément "+goquery.NodeName(e)+" n’a pas de nom")
		}
	})
	page.Find("img:not([alt])").Each(func(_ int, e *goquery.Selection) {
		faults = append(faults, "l’image "+e.AttrOr("src", "")+" n’a pas d’attribut alt")
	})
	page.Find(`form[method="post"]`).Each(func(_ int, form *goquery.Selection) {
		if form.Find(`input[name="_jeton"]`).Length() != 1 {
			faults = append(faults, "le formulaire "+form.AttrOr("action", "")+" n’a pas de jeton")
		}
	})
	return faults
}

// references: an id is said once, and whatever names one finds it.
func references(page *goquery.Document) (faults []string) {
	ids := map[string]bool{}
	page.Find("[id]").Each(func(_ int, e *goquery.Selection) {
		id := e.AttrOr("id", "")
		if ids[id] {
			faults = append(faults, "l’identifiant « "+id+" » est dit deux fois")
		}
		ids[id] = true
	})
	for _, name := range []string{"for", "aria-describedby", "aria-labelledby", "aria-controls"} {
		page.Find("[" + name + "]").Each(func(_ int, e *goquery.Selection) {
			for _, id := range strings.Fields(e.AttrOr(name, "")) {
				if !ids[id] {
					faults = append(faults, name+" cherche « "+id+" », qui n’est pas dans la page")
				}
			}
		})
	}
	page.Find(`a[href^="#"]`).Each(func(_ int, e *goquery.Selection) {
		if id := strings.TrimPrefix(e.AttrOr("href", ""), "#"); !ids[id] {
			faults = append(faults, "le lien « "+text(e)+" » cherche « "+id+" », qui n’est pas dans la page")
		}
	})
	return faults
}

// still: nothing in a page acts by itself nor dresses itself.
func still(page *goquery.Document) (faults []string) {
	page.Find("script, style, iframe, object, embed, link, meta, base").Each(func(_ int, e *goquery.Selection) {
		faults = append(faults, "la page porte un élément "+goquery.NodeName(e))
	})
	page.Find("*").Each(func(_ int, e *goquery.Selection) {
		for _, a := range e.Get(0).Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				faults = append(faults, "un élément "+goquery.NodeName(e)+" porte "+a.Key)
			}
		}
	})
	return faults
}

var (
	fault    = regexp.MustCompile(`(?i)\berreurs?\b`)
	leftover = regexp.MustCompile(`<no value>|%!|\{\{|\}\}|ZgotmplZ|<nil>|0001-01-01|janvier 1\b|&(amp|nbsp|quot|lt|#\d+);`)
	straight = regexp.MustCompile(`"`)
)

// words: no reproach, nothing that a template left behind, French typography.
func words(page *goquery.Document) (faults []string) {
	said := spoken(page)
	for what, pattern := range map[string]*regexp.Regexp{
		"un reproche": fault, "un reste de gabarit": leftover, "un guillemet droit": straight,
	} {
		if at := pattern.FindStringIndex(said); at != nil {
			faults = append(faults, what+" : « …"+said[max(0, at[0]-30):min(len(said), at[1]+30)]+"… »")
		}
	}
	return faults
}

// spoken is all that a page says, each piece apart, but for what people wrote.
func spoken(page *goquery.Document) string {
	var pieces []string
	page.Find("*").Not("textarea").Contents().Each(func(_ int, piece *goquery.Selection) {
		if goquery.NodeName(piece) == "#text" {
			pieces = append(pieces, piece.Text())
		}
	})
	return strings.Join(strings.Fields(strings.Join(pieces, " ")), " ")
}

// addresses: every one is inside the world, and every image or icon is there.
func (c Contract) addresses(page *goquery.Document) (faults []string) {
	for _, name := range []string{"href", "src", "action", "formaction", "srcset", "poster"} {
		page.Find("[" + name + "]").Each(func(_ int, e *goquery.Selection) {
			to := e.AttrOr(name, "")
			if !strings.HasPrefix(to, "#") && !c.inside(to) {
				faults = append(faults, name+" sort du monde : « "+to+" »")
			}
		})
	}
	return faults
}

func (c Contract) inside(to string) bool {
	if file, ok := strings.CutPrefix(to, "/static/"); ok {
		return c.hasFile(file)
	}
	host, _, _ := strings.Cut(strings.TrimPrefix(to, "/"), "/")
	_, known := c.Network.At(host)
	return known && strings.HasPrefix(to, "/")
}

// hasFile says whether a static file is there, and the drawing in it that the
// fragment names.
func (c Contract) hasFile(name string) bool {
	name, drawing, _ := strings.Cut(name, "#")
	raw, err := fs.ReadFile(c.Static, name)
	return err == nil && (drawing == "" || strings.Contains(string(raw), `id="`+drawing+`"`))
}

// Dressed lists what a service lacks to be shown: its icon, its theme.
func (c Contract) Dressed(s *portal.Site) (faults []string) {
	if !c.hasFile("images/" + s.Icon) {
		faults = append(faults, s.ID+" : l’image "+s.Icon+" manque")
	}
	themes, _ := fs.Glob(c.Static, "css/themes/*.css")
	for _, name := range themes {
		if raw, err := fs.ReadFile(c.Static, name); err == nil && strings.Contains(string(raw), "."+s.Theme+" ") {
			return faults
		}
	}
	return append(faults, s.ID+" : aucun thème ne définit ."+s.Theme)
}

func text(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }
