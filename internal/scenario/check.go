package scenario

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/expr-lang/expr/ast"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// Deadline reads "J+1 12:00": a time of day, some days after the start.
func Deadline(t0 time.Time, text string) (time.Time, error) {
	var days, hour, minute int
	if _, err := fmt.Sscanf(text, "J%d %d:%d", &days, &hour, &minute); err != nil {
		return time.Time{}, fmt.Errorf("« %s » : écrivez une échéance comme « J+1 12:00 »", text)
	}
	return time.Date(t0.Year(), t0.Month(), t0.Day()+days, hour, minute, 0, 0, t0.Location()), nil
}

// check says all that is wrong with a situation, in French, for its author.
func (lib *Library) check(c *Compiled, folder string) error {
	var all []error
	say := func(format string, args ...any) {
		all = append(all, fmt.Errorf("%s : "+format, append([]any{c.file}, args...)...))
	}
	if c.ID != folder {
		say("« id: %s » doit être le nom du dossier, « %s »", c.ID, folder)
	}
	if c.Title == "" {
		say("« titre » manque")
	}
	if _, err := time.Parse("15:04", c.Begins.Hour); err != nil {
		say("« debut: heure: %s » : écrivez l’heure comme \"16:25\"", c.Begins.Hour)
	}
	if c.Begins.Days != workdays && c.Begins.Days != "tous" {
		say("« debut: jours: %s » : écrivez « ouvres » ou « tous »", c.Begins.Days)
	}
	if _, err := time.Parse(time.DateOnly, c.Begins.Date); c.Begins.Date != "" && err != nil {
		say("« debut: date: %s » : écrivez la date comme 2026-05-20", c.Begins.Date)
	}
	if c.Begins.Day < 0 || c.Begins.Day > 28 {
		say("« debut: jour: %d » : écrivez un jour du mois, de 1 à 28", c.Begins.Day)
	}
	for _, id := range append([]string{c.Helped}, c.People...) {
		if _, ok := lib.people[id]; !ok {
			say("personne inconnue « %s »%s", id, frtext.DidYouMean(id, keys(lib.people)))
		}
	}
	for _, p := range c.Civil {
		if !slices.Contains(c.People, p.ID) {
			say("etat_civil : « %s » n’est pas une des personnes%s", p.ID, frtext.DidYouMean(p.ID, c.People))
		}
	}
	lib.checkServices(c, say)
	lib.checkInjects(c, say)
	lib.checkExpressions(c, say)
	if len(all) == 0 {
		if _, err := lib.documents(c, c.Begins.first(time.Unix(0, 0))); err != nil {
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}

func (lib *Library) checkServices(c *Compiled, say func(string, ...any)) {
	var known []string
	for _, site := range lib.services.Sites() {
		if site.Seed != nil {
			known = append(known, site.ID)
		}
	}
	for id := range c.Services {
		if !slices.Contains(known, id) {
			say("service inconnu « %s »%s", id, frtext.DidYouMean(id, known))
		}
	}
}

func (lib *Library) checkInjects(c *Compiled, say func(string, ...any)) {
	effects := lib.services.Effects()
	for _, in := range c.Injects {
		if in.Effect != "" && effects[in.Effect] == nil {
			say("inject « %s » : effet inconnu « %s »%s", in.ID, in.Effect, frtext.DidYouMean(in.Effect, keys(effects)))
		}
		if in.After != "" {
			lib.checkFact(in.After, "inject « "+in.ID+" »", say)
		}
	}
}

// Labels gives every fact its words, for journals; nobody changes them.
func (lib *Library) Labels() map[portal.Fact]string { return lib.facts }

func (lib *Library) checkFact(fact, where string, say func(string, ...any)) {
	if _, ok := lib.facts[portal.Fact(fact)]; !ok {
		say("%s : fait inconnu « %s »%s", where, fact, frtext.DidYouMean(fact, keys(lib.facts)))
	}
}

// factArguments says which arguments of an expression's functions name facts.
var factArguments = map[string][]int{"fait": {0}, "fois": {0}, "avant": {1}, "apres": {0, 1}, "main": {1}}

// named collects the facts that an expression names.
type named []string

// Visit implements ast.Visitor.
func (n *named) Visit(node *ast.Node) {
	call, ok := (*node).(*ast.CallNode)
	if !ok {
		return
	}
	callee, ok := call.Callee.(*ast.IdentifierNode)
	if !ok {
		return
	}
	for _, i := range factArguments[callee.Value] {
		if i >= len(call.Arguments) {
			continue
		}
		if text, ok := call.Arguments[i].(*ast.StringNode); ok {
			*n = append(*n, text.Value)
		}
	}
}

// checkExpressions compiles every expression and looks up every fact it names.
func (lib *Library) checkExpressions(c *Compiled, say func(string, ...any)) {
	try := func(where, source string) {
		if source == "" {
			return
		}
		p, err := compile(source)
		if err != nil {
			say("%s : cette expression ne se lit pas.\n%v", where, err)
			return
		}
		c.programs[source] = p
		node := p.Node()
		var facts named
		ast.Walk(&node, &facts)
		for _, fact := range facts {
			lib.checkFact(fact, where, say)
		}
	}
	for _, g := range c.Scenario.Goals {
		where := "but « " + g.ID + " »"
		if g.Check == "" && !g.Human {
			say("%s : « verifie » manque (ou « constat: true » si seule une personne peut le dire)", where)
		}
		try(where, g.Check)
		for _, w := range g.Ways {
			try(where+", voie « "+w.ID+" »", w.When)
		}
	}
	for _, in := range c.Injects {
		try("inject « "+in.ID+" »", in.If)
	}
	for _, o := range c.Outcomes {
		try("conséquence", o.If)
	}
	for _, fact := range c.Outside {
		lib.checkFact(fact, "hors_besoin", say)
	}
}

func keys[K ~string, V any](m map[K]V) []string {
	all := make([]string, 0, len(m))
	for k := range m {
		all = append(all, string(k))
	}
	slices.Sort(all)
	return all
}
