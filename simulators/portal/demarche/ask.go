package demarche

import (
	"strings"
)

// The sizes of a group that its file does not give.
const (
	fewestItems = 1
	mostItems   = 8
)

func (f *field) least() int {
	if f.Min != nil {
		return int(*f.Min)
	}
	return fewestItems
}

func (f *field) most() int {
	if f.Max != nil {
		return int(*f.Max)
	}
	return mostItems
}

// size is how many items a group shows.
func (c *Case) size(f *field) int { return max(f.least(), c.Count(f.ID)) }

func (c *Case) lines(rule string) []Line {
	if rows := c.set.rules.Rows[rule]; rows != nil {
		return rows(c)
	}
	return nil
}

func (c *Case) fill(f *field, key string) string {
	if rule := c.set.rules.Fill[f.Fill]; rule != nil {
		return rule(c, key)
	}
	return ""
}

// question is one field where it stands: base is the prefix of its item.
type question struct {
	*field
	base  string
	Where string // « Employeur 2 », « Samia, mars 2026 »; empty outside groups
}

func (q question) key() string { return q.base + q.ID }

// questions are those of a step that are asked now, in order.
func (c *Case) questions(st *step) []question {
	var all []question
	for _, f := range st.fields {
		if c.asked(f, "") {
			all = append(all, c.within(f)...)
		}
	}
	return all
}

func (c *Case) asked(f *field, base string) bool {
	return !f.Eras[c.Era].Hidden && f.when.holds(c, base)
}

func (c *Case) within(f *field) []question {
	switch f.Kind {
	case KindGroup:
		var all []question
		for n := range c.size(f) {
			all = c.inside(all, f, item(f.ID, n+1), or(f.One, "Ligne")+" "+itoa(n+1))
		}
		return all
	case KindGrid:
		var all []question
		columns := c.lines(f.Columns)
		for _, row := range c.lines(f.Rows) {
			for _, column := range columns {
				all = c.inside(all, f, f.ID+"."+row.ID+"."+column.ID+".", row.Label+", "+column.Label)
			}
		}
		return all
	}
	return []question{{field: f}}
}

func (c *Case) inside(all []question, f *field, base, where string) []question {
	for _, inner := range f.inner {
		if c.asked(inner, base) {
			all = append(all, question{inner, base, where})
		}
	}
	return all
}

// visible are the steps that this case goes through, in order.
func (c *Case) visible() []*step {
	var path []*step
	for _, st := range c.def.path(c.Era) {
		if st.when.holds(c, "") {
			path = append(path, st)
		}
	}
	return path
}

// missing lists the questions that still want an answer.
func (c *Case) missing(asked []question) []Problem {
	var all []Problem
	for _, q := range asked {
		for _, key := range q.wanted(c) {
			all = append(all, Problem{key, q.emptyMessage(key)})
		}
	}
	return all
}

// wanted lists the keys of a question that are still to be answered.
func (q question) wanted(c *Case) []string {
	key := q.key()
	switch {
	case q.Optional || q.Kind == KindComputed || q.Kind == KindFile && (q.Later || c.Dossier.Files[key].Name != ""):
		return nil
	case q.Kind == KindFile:
		return []string{key}
	case q.Kind == KindAddress:
		var all []string
		for _, p := range addressParts {
			if c.Text(key+"."+p) == "" {
				all = append(all, key+"."+p)
			}
		}
		return all
	case q.Confirm && c.Dossier.Filled[key] != "":
		if c.Text(key+accord) == "" {
			return []string{key + accord}
		}
		return nil
	case c.Text(key) == "":
		return []string{key}
	}
	return nil
}

func (q question) emptyMessage(key string) string {
	if q.Says.Empty != "" {
		return q.Says.Empty
	}
	if q.Kind == KindAddress {
		return "Il manque une ligne de l’adresse : " + strings.ToLower(addressLabels[key[strings.LastIndexByte(key, '.')+1:]]) + "."
	}
	message := "Il manque une réponse : «\u00a0" + strings.TrimRight(q.Label, " ?:\u00a0\u202f") + "\u00a0»"
	if q.Where != "" {
		message += " (" + q.Where + ")"
	}
	return message + "."
}
