package bureau

import (
	"net/url"
	"time"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/simulators/portal"
)

// A phone whose battery is empty comes back some time after it is plugged in.
const (
	plugFor  = 5 * time.Minute
	plugLeft = 15 // percent
)

// offPage is what a phone without battery shows.
type offPage struct {
	Frame
	Name    string
	Plug    string    // where its form posts
	Plugged time.Time // when it comes back; zero while nobody has plugged it in
}

func plugKey(device string) string { return "poste-charge/" + device }

// showOff says that a phone is off, and how to have it back.
func (t *terminal) showOff() error {
	return t.room.see(t.Seated, func(tx *sandbox.Tx, f Frame) error {
		p := offPage{Frame: f, Name: t.device.Name, Plug: t.here("brancher")}
		p.Plugged, _ = sandbox.Get[time.Time](tx, plugKey(t.device.ID))
		return t.Render("bureau/eteint", house.View{Title: "Téléphone éteint", Room: "salle-bureau", Live: f.live(), P: p})
	})
}

// plug puts a phone on its charger.
func (t *terminal) plug(url.Values) error {
	err := t.do("", func(tx *sandbox.Tx) error {
		if _, plugged := tx.Raw(plugKey(t.device.ID)); !plugged {
			back := tx.Now().Add(plugFor)
			tx.Put(plugKey(t.device.ID), back)
			tx.Schedule(back, portal.EffectBattery, portal.Charge{Device: t.device.ID, Left: plugLeft})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return t.SeeOther(t.prefix + "/")
}
