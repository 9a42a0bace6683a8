package demarche

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
)

// Set is the démarches of one service.
type Set struct {
	Site  string // id of the service that owns the dossiers
	rules Rules
	all   []*compiled
	byID  map[string]*compiled
	// institution as it signs its messages
	name, mail, host string
	names            map[string]string
}

// Sender is how an institution signs what a démarche sends. Names are those it
// had in other eras.
type Sender struct {
	Name, Mail, Host string
	Names            map[string]string
}

// signs is the institution's name in an era.
func (s *Set) signs(era string) string { return or(s.names[era], s.name) }

// compiled is a démarche ready to be drawn.
type compiled struct {
	*Def
	file    string
	steps   []*step
	fields  map[string]*field // those of groups and grids too, by their own name
	stages  map[string]*stage
	phrases map[string]phrase // every text of the file, cut
}

type step struct {
	*StepDef
	when   condition
	fields []*field
	views  map[view][]piece
}

// drawn is a step as an era and a way of reading show it; an era that the file
// does not name shows today's.
func (st *step) drawn(era string, plain bool) []piece {
	if pieces, ok := st.views[view{era, plain}]; ok {
		return pieces
	}
	return st.views[view{"", plain}]
}

// view is one way to draw a step.
type view struct {
	era   string
	plain bool
}

type field struct {
	*FieldDef
	when  condition
	group string // the group or grid that it is in
	inner []*field
}

type stage struct {
	*StageDef
	next *stage // the one that follows in the file
	ends map[string]*EndDef
}

// Load reads every *.yaml of a folder. An error names file, line and what was
// expected.
func Load(files fs.FS, site string, by Sender, rules Rules) (*Set, error) {
	s := &Set{Site: site, rules: rules, byID: map[string]*compiled{}, name: by.Name, mail: by.Mail, host: by.Host, names: by.Names}
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, err
	}
	var all []error
	for _, name := range names {
		d, err := s.read(files, name)
		if err != nil {
			all = append(all, err)
			continue
		}
		s.all, s.byID[d.ID] = append(s.all, d), d
	}
	return s, errors.Join(all...)
}

// MustLoad is Load for files embedded in the program.
func MustLoad(files fs.FS, site string, by Sender, rules Rules) *Set {
	s, err := Load(files, site, by, rules)
	if err != nil {
		panic(err)
	}
	return s
}

func (s *Set) read(files fs.FS, name string) (*compiled, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	for _, f := range fictif.Scan(string(text)) {
		err = errors.Join(err, fmt.Errorf("%s, ligne %d : %s", name, f.Line, f.Kind.Message()))
	}
	def := &Def{}
	if bad := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).DecodeContext(context.Background(), def); bad != nil {
		return nil, errors.Join(err, fmt.Errorf("%s : ce fichier ne se lit pas.\n%s", name, yaml.FormatError(bad, false, true)))
	}
	c := &compiled{Def: def, file: name, fields: map[string]*field{}, stages: map[string]*stage{}, phrases: map[string]phrase{}}
	l := loader{set: s, c: c, text: string(text)}
	l.compile()
	return c, errors.Join(err, errors.Join(l.errs...))
}

// loader gathers all that is wrong with one file, for its author.
type loader struct {
	set  *Set
	c    *compiled
	text string
	errs []error
}

// say reports a mistake, at the line where the word stands.
func (l *loader) say(word, format string, args ...any) {
	place := l.c.file
	for i, line := range strings.Split(l.text, "\n") {
		if word != "" && strings.Contains(line, word) {
			place = fmt.Sprintf("%s, ligne %d", l.c.file, i+1)
			break
		}
	}
	l.errs = append(l.errs, fmt.Errorf("%s : "+format, append([]any{place}, args...)...))
}

// reserved are the last parts of addresses that a step cannot have.
var reserved = []string{"recapitulatif", "envoyer", "mots", "abandonner"}

func (l *loader) compile() {
	if l.c.ID == "" || l.c.Title == "" || len(l.c.Steps) == 0 {
		l.say("", "il faut au moins « demarche », « titre » et une étape")
		return
	}
	for i := range l.c.Steps {
		l.step(&l.c.Steps[i])
	}
	l.conditions()
	for id, era := range l.c.Eras {
		for _, name := range era.Steps {
			if l.c.step(name) == nil {
				l.say(name, "époque %s : étape inconnue « %s »%s", id, name, frtext.DidYouMean(name, l.c.stepNames()))
			}
		}
	}
	l.rules()
	l.coulisses()
	l.texts()
	if len(l.errs) > 0 {
		return
	}
	for _, st := range l.c.steps {
		st.views = map[view][]piece{}
		for _, era := range append([]string{""}, slices.Sorted(maps.Keys(l.c.Eras))...) {
			for _, plain := range []bool{false, true} {
				st.views[view{era, plain}] = l.draw(st, view{era, plain})
			}
		}
	}
}

func (l *loader) step(def *StepDef) {
	if def.ID == "" || l.c.step(def.ID) != nil || slices.Contains(reserved, def.ID) {
		l.say(def.ID, "étape « %s » : il faut un nom, différent des autres étapes et de %s", def.ID, strings.Join(reserved, ", "))
	}
	st := &step{StepDef: def}
	for i := range def.Fields {
		st.fields = append(st.fields, l.field(&def.Fields[i], ""))
	}
	l.c.steps = append(l.c.steps, st)
}

