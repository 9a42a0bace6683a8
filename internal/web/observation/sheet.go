package observation

import (
	"strconv"
	"strings"

	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/web/house"
)

// sheet is the grid as a form: drawn, or read back from what was sent.
type sheet struct {
	observation.Notes
	Own      bool // the aidant's own: « non observé » reads otherwise
	Missing  string
	Problems map[string]string
	Fiches   []string // names to choose from
}

// line is one row of stars.
type line struct {
	observation.Item
	Given   observation.Mark
	Unseen  string // the words for « non observé »
	Problem string // about the stars
	Naming  string // about the name
	Fiches  []string
}

// Range counts from one to five, for the template.
func (line) Range() []int { return []int{1, 2, 3, 4, 5} }

// Is says whether this is the answer given.
func (l line) Is(n int) bool { return int(l.Given.Stars) == n }

// block is one heading with its rows.
type block struct {
	Title    string
	Required bool
	Lines    []line
}

// Blocks lays out the rows under the source document's headings.
func (s sheet) Blocks() []block {
	var all []block
	for _, item := range observation.Items() {
		if n := len(all); n == 0 || all[n-1].Title != item.Block {
			all = append(all, block{Title: item.Block, Required: item.Required})
		}
		b := &all[len(all)-1]
		b.Lines = append(b.Lines, s.line(item))
	}
	return all
}

// unseen is what « non observé » is called: nobody observes oneself.
func (s sheet) unseen() string {
	if s.Own {
		return "Je ne sais pas"
	}
	return "Non observé"
}

func (s sheet) line(item observation.Item) line {
	l := line{Item: item, Given: s.Marks[item.Key], Unseen: s.unseen(), Naming: s.Problems["nom-"+item.Key]}
	if item.Key == "fiches" {
		l.Fiches = s.Fiches
	}
	if s.Missing == "" || !item.Required {
		return l
	}
	switch {
	case !l.Given.Stars.Given():
		l.Problem = "Il reste cette ligne : des étoiles, ou « " + strings.ToLower(l.Unseen) + " »."
	case item.Name != "" && l.Given.Stars > 0 && l.Given.Name == "" && l.Naming == "":
		l.Naming = "Écrivez le nom de la ou des fiches."
	}
	return l
}

// read takes the sheet's fields from a form.
func read(s *house.Seated) observation.Notes {
	n := observation.Notes{
		Marks:   map[string]observation.Mark{},
		Remarks: field(s, "remarques"), Keep: field(s, "garder"), Try: field(s, "essayer"),
	}
	for _, item := range observation.Items() {
		mark := observation.Mark{Name: field(s, "nom-"+item.Key)}
		switch value := s.PostForm("g-" + item.Key); value {
		case "":
		case "non-observe":
			mark.Stars = observation.Unobserved
		default:
			if stars, err := strconv.Atoi(value); err == nil && stars >= 1 && stars <= int(observation.MostStars) {
				mark.Stars = observation.Stars(stars)
			}
		}
		if mark != (observation.Mark{}) {
			n.Marks[item.Key] = mark
		}
	}
	return n
}

func field(s *house.Seated, name string) string { return strings.TrimSpace(s.PostForm(name)) }

// readGoals takes what the observer says of the goals.
func readGoals(s *house.Seated, o round) map[string]string {
	said := map[string]string{}
	for _, g := range o.Situation.Scenario.Goals {
		switch value := s.PostForm("but-" + g.ID); value {
		case observation.GoalReached, observation.GoalDecision, observation.GoalPending:
			said[g.ID] = value
		}
	}
	return said
}

// text is one free text of a sheet, as the part "texte" draws it.
type text struct {
	Name, Label, Value, Problem string
	Rows                        int
}

// Text describes one of "remarques", "garder", "essayer".
func (s sheet) Text(name, label string, rows int) text {
	value := map[string]string{"remarques": s.Remarks, "garder": s.Keep, "essayer": s.Try}[name]
	return text{name, label, value, s.Problems[name], rows}
}
