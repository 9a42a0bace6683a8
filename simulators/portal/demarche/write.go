package demarche

import (
	"net/url"
	"strconv"
	"strings"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/simulators/portal"
)

func itoa(n int) string { return strconv.Itoa(n) }

// writer takes the answers of a form into a dossier.
type writer struct {
	c        *Case
	form     url.Values
	files    []portal.Download
	problems []Problem
	real     bool // something typed could belong to somebody
	changed  bool // an answer is no longer what it was
	fresh    bool // answers made questions appear, which nobody has seen yet
}

func (w *writer) value(key string) string { return strings.TrimSpace(w.form.Get(key)) }

func (w *writer) refuse(key, message string) {
	for _, p := range w.problems {
		if p.Key == key {
			return
		}
	}
	w.problems = append(w.problems, Problem{key, message})
}

// take reads the answers of a step, and returns the questions that they leave
// asked. A refused answer is not kept; the others are.
func (w *writer) take(st *step) []question {
	for _, f := range st.fields {
		if f.Kind == KindGroup {
			w.c.Set(f.ID, itoa(w.c.size(f)))
		}
	}
	asked := w.c.questions(st)
	for _, q := range asked {
		w.question(q)
	}
	seen := len(asked)
	// What is asked may depend on answers of the same step: once these are in.
	if w.changed {
		asked, seen = w.again(st, asked)
	}
	w.fresh = len(asked) > seen
	for _, q := range asked {
		w.ordered(q)
	}
	return asked
}

// again takes the answers to what was not asked before, computes anew, and returns
// the questions now asked, of which so many were before.
func (w *writer) again(st *step, before []question) (now []question, seen int) {
	taken := make(map[string]bool, len(before))
	for _, q := range before {
		taken[q.key()] = true
	}
	w.changed = false
	for _, q := range w.c.questions(st) {
		if !taken[q.key()] || q.Kind == KindComputed {
			w.question(q)
		}
	}
	now = w.c.questions(st)
	for _, q := range now {
		if taken[q.key()] {
			seen++
		}
	}
	return now, seen
}

// keep writes an answer; drop forgets one.
func (w *writer) keep(key, value string) {
	if old, ok := w.c.Dossier.Values[key]; !ok || old != value {
		w.changed = true
		w.c.Set(key, value)
	}
}

func (w *writer) drop(key string) {
	if _, ok := w.c.Dossier.Values[key]; ok {
		w.changed = true
		delete(w.c.Dossier.Values, key)
	}
}

func (w *writer) question(q question) {
	key := q.key()
	switch {
	case q.Kind == KindComputed:
		w.keep(key, w.c.fill(q.field, key))
	case q.Kind == KindFile:
		if w.form.Has(key) {
			w.takeFile(q)
		}
	case q.Kind == KindChoices:
		w.takeChoices(q, key)
	case q.Kind == KindAddress:
		for _, p := range addressParts {
			w.takeText(q, key+"."+p)
		}
		w.checkPostcode(key + ".code_postal")
	case q.Confirm && w.c.Dossier.Filled[key] != "":
		w.takeAccord(q, key)
	case w.form.Has(key):
		w.takeText(q, key)
	}
}

// takeText reads what was typed under a key.
func (w *writer) takeText(q question, key string) {
	if !w.form.Has(key) {
		return
	}
	typed := w.value(key)
	if typed == "" {
		w.drop(key)
		return
	}
	if kind, real := fictif.LooksReal(typed); real {
		w.real = true
		w.form.Del(key)
		w.refuse(key, kind.Message()+" Rien n’a été gardé.")
		return
	}
	kept, problem := q.read(typed, w.c.Now())
	if problem != "" {
		w.refuse(key, problem)
		return
	}
	w.keep(key, kept)
}

func (w *writer) takeChoices(q question, key string) {
	var kept []string
	for _, typed := range w.form[key] {
		if _, problem := q.readChoice(typed); problem != "" {
			w.refuse(key, problem)
			return
		}
		kept = append(kept, typed)
	}
	if len(kept) == 0 {
		w.drop(key)
		return
	}
	w.keep(key, strings.Join(kept, ","))
}

func (w *writer) checkPostcode(key string) {
	if code := w.c.Text(key); code != "" && (len(code) != 5 || portal.Digits(code) != code) {
		w.drop(key)
		w.refuse(key, "Un code postal compte cinq chiffres.")
	}
}

// takeAccord reads what the person says of a prefilled value.
func (w *writer) takeAccord(q question, key string) {
	switch w.value(key + accord) {
	case confirmed:
		w.keep(key+accord, confirmed)
		w.keep(key, w.c.Dossier.Filled[key])
		w.drop(key + reason)
	case disputed:
		w.keep(key+accord, disputed)
		w.drop(key)
		w.takeText(q, key)
		w.takeReason(key + reason)
		if w.value(key) == "" {
			w.refuse(key, "Écrivez le montant qui vous paraît juste, ou confirmez celui qui est affiché.")
		}
	}
}

func (w *writer) takeReason(key string) {
	typed := w.value(key)
	if _, real := fictif.LooksReal(typed); real {
		w.real = true
		w.form.Del(key)
		typed = ""
	}
	if typed == "" {
		w.refuse(key, "Dites pourquoi en quelques mots : une personne lira cette ligne.")
		return
	}
	w.keep(key, typed)
}

// ordered checks that a date does not come before another.
func (w *writer) ordered(q question) {
	if q.After == "" {
		return
	}
	first, okFirst := w.c.Date(q.base + q.After)
	if !okFirst {
		first, okFirst = w.c.Date(q.After)
	}
	second, okSecond := w.c.Date(q.key())
	if okFirst && okSecond && second.Before(first) {
		w.drop(q.key())
		w.refuse(q.key(), or(q.Says.Order, "La fin ne peut pas venir avant le début : relisez les deux dates."))
	}
}

// resize adds or removes an item of a group, as a button asked.
func (w *writer) resize(order string) {
	verb, rest, _ := strings.Cut(order, ":")
	group, which, _ := strings.Cut(rest, ":")
	f, ok := w.c.def.fields[group]
	if !ok || f.Kind != KindGroup {
		return
	}
	size := w.c.size(f)
	switch verb {
	case "ajouter":
		w.c.Set(group, itoa(min(size+1, f.most())))
	case "retirer":
		if n, err := strconv.Atoi(which); err == nil && n >= 1 && n <= size && size > f.least() {
			w.remove(f, n, size)
		}
	}
}

// remove drops an item: those after it move up.
func (w *writer) remove(f *field, n, size int) {
	values := map[string]string{}
	for key, value := range w.c.Dossier.Values {
		rest, in := strings.CutPrefix(key, f.ID+".")
		number, last, _ := strings.Cut(rest, ".")
		i, err := strconv.Atoi(number)
		switch {
		case !in || err != nil || i < n:
			values[key] = value
		case i > n:
			values[item(f.ID, i-1)+last] = value
		}
	}
	w.c.Dossier.Values = values
	w.c.Set(f.ID, itoa(size-1))
}
