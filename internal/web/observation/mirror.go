package observation

import (
	"errors"
	"html/template"
	"slices"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/screen"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// mirror is one screen of the world, to be watched only.
type mirror struct {
	Device  portal.Device
	Hand    workshop.Role
	Address string // as the bar shows it; empty: nothing opened yet
	Title   string
	Theme   string
	Body    template.HTML
	Screens []screenTab
}

// screenTab is one screen that can be watched.
type screenTab struct {
	ID, Name string
	Here     bool
}

// mirror shows a device as it is now; without a name, the one used last.
func (r Room) mirror(o round, device string) (mirror, error) {
	latest := o.lastDevice(-1)
	if !slices.ContainsFunc(o.World.Devices, func(d portal.Device) bool { return d.ID == device }) {
		device = latest
	}
	return r.picture(o, -1, device, o.Box.Shown(device))
}

// picture shows a device as it was after a step, or is now when seq is negative.
// address is where it stands, if that is known better than the world's own tabs.
func (r Room) picture(o round, seq int64, device, address string) (mirror, error) {
	var m mirror
	err := o.Box.Peek(seq, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		for _, d := range portal.Devices(tx) {
			m.Screens = append(m.Screens, screenTab{d.ID, d.Name, d.ID == device})
		}
		m.Device, _ = portal.DeviceOf(tx, device)
		m.Hand = workshop.Role(m.Device.Hand)
		if address == "" {
			address = standing(m.Device, o.pageAt(seq, device))
		}
		return nil
	})
	if err != nil || address == "" {
		return m, err
	}
	answer, err := screen.Mirror(r.House.Network, o.Box, seq, device, address)
	if errors.Is(err, portal.ErrNoHost) {
		return m, nil
	}
	if err != nil {
		return m, err
	}
	m.Address, m.Title, m.Theme, m.Body = screen.Bar(answer.Address), answer.Title, answer.Theme, answer.Body
	return m, nil
}

// standing is where a device's browser stands by its own tabs: the one that the
// last act happened in, or the first.
func standing(d portal.Device, page string) string {
	for _, tab := range d.Tabs {
		if u := tab.URL; u != "" && screen.Bar(u) != "" && hostOf(u) == hostOf(page) {
			return u
		}
	}
	if len(d.Tabs) > 0 {
		return d.Tabs[len(d.Tabs)-1].URL
	}
	if strings.Contains(page, "…") { // the journal keeps no link that lets somebody in
		return "https://" + hostOf(page) + "/"
	}
	return page
}

func hostOf(address string) string {
	bar := screen.Bar(address)
	for i, c := range bar {
		if c == '/' || c == '?' {
			return bar[:i]
		}
	}
	return bar
}

// pageAt is the page of the last act on a device, at a step or now.
func (o round) pageAt(seq int64, device string) string {
	for _, step := range slices.Backward(o.Box.Journal()) {
		if (seq < 0 || step.Seq <= seq) && step.Device == device && step.Page != "" {
			return step.Page
		}
	}
	return ""
}

// lastDevice is the screen last acted on, at a step or now: the shared computer
// before anything was done.
func (o round) lastDevice(seq int64) string {
	for _, step := range slices.Backward(o.Box.Journal()) {
		if (seq < 0 || step.Seq <= seq) && step.Device != "" {
			return step.Device
		}
	}
	for _, d := range o.World.Devices {
		if o.World.Shared(d.ID) {
			return d.ID
		}
	}
	return ""
}
