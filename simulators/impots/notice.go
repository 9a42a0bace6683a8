package impots

import (
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/simulators/portal"
	"demarcheablanc/simulators/portal/calcul"
	"demarcheablanc/simulators/portal/demarche"
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

	// What follows is on the notices drawn from a return signed in the play.
	Version  int           `json:"version,omitempty" yaml:"-"` // 2 and more: after a correction
	Replaced bool          `json:"remplace,omitempty" yaml:"-"`
	At       time.Time     `json:"le,omitzero" yaml:"-"`
	Increase calcul.Cents  `json:"majoration,omitempty" yaml:"-"`
	Withheld calcul.Cents  `json:"preleve,omitempty" yaml:"-"`
	Acomptes calcul.Cents  `json:"acomptes,omitempty" yaml:"-"`
	Advance  calcul.Cents  `json:"avance,omitempty" yaml:"-"`    // on credits, taken back here
	Before   calcul.Cents  `json:"deja_paye,omitempty" yaml:"-"` // under earlier versions; negative: given back
	Balance  calcul.Cents  `json:"solde,omitempty" yaml:"-"`
	Refund   calcul.Cents  `json:"restitution,omitempty" yaml:"-"`
	Schedule []Instalment  `json:"echeancier,omitempty" yaml:"-"` // of the balance
	Rate     string        `json:"taux,omitempty" yaml:"-"`
	Lines    []calcul.Line `json:"lignes,omitempty" yaml:"-"`
}

func noticeKey(id string) string { return "impots/avis/" + id }

func (n Notice) complete(holder string, people map[string]portal.Person, thisYear int) (Notice, error) {
	if n.Year <= 0 {
		n.Year += thisYear // counted from the situation's start: it never rots
	}
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
	n.ID = n.name()
	return n, nil
}

// untaxed is what a household that owes nothing asks its notice to say.
const untaxed = "Vous n’êtes pas imposable : cet avis vaut avis de non-imposition."

func (n Notice) name() string {
	id := strconv.Itoa(n.Year) + "-" + n.Declarants[0]
	if n.Version > 1 {
		id += "-" + strconv.Itoa(n.Version)
	}
	return id
}

// reference is what proves a notice to whoever is shown it: 13 signs, drawn from
// its name so that it never changes; « FX » is of no real one.
func (n Notice) reference() string {
	return fmt.Sprintf("%02d%sFX%s%09d", n.Year%100, frtext.NBSP, frtext.NBSP, crc32.ChecksumIEEE([]byte(n.ID))%1_000_000_000)
}

// issueNotice draws the notice of the household's return, and lets its
// consequences follow: what the administration knows, the credits' advance.
func (s *service) issueNotice(c *demarche.Case) {
	h, r := s.ofDossier(c)
	f := r.Found
	n := Notice{
		Year: r.Year + 1, Declarants: h.Declarants, Version: 1, Parts: float64(f.Assessed.Shares) / 4,
		Reference: int64(f.Assessed.Reference) / 100, Tax: int64(f.Assessed.Due) / 100, At: c.Now(),
		Increase: f.Increase, Withheld: f.Before.Withheld, Acomptes: f.Before.Acomptes, Advance: f.Before.Advance, Before: f.Before.Paid,
		Balance: f.Settled.ToPay, Refund: f.Settled.Refund, Rate: f.Rates.Household.String(), Lines: f.Assessed.Why.Lines,
	}
	for old, ok := sandbox.Get[Notice](c.Tx, noticeKey(n.name())); ok; old, ok = sandbox.Get[Notice](c.Tx, noticeKey(n.name())) {
		replace(c.Tx, old)
		n.Version++
	}
	n.ID = n.name()
	if f.Settled.Instalments > 0 {
		n.Schedule = shared(n.Balance, f.Settled.Instalments, s.firstDue(n))
	}
	ask(c.Tx, n)
	h.Reference, h.Advance = n.Reference, 0
	putHousehold(c.Tx, h)
	c.Emit(string(FactNoticeIssued), "personne", c.Person.ID, "annee", strconv.Itoa(n.Year), "avis", n.ID)
	if advance := advanceOn(f.Assessed.Credits); advance > 0 {
		c.Schedule(at(r.Year+2, time.January, 15, 9, 0, 0), effectAdvance, advanceDue{n.ID, h.ID, c.Person.ID, advance})
	}
}

// replace puts a notice out of use: what it still asked for is in the next one.
func replace(tx *sandbox.Tx, n Notice) {
	n.Replaced = true
	n.Schedule = slices.DeleteFunc(n.Schedule, func(i Instalment) bool { return i.Paid.IsZero() })
	tx.Put(noticeKey(n.ID), n)
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
