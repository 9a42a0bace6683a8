package scenario

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Starts builds frozen starts by name, each once.
type Starts struct {
	Library *Library

	mu    sync.Mutex
	built map[string]*sandbox.Start
}

// Standard is the variant of a situation as it is written.
const Standard = "standard"

// Name names the start of a situation launched now: "samia/standard@<time>".
// The time is part of the name, so that the same start is built again after the
// program itself is started again.
func (s *Starts) Name(id, variant string, now time.Time) (string, error) {
	c, ok := s.Library.Situation(id, variant)
	if !ok {
		return "", fmt.Errorf("situation ou variante inconnue : %s, %s", id, variant)
	}
	return id + "/" + variant + "@" + c.Begins.first(now).Format(time.RFC3339), nil
}

// first tells the world time of a play launched now.
func (b Begin) first(now time.Time) time.Time {
	day := now.In(frtext.Paris)
	if b.Days == workdays {
		for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			day = day.AddDate(0, 0, 1)
		}
	}
	if fixed, err := time.ParseInLocation(time.DateOnly, b.Date, frtext.Paris); err == nil {
		day = fixed
	} else if b.Day > 0 {
		day = time.Date(day.Year(), day.Month(), b.Day, 0, 0, 0, 0, frtext.Paris)
	}
	hour, minute := b.clock()
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, frtext.Paris)
}

const workdays = "ouvres"

func (b Begin) clock() (hour, minute int) {
	t, _ := time.Parse("15:04", b.Hour) // checked when the file was read
	return t.Hour(), t.Minute()
}

// Start finds or builds the start of that name, and the time it begins at.
func (s *Starts) Start(name string) (*sandbox.Start, time.Time, error) {
	id, rest, _ := strings.Cut(name, "/")
	variant, at, _ := strings.Cut(rest, "@")
	t0, err := time.Parse(time.RFC3339, at)
	c, ok := s.Library.Situation(id, variant)
	if err != nil || !ok {
		return nil, time.Time{}, fmt.Errorf("départ inconnu : %s", name)
	}
	t0 = t0.In(frtext.Paris)
	s.mu.Lock()
	defer s.mu.Unlock()
	if start, ok := s.built[name]; ok {
		return start, t0, nil
	}
	docs, err := s.Library.documents(c, t0)
	if err != nil {
		return nil, t0, err
	}
	start, err := sandbox.NewStart(name, docs)
	if err != nil {
		return nil, t0, err
	}
	if s.built == nil {
		s.built = map[string]*sandbox.Start{}
	}
	s.built[name] = start
	return start, t0, nil
}

// documents lays out the world as it stands at T0.
func (lib *Library) documents(c *Compiled, t0 time.Time) (map[string]any, error) {
	docs := map[string]any{
		"situation":        portal.Situation{ID: c.ID, Title: c.Title, Helped: c.Helped, Variant: c.Variant},
		portal.SettingsKey: c.Settings,
	}
	people := lib.peopleOf(c)
	for _, id := range c.People {
		docs["personne/"+id] = people[id]
	}
	for _, p := range lib.places {
		docs["lieu/"+p.ID] = p
	}
	for _, p := range c.Papers {
		p.Title = marked(t0, p.Title, frtext.MonthYear)
		p.Text, p.Back, p.Values = dated(t0, p.Text), dated(t0, p.Back), datedValues(t0, p.Values)
		docs["papier/"+c.Helped+"/"+p.ID] = p
	}
	for _, d := range c.Devices {
		docs["poste/"+d.ID] = d
	}
	var planned []sandbox.Appointment
	schedule := func(at time.Time, effect string, payload any) {
		raw, _ := json.Marshal(payload) // a service's own plain struct
		planned = append(planned, sandbox.Appointment{ID: fmt.Sprintf("0.s%d", len(planned)), At: at, Effect: effect, Payload: raw})
	}
	for _, site := range lib.services.Sites() {
		raw, said := c.Services[site.ID]
		if !said || site.Seed == nil {
			continue
		}
		seeded, err := site.Seed(portal.SeedInput{Decode: raw.decode, People: people, T0: t0, Schedule: schedule})
		if err != nil {
			return nil, fmt.Errorf("%s, service %s : %w", c.file, site.ID, err)
		}
		maps.Copy(docs, seeded)
	}
	c.arm(docs, t0, planned)
	return docs, nil
}

// peopleOf is everybody, as the situation has them.
func (lib *Library) peopleOf(c *Compiled) map[string]portal.Person {
	if len(c.Civil) == 0 {
		return lib.people
	}
	people := maps.Clone(lib.people)
	for _, p := range c.Civil {
		people[p.ID] = p
	}
	return people
}

var dayMark = regexp.MustCompile(`\{([JM])([+-]\d+)?\}`)

// dated writes the days and months that a text counts from the start, such as
// {J-21} or {M-1}, as dates: what a paper says never rots.
func dated(t0 time.Time, lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = marked(t0, line, frtext.MonthYear)
	}
	return out
}

// datedValues does it for the names and values of a paper, where a month is
// AAAA-MM.
func datedValues(t0 time.Time, values map[string]string) map[string]string {
	out := make(map[string]string, len(values))
	short := func(t time.Time) string { return t.Format("2006-01") }
	for name, value := range values {
		out[marked(t0, name, short)] = marked(t0, value, short)
	}
	return out
}

func marked(t0 time.Time, text string, month func(time.Time) string) string {
	return dayMark.ReplaceAllStringFunc(text, func(mark string) string {
		count, _ := strconv.Atoi(strings.Trim(mark, "{JM+}")) // none: now
		if mark[1] == 'M' {
			first := time.Date(t0.Year(), t0.Month(), 1, 0, 0, 0, 0, t0.Location())
			return month(first.AddDate(0, count, 0))
		}
		return frtext.Date(t0.AddDate(0, 0, count))
	})
}
