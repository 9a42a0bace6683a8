package frtext

import (
	"fmt"
	"time"

	_ "time/tzdata" // a trainer's laptop may have no time zone files of its own
)

// Paris is the time zone of every date the project shows.
var Paris = mustLoad("Europe/Paris")

// mustLoad panics only if the embedded time zone database is broken.
func mustLoad(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(fmt.Sprintf("frtext: time zone %s: %v", name, err))
	}
	return zone
}

var weekdays = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}

var months = [...]string{
	"janvier", "février", "mars", "avril", "mai", "juin",
	"juillet", "août", "septembre", "octobre", "novembre", "décembre",
}

var shortMonths = [...]string{
	"janv.", "févr.", "mars", "avr.", "mai", "juin",
	"juil.", "août", "sept.", "oct.", "nov.", "déc.",
}

// Weekday names a day of the week, in lower case: samedi.
func Weekday(d time.Weekday) string { return weekdays[d] }

// Month names a month, in lower case: novembre.
func Month(m time.Month) string { return months[m-1] }

// LongDate writes « samedi 21 novembre 2026 », in Paris time.
func LongDate(t time.Time) string {
	t = t.In(Paris)
	return Weekday(t.Weekday()) + " " + Date(t)
}

// Date writes « 21 novembre 2026 », and « 1er » for the first of a month.
func Date(t time.Time) string {
	t = t.In(Paris)
	return fmt.Sprintf("%s %s %d", day(t), Month(t.Month()), t.Year())
}

// MonthYear writes « novembre 2026 ».
func MonthYear(t time.Time) string {
	t = t.In(Paris)
	return fmt.Sprintf("%s %d", Month(t.Month()), t.Year())
}

// ShortDate writes « 21/11/2026 ».
func ShortDate(t time.Time) string { return t.In(Paris).Format("02/01/2006") }

// DayMonth writes « 21 nov. », where the year is known from elsewhere.
func DayMonth(t time.Time) string {
	t = t.In(Paris)
	return day(t) + " " + shortMonths[t.Month()-1]
}

// Clock writes the time of day: « 16 h 25 », « 9 h ».
func Clock(t time.Time) string {
	t = t.In(Paris)
	return hoursMinutes(t.Hour(), t.Minute())
}

// DateTime writes « samedi 21 novembre 2026 à 16 h 25 ».
func DateTime(t time.Time) string { return LongDate(t) + " à " + Clock(t) }

func day(t time.Time) string {
	if t.Day() == 1 {
		return "1er"
	}
	return fmt.Sprint(t.Day())
}

func hoursMinutes(hours, minutes int) string {
	text := fmt.Sprintf("%d%sh", hours, NBSP)
	if minutes > 0 {
		text += fmt.Sprintf("%s%02d", NBSP, minutes)
	}
	return text
}
