package portal

import (
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
)

// Hall is a place that a kiosk stands in, as the world keeps it at lieu/<id>: it
// works while the door is open.
type Hall struct {
	Name string
	// Opening gives the openings of each English weekday, none for a closed day.
	Opening map[string][]Hours
}

// Hours is one opening of a day, in minutes after midnight, Paris time.
type Hours struct{ From, To int }

// OnWeekdays is a hall open at the same hours from Monday to Friday.
func OnWeekdays(name string, from, to int) Hall {
	h := Hall{Name: name, Opening: map[string][]Hours{}}
	for day := time.Monday; day <= time.Friday; day++ {
		h.Opening[day.String()] = []Hours{{from, to}}
	}
	return h
}

// KioskHall is what the screens of a hall have in common.
type KioskHall struct {
	Place  string // id of the place of a kiosk whose device names none
	Usual  Hall   // the hall, where the world says nothing of it
	Title  string // of the page shown while it is closed, "ferme.html", of a [ClosedHall]
	Closed Fact   // somebody came then; its detail "lieu" is the hall's name
}

// ClosedHall is what the page of a closed hall shows.
type ClosedHall struct {
	Place string
	Opens string // « vendredi 16 octobre 2026 à 8 h 30 »; empty: never
}

// DuringHours answers only while the hall is open.
func (k KioskHall) DuringHours(handle Handler) Handler {
	return func(v *Visit) error {
		hall := k.hall(v.Tx)
		open, change := hall.next(v.Now())
		if open {
			return handle(v)
		}
		v.Witness(k.Closed, "lieu", hall.Name)
		page := ClosedHall{Place: hall.Name}
		if !change.IsZero() {
			page.Opens = frtext.DateTime(change)
		}
		return v.RenderStatus(http.StatusForbidden, "ferme.html", k.Title, page)
	}
}

// Closing is the clock in a corner of the screen: « 17 h ».
func (k KioskHall) Closing(tx *sandbox.Tx) string {
	_, change := k.hall(tx).next(tx.Now())
	return frtext.Clock(change)
}

// hall finds that of the screen that the step is made on.
func (k KioskHall) hall(tx *sandbox.Tx) Hall {
	device, _ := DeviceOf(tx, tx.Device)
	id := device.Place
	if id == "" {
		id = k.Place
	}
	if h, ok := sandbox.Get[Hall](tx, "lieu/"+id); ok {
		return h
	}
	return k.Usual
}

// daysAhead is how far the next opening is looked for.
const daysAhead = 8

// next says whether the hall is open, and when that changes. The moment is zero
// for a hall that never opens.
func (h Hall) next(now time.Time) (open bool, change time.Time) {
	now = now.In(frtext.Paris)
	for ahead := range daysAhead {
		day := now.AddDate(0, 0, ahead)
		at := func(minutes int) time.Time {
			return time.Date(day.Year(), day.Month(), day.Day(), 0, minutes, 0, 0, frtext.Paris)
		}
		for _, o := range h.Opening[day.Weekday().String()] {
			switch from, to := at(o.From), at(o.To); {
			case now.Before(from):
				return false, from
			case now.Before(to):
				return true, to
			}
		}
	}
	return false, time.Time{}
}
