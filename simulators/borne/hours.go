package borne

import (
	"fmt"
	"net/http"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// placeKey is where the situation keeps the hall that the kiosk stands in.
const placeKey = "lieu/cpam"

// Place is the hall: its name and, by French weekday (« jeudi »), the openings
// of the day, each written 08:30-17:00. A weekday left out is closed.
type Place struct {
	Name  string              `json:"nom" yaml:"nom"`
	Hours map[string][]string `json:"horaires" yaml:"horaires"`
}

// usual is the hall when the situation says nothing of it.
func usual() Place {
	p := Place{Name: "CPAM, accueil des Tilleuls", Hours: map[string][]string{}}
	for day := time.Monday; day <= time.Friday; day++ {
		p.Hours[frtext.Weekday(day)] = []string{"08:30-17:00"}
	}
	return p
}

func placeOf(tx *sandbox.Tx) Place {
	if p, ok := sandbox.Get[Place](tx, placeKey); ok && len(p.Hours) > 0 {
		return p
	}
	return usual()
}

// opening is one opening of a day, in minutes after midnight.
type opening struct{ from, to int }

func parseOpening(text string) (opening, error) {
	var fromHour, fromMinute, toHour, toMinute int
	n, err := fmt.Sscanf(text, "%2d:%2d-%2d:%2d", &fromHour, &fromMinute, &toHour, &toMinute)
	o := opening{fromHour*60 + fromMinute, toHour*60 + toMinute}
	if err != nil || n != 4 || o.from >= o.to || o.to > 24*60 {
		return o, fmt.Errorf("%q n’est pas une plage d’ouverture : écrivez par exemple 08:30-17:00", text)
	}
	return o, nil
}

// daysAhead is how far the next opening is looked for.
const daysAhead = 8

// next says whether the hall is open, and when that changes. The moment is zero
// for a hall that never opens.
func (p Place) next(now time.Time) (open bool, change time.Time) {
	now = now.In(frtext.Paris)
	for ahead := range daysAhead {
		day := now.AddDate(0, 0, ahead)
		for _, text := range p.Hours[frtext.Weekday(day.Weekday())] {
			o, err := parseOpening(text)
			if err != nil {
				continue // the seed has refused it; a document from elsewhere just stays closed
			}
			midnight := func(minutes int) time.Time {
				return time.Date(day.Year(), day.Month(), day.Day(), 0, minutes, 0, 0, frtext.Paris)
			}
			switch from, to := midnight(o.from), midnight(o.to); {
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
		place := placeOf(v.Tx)
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
	_, change := placeOf(tx).next(tx.Now())
	return frtext.Clock(change)
}

func seed(in portal.SeedInput) (map[string]any, error) {
	var place Place
	if err := in.Decode(&place); err != nil {
		return nil, err
	}
	week := usual().Hours
	week[frtext.Weekday(time.Saturday)], week[frtext.Weekday(time.Sunday)] = nil, nil
	for day, openings := range place.Hours {
		if _, known := week[day]; !known {
			return nil, fmt.Errorf("borne : %q n’est pas un jour de la semaine : écrivez lundi, mardi…", day)
		}
		for _, text := range openings {
			if _, err := parseOpening(text); err != nil {
				return nil, fmt.Errorf("borne, %s : %w", day, err)
			}
		}
	}
	if place.Name == "" {
		place.Name = usual().Name
	}
	return map[string]any{placeKey: place}, nil
}
