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

// take reads the answers of a step. A refused answer is not kept; the others
// are.
func (w *writer) take(st *step) {
	for _, f := range st.fields {
		if f.Kind == KindGroup {
			w.c.Set(f.ID, itoa(w.c.size(f)))
		}
	}
	// What is asked may depend on answers of the same step: once these are in.
	taken := map[string]bool{}
	for range 2 {
		for _, q := range w.c.questions(st) {
			if key := q.key(); !taken[key] || q.Kind == KindComputed {
				taken[key] = true
				w.question(q)
			}
		}
	}
	for _, q := range w.c.questions(st) {
		w.ordered(q)
	}
}

func (w *writer) question(q question) {
	key := q.key()
	switch {
	case q.Kind == KindComputed:
		w.c.Set(key, w.c.fill(q.field, key))
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
		delete(w.c.Dossier.Values, key)
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
	w.c.Set(key, kept)
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
		delete(w.c.Dossier.Values, key)
		return
	}
	w.c.Set(key, strings.Join(kept, ","))
}

func (w *writer) checkPostcode(key string) {
	if code := w.c.Text(key); code != "" && (len(code) != 5 || portal.Digits(code) != code) {
		delete(w.c.Dossier.Values, key)
		w.refuse(key, "Un code postal compte cinq chiffres.")
	}
}

// takeAccord reads what the person says of a prefilled value.
func (w *writer) takeAccord(q question, key string) {
	switch w.value(key + accord) {
	case confirmed:
		w.c.Set(key+accord, confirmed)
		w.c.Set(key, w.c.Dossier.Filled[key])
		delete(w.c.Dossier.Values, key+reason)
	case disputed:
		w.c.Set(key+accord, disputed)
		delete(w.c.Dossier.Values, key)
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
	w.c.Set(key, typed)
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
		delete(w.c.Dossier.Values, q.key())
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
