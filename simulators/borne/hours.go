package borne

import (
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// usualPlace is the hall that a kiosk stands in when its device names none.
const usualPlace = "cpam-tilleuls"

// hall is what the kiosk reads of lieu/<id>, the place it stands in.
type hall struct {
	Name string
	// Opening gives the openings of each English weekday, none for a closed day.
	Opening map[string][]opening
}

// opening is one opening of a day, in minutes after midnight.
type opening struct{ From, To int }

// usual is the hall when the world says nothing of it.
func usual() hall {
	h := hall{Name: "CPAM, accueil des Tilleuls", Opening: map[string][]opening{}}
	for day := time.Monday; day <= time.Friday; day++ {
		h.Opening[day.String()] = []opening{{8*60 + 30, 17 * 60}}
	}
	return h
}

// hallOf finds the hall of the screen that the step is made on.
func hallOf(tx *sandbox.Tx) hall {
	device, _ := portal.DeviceOf(tx, tx.Device)
	id := device.Place
	if id == "" {
		id = usualPlace
	}
	if h, ok := sandbox.Get[hall](tx, "lieu/"+id); ok {
		return h
	}
	return usual()
}

// daysAhead is how far the next opening is looked for.
const daysAhead = 8

// next says whether the hall is open, and when that changes. The moment is zero
// for a hall that never opens.
func (h hall) next(now time.Time) (open bool, change time.Time) {
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

type closedPage struct {
	Place string
	Opens string // « vendredi 16 octobre 2026 à 8 h 30 »; empty: never
}

// duringHours answers only while the hall is open, and gives a card left in the
// slot back when it closes.
func duringHours(handle portal.Handler) portal.Handler {
	return func(v *portal.Visit) error {
		place := hallOf(v.Tx)
		open, change := place.next(v.Now())
		if open {
			return handle(v)
		}
		v.Witness(FactClosed, "lieu", place.Name)
		page := closedPage{Place: place.Name}
		if !change.IsZero() {
			page.Opens = frtext.DateTime(change)
		}
		return v.RenderStatus(http.StatusForbidden, "ferme.html", "Fermé pour le moment", page)
	}
}

// closing is the clock in a corner of the screen: « 17 h ».
func closing(tx *sandbox.Tx) string {
	_, change := hallOf(tx).next(tx.Now())
	return frtext.Clock(change)
}
