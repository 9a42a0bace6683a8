package impots

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/impots/bareme"
	"demarcheablanc/simulators/portal"
)

// householdSeed is what a situation says of a foyer fiscal. All of it may be left
// out.
type householdSeed struct {
	Declarants []string       `yaml:"declarants"` // default: the person alone
	Status     bareme.Status  `yaml:"situation"`  // C, M, O, D, V
	Ticks      string         `yaml:"cases"`      // "T,L"
	Children   []childSeed    `yaml:"enfants"`
	Grown      int            `yaml:"majeurs"`
	Home       string         `yaml:"logement"` // P, L, H
	Zone       int            `yaml:"zone"`     // default: by the postcode
	Reference  int64          `yaml:"rfr"`      // default: the newest notice's
	IBAN       string         `yaml:"iban"`
	Advance    int64          `yaml:"avance"` // paid last January, euros
	Rate       string         `yaml:"taux"`   // « 5,3 »
	ClaimedBy  string         `yaml:"rattache_par"`
	Years      []yearSeed     `yaml:"revenus"`
	Properties []propertySeed `yaml:"biens"`
}

// childSeed is a child, by the age reached in the year of the start: it never
// rots.
type childSeed struct {
	Age    int  `yaml:"age"`
	Shared bool `yaml:"alternee"`
	Card   bool `yaml:"carte"`
}

// yearSeed is one year of incomes; annee counts from the year of the start: -1 is
// the last one. Boxes are in euros. What is true is what was sent, unless said.
type yearSeed struct {
	Year      int              `yaml:"annee"`
	Sent      map[string]int64 `yaml:"transmis"`
	True      map[string]int64 `yaml:"verite"`
	Automatic bool             `yaml:"automatique"`
}

type propertySeed struct {
	ID      string    `yaml:"id"`
	Address string    `yaml:"adresse"`
	Nature  string    `yaml:"nature"`
	Known   Occupancy `yaml:"declaree"`
	True    Occupancy `yaml:"verite"` // default: what is declared
}

// household makes a person's foyer, unless another person's file made it.
func (w *sower) household(a accountSeed) error {
	access := portal.Digits(a.Access)
	if known, ok := w.docs[taxpayerKey(a.Person)].(Taxpayer); ok {
		known.Access = cmp.Or(access, known.Access)
		w.docs[taxpayerKey(a.Person)] = known
		return nil
	}
	seed := householdSeed{}
	if a.Household != nil {
		seed = *a.Household
	}
	h, err := w.build(a.Person, seed)
	if err != nil {
		return err
	}
	w.docs[householdKey(h.ID)] = h
	for _, person := range h.Declarants {
		t, _ := w.docs[taxpayerKey(person)].(Taxpayer)
		t.Household = h.ID
		if person == a.Person {
			t.Access = access
		}
		w.docs[taxpayerKey(person)] = t
	}
	if err := w.years(h, seed.Years); err != nil {
		return err
	}
	return w.properties(h, seed.Properties)
}

var homes = []string{"", "P", "L", "H"}

func (w *sower) build(person string, seed householdSeed) (Household, error) {
	notice, printed := w.newest(person)
	h := Household{
		Declarants: seed.Declarants, Status: seed.Status, Ticks: seed.Ticks, Grown: seed.Grown, Home: seed.Home, Zone: seed.Zone,
		Reference: seed.Reference, IBAN: strings.ToUpper(strings.ReplaceAll(seed.IBAN, " ", "")), Advance: seed.Advance, ClaimedBy: seed.ClaimedBy,
	}
	if len(h.Declarants) == 0 {
		h.Declarants = []string{person}
		if printed {
			h.Declarants = notice.Declarants
		}
	}
	if h.Reference == 0 && printed {
		h.Reference = notice.Reference
	}
	if h.Status == "" {
		h.Status = map[bool]bareme.Status{true: bareme.Married, false: bareme.Single}[len(h.Declarants) > 1]
	}
	h.ID = h.Declarants[0]
	if h.Zone == 0 {
		h.Zone = zoneOf(w.People[h.ID])
	}
	for _, c := range seed.Children {
		h.Children = append(h.Children, Child{Born: w.year() - c.Age, Shared: c.Shared, Card: c.Card})
	}
	return h, w.checkHousehold(&h, seed)
}

