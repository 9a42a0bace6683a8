package bureau

import (
	"html/template"
	"net/url"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/web/screen"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// The pages of the frame itself, drawn where a service's page would be.
const (
	panelUnknown   = "inconnu"
	panelStop      = "arret"
	panelDownloads = "telechargements"
	panelTray      = "bac"
	panelHistory   = "historique"
	panelClosed    = "ferme"
	panelDocument  = "document"
	panelApps      = "applis"
)

// Content is what a screen shows inside its frame: a service's page, or one of
// the frame's own.
type Content struct {
	Title   string
	Address string // world address, empty for a page of the frame
	Posted  bool   // it answers a form: the address alone would not bring it back

	Body        template.HTML
	Theme, Icon string

	Panel                string
	Message, Link, Label string
	Document             *documentView
}

type documentView struct {
	File    portal.File
	Address string
	PDF     string
	Kept    bool // it is already among the downloads
}

// screenPage is a whole screen: the frame and what it shows.
type screenPage struct {
	Frame
	Content
	Device    portal.Device
	Prefix    string
	Tab       int
	Tabs      []tabView
	Bookmarks []bookmark
	Offer     *offerView
	Trash     []portal.Download
	Kept      []portal.Download
	Tray      []trayView
	History   []visitView
	Apps      []appView
	Rings     *portal.Call
	CallsApp  string
	Battery   batteryView
	InApp     bool   // a phone's application: no address bar
	Bar       string // what the address bar shows
	Reload    string // the address that shows the same page again
}

type tabView struct {
	ID                int
	Title, Link, Icon string
	Current           bool
}

type bookmark struct{ Text, Link string }

type offerView struct{ Host, Person string }

type trayView struct {
	ID, Title string
	Since     time.Duration
}

type visitView struct {
	Host, Link string
	At         time.Time
}

type batteryView struct {
	Percent int
	Icon    string
}

func bar(c Content) string { return strings.TrimSuffix(screen.Bar(c.Address), "/") }

// HeldBy says whether a role has the keyboard.
func (p screenPage) HeldBy(role string) bool { return p.Device.Hand == role }

// Shared says whether the hand can pass from one to the other.
func (p screenPage) Shared() bool {
	return p.Device.Reaches(string(workshop.Aidant)) && p.Device.Reaches(string(workshop.Aide))
}

// screenPages draw each kind of device.
var screenPages = map[string]string{
	portal.Computer: "bureau/ordinateur",
	portal.Phone:    "bureau/telephone",
	portal.Kiosk:    "bureau/borne",
}

// render draws the frame as the world stands, around what is shown.
func (t *terminal) render(status int, c Content) error {
	name, ok := screenPages[t.device.Kind]
	if !ok {
		return noDevice(t.Seated)
	}
	return t.room.see(t.Seated, func(tx *sandbox.Tx, f Frame) error {
		p := t.page(tx, f, c)
		title := c.Title
		if title == "" {
			title = p.Device.Name
		}
		view := house.View{Title: title, Room: "poste poste-" + t.device.Kind, Live: f.live(), P: p}
		if p.Device.Kind == portal.Computer && p.Service() && c.Title != "" {
			return t.RenderCut(status, name, p.cut(view))
		}
		return t.RenderStatus(status, name, view)
	})
}

func (t *terminal) page(tx *sandbox.Tx, f Frame, c Content) screenPage {
	p := screenPage{Frame: f, Content: c, Prefix: t.prefix, Tab: t.id.Tab, Bar: bar(c), Reload: screen.Local(t.prefix, c.Address)}
	p.Device, _ = portal.DeviceOf(tx, t.device.ID)
	p.Tabs = t.tabs(p.Device, c)
	for _, l := range p.Device.Bookmarks {
		p.Bookmarks = append(p.Bookmarks, bookmark{l.Text, t.here("aller") + "?" + url.Values{"adresse": {l.URL}, "par": {"favori"}}.Encode()})
	}
	p.Offer = t.offer(tx)
	p.Tray = tray(p.Device, tx.Now())
	for _, k := range p.Device.Downloads {
		if k.Trashed {
			p.Trash = append(p.Trash, k)
		} else {
			p.Kept = append(p.Kept, k)
		}
	}
	switch c.Panel {
	case panelHistory:
		p.History = t.history(tx)
	case panelApps:
		p.Apps = t.apps(tx, p.Device)
	}
	if p.Device.Kind == portal.Phone {
		t.phone(tx, &p)
	}
	return p
}

// tabs draws the strip; a browser just opened has one that nothing wrote yet.
func (t *terminal) tabs(d portal.Device, c Content) []tabView {
	all := d.Tabs
	if _, ok := d.TabAt(t.id.Tab); !ok && c.Panel != panelClosed {
		all = append(slices.Clone(all), portal.Tab{ID: t.id.Tab, URL: c.Address, Title: c.Title})
	}
	views := make([]tabView, 0, len(all))
	for _, tab := range all {
		v := tabView{ID: tab.ID, Title: tab.Title, Current: tab.ID == t.id.Tab}
		prefix := t.Desk() + "/e/" + screen.ID{Device: d.ID, Tab: tab.ID}.String()
		v.Link = screen.Local(prefix, tab.URL)
		if v.Current && c.Title != "" {
			v.Title = c.Title
		}
		if u, err := url.Parse(tab.URL); err == nil {
			if site, ok := t.room.House.Network.At(u.Host); ok {
				v.Icon = site.Icon
			}
		}
		if v.Title == "" {
			v.Title = "Nouvel onglet"
		}
		views = append(views, v)
	}
	return views
}

func (t *terminal) offer(tx *sandbox.Tx) *offerView {
	o, _ := sandbox.Get[offer](tx, offerKey(t.device.ID))
	if o.Open == nil {
		return nil
	}
	v := &offerView{Host: o.Open.Site}
	for _, s := range t.room.House.Network.Sites() {
		if s.ID == o.Open.Site {
			v.Host = s.Host
		}
	}
	if p, ok := portal.PersonOf(tx, o.Open.Person); ok {
		v.Person = p.Name()
	}
	return v
}

func tray(d portal.Device, now time.Time) []trayView {
	var all []trayView
	for _, f := range d.Tray {
		all = append(all, trayView{trayID(f), f.Title, now.Sub(f.At).Truncate(time.Minute)})
	}
	return all
}

// history lists the sites opened on this device, latest first, up to the last
// time that its browser was closed.
func (t *terminal) history(tx *sandbox.Tx) []visitView {
	var all []visitView
	for _, step := range tx.Journal() {
		if step.Device != t.device.ID {
			continue
		}
		for _, e := range step.Events {
			switch portal.Fact(e.Fact) {
			case portal.FactBrowserClosed:
				all = nil
			case portal.FactNavigated:
				all = append(all, visitView{e.Detail["hote"], screen.Local(t.prefix, e.Detail["adresse"]), step.At})
			}
		}
	}
	slices.Reverse(all)
	return all
}

// Service says whether the page shown is a service's.
func (p screenPage) Service() bool { return p.Body != "" }
