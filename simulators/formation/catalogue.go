package formation

import (
	_ "embed" // the catalogue is in the program
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"demarcheablanc/internal/frtext"
)

//go:embed formations.yaml
var catalogueFile []byte

type catalogue struct {
	Organisations []Organisation `yaml:"organismes"`
	Trainings     []Training     `yaml:"formations"`
}

// Organisation is one that trains.
type Organisation struct {
	ID       string `yaml:"id"`
	Name     string `yaml:"nom"`
	Activity string `yaml:"activite"` // its declared number
	Town     string `yaml:"ville"`
	Phone    string `yaml:"telephone"`
	Email    string `yaml:"courriel"`
	Since    string `yaml:"depuis"` // how long it has been there
}

// Training is one that rights can pay for. Its price is in cents.
type Training struct {
	ID           string   `yaml:"id"`
	Title        string   `yaml:"titre"`
	Organisation string   `yaml:"organisme"`
	Diploma      string   `yaml:"diplome"`
	Price        int64    `yaml:"prix"`
	Hours        int      `yaml:"heures"`
	Place        string   `yaml:"lieu"`
	Summary      string   `yaml:"resume"`
	Needs        string   `yaml:"prerequis"`
	AnswerDays   int      `yaml:"delai"` // for its organisation to answer; usualAnswer when 0
	Words        []string `yaml:"mots"`
	Sessions     []Intake `yaml:"sessions"`
}

// Intake is one session, in days after the situation's start.
type Intake struct {
	ID    string `yaml:"id"`
	Start int    `yaml:"debut"`
	End   int    `yaml:"fin"`
}

func loadCatalogue() catalogue {
	var c catalogue
	if err := yaml.UnmarshalWithOptions(catalogueFile, &c, yaml.Strict()); err != nil {
		panic(fmt.Errorf("formations.yaml: %w", err))
	}
	return c
}

func (c catalogue) training(id string) (Training, bool) {
	n := slices.IndexFunc(c.Trainings, func(t Training) bool { return t.ID == id })
	if n < 0 {
		return Training{}, false
	}
	return c.Trainings[n], true
}

func (c catalogue) organisation(id string) (Organisation, bool) {
	n := slices.IndexFunc(c.Organisations, func(o Organisation) bool { return o.ID == id })
	if n < 0 {
		return Organisation{}, false
	}
	return c.Organisations[n], true
}

func (t Training) intake(id string) (Intake, bool) {
	n := slices.IndexFunc(t.Sessions, func(s Intake) bool { return s.ID == id })
	if n < 0 {
		return Intake{}, false
	}
	return t.Sessions[n], true
}

// find lists the trainings that any word of a query names, those named by most
// words first; all of them for an empty query.
func (c catalogue) find(query string) []Training {
	words := strings.Fields(strings.NewReplacer("-", " ", "’", " ", "'", " ").Replace(frtext.SortKey(query)))
	if len(words) == 0 {
		return c.Trainings
	}
	hits := map[string]int{}
	var found []Training
	for _, t := range c.Trainings {
		for _, w := range words {
			if slices.ContainsFunc(t.Words, func(known string) bool { return len(w) > 2 && strings.HasPrefix(known, w) || known == w }) {
				hits[t.ID]++
			}
		}
		if hits[t.ID] > 0 {
			found = append(found, t)
		}
	}
	slices.SortStableFunc(found, func(a, b Training) int { return hits[b.ID] - hits[a.ID] })
	return found
}

// dates are those of an intake, for a situation that began at t0: nine in the
// morning, Paris time, of a working day.
func (i Intake) dates(t0 time.Time) (start, end time.Time) {
	return workingDay(t0, i.Start, 1), workingDay(t0, i.End, -1)
}

// workingDay is so many days later, moved on or back to a working day.
func workingDay(t0 time.Time, days, step int) time.Time {
	t0 = t0.In(frtext.Paris)
	day := time.Date(t0.Year(), t0.Month(), t0.Day()+days, 9, 0, 0, 0, frtext.Paris)
	for !working(day) {
		day = day.AddDate(0, 0, step)
	}
	return day
}
