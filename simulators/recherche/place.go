package recherche

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"demarcheablanc/fixtures"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

type placePage struct {
	Place fixtures.Place
	Open  string // « Ouvert jusqu’à 17 h », or when it opens
	Days  []day
}

type day struct{ Name, Hours string }

func (e *engine) showPlace(v *portal.Visit) error {
	i := slices.IndexFunc(e.places, func(p fixtures.Place) bool { return p.ID == v.Path("id") })
	if i < 0 {
		return v.Stop(http.StatusNotFound, "Ce lieu n’est pas répertorié", "Recommencez la recherche avec un autre mot.", "/", "Chercher")
	}
	place := e.places[i]
	return v.Render("lieu.html", place.Name, placePage{Place: place, Open: openness(place, v.Now()), Days: week(place)})
}

func openness(p fixtures.Place, now time.Time) string {
	open, next := p.OpenAt(now)
	switch {
	case open:
		return "Ouvert en ce moment, jusqu’à " + frtext.Clock(next) + "."
	case next.IsZero():
		return "Fermé."
	}
	return "Fermé en ce moment. Ouvre " + frtext.DateTime(next) + "."
}

func week(p fixtures.Place) []day {
	var days []day
	for i := range 7 {
		weekday := time.Weekday((i + 1) % 7) // a French week begins on Monday
		var hours []string
		for _, h := range p.Opening.On(weekday) {
			hours = append(hours, h.String())
		}
		d := day{Name: frtext.Weekday(weekday), Hours: strings.Join(hours, " et ")}
		if len(hours) == 0 {
			d.Hours = "fermé"
		}
		days = append(days, d)
	}
	return days
}
