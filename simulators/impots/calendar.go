package impots

import (
	_ "embed"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

//go:embed calendar.yaml
var calendarFile []byte

// campaign is the season in which the incomes of one year are declared. Its
// limits are the last instant of each zone's last day.
type campaign struct {
	Incomes int
	Opens   time.Time
	Limits  [3]time.Time
}

// phase is where a campaign stands for one zone.
type phase int

const (
	before  phase = iota // not yet open
	open                 // may be sent and sent again
	late                 // still online, at a price
	shut                 // neither
	mending              // « corriger en ligne »
	over                 // by message or by post only
)

// calendar knows when every campaign is.
type calendar struct{ known map[int]campaign }

func loadCalendar() calendar {
	var lines []struct {
		Incomes int
		Opens   string
		Limits  [3]string
	}
	if err := yaml.UnmarshalWithOptions(calendarFile, &lines, yaml.Strict()); err != nil {
		panic(err) // the file is embedded
	}
	all := calendar{map[int]campaign{}}
	for _, l := range lines {
		c := campaign{Incomes: l.Incomes, Opens: dayAt(l.Opens, 8, 0, 0)}
		for i, day := range l.Limits {
			c.Limits[i] = dayAt(day, 23, 59, 59).Add(lastInstant)
		}
		all.known[l.Incomes] = c
	}
	return all
}

func dayAt(day string, hour, minute, second int) time.Time {
	d, _ := time.Parse(time.DateOnly, day)
	return at(d.Year(), d.Month(), d.Day(), hour, minute, second)
}

func at(year int, month time.Month, day, hour, minute, second int) time.Time {
	return time.Date(year, month, day, hour, minute, second, 0, frtext.Paris)
}

// campaign is that of a year's incomes. Where the dates are not known yet: from
// the second Thursday of April to three Thursdays in a row, the first between
// 18 and 24 May, as in the years known.
func (c calendar) campaign(incomes int) campaign {
	if known, ok := c.known[incomes]; ok {
		return known
	}
	y := incomes + 1
	out := campaign{Incomes: incomes, Opens: thursday(at(y, time.April, 8, 8, 0, 0))}
	first := thursday(at(y, time.May, 18, 23, 59, 59))
	for i := range out.Limits {
		out.Limits[i] = first.AddDate(0, 0, 7*i).Add(lastInstant)
	}
	return out
}

// lastInstant takes the last second of a day to its end.
const lastInstant = time.Second - time.Nanosecond

// thursday is the first Thursday from a day on.
func thursday(from time.Time) time.Time {
	return from.AddDate(0, 0, (int(time.Thursday)-int(from.Weekday())+7)%7)
}

// current is the campaign that a day belongs to: the last one that opened.
func (c calendar) current(now time.Time) campaign {
	year := now.In(frtext.Paris).Year()
	if last := c.campaign(year - 1); !now.Before(last.Opens) {
		return last
	}
	return c.campaign(year - 2)
}

// The end of the online return for latecomers, the season of corrections and the
// day of the notices, in the year of the campaign. As in 2024; the others are
// plausible.
func (c campaign) lastLate() time.Time { return at(c.Incomes+1, time.June, 30, 23, 59, 59) }

func (c campaign) mendsFrom() time.Time {
	return at(c.Incomes+1, time.July, 31, 8, 0, 0)
}
func (c campaign) mendsUntil() time.Time { return at(c.Incomes+1, time.December, 4, 23, 59, 59) }
func (c campaign) notices() time.Time    { return at(c.Incomes+1, time.July, 31, 9, 0, 0) }
func (c campaign) balance() time.Time    { return at(c.Incomes+1, time.September, 25, 9, 0, 0) }

// limit is the last instant of a zone.
func (c campaign) limit(zone int) time.Time { return c.Limits[min(max(zone, 1), 3)-1] }

func (c campaign) phase(now time.Time, zone int) phase {
	switch {
	case now.Before(c.Opens):
		return before
	case !now.After(c.limit(zone)):
		return open
	case !now.After(c.lastLate()):
		return late
	case now.Before(c.mendsFrom()):
		return shut
	case !now.After(c.mendsUntil()):
		return mending
	}
	return over
}

// zoneOf is the zone of a person's home: 1 up to département 19, 2 up to 54 and
// Corsica, 3 beyond. Val-d'Exemple, 00, is in the first.
func zoneOf(p portal.Person) int {
	code := postcode(p)
	if len(code) != 5 {
		return 1
	}
	switch department, _ := strconv.Atoi(code[:2]); {
	case department == 20 || department > 19 && department <= 54:
		return 2
	case department > 54:
		return 3
	}
	return 1
}

// postcode is the first five digits of the last line of an address.
func postcode(p portal.Person) string {
	if len(p.Address) == 0 {
		return ""
	}
	code, _, _ := strings.Cut(strings.TrimSpace(p.Address[len(p.Address)-1]), " ")
	if portal.Digits(code) != code {
		return ""
	}
	return code
}
