package bureau

import (
	"net/http"
	"net/url"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/web/screen"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// terminal is a seat in front of one tab of one device.
type terminal struct {
	*house.Seated
	room   Room
	box    *sandbox.Sandbox
	id     screen.ID
	device portal.Device // as it was when the request came
	prefix string        // "/p/<place>/e/pc-epn.1"
	rest   string        // what follows the prefix, escaped
}

// terminal finds the screen named in the path and checks that the seat reaches
// it.
func (r Room) terminal(s *house.Seated) (*terminal, error) {
	id, ok := screen.ParseID(s.Param("screen"))
	if !ok {
		return nil, noDevice(s)
	}
	box, err := r.box(s)
	if err != nil {
		return nil, err
	}
	if err := box.Settle(s.Request.Context()); err != nil {
		return nil, err
	}
	t := &terminal{Seated: s, room: r, box: box, id: id, prefix: s.Desk() + "/e/" + id.String()}
	t.rest = strings.TrimPrefix(s.Request.URL.EscapedPath(), t.prefix)
	err = box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		if t.device, ok = portal.DeviceOf(tx, id.Device); !ok {
			return noDevice(s)
		}
		return t.reached(tx)
	})
	return t, err
}

func noDevice(s *house.Seated) error {
	return &house.Refusal{Status: http.StatusNotFound, Title: "Il n’y a pas d’écran à cette adresse", Message: "Repartez de votre bureau : l’ordinateur et le téléphone y sont.", Link: s.Desk(), Label: "Revenir à mon bureau"}
}

// reached refuses a device that is in somebody else's pocket, or elsewhere.
func (t *terminal) reached(tx *sandbox.Tx) error {
	if !t.device.Reaches(string(t.Role)) {
		return &house.Refusal{Status: http.StatusForbidden, Title: "Cet appareil n’est pas entre vos mains", Message: t.device.Name + " : seule la personne qui le tient peut s’en servir. Demandez-lui ce qu’elle y voit.", Link: t.Desk(), Label: "Revenir à mon bureau"}
	}
	if t.device.Kind == portal.Kiosk && !isAt(tx, t.device.Place) {
		return &house.Refusal{Status: http.StatusConflict, Title: "La borne n’est pas ici", Message: "Il faut s’y rendre d’abord. Dans « Où orienter », choisissez le lieu, puis accompagnez la personne.", Link: t.Desk(), Label: "Revenir à mon bureau"}
	}
	return nil
}

// actor signs what is done here: whoever sits at the shared computer's own
// terminal may have handed its keyboard over; the helped person's seat is hers.
func (t *terminal) actor(page string) sandbox.Actor {
	hand := t.device.Hand
	if t.Role == workshop.Aide || hand == "" {
		hand = string(t.Role)
	}
	return sandbox.Actor{Seat: string(t.Role), Device: t.device.ID, Hand: hand, Page: page}
}

// do is one step of the world, done on this screen.
func (t *terminal) do(page string, fn func(*sandbox.Tx) error) error {
	return t.box.Do(t.Request.Context(), t.actor(page), fn)
}

// change writes the device after fn changed it.
func (t *terminal) change(fn func(tx *sandbox.Tx, d *portal.Device)) error {
	return t.do("", func(tx *sandbox.Tx) error {
		d, ok := portal.DeviceOf(tx, t.device.ID)
		if !ok {
			return noDevice(t.Seated)
		}
		fn(tx, &d)
		portal.PutDevice(tx, d)
		return nil
	})
}

// word splits the rest of the address into the frame's own word and what
// follows it.
func (t *terminal) word() (word, arg string) {
	word, arg, _ = strings.Cut(strings.TrimPrefix(t.rest, "/"), "/")
	return word, arg
}

// here is the address of a word of the frame: "bac", "document/…".
func (t *terminal) here(word string) string { return t.prefix + "/" + word }

// allowed says whether the device can reach a host: applications are not found
// by an address, and a kiosk shows nothing but its own service.
func (t *terminal) allowed(site *portal.Site) bool {
	home, _ := url.Parse(t.device.Home)
	atHome := home != nil && home.Host == site.Host
	switch t.device.Kind {
	case portal.Kiosk:
		return atHome
	case portal.Phone:
		return !t.room.isKiosk(t.box, site.Host)
	}
	return !site.AppOnly
}

func (r Room) isKiosk(box *sandbox.Sandbox, host string) bool {
	found := false
	_ = box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error { // reading cannot fail
		for _, d := range portal.Devices(tx) {
			home, err := url.Parse(d.Home)
			found = found || d.Kind == portal.Kiosk && err == nil && home.Host == host
		}
		return nil
	})
	return found
}
