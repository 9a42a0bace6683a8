package formateur

import (
	"strings"

	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
)

// libraryPage lists what can be launched and what is under way.
type libraryPage struct {
	Situations []situationCard
	Running    []atelierLine
	Over       []atelierLine
}

type situationCard struct {
	*scenario.Scenario
	Who      string   // first name of the person helped
	Variants []string // their titles
}

// atelierLine is one atelier in a list.
type atelierLine struct {
	workshop.Atelier
	Situation string
	Arrived   int
	Seats     int
}

func (c *console) showLibrary(v *house.Visitor) error {
	p := libraryPage{}
	for _, s := range c.House.Library.Situations() {
		p.Situations = append(p.Situations, situationCard{s.Scenario, firstName(s.Helped), variantTitles(s)})
	}
	ateliers, err := c.House.Workshops.Ateliers(v.Request.Context())
	if err != nil {
		return err
	}
	for _, a := range ateliers {
		line, err := c.lineOf(v, a)
		if err != nil {
			return err
		}
		if a.Closed {
			p.Over = append(p.Over, line)
		} else {
			p.Running = append(p.Running, line)
		}
	}
	return v.Render("formateur/bibliotheque", house.View{Title: "Situations", Room: bodyClass, P: p})
}

func (c *console) lineOf(v *house.Visitor, a workshop.Atelier) (atelierLine, error) {
	line := atelierLine{Atelier: a, Situation: c.titleOf(a)}
	trios, err := c.House.Workshops.Trios(v.Request.Context(), a.ID)
	for _, t := range trios {
		for _, s := range t.Seats {
			line.Seats++
			if s.Taken() {
				line.Arrived++
			}
		}
	}
	return line, err
}

// titleOf is what an atelier plays; a situation since removed keeps its id.
func (c *console) titleOf(a workshop.Atelier) string {
	if s, ok := c.House.Library.Situation(a.Scenario, a.Variant); ok {
		return fullTitle(s.Scenario)
	}
	return a.Scenario
}

// fullTitle names a situation by the person helped: Samia, « Rien ne marche ».
func fullTitle(s *scenario.Scenario) string {
	return firstName(s.Helped) + ", « " + s.Title + " »"
}

func variantTitles(s *scenario.Compiled) []string {
	var titles []string
	for _, name := range s.VariantNames() {
		titles = append(titles, s.Variants[name].Title)
	}
	return titles
}

// firstName makes a name of a person's id: "samia".
func firstName(id string) string {
	name, _, _ := strings.Cut(id, "-")
	if name == "" {
		return ""
	}
	return strings.ToUpper(name[:1]) + name[1:]
}
