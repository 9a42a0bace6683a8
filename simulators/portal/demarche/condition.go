package demarche

import (
	"strconv"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/vm"
)

// condition is an expression over the answers: travail == "oui" and heures > 8.
// Numbers are compared as numbers, amounts in euros; a question not answered is
// "" or 0. Inside a group, an item's own answers go by their short names. epoque is
// the era, sexe the person's gender ("female" or "male").
type condition struct {
	*vm.Program
	names []string // of the fields that it reads
}

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
	if err != nil {
		return condition{}, err
	}
	read := &names{fields: fields}
	node := p.Node()
	ast.Walk(&node, read)
	return condition{p, read.found}, nil
}

// names gathers the fields that an expression reads: looking all of them up each
// time was more than half of reading the longest step.
type names struct {
	fields map[string]*field
	found  []string
}

// Visit implements ast.Visitor.
func (n *names) Visit(node *ast.Node) {
	if id, ok := (*node).(*ast.IdentifierNode); ok && n.fields[id.Value] != nil {
		n.found = append(n.found, id.Value)
	}
}

// holds evaluates it; base is the prefix of the group's item it stands in.
func (w condition) holds(c *Case, base string) bool {
	if w.Program == nil {
		return true
	}
	if c.read.values == nil {
		c.read.texts, c.read.values = map[string]string{}, map[string]any{"epoque": c.Era, "sexe": c.Person.Gender}
	}
	for _, key := range w.names {
		f, kept := c.def.fields[key], c.Text(key)
		if base != "" && f.group != "" && strings.HasPrefix(base, f.group+".") {
			kept = c.Text(base + key)
		}
		c.read.set(f, key, kept)
	}
	return c.read.holds(w.Program)
}

// reading is what a case's conditions have read so far. A screen asks some forty
// of them over the same few answers: they are read again only once they changed.
type reading struct {
	machine vm.VM
	texts   map[string]string
	values  map[string]any
	changes int // how many answers were not what was read before
	found   map[*vm.Program]verdict
}

type verdict struct {
	holds bool
	after int // changes
}

// holds runs a condition once for the same answers.
func (r *reading) holds(p *vm.Program) bool {
	if last, ok := r.found[p]; ok && last.after == r.changes {
		return last.holds
	}
	out, err := r.machine.Run(p, r.values)
	holds, _ := out.(bool)
	if r.found == nil {
		r.found = map[*vm.Program]verdict{}
	}
	r.found[p] = verdict{err == nil && holds, r.changes}
	return err == nil && holds
}

func (r *reading) set(f *field, key, kept string) {
	if text, ok := r.texts[key]; !ok || text != kept {
		r.texts[key], r.values[key] = kept, f.valueOf(kept)
		r.changes++
	}
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
