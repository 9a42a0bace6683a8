package formateur

import (
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// jumps are how far the trainer may move a trio's clock, by the word that the
// form sends.
var jumps = map[string]func(now time.Time) time.Duration{
	"5":       func(time.Time) time.Duration { return 5 * time.Minute },
	"60":      func(time.Time) time.Duration { return time.Hour },
	"demain":  untilTomorrow,
	"semaine": untilNextWeek,
}

// untilTomorrow is the time left to 9:00 on the next day, in Paris.
func untilTomorrow(now time.Time) time.Duration {
	local := now.In(frtext.Paris)
	return time.Date(local.Year(), local.Month(), local.Day()+1, 9, 0, 0, 0, frtext.Paris).Sub(now)
}

// untilNextWeek is the time left to the same hour of the same weekday, whatever
// the clocks do in between.
func untilNextWeek(now time.Time) time.Duration {
	return now.In(frtext.Paris).AddDate(0, 0, 7).Sub(now)
}

func (c *console) moveClock(v *house.Visitor) error {
	t, err := c.target(v)
	if err == nil {
		err = t.sameEpoch(v)
	}
	if err == nil && t.Trio.Phase != workshop.Playing {
		err = workshop.ErrPhase
	}
	if err == nil {
		by, known := jumps[v.PostForm("de")]
		seen, bad := strconv.Atoi(v.PostForm("avances"))
		if !known || bad != nil {
			err = errStale
		} else {
			err = c.House.Workshops.Advance(v.Request.Context(), t.Atelier.ID, t.Trio.Number, seen, by)
		}
	}
	return back(v, t.Atelier.ID, t.Trio.Number, err, "heure")
}
