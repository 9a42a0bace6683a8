package formateur

import (
	"maps"
	"net/url"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// labels give facts their words.
type labels map[portal.Fact]string

// labels are those of the library, and of what the console itself does.
func (c *console) labels() labels {
	all := labels{"jeu.temps.avance": "L’heure a été avancée par la console"}
	maps.Copy(all, c.House.Library.Labels())
	return all
}

// line is one thing that happened, in words.
type line struct {
	At     time.Time
	Before int64 // the step that the world stood on before it
	Role   workshop.Role
	Who    string // first name; empty for what nobody did
	Label  string
	Where  string // the service's name; empty where there is none
	What   string // the title of what happened, if it has one
}

// lines tells a journal, oldest first. What has no label is not for people.
func (c *console) lines(t workshop.Trio, journal []sandbox.Step, labels labels) []line {
	var all []line
	for _, step := range journal {
		role := workshop.Role(step.Seat)
		for _, e := range step.Events {
			label, ok := labels[portal.Fact(e.Fact)]
			if !ok {
				continue
			}
			l := line{At: step.At, Before: step.Parent, Label: label, Where: c.siteOf(step.Page), What: e.Detail["titre"]}
			if role.Known() {
				l.Role, l.Who = role, t.Playing(role).Name
			}
			all = append(all, l)
		}
	}
	return all
}

// siteOf names the service of a page of the world.
func (c *console) siteOf(page string) string {
	u, err := url.Parse(page)
	if err != nil || u.Host == "" {
		return ""
	}
	if site, ok := c.House.Network.At(u.Host); ok {
		return site.Name
	}
	return u.Host
}
