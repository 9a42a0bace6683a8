package impots

import (
	"fmt"
	"slices"
	"strconv"

	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
)

// Notice is a household's tax notice: one document, each declarant with a number
// of her or his own. Kept at impots/avis/<id>.
type Notice struct {
	ID         string   `json:"id" yaml:"-"`
	Year       int      `json:"annee" yaml:"annee"`           // of the notice; the income is of the year before
	Declarants []string `json:"declarants" yaml:"declarants"` // people, declarant 1 first
	Parts      float64  `json:"parts" yaml:"parts"`           // family quotient, by halves or quarters
	Reference  int64    `json:"rfr" yaml:"rfr"`               // revenu fiscal de référence, euros
	Tax        int64    `json:"impot" yaml:"impot"`           // euros, 0 when nothing is due
}

func noticeKey(id string) string { return "impots/avis/" + id }

func (n Notice) complete(holder string, people map[string]portal.Person) (Notice, error) {
	if len(n.Declarants) == 0 {
		n.Declarants = []string{holder}
	}
	for _, id := range n.Declarants {
		if _, ok := people[id]; !ok {
			return n, fmt.Errorf("impots : avis %d : déclarant « %s » qui n’est pas dans cette situation", n.Year, id)
		}
	}
	if n.Year < 2000 {
		return n, fmt.Errorf("impots : avis de « %s » : année attendue, par exemple 2026", holder)
	}
	n.ID = strconv.Itoa(n.Year) + "-" + n.Declarants[0]
	return n, nil
}

// noticesOf lists what a person may read, newest first.
func noticesOf(tx *sandbox.Tx, person string) []Notice {
	var all []Notice
	for _, key := range tx.Keys(noticeKey("")) {
		if n, ok := sandbox.Get[Notice](tx, key); ok && slices.Contains(n.Declarants, person) {
			all = append(all, n)
		}
	}
	slices.Reverse(all)
	return all
}

// declarant is one line of the notice.
type declarant struct {
	Rank         int
	Name, Number string
}

func (n Notice) people(tx *sandbox.Tx) []declarant {
	var all []declarant
	for i, id := range n.Declarants {
		p, _ := portal.PersonOf(tx, id)
		all = append(all, declarant{i + 1, p.Name(), spaced(p.TaxNumber)})
	}
	return all
}
