package scenario

import (
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
	c, ok := s.Library.Situation(id)
	if !ok {
		return "", fmt.Errorf("situation inconnue : %s", id)
	}
	if _, known := c.Variants[variant]; !known && variant != Standard {
		return "", fmt.Errorf("variante inconnue : %s", variant)
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
	c, ok := s.Library.Situation(id)
	if err != nil || !ok {
		return nil, time.Time{}, fmt.Errorf("départ inconnu : %s", name)
	}
	t0 = t0.In(frtext.Paris)
	s.mu.Lock()
	defer s.mu.Unlock()
	if start, ok := s.built[name]; ok {
		return start, t0, nil
	}
	docs, err := s.Library.documents(c, variant, t0)
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
func (lib *Library) documents(c *Compiled, variant string, t0 time.Time) (map[string]any, error) {
	v := c.Variants[variant]
	docs := map[string]any{
		"situation": portal.Situation{ID: c.ID, Title: c.Title, Helped: c.Helped, Variant: variant},
	}
	for _, id := range c.People {
		docs["personne/"+id] = lib.people[id]
	}
	for _, p := range lib.places {
		docs["lieu/"+p.ID] = p
	}
	for _, p := range c.Papers {
		p.Text, p.Back = dated(t0, p.Text), dated(t0, p.Back)
		docs["papier/"+c.Helped+"/"+p.ID] = p
	}
	for _, d := range c.Devices {
		docs["poste/"+d.ID] = d
	}
	for _, site := range lib.services.Sites() {
		raw, said := c.Services[site.ID]
		if other, ok := v.Services[site.ID]; ok {
			raw, said = other, true
		}
		if !said || site.Seed == nil {
			continue
		}
		seeded, err := site.Seed(portal.SeedInput{Decode: raw.decode, People: lib.people, T0: t0})
		if err != nil {
			return nil, fmt.Errorf("%s, service %s : %w", c.file, site.ID, err)
		}
		maps.Copy(docs, seeded)
	}
	c.arm(docs, v, t0)
	return docs, nil
}

var dayMark = regexp.MustCompile(`\{J([+-]\d+)?\}`)

// dated writes the days that a text counts from the start, such as {J-21}, as
// dates: what a paper says never rots.
func dated(t0 time.Time, lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = dayMark.ReplaceAllStringFunc(line, func(mark string) string {
			days, _ := strconv.Atoi(strings.Trim(mark, "{J+}")) // none: the day itself
			return frtext.Date(t0.AddDate(0, 0, days))
		})
	}
	return out
}
