package bureau

import (
	"net/url"
	"slices"
	"strconv"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/screen"
	"demarcheablanc/simulators/portal"
)

// travel goes where somebody typed, or to a bookmark, and witnesses which.
func (t *terminal) travel(typed, by string) error {
	if typed == "" {
		return t.SeeOther(screen.Local(t.prefix, t.device.Home))
	}
	if _, real := fictif.LooksReal(typed); real {
		// The search engine is asked, so that its page says what was refused;
		// nothing of it is kept.
		return t.SeeOther(screen.Local(t.prefix, "https://www.cherche.example/?q="+url.QueryEscape(typed)))
	}
	how := "tape"
	if by == "favori" {
		how = by
	}
	address, search := screen.Typed(typed)
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	err = t.change(func(tx *sandbox.Tx, d *portal.Device) {
		if !search && d.Kind != portal.Kiosk {
			tx.Emit(string(portal.FactNavigated), "adresse", "https://"+u.Host+"/", "hote", u.Host, "comment", how)
		}
		d.PutTab(portal.Tab{ID: t.id.Tab, URL: address, Title: u.Host})
	})
	if err != nil {
		return err
	}
	return t.SeeOther(screen.Local(t.prefix, address))
}

// mostTabs keeps the strip readable.
const mostTabs = 8

// changeTabs opens or closes a tab.
func (t *terminal) changeTabs(form url.Values) error {
	n, _ := strconv.Atoi(form.Get("n"))
	next := t.id.Tab
	err := t.change(func(_ *sandbox.Tx, d *portal.Device) {
		if form.Get("geste") == "fermer" {
			d.Tabs = slices.DeleteFunc(slices.Clone(d.Tabs), func(tab portal.Tab) bool { return tab.ID == n })
			if _, still := d.TabAt(next); !still && len(d.Tabs) > 0 {
				next = d.Tabs[len(d.Tabs)-1].ID
			}
			return
		}
		if len(d.Tabs) == 0 { // the first one, not yet written
			d.PutTab(portal.Tab{ID: t.id.Tab, URL: d.Home})
		}
		if len(d.Tabs) < mostTabs {
			next = d.NextTab()
			d.PutTab(portal.Tab{ID: next, URL: d.Home, Title: "Nouvel onglet"})
		}
	})
	if err != nil {
		return err
	}
	return t.SeeOther(t.Desk() + "/e/" + screen.ID{Device: t.device.ID, Tab: next}.String() + "/")
}
