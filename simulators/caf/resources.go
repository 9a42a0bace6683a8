package caf

import (
	"fmt"
	"strconv"
	"strings"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/caf/droits"
	"demarcheablanc/simulators/portal/calcul"
)

// Resources are amounts by member, month (2026-07) and kind (a droits.Kind).
type Resources map[string]map[string]map[string]calcul.Cents

// label is a month as it stands in a document.
func label(m droits.Month) string { return m.First().Format("2006-01") }

func (r Resources) of(member string, m droits.Month, kind string) (calcul.Cents, bool) {
	c, ok := r[member][label(m)][kind]
	return c, ok
}

func (r Resources) set(member string, m droits.Month, kind string, c calcul.Cents) {
	if r[member] == nil {
		r[member] = map[string]map[string]calcul.Cents{}
	}
	if r[member][label(m)] == nil {
		r[member][label(m)] = map[string]calcul.Cents{}
	}
	r[member][label(m)][kind] = c
}

// over puts what another says on top of these, month by month.
func (r Resources) over(other Resources) Resources {
	all := Resources{}
	for _, from := range []Resources{r, other} {
		for member, months := range from {
			for month, kinds := range months {
				for kind, c := range kinds {
					if m, err := droits.ParseMonth(month); err == nil {
						all.set(member, m, kind, c)
					}
				}
			}
		}
	}
	return all
}

// within keeps some months only.
func (r Resources) within(months []droits.Month) Resources {
	kept := Resources{}
	for member := range r {
		for _, m := range months {
			for kind, c := range r[member][label(m)] {
				kept.set(member, m, kind, c)
			}
		}
	}
	return kept
}

// Truth is what employers and other administrations would say of a household,
// whatever is declared. It is the world's, not the Caf's.
type Truth struct {
	Resources Resources `json:"ressources,omitempty"`
	// Sent is what employers transmitted where it differs: the machine believes it.
	Sent    Resources    `json:"transmis,omitempty"`
	Rent    calcul.Cents `json:"loyer,omitempty"`
	Landing string       `json:"entree,omitempty"` // AAAA-MM-JJ, by the landlord
	Kin     bool         `json:"parente,omitempty"`
}

func truthKey(person string) string { return "caf/verite/" + person }

func truthOf(tx *sandbox.Tx, person string) Truth {
	t, _ := sandbox.Get[Truth](tx, truthKey(person))
	return t
}

// transmitted are the kinds that come every month from those who pay.
var transmitted = []string{string(droits.Salary), string(droits.Unemployment), kindSick, string(droits.Retirement), string(droits.Disability)}

// kindSick is what the forms call sickness pay: the first months of a leave.
const kindSick = string(droits.ShortSickness)

// filled is what stands in a form before anybody types: known says that somebody
// who pays has sent that month.
func (t Truth) filled(member string, m droits.Month, kind string) (c calcul.Cents, known bool) {
	if c, ok := t.Sent.of(member, m, kind); ok {
		return c, true
	}
	if t.Resources[member][label(m)] == nil {
		return 0, false
	}
	c, _ = t.Resources.of(member, m, kind)
	return c, true
}

// column names a month in a form, counted from the situation's start, so that
// papers can name it in advance: m4 is four months before.
func (f *Folder) column(m droits.Month) string {
	if m > f.Origin {
		return "p" + strconv.Itoa(int(m-f.Origin))
	}
	return "m" + strconv.Itoa(int(f.Origin-m))
}

func (f *Folder) columnMonth(id string) (droits.Month, error) {
	n, err := strconv.Atoi(strings.TrimLeft(id, "mp"))
	switch {
	case err != nil || id == "":
		return 0, fmt.Errorf("colonne %q", id)
	case id[0] == 'p':
		return f.Origin + droits.Month(n), nil
	}
	return f.Origin - droits.Month(n), nil
}
