package scenario

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"demarcheablanc/fixtures"
	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Library holds the situations that can be launched.
type Library struct {
	services *portal.Network
	facts    map[portal.Fact]string // all that a world may witness, in words
	people   map[string]portal.Person
	places   []fixtures.Place
	byID     map[string]*Compiled
	order    []string
}

// Compiled is a situation whose file was read and whose expressions hold.
type Compiled struct {
	*Scenario
	Variant  string // which one this is
	file     string
	programs map[string]program // by source text
}

// Load reads every situation of a folder, each in <id>/scenario.yaml, and checks
// it against the services. desk lists the facts that the workshop itself may
// witness, with labels. All problems found are returned together.
func Load(files fs.FS, services *portal.Network, desk map[portal.Fact]string) (*Library, error) {
	facts := services.Facts()
	maps.Copy(facts, Facts())
	maps.Copy(facts, desk)
	lib := &Library{services: services, facts: facts, byID: map[string]*Compiled{}}
	if err := lib.loadFixtures(); err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "*/scenario.yaml")
	if err != nil {
		return nil, err
	}
	var problems []error
	for _, name := range names {
		c, err := lib.read(files, name)
		if err != nil {
			problems = append(problems, err)
			continue
		}
		if err := lib.check(c, path.Dir(name)); err != nil {
			problems = append(problems, err)
			continue
		}
		lib.byID[c.ID+"/"+Standard], lib.order = c, append(lib.order, c.ID)
		problems = append(problems, lib.vary(c, path.Dir(name))...)
	}
	return lib, errors.Join(problems...)
}

// vary makes and checks every variant of a situation.
func (lib *Library) vary(c *Compiled, folder string) []error {
	var problems []error
	for _, name := range c.VariantNames() {
		v := c.Variants[name]
		for _, id := range c.unknownWithout(v) {
			problems = append(problems, fmt.Errorf("%s : variante « %s », « sans » : « %s » n’est le nom de rien", c.file, name, id))
		}
		varied := &Compiled{Scenario: c.with(v), Variant: name, file: c.file + ", variante « " + name + " »", programs: map[string]program{}}
		if err := lib.check(varied, folder); err != nil {
			problems = append(problems, err)
			continue
		}
		lib.byID[c.ID+"/"+name] = varied
	}
	return problems
}

func (lib *Library) loadFixtures() error {
	people, err := fixtures.People()
	if err != nil {
		return err
	}
	lib.people = map[string]portal.Person{}
	for _, p := range people {
		lib.people[p.ID] = inhabitant(p)
	}
	lib.places, err = fixtures.Places()
	return err
}

// inhabitant puts a fixture in the words of the world's documents.
func inhabitant(p fixtures.Person) portal.Person {
	return portal.Person{
		ID: p.ID, BirthName: p.BirthName, UsualName: p.UsageName, GivenNames: p.GivenNames, Gender: p.Gender,
		BirthDate: p.BirthDate.Format("2006-01-02"), BirthPlace: p.BirthPlace, BirthTown: p.BirthTown, BirthCountry: p.BirthCountry,
		NIR: portal.Digits(p.NIR), TaxNumber: p.Fiscal, Mobile: portal.Digits(p.Mobile()), Landline: portal.Digits(p.Landline()),
		Emails: p.Emails, Address: p.Address.Lines(),
	}
}

// read decodes a file strictly: an unknown word is refused, with its line.
func (lib *Library) read(files fs.FS, name string) (*Compiled, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	s := &Scenario{}
	decoder := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict())
	if err := decoder.DecodeContext(context.Background(), s); err != nil {
		return nil, fmt.Errorf("%s : ce fichier ne se lit pas.\n%s", name, located(err, string(text)))
	}
	return &Compiled{Scenario: s, Variant: Standard, file: name, programs: map[string]program{}}, belongsToNobody(name, string(text))
}

// belongsToNobody refuses a file that holds a number or an address which could
// be somebody's.
func belongsToNobody(name, text string) error {
	var all []error
	for _, f := range fictif.Scan(text) {
		all = append(all, fmt.Errorf("%s, ligne %d : %s Prenez-en un du monde fictif", name, f.Line, f.Kind.Message()))
	}
	return errors.Join(all...)
}

var (
	place   = regexp.MustCompile(`^\[\d+:\d+\]`)
	culprit = regexp.MustCompile(`"([^"]+)"`)
)

// located shows the place of a mistake in the file. The reader knows it for most;
// for a value of the wrong form, the value itself leads to its line.
func located(err error, text string) string {
	shown := yaml.FormatError(err, false, true)
	value := culprit.FindStringSubmatch(shown)
	if place.MatchString(shown) || value == nil {
		return shown
	}
	for i, line := range strings.Split(text, "\n") {
		if strings.Contains(line, value[1]) {
			return fmt.Sprintf("[%d] %s\n> %4d | %s", i+1, shown, i+1, line)
		}
	}
	return shown
}

// decode reads a service's part of the file into the service's own type.
func (r Raw) decode(into any) error {
	if r.node == nil {
		return nil
	}
	if err := yaml.NodeToValue(r.node, into, yaml.Strict()); err != nil {
		return errors.New(yaml.FormatError(err, false, true))
	}
	return nil
}

// Situations lists them in the order of their folders.
func (lib *Library) Situations() []*Compiled {
	all := make([]*Compiled, len(lib.order))
	for i, id := range lib.order {
		all[i] = lib.byID[id+"/"+Standard]
	}
	return all
}

// Situation finds one, in a variant; "" is the standard one.
func (lib *Library) Situation(id, variant string) (*Compiled, bool) {
	c, ok := lib.byID[id+"/"+cmp.Or(variant, Standard)]
	return c, ok
}

// Played is the situation of a world.
func (lib *Library) Played(tx *sandbox.Tx) (*Compiled, bool) {
	s := portal.SituationOf(tx)
	return lib.Situation(s.ID, s.Variant)
}

// Places lists the places to refer to.
func (lib *Library) Places() []fixtures.Place { return lib.places }

// VariantNames lists the variants of a situation, sorted.
func (c *Compiled) VariantNames() []string {
	var names []string
	for name := range c.Variants {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