func (w *sower) checkHousehold(h *Household, seed householdSeed) error {
	for _, id := range h.Declarants {
		if _, ok := w.People[id]; !ok {
			return fmt.Errorf("impots, foyer de %s : déclarant « %s » qui n’est pas dans cette situation", h.ID, id)
		}
	}
	if !slices.Contains([]bareme.Status{bareme.Single, bareme.Married, bareme.Pacsed, bareme.Divorced, bareme.Widowed}, h.Status) {
		return fmt.Errorf("impots, foyer de %s : situation vaut C, M, O, D ou V, pas « %s »", h.ID, h.Status)
	}
	if !slices.Contains(homes, h.Home) {
		return fmt.Errorf("impots, foyer de %s : logement vaut P, L ou H, pas « %s »", h.ID, h.Home)
	}
	if h.IBAN != "" {
		if err := fictif.CheckIBAN(h.IBAN); err != nil {
			return fmt.Errorf("impots, foyer de %s : %w", h.ID, err)
		}
	}
	if seed.Rate != "" {
		rate, err := strconv.ParseFloat(strings.ReplaceAll(seed.Rate, ",", "."), 64)
		if err != nil {
			return fmt.Errorf("impots, foyer de %s : taux « %s », attendu comme « 5,3 »", h.ID, seed.Rate)
		}
		h.Rate = bareme.Tenths(rate*10 + 0.5)
	}
	return nil
}

// newest is the last notice printed for a person before the start.
func (w *sower) newest(person string) (Notice, bool) {
	var last Notice
	for _, key := range slices.Sorted(maps.Keys(w.docs)) {
		if n, ok := w.docs[key].(Notice); ok && slices.Contains(n.Declarants, person) && n.Year > last.Year {
			last = n
		}
	}
	return last, last.Year > 0
}

func (w *sower) years(h Household, seeds []yearSeed) error {
	known := append(bareme.Known(), "8HV", "8IV", boxAcomptes)
	for _, y := range seeds {
		year := y.Year
		if year <= 0 {
			year += w.year()
		}
		for _, box := range slices.Concat(slices.Sorted(maps.Keys(y.Sent)), slices.Sorted(maps.Keys(y.True))) {
			if !slices.Contains(known, box) {
				return fmt.Errorf("impots, foyer de %s, revenus de %d : case « %s » inconnue%s", h.ID, year, box, frtext.DidYouMean(box, known))
			}
		}
		t := Told{Sent: y.Sent, True: y.True, Automatic: y.Automatic}
		if t.True == nil {
			t.True = y.Sent
		}
		w.docs[toldKey(h.ID, year)] = t
	}
	return nil
}

func (w *sower) properties(h Household, seeds []propertySeed) error {
	for i, p := range seeds {
		id := cmp.Or(p.ID, "local"+strconv.Itoa(i+1))
		if strings.ContainsAny(id, ". /") {
			return fmt.Errorf("impots, foyer de %s : l’identifiant d’un bien n’a ni point, ni espace : « %s »", h.ID, id)
		}
		for _, o := range []Occupancy{p.Known, p.True} {
			if _, ok := occupations[o.How]; !ok && o != (Occupancy{}) {
				return fmt.Errorf("impots, bien %s : occupation « %s » inconnue%s", id, o.How, frtext.DidYouMean(o.How, slices.Sorted(maps.Keys(occupations))))
			}
		}
		kept := Property{ID: id, Address: p.Address, Nature: cmp.Or(p.Nature, "logement"), Known: p.Known, True: p.True}
		if kept.True == (Occupancy{}) {
			kept.True = kept.Known
		}
		w.docs[propertyKey(h.ID, id)] = kept
	}
	return nil
}
