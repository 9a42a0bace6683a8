package bureau

import (
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/web/house"
)

// What changes in a computer's window from one page of a service to the next.
const (
	cutTitle = iota
	cutBar
	cutAddress
	cutReload
	cutMoment
	cutClock
	cutBody
	cutParts
)

// cut is the window drawn around what changes: the title, the address, the time,
// the service's page.
func (p screenPage) cut(view house.View) house.Cut {
	values := make([]template.HTML, cutParts)
	for part, text := range [...]string{
		cutTitle: view.Title, cutBar: p.Bar, cutAddress: p.Address, cutReload: p.Reload,
		cutMoment: p.Moment(), cutClock: p.Clock(),
	} {
		values[part] = template.HTML(template.HTMLEscapeString(text)) // escaped
	}
	values[cutBody] = p.Body
	return house.Cut{Key: p.key(view), Values: values, Draw: func(mark func(int) string) house.View {
		view.Title, p.Content.Title = mark(cutTitle), mark(cutTitle)
		p.Bar, p.Address, p.Reload = mark(cutBar), mark(cutAddress), mark(cutReload)
		p.moment, p.clock = mark(cutMoment), mark(cutClock)
		p.Body = template.HTML(mark(cutBody)) // letters and digits
		p.Tabs = slices.Clone(p.Tabs)
		for i := range p.Tabs {
			if p.Tabs[i].Current {
				p.Tabs[i].Title = mark(cutTitle)
			}
		}
		view.P = p
		return view
	}}
}

// key names all that the window shows beside. What the template of a computer
// comes to show of a page goes here too.
func (p screenPage) key(view house.View) string {
	var k strings.Builder
	add := func(texts ...string) {
		for _, text := range texts {
			k.WriteString(text)
			k.WriteByte(0)
		}
	}
	add(p.Base, p.Prefix, p.Stage, view.Room, p.Theme, p.Device.Hand, p.First, p.Aidant, p.Frame.Message, p.Notice)
	add(strconv.Itoa(len(p.Tray)), strconv.FormatBool(p.Shared()), strconv.FormatBool(p.Posted), strconv.FormatBool(p.Running))
	for _, tab := range p.Tabs {
		title := tab.Title
		if tab.Current {
			title = ""
		}
		add(strconv.Itoa(tab.ID), title, tab.Link, tab.Icon, strconv.FormatBool(tab.Current))
	}
	for _, b := range p.Bookmarks {
		add(b.Text, b.Link)
	}
	if p.Offer != nil {
		add("offre", p.Offer.Host)
	}
	return k.String()
}

// Moment is the world's time for programs.
func (f Frame) Moment() string {
	if f.moment != "" {
		return f.moment
	}
	return f.Now.Format(time.RFC3339)
}

// Clock is the world's time for people.
func (f Frame) Clock() string {
	if f.clock != "" {
		return f.clock
	}
	return frtext.Clock(f.Now)
}
