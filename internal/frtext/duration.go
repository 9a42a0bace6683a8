package frtext

import (
	"fmt"
	"time"
)

// Duration writes how long something lasts: « 40 s », « 5 min », « 1 h 05 »,
// « 2 jours », « 2 jours et 3 h ». What is smaller than the last unit is
// dropped; a negative duration is written as its opposite.
func Duration(d time.Duration) string {
	if d < 0 {
		d = -d
	}
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d%ss", int(d/time.Second), NBSP)
	case d < time.Hour:
		return fmt.Sprintf("%d%smin", int(d/time.Minute), NBSP)
	case d < 24*time.Hour:
		return hoursMinutes(int(d/time.Hour), int(d%time.Hour/time.Minute))
	}
	text := Count(int(d/(24*time.Hour)), "jour", "jours")
	if hours := int(d % (24 * time.Hour) / time.Hour); hours > 0 {
		text += " et " + hoursMinutes(hours, 0)
	}
	return text
}

// Relative says when t is for somebody standing at now: « à l'instant »,
// « dans 5 minutes », « il y a 3 heures », « dans 3 jours ». From one day on it
// counts the days of the calendar in Paris, as people do.
func Relative(t, now time.Time) string {
	gap := t.Sub(now)
	if gap < 0 {
		gap = -gap
	}
	if gap < time.Minute {
		return "à l'instant"
	}
	text := span(t, now, gap)
	if t.Before(now) {
		return "il y a " + text
	}
	return "dans " + text
}

func span(t, now time.Time, gap time.Duration) string {
	if gap < time.Hour {
		return Count(int(gap/time.Minute), "minute", "minutes")
	}
	if gap < 24*time.Hour {
		return Count(int(gap/time.Hour), "heure", "heures")
	}
	days := DaysBetween(now, t)
	if days < 0 {
		days = -days
	}
	switch {
	case days < 60:
		return Count(days, "jour", "jours")
	case days < 730:
		return Count(days/30, "mois", "mois")
	}
	return Count(days/365, "an", "ans")
}

// DaysBetween counts the midnights of Paris from a to b, negative when b comes
// first. A change to or from summer time does not move it.
func DaysBetween(a, b time.Time) int {
	return int(civil(b).Sub(civil(a)) / (24 * time.Hour))
}

// civil is the day of t as a UTC midnight: every day lasts 24 hours there.
func civil(t time.Time) time.Time {
	y, m, d := t.In(Paris).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
