package bureau

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/fixtures"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/simulators/portal"
)

// Orientation is one place named to the person.
type Orientation struct {
	Place string    `json:"lieu"`
	Name  string    `json:"nom"`
	Note  string    `json:"note,omitempty"`
	At    time.Time `json:"le"`
}

const orientationPrefix = "bureau/orientation/"

func orientations(tx *sandbox.Tx) []Orientation {
	var all []Orientation
	for _, key := range tx.Keys(orientationPrefix) {
		if o, ok := sandbox.Get[Orientation](tx, key); ok {
			all = append(all, o)
		}
	}
	return all
}

// Presence is where somebody of the trio went, with whoever goes along.
type Presence struct {
	Place string    `json:"lieu"` // empty: back at the EPN
	At    time.Time `json:"le"`
}

func presenceKey(person string) string { return "presence/" + person }

// isAt says whether the helped person is in a place.
func isAt(tx *sandbox.Tx, place string) bool {
	p, ok := sandbox.Get[Presence](tx, presenceKey(portal.SituationOf(tx).Helped))
	return ok && place != "" && p.Place == place
}

// walk is how long it takes to go to a place of the town, or back.
const walk = 12 * time.Minute

type placesPage struct {
	Frame
	Services []choice
	Chosen   string
	Places   []placeView
	Away     *kioskView
	Problem  string
	Wrong    string // id of the place whose note was refused
	Minutes  int
}

type choice struct{ Code, Label string }

type placeView struct {
	fixtures.Place
	Open     bool
	When     string // "jusqu’à 17 h 00", "ouvre demain à 8 h 30"
	Services []string
	Cost     string
	Device   bool // a kiosk that the play has
	Oriented bool
}

func (r Room) listPlaces(s *house.Seated) error {
	return r.drawPlaces(s, http.StatusOK, s.Query("service"), "", "")
}

func (r Room) drawPlaces(s *house.Seated, status int, service, wrong, problem string) error {
	return r.see(s, func(tx *sandbox.Tx, f Frame) error {
		p := placesPage{Frame: f, Chosen: service, Wrong: wrong, Problem: problem, Minutes: int(walk.Minutes())}
		done := orientations(tx)
		for _, place := range r.House.Library.Places() {
			for _, code := range place.Services {
				c := choice{code, fixtures.Label("services", code)}
				if !slices.Contains(p.Services, c) {
					p.Services = append(p.Services, c)
				}
			}
			if service != "" && !place.Offers(service) {
				continue
			}
			v := placeView{Place: place, Cost: fixtures.Label("cost", place.Cost), Device: kioskAt(tx, place.ID) != ""}
			v.Open, v.When = when(place, tx.Now())
			for _, code := range place.Services {
				v.Services = append(v.Services, fixtures.Label("services", code))
			}
			v.Oriented = slices.ContainsFunc(done, func(o Orientation) bool { return o.Place == place.ID })
			p.Places = append(p.Places, v)
			if isAt(tx, place.ID) {
				p.Away = &kioskView{place.Name, local(f.Base, kioskAt(tx, place.ID))}
			}
		}
		return s.RenderStatus(status, "bureau/lieux", house.View{Title: "Où orienter", Room: "salle-bureau", P: p})
	})
}

func when(p fixtures.Place, now time.Time) (open bool, text string) {
	open, next := p.OpenAt(now)
	switch {
	case next.IsZero():
		return false, "sur rendez-vous"
	case open:
		return true, "jusqu’à " + frtext.Clock(next)
	case frtext.DaysBetween(now, next) == 0:
		return false, "ouvre à " + frtext.Clock(next)
	case frtext.DaysBetween(now, next) == 1:
		return false, "ouvre demain à " + frtext.Clock(next)
	}
	return false, fmt.Sprintf("ouvre %s à %s", frtext.Weekday(next.In(frtext.Paris).Weekday()), frtext.Clock(next))
}

// kioskAt is the device of the play that stands in a place, or nothing.
func kioskAt(tx *sandbox.Tx, place string) string {
	for _, d := range portal.Devices(tx) {
		if d.Kind == portal.Kiosk && d.Place == place {
			return d.ID
		}
	}
	return ""
}

func (r Room) place(id string) (fixtures.Place, bool) {
	i := slices.IndexFunc(r.House.Library.Places(), func(p fixtures.Place) bool { return p.ID == id })
	if i < 0 {
		return fixtures.Place{}, false
	}
	return r.House.Library.Places()[i], true
}

func placeName(r Room, id string) string {
	p, _ := r.place(id)
	return p.Name
}

// orient names a place to the person, with a word of explanation.
func (r Room) orient(s *house.Seated) error {
	place, ok := r.place(s.PostForm("lieu"))
	if !ok {
		return &house.Refusal{Status: http.StatusNotFound, Title: "Ce lieu n’est pas dans la liste", Message: "Choisissez l’un des lieux proposés.", Link: s.Desk() + "/lieux", Label: "Voir les lieux"}
	}
	note := strings.TrimSpace(s.PostForm("note"))
	problem := refuseText(note)
	err := r.act(s, func(tx *sandbox.Tx) error {
		if problem != "" {
			return nil
		}
		for _, o := range orientations(tx) {
			if o.Place == place.ID && o.Note == note {
				return nil // sent twice
			}
		}
		n := len(tx.Keys(orientationPrefix)) + 1
		tx.Put(orientationPrefix+fmt.Sprintf("%03d", n), Orientation{place.ID, place.Name, note, tx.Now()})
		tx.Emit(string(FactOriented), "lieu", place.ID, "nom", place.Name)
		return nil
	})
	if err != nil {
		return err
	}
	if problem != "" {
		return r.drawPlaces(s, http.StatusUnprocessableEntity, "", place.ID, problem)
	}
	return s.SeeOther(s.Desk() + "/lieux")
}

// travel takes the person to a place, or back: the world grows older meanwhile.
func (r Room) travel(s *house.Seated) error {
	to := s.PostForm("lieu")
	if _, ok := r.place(to); !ok {
		to = ""
	}
	err := r.act(s, func(tx *sandbox.Tx) error {
		helped := portal.SituationOf(tx).Helped
		before, _ := sandbox.Get[Presence](tx, presenceKey(helped))
		if before.Place == to || to != "" && kioskAt(tx, to) == "" {
			return nil
		}
		tx.Advance(walk)
		tx.Put(presenceKey(helped), Presence{to, tx.Now().Add(walk)})
		tx.Emit(string(FactTrip), "lieu", to, "minutes", strconv.Itoa(int(walk.Minutes())))
		return nil
	})
	if err != nil {
		return err
	}
	box, err := r.box(s)
	if err != nil {
		return err
	}
	if err := box.Settle(s.Request.Context()); err != nil {
		return err
	}
	var kiosk string
	err = box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		kiosk = kioskAt(tx, to)
		return nil
	})
	if err != nil || kiosk == "" {
		return s.SeeOther(s.Desk())
	}
	return s.SeeOther(local(s.Desk(), kiosk))
}
