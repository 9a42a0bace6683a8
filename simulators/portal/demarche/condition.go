package demarche

import (
	"strconv"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

// condition is an expression over the answers: travail == "oui" and heures > 8.
// Numbers are compared as numbers, amounts in euros; a question not answered is
// "" or 0. Inside a group, an item's own answers go by their short names. epoque is
// the era, sexe the person's gender ("female" or "male").
type condition struct{ *vm.Program }

// compileWhen compiles one, given the fields it may name.
func compileWhen(source string, fields map[string]*field) (condition, error) {
	if source == "" {
		return condition{}, nil
	}
	env := map[string]any{"epoque": "", "sexe": ""}
	for key, f := range fields {
		env[key] = f.valueOf("")
	}
	p, err := expr.Compile(source, expr.Env(env), expr.AsBool())
	return condition{p}, err
}

// holds evaluates it; base is the prefix of the group's item it stands in.
func (w condition) holds(c *Case, base string) bool {
	if w.Program == nil {
		return true
	}
	env := map[string]any{"epoque": c.Era, "sexe": c.Person.Gender}
	for key, f := range c.def.fields {
		kept := c.Text(key)
		if base != "" && f.group != "" && strings.HasPrefix(base, f.group+".") {
			kept = c.Text(base + key)
		}
		env[key] = f.valueOf(kept)
	}
	out, err := expr.Run(w.Program, env)
	holds, _ := out.(bool)
	return err == nil && holds
}

// valueOf is an answer as expressions see it. Comparing needs no exact cents.
func (f *field) valueOf(kept string) any {
	switch f.Kind {
	case KindAmount:
		x, _ := strconv.ParseFloat(kept, 64)
		return x
	case KindInteger, KindGroup:
		n, _ := strconv.Atoi(kept)
		return n
	case KindChoices:
		if kept == "" {
			return []string{}
		}
		return strings.Split(kept, ",")
	}
	return kept
}
