package e2e

import (
	"regexp"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/browser"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// stage plays a witness path in windows: the aidant's for what is on the table,
// the aidé·e's for what is hers. Its acts stop the test when they fail.
type stage struct {
	*hall
	play  *scenario.Compiled
	box   *sandbox.Sandbox
	seats map[string]*chair // by role
	here  *chair
	on    portal.Device
	noted [][]string // facts that acts of the path must have made by its end
}

// chair is a seat and its windows, one for each use: a device, or its desk.
type chair struct {
	name, desk string
	door       *browser.Page // the window that came in, until it has a use
	windows    map[string]*browser.Page
}

// patient is how long people wait for a page: many play at once.
const patient = time.Minute

// desk is the window of a seat's own page, among those of its devices.
const desk = ""

// opens gives a window to one use, on the seat's own page.
func (c *chair) opens(use, house string) *browser.Page {
	w := c.door
	if c.door = nil; w == nil {
		for _, w = range c.windows {
			break // any will do: they share their cookies
		}
		w = w.Beside(c.name + " " + use)
		w.Open(house + c.desk)
	}
	c.windows[use] = w
	return w
}

func (s *stage) World() *sandbox.Sandbox { return s.box }

func (s *stage) Situation() *scenario.Compiled { return s.play }

// seat is somebody's, taken at the door the first time.
func (s *stage) seat(role string) *chair {
	s.t.Helper()
	if c, seated := s.seats[role]; seated {
		return c
	}
	name, label, width := "Camille", "Trio 1 : Aidant·e", 1440
	if role == string(workshop.Aide) {
		name, label, width = "Dominique", "Trio 1 : Aidé·e", 360
	}
	w := browser.Start(s.t).Person(s.t, name, browser.Width(width), browser.Patience(patient))
	w.Open(s.URL + "/rejoindre/" + s.code)
	w.Fill("Votre prénom", name)
	w.Choose(label)
	w.Click("Prendre cette place")
	at := regexp.MustCompile(`^/p/[^/]+`).FindString(browser.Eval[string](w, "location.pathname"))
	require.NotEmpty(s.t, at, w.Text())
	c := &chair{name: name, desk: at, door: w, windows: map[string]*browser.Page{}}
	s.seats[role] = c
	return c
}

// goesTo brings a seat's own page back to its beginning.
func (s *stage) goesTo(role string) *browser.Page {
	s.t.Helper()
	c := s.seat(role)
	w, open := c.windows[desk]
	if !open {
		return c.opens(desk, s.URL)
	}
	w.Open(s.URL + c.desk)
	return w
}

// window is a seat's for a device, opened the first time from its own page.
func (s *stage) window(c *chair, d portal.Device) *browser.Page {
	s.t.Helper()
	w, open := c.windows[d.ID]
	if !open {
		w = c.opens(d.ID, s.URL)
		w.Part("#ecrans").Click(screenName(d))
	}
	return w
}

func screenName(d portal.Device) string {
	if d.Kind == portal.Kiosk {
		return "La borne"
	}
	return d.Name
}

// Sit takes a device: what is on the table is in front of the aidant, who says
// whose hand is on it; the rest is its owner's.
func (s *stage) Sit(device, hand string) error {
	s.t.Helper()
	s.look(func(tx *sandbox.Tx) {
		var found bool
		s.on, found = portal.DeviceOf(tx, device)
		require.True(s.t, found, "il n’y a pas de poste « %s »", device)
	})
	role := hand
	shared := s.on.Kind != portal.Phone && s.on.Reaches(string(workshop.Aidant))
	if shared {
		role = string(workshop.Aidant)
	}
	s.here = s.seat(role)
	s.walksTo(role)
	w := s.window(s.here, s.on)
	if shared && s.on.Reaches(string(workshop.Aide)) {
		button := `#main-clavier button[value="` + hand + `"]`
		if browser.Eval[string](w, `document.querySelector('`+button+`').ariaPressed`) != "true" {
			w.Part("#main-clavier").Click(browser.Eval[string](w, `document.querySelector('`+button+`').textContent`))
		}
	}
	return nil
}

// walksTo takes the person to the place of a kiosk, unless they are there.
func (s *stage) walksTo(role string) {
	s.t.Helper()
	if _, open := s.here.windows[s.on.ID]; s.on.Kind == portal.Kiosk && !open && !s.goesTo(role).Sees("Vous êtes à") {
		require.NoError(s.t, s.Note("jeu.deplacement", "lieu", s.on.Place))
	}
}

func (s *stage) look(fn func(*sandbox.Tx)) {
	s.t.Helper()
	require.NoError(s.t, s.box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		fn(tx)
		return nil
	}))
}

// screen is the whole window of the device; page, what the service shows in it.
func (s *stage) screen() *browser.Page { return s.window(s.here, s.on) }

func (s *stage) page() *browser.Page { return s.screen().Part(".ecran, .tel-page, .tel-corps") }

// Go types the address where there is a bar; on a phone, an application is
// opened by its picture, then followed by its own links.
func (s *stage) Go(address string) error {
	s.t.Helper()
	w := s.screen()
	if s.on.Kind == portal.Phone {
		w.Click("Écran d’accueil du téléphone")
		if app := s.application(w, address); app != "" {
			w.Click(app)
			s.inside(w, address)
			return nil
		}
		w.Click("Navigateur")
	}
	if s.on.Kind != portal.Kiosk {
		w.Fill("Barre d’adresse", address)
		w.Press("Enter")
	}
	return nil
}

// application is the name of the one that opens the host of an address, "" if
// none does.
func (s *stage) application(w *browser.Page, address string) string {
	s.t.Helper()
	return browser.Eval[string](w, `[...document.querySelectorAll("#applis a")]
		.filter((a) => (a.pathname + "/").includes("/" + "`+address+`".split("/")[0] + "/"))
		.map((a) => [...a.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(""))[0] ?? ""`)
}

// inside follows, in an application, the link that leads to the rest of an
// address.
func (s *stage) inside(w *browser.Page, address string) {
	s.t.Helper()
	path := browser.Eval[string](w, `(() => {
		const path = location.pathname, rest = "`+address+`";
		if (!rest.includes("/") || path.endsWith(rest)) return "";
		const link = [...document.querySelectorAll(".tel-page a")].find((a) => a.pathname.endsWith("/" + rest));
		return link ? link.textContent : "?";
	})()`)
	require.NotEqual(s.t, "?", path, "l’application n’a pas de lien vers %s :\n%s", address, w.Text())
	if path != "" {
		s.page().Click(path)
	}
}

func (s *stage) Click(name string) error {
	s.t.Helper()
	s.page().Click(name)
	return nil
}

// Fill types, chooses, or answers the question that begins so.
func (s *stage) Fill(label, value string) error {
	s.t.Helper()
	p := s.page()
	switch kind, name := p.Asked(label); kind {
	case "choice":
		if value == "" {
			p.Unchoose(name)
		} else {
			p.Choose(name)
		}
	case "question":
		p.Within(name).Choose(value)
	case "select":
		p.Select(name, value)
	default:
		p.Fill(name, value)
	}
	return nil
}

func (s *stage) See(text string) error {
	s.t.Helper()
	s.page().See(text)
	return nil
}

func (s *stage) DontSee(text string) error {
	s.t.Helper()
	require.NotContains(s.t, fold(s.page().Text()), fold(text))
	return nil
}

func (s *stage) Wait(d time.Duration) error {
	s.t.Helper()
	s.House.Wait(d)
	return nil
}
