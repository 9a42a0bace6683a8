package bureau

import (
	"net/url"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/screen"
	"demarcheablanc/simulators/portal"
)

// The phone's applications, in the order of its home. One whose host is not on
// the network is not installed.
var applications = []struct {
	Name, Host, Symbol, Image, Look string
	Own                             bool // on a person's phone only
}{
	{Name: "Téléphone", Host: callsHost, Symbol: "telephone", Look: "appli-verte"},
	{Name: "Messages", Host: "sms.telephone.example", Symbol: "message", Look: "appli-bleue"},
	{Name: "Courriel", Host: "webmail.messagerie.example", Image: "courriel.svg", Look: "appli-image", Own: true},
	{Name: "Identité", Host: "identite.appli.example", Image: "identite.svg", Look: "appli-image", Own: true},
	{Name: "Yris", Host: "yris.appli.example", Image: "yris.svg", Look: "appli-image", Own: true},
	{Name: "France Identité", Host: "franceidentite.appli.example", Image: "franceidentite.svg", Look: "appli-image", Own: true},
	{Name: "Code", Host: "carte.appli.example", Image: "aidantsconnect.svg", Look: "appli-image"},
	{Name: "Mon espace emploi", Host: "francetravail.appli.example", Image: "emploi.svg", Look: "appli-image", Own: true},
	{Name: "Navigateur", Host: "www.cherche.example", Image: "recherche.svg", Look: "appli-image", Own: true},
}

const callsHost = "appels.telephone.example"

type appView struct {
	Name, Link, Symbol, Image, Look string
	Badge                           int
}

func (t *terminal) apps(tx *sandbox.Tx, d portal.Device) []appView {
	var all []appView
	for _, a := range applications {
		site, ok := t.room.House.Network.At(a.Host)
		if !ok || a.Own && !d.Personal() || site.Installed != nil && !site.Installed(tx, d) {
			continue
		}
		v := appView{Name: a.Name, Link: t.prefix + "/" + a.Host + "/", Symbol: a.Symbol, Image: a.Image, Look: a.Look}
		if site.Badge != nil {
			v.Badge = site.Badge(tx, d)
		}
		all = append(all, v)
	}
	if len(d.Downloads) > 0 {
		all = append(all, appView{Name: "Fichiers", Link: t.here("telechargements"), Symbol: "dossier", Look: "appli-grise"})
	}
	return all
}

// phone fills what only a phone shows: its battery, its ringing, whether an
// application or its browser is open.
func (t *terminal) phone(tx *sandbox.Tx, p *screenPage) {
	p.Battery = batteryOf(p.Device.Battery)
	p.CallsApp = t.prefix + "/" + callsHost + "/"
	p.Rings = ringing(tx, p.Device.Number)
	p.InApp = true
	if u, err := url.Parse(p.Content.Address); err == nil && u.Host != "" {
		if u.Host == callsHost {
			p.Rings = nil // its own page says so
		}
		site, ok := t.room.House.Network.At(u.Host)
		p.InApp = ok && (site.AppOnly || isApplication(u.Host))
	}
}

func isApplication(host string) bool {
	for _, a := range applications {
		if a.Host == host && a.Name != "Navigateur" {
			return true
		}
	}
	return false
}

// ringing is the call that rings on a phone now, or nil.
func ringing(tx *sandbox.Tx, number string) *portal.Call {
	for _, key := range tx.Keys("telephone/appel/" + portal.Digits(number) + "/") {
		if c, ok := sandbox.Get[portal.Call](tx, key); ok && c.State == portal.CallRings {
			return &c
		}
	}
	return nil
}

func batteryOf(percent int) batteryView {
	b := batteryView{Percent: percent, Icon: "batterie-moyenne"}
	switch {
	case percent >= 80:
		b.Icon = "batterie-pleine"
	case percent <= 20:
		b.Icon = "batterie-faible"
	}
	return b
}

// badges sums what waits on a phone.
func (r Room) badges(tx *sandbox.Tx, d portal.Device) int {
	total := 0
	for _, a := range applications {
		if site, ok := r.House.Network.At(a.Host); ok && site.Badge != nil && (d.Personal() || !a.Own) {
			total += site.Badge(tx, d)
		}
	}
	return total
}

// local is the address of a device's screen for a seat.
func local(base, device string) string {
	return base + "/e/" + screen.ID{Device: device, Tab: 1}.String() + "/"
}