func (l *loader) field(def *FieldDef, group string) *field {
	f := &field{FieldDef: def, group: group}
	switch {
	case def.ID == "" || l.c.fields[def.ID] != nil || strings.ContainsAny(def.ID, ".- "):
		l.say(def.ID, "champ « %s » : il faut un nom unique, sans point, espace ni trait d’union", def.ID)
	case def.Kind == "":
		l.say(def.ID, "champ « %s » : « genre » manque", def.ID)
	case def.Label == "":
		l.say(def.ID, "champ « %s » : « libelle » manque", def.ID)
	case (def.Kind == KindChoice || def.Kind == KindChoices) && len(def.Options) == 0:
		l.say(def.ID, "champ « %s » : une question à choix a des « options »", def.ID)
	case def.Kind.composite() && len(def.Fields) == 0:
		l.say(def.ID, "champ « %s » : un groupe ou une grille a des « champs »", def.ID)
	case def.Kind.composite() && group != "":
		l.say(def.ID, "champ « %s » : un groupe ne tient pas dans un autre", def.ID)
	case def.Kind == KindGrid && (def.Rows == "" || def.Columns == ""):
		l.say(def.ID, "grille « %s » : il faut « lignes » et « colonnes »", def.ID)
	case def.Confirm && def.Fill == "":
		l.say(def.ID, "champ « %s » : « confirmer » demande une valeur préremplie (« pris »)", def.ID)
	}
	l.c.fields[def.ID] = f
	for i := range def.Fields {
		f.inner = append(f.inner, l.field(&def.Fields[i], def.ID))
	}
	return f
}

func (l *loader) conditions() {
	compileInto := func(where, source string, into *condition) {
		w, err := compileWhen(source, l.c.fields)
		if err != nil {
			l.say(source, "%s, « quand: %s » : %v", where, source, err)
		}
		*into = w
	}
	for _, st := range l.c.steps {
		compileInto("étape "+st.ID, st.When, &st.when)
	}
	for _, id := range slices.Sorted(maps.Keys(l.c.fields)) {
		f := l.c.fields[id]
		compileInto("champ "+id, f.When, &f.when)
		if f.After != "" && l.c.fields[f.After] == nil {
			l.say(f.After, "champ « %s » : « apres: %s » ne nomme pas un champ%s", id, f.After, frtext.DidYouMean(f.After, slices.Sorted(maps.Keys(l.c.fields))))
		}
	}
}

func (l *loader) rules() {
	r := l.set.rules
	named(l, "mots", l.c.Words.Rule, r.Words)
	named(l, "ouverture", l.c.Opens, r.Opens)
	named(l, "une_fois_par", l.c.Once, r.Once)
	named(l, "calcul", l.c.Recap.Compute, r.Compute)
	for _, st := range l.c.Steps {
		named(l, "controle", st.Check, r.Check)
	}
	for _, f := range l.c.fields {
		named(l, "pris", f.Fill, r.Fill)
		named(l, "lignes", f.Rows, r.Rows)
		named(l, "colonnes", f.Columns, r.Rows)
	}
	for _, st := range l.c.Stages {
		named(l, "date", st.When, r.When)
		named(l, "decide", st.Decide, r.Decide)
		for _, end := range st.Ends {
			named(l, "applique", end.Apply, r.Apply)
		}
	}
}

// named checks that a rule exists.
func named[F any](l *loader, key, name string, rules map[string]F) {
	if _, ok := rules[name]; name != "" && !ok {
		l.say(name, "« %s: %s » : règle inconnue%s", key, name, frtext.DidYouMean(name, slices.Sorted(maps.Keys(rules))))
	}
}

var actors = []string{ActorMachine, ActorAgent, ActorOther, ActorPerson}

func (l *loader) coulisses() {
	var before *stage
	for i := range l.c.Stages {
		def := &l.c.Stages[i]
		st := &stage{StageDef: def, ends: map[string]*EndDef{}}
		if !slices.Contains(actors, def.Actor) {
			l.say(def.ID, "coulisses « %s » : « acteur » est l’un de %s", def.ID, strings.Join(actors, ", "))
		}
		if len(def.Ends) == 0 || len(def.Ends) > 1 && def.Decide == "" {
			l.say(def.ID, "coulisses « %s » : il faut une issue, ou plusieurs et une règle « decide »", def.ID)
		}
		for j := range def.Ends {
			st.ends[def.Ends[j].ID] = &def.Ends[j]
		}
		if before != nil {
			before.next = st
		}
		before, l.c.stages[def.ID] = st, st
	}
	if l.c.Reopens != "" && l.c.stages[l.c.Reopens] == nil {
		l.say(l.c.Reopens, "« piece_recue: %s » ne nomme pas une étape des coulisses%s", l.c.Reopens, frtext.DidYouMean(l.c.Reopens, slices.Sorted(maps.Keys(l.c.stages))))
	}
	for _, def := range l.c.Stages {
		for _, end := range def.Ends {
			if end.Next != "" && end.Next != finish && l.c.stages[end.Next] == nil {
				l.say(end.Next, "coulisses « %s » : « puis: %s » ne nomme pas une étape%s", def.ID, end.Next, frtext.DidYouMean(end.Next, slices.Sorted(maps.Keys(l.c.stages))))
			}
		}
	}
}

func (c *compiled) step(id string) *step {
	for _, st := range c.steps {
		if st.ID == id {
			return st
		}
	}
	return nil
}

func (c *compiled) stepNames() []string {
	var names []string
	for _, st := range c.steps {
		names = append(names, st.ID)
	}
	return names
}

// path is the steps of an era, in order.
func (c *compiled) path(era string) []*step {
	order := c.Eras[era].Steps
	if len(order) == 0 {
		return c.steps
	}
	var path []*step
	for _, id := range order {
		path = append(path, c.step(id))
	}
	return path
}

func (c *compiled) title(era string) string { return or(c.Eras[era].Title, c.Title) }

// keptFor is how long its drafts live; zero: as long as the login.
func (c *compiled) keptFor() time.Duration { return c.Draft }
