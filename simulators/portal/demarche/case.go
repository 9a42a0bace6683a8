package demarche

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
)

// Case is one dossier as rules see it: its answers, whose it is, the world.
type Case struct {
	*sandbox.Tx
	Dossier *Dossier
	Person  portal.Person
	Era     string

	set   *Set
	def   *compiled
	words map[string]string
	read  reading
}

// Text is an answer as kept; "" for none.
func (c *Case) Text(key string) string { return c.Dossier.Values[key] }

// Yes says whether a yes/no question was answered yes.
func (c *Case) Yes(key string) bool { return c.Text(key) == yes }

// Amount reads an amount; 0 for none.
func (c *Case) Amount(key string) calcul.Cents {
	x, err := calcul.ParseExact(c.Text(key))
	if err != nil {
		return 0
	}
	return x.Cents()
}

// Int reads a number; 0 for none.
func (c *Case) Int(key string) int64 {
	n, _ := strconv.ParseInt(c.Text(key), 10, 64)
	return n
}

// Date reads a date, at midnight in France; false for none.
func (c *Case) Date(key string) (time.Time, bool) {
	d, err := time.ParseInLocation(time.DateOnly, c.Text(key), frtext.Paris)
	return d, err == nil
}

// Has says whether a choice among several was ticked.
func (c *Case) Has(key, option string) bool {
	return slices.Contains(strings.Split(c.Text(key), ","), option)
}

// Count is how many a repeated group holds.
func (c *Case) Count(group string) int { return int(c.Int(group)) }

// Items are the prefixes of a group's answers: "employeurs.1.", "employeurs.2.".
func (c *Case) Items(group string) []string {
	var all []string
	for i := range c.Count(group) {
		all = append(all, item(group, i+1))
	}
	return all
}

func item(group string, n int) string { return group + "." + strconv.Itoa(n) + "." }

// Set gives an answer, as another channel or a rule does. It is not checked.
func (c *Case) Set(key, value string) {
	if c.Dossier.Values == nil {
		c.Dossier.Values = map[string]string{}
	}
	c.Dossier.Values[key] = value
}

// word resolves a name between < and >: builtins, the rule's words, results, answers.
func (c *Case) word(name string) string {
	switch name {
	case "personne":
		return c.Person.Name()
	case "numero":
		return c.Dossier.Number
	case "transmis_le":
		return frtext.DateTime(c.Dossier.SentAt)
	}
	if c.words == nil {
		c.words = map[string]string{}
		if rule := c.set.rules.Words[c.def.Words.Rule]; rule != nil {
			c.words = rule(c)
		}
	}
	if w, ok := c.words[name]; ok {
		return w
	}
	if w, ok := c.Dossier.Result.Words[name]; ok {
		return w
	}
	if amount, ok := c.Dossier.Result.Amounts[name]; ok {
		return frtext.Money(int64(amount))
	}
	if f, ok := c.def.fields[name]; ok {
		return f.show(c.Text(name))
	}
	return ""
}
