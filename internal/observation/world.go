package observation

import (
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// World is how the screens stand at one moment, as far as gestures care.
type World struct {
	Helped   string            // id of the person helped
	People   map[string]string // names by id
	Helpers  []string          // ids of those who are there to help
	Devices  []portal.Device
	Sessions []OpenSession
	Accounts []KeptAccount
}

// KeptAccount is one account of the person helped.
type KeptAccount struct {
	Site  string
	Third string // what of it reaches somebody else: « courriel de Sylvie MOUETTE »; empty: nothing
}

// OpenSession is a login that is still open on a screen.
type OpenSession struct {
	Device, Site string
	Person       string
}

// Look reads the world.
func Look(tx *sandbox.Tx) World {
	w := World{Helped: portal.SituationOf(tx).Helped, People: map[string]string{}, Devices: portal.Devices(tx)}
	for _, key := range tx.Keys("personne/") {
		if p, ok := sandbox.Get[portal.Person](tx, key); ok {
			w.People[p.ID] = p.Name()
			if strings.HasSuffix(p.Email(), "@"+structureDomain) {
				w.Helpers = append(w.Helpers, p.ID)
			}
		}
	}
	for _, key := range tx.Keys("session/") {
		device, site, ok := strings.Cut(strings.TrimPrefix(key, "session/"), "/")
		s, found := sandbox.Get[portal.Session](tx, key)
		if ok && found {
			w.Sessions = append(w.Sessions, OpenSession{Device: device, Site: site, Person: s.Person})
		}
	}
	for _, key := range tx.Keys("acces/") {
		if a, ok := sandbox.Get[portal.Account](tx, key); ok && a.Person == w.Helped {
			w.Accounts = append(w.Accounts, KeptAccount{Site: a.Site, Third: thirdOf(tx, a)})
		}
	}
	return w
}

// thirdOf says which contact of an account reaches somebody else.
func thirdOf(tx *sandbox.Tx, a portal.Account) string {
	if box, ok := sandbox.Get[portal.Mailbox](tx, "courriel/boite/"+a.Email); ok && box.Owner != "" && box.Owner != a.Person {
		owner, _ := portal.PersonOf(tx, box.Owner)
		return "courriel de " + owner.Name()
	}
	if owner, ok := portal.PersonWith(tx, func(p portal.Person) bool { return a.Mobile != "" && p.Mobile == a.Mobile }); ok && owner.ID != a.Person {
		return "téléphone de " + owner.Name()
	}
	return ""
}

// Shared says whether a device is a computer that others will sit at: one
// without an owner.
func (w World) Shared(device string) bool {
	for _, d := range w.Devices {
		if d.ID == device {
			return d.Kind == portal.Computer && d.Owner == ""
		}
	}
	return false
}

// homeHost is the host of the page on which a device's browser opens.
func (w World) homeHost(device string) string {
	for _, d := range w.Devices {
		if d.ID == device {
			return hostOf(d.Home)
		}
	}
	return ""
}

// name is what people call somebody, or the id of a stranger to the situation.
func (w World) name(person string) string {
	if name := w.People[person]; name != "" {
		return name
	}
	return person
}

// Words are what facts, services and places are called. The rooms that know them
// hand them over.
type Words struct {
	Facts  map[portal.Fact]string
	Sites  map[string]string // by id, and by host
	Places map[string]string // by id
}

// Site is a service's name, from its id or its host.
func (w Words) Site(id string) string { return orSelf(w.Sites, id) }

// Place is a place's name.
func (w Words) Place(id string) string { return orSelf(w.Places, id) }

// Fact is what happened, in French.
func (w Words) Fact(fact string) string {
	if label := w.Facts[portal.Fact(fact)]; label != "" {
		return label
	}
	return "Autre événement"
}

func orSelf(names map[string]string, id string) string {
	if name := names[id]; name != "" {
		return name
	}
	return id
}
