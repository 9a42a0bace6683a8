package aidantsconnect

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

// situation is what a situation's file says of Aidants Connect.
type situation struct {
	Structures []seedStructure `yaml:"structures"`
	Aidants    []seedAidant    `yaml:"aidants"`
	Drawer     []seedCard      `yaml:"tiroir"` // cards that nobody has yet
	Mandates   []seedMandate   `yaml:"mandats"`
	Protected  []seedProtected `yaml:"protections"`
	Journal    []seedEntry     `yaml:"journal"`
	Played     string          `yaml:"joueur"`  // the helper that the aidant's seat plays
	Shortest   int             `yaml:"minimal"` // days of the shortest useful mandate; 1 unless said
}

type seedStructure struct {
	ID      string   `yaml:"id"`
	Name    string   `yaml:"nom"`
	Address []string `yaml:"adresse"`
	Themes  []string `yaml:"themes"` // all of them unless said
}

type seedAidant struct {
	Person    string    `yaml:"personne"` // gives id, name and address unless said
	ID        string    `yaml:"id"`
	Name      string    `yaml:"nom"`
	Email     string    `yaml:"courriel"`
	Structure string    `yaml:"structure"` // the first one unless said
	Status    string    `yaml:"statut"`
	Referent  bool      `yaml:"referent"`
	Inactive  bool      `yaml:"desactive"`
	Card      *seedCard `yaml:"carte"`
	App       *seedCard `yaml:"appli"`
}

type seedCard struct {
	Serial string `yaml:"numero"`
	Device string `yaml:"poste"`
}

type seedMandate struct {
	Number    string        `yaml:"numero"`
	Person    string        `yaml:"personne"`
	Structure string        `yaml:"structure"`
	Aidant    string        `yaml:"aidant"` // the first of the structure unless said
	Themes    []string      `yaml:"themes"`
	Days      int           `yaml:"duree"`
	Until     portal.Moment `yaml:"jusqua"` // +1h42m10s: to the second
	Revoked   []string      `yaml:"revoques"`
	RevokedAt portal.Moment `yaml:"revoque"` // when those were; an hour before the start unless said
	Email     string        `yaml:"courriel"`
	Unsigned  bool          `yaml:"non_signe"`
}

type seedProtected struct {
	Person  string `yaml:"personne"`
	Measure string `yaml:"mesure"`
}

type seedEntry struct {
	At        portal.Moment `yaml:"le"`
	Structure string        `yaml:"structure"`
	Aidant    string        `yaml:"aidant"`
	Action    string        `yaml:"action"`
	Person    string        `yaml:"personne"`
	Detail    string        `yaml:"detail"`
}

// sowing is a seed being turned into documents.
type sowing struct {
	*service
	in   portal.SeedInput
	said situation
	docs map[string]any
	team map[string]Aidant
}

func (s *service) seed(in portal.SeedInput) (map[string]any, error) {
	w := sowing{service: s, in: in, docs: map[string]any{}, team: map[string]Aidant{}}
	if err := in.Decode(&w.said); err != nil {
		return nil, err
	}
	for _, step := range []func() error{w.structures, w.aidants, w.protections, w.mandates, w.journal} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("aidantsconnect : %w", err)
		}
	}
	return w.docs, nil
}

func (w sowing) structures() error {
	if len(w.said.Structures) == 0 {
		return fmt.Errorf("écrivez au moins une structure, par exemple « structures: [{id: epn, nom: EPN Les Tilleuls}] »")
	}
	for _, said := range w.said.Structures {
		allowed := keysOf(themes[:])
		if len(said.Themes) > 0 {
			if err := checkThemes(said.Themes); err != nil {
				return err
			}
			allowed = said.Themes
		}
		w.docs[structureKey(said.ID)] = Structure{ID: said.ID, Name: said.Name, Address: said.Address, Themes: allowed, Shortest: cmp.Or(w.said.Shortest, spans[0].Days)}
	}
	for n, c := range w.said.Drawer {
		w.docs[cardKey(serial(c.Serial))] = Card{Serial: serial(c.Serial), Kind: KindCard, Structure: w.home(""), Device: c.Device}
		if c.Serial == "" {
			return fmt.Errorf("tiroir, carte %d : elle a un numéro", n+1)
		}
	}
	return nil
}

func serial(said string) string { return strings.ToUpper(said) }

// home is the structure named, or the first.
func (w sowing) home(structure string) string { return cmp.Or(structure, w.said.Structures[0].ID) }

func (w sowing) known(structure string) error {
	if _, ok := w.docs[structureKey(structure)]; !ok {
		return fmt.Errorf("la structure « %s » n’est pas dans la liste des structures", structure)
	}
	return nil
}

func checkThemes(keys []string) error {
	for _, key := range keys {
		if _, ok := themeNamed(key); !ok {
			return fmt.Errorf("thème « %s » inconnu ; attendu : %s", key, frtext.List(keysOf(themes[:])))
		}
	}
	return nil
}

func (w sowing) aidants() error {
	for _, said := range w.said.Aidants {
		a, err := w.aidant(said)
		if err != nil {
			return err
		}
		w.team[a.ID] = a
		w.docs[aidantKey(a.ID)] = a
		for kind, c := range map[string]*seedCard{KindCard: said.Card, KindApp: said.App} {
			if c != nil {
				number := serial(cmp.Or(c.Serial, kind+"-"+a.ID))
				w.docs[cardKey(number)] = Card{Serial: number, Kind: kind, Structure: a.Structure, Device: c.Device, Aidant: a.ID}
			}
		}
	}
	if w.said.Played != "" {
		if _, ok := w.team[w.said.Played]; !ok {
			return fmt.Errorf("joueur « %s » : ce n’est pas un·e des aidant·es", w.said.Played)
		}
		w.docs[playedKey] = w.said.Played
	}
	return nil
}

func (w sowing) aidant(said seedAidant) (Aidant, error) {
	p := w.in.People[said.Person]
	if said.Person != "" && p.ID == "" {
		return Aidant{}, fmt.Errorf("la personne « %s » n’est pas dans cette situation", said.Person)
	}
	a := Aidant{
		ID: cmp.Or(said.ID, said.Person), Person: said.Person, Name: cmp.Or(said.Name, p.Name()), Email: strings.ToLower(cmp.Or(said.Email, emailOf(p))),
		Structure: w.home(said.Structure), Referent: said.Referent, Inactive: said.Inactive,
	}
	why, barred := excluded[said.Status]
	switch {
	case barred:
		return a, fmt.Errorf("%s : %s", a.Name, why)
	case said.Status != "" && said.Status != StatusEmployee:
		return a, fmt.Errorf("%s : statut « %s » inconnu ; attendu : %s, %s", a.Name, said.Status, StatusEmployee, frtext.List(slices.Sorted(maps.Keys(excluded))))
	case a.ID == "" || a.Name == "":
		return a, fmt.Errorf("un·e aidant·e a un id et un nom, ou une personne")
	case said.Card != nil && said.App != nil:
		return a, fmt.Errorf("%s : une carte ou une appli, pas les deux", a.Name)
	}
	if err := fictif.CheckEmail(a.Email); err != nil {
		return a, fmt.Errorf("%s : %w", a.Name, err)
	}
	return a, w.known(a.Structure)
}

func (w sowing) protections() error {
	for _, said := range w.said.Protected {
		if _, ok := w.in.People[said.Person]; !ok {
			return fmt.Errorf("protections : la personne « %s » n’est pas dans cette situation", said.Person)
		}
		if said.Measure != measureSafeguard && said.Measure != measureCuratorship && said.Measure != measureGuardianship {
			return fmt.Errorf("mesure « %s » inconnue ; attendu : %s", said.Measure, frtext.List([]string{measureSafeguard, measureCuratorship, measureGuardianship}))
		}
		w.docs[protectionKey(said.Person)] = said.Measure
	}
	return nil
}

func (w sowing) mandates() error {
	for _, said := range w.said.Mandates {
		m, err := w.mandate(said)
		if err != nil {
			return fmt.Errorf("mandat %s : %w", said.Number, err)
		}
		w.docs[mandateKey(m.Number)] = m
	}
	return nil
}

func (w sowing) mandate(said seedMandate) (Mandate, error) {
	p, ok := w.in.People[said.Person]
	span, right := spanOf(said.Days)
	m := Mandate{
		Number: said.Number, Structure: w.home(said.Structure), Person: said.Person, Email: cmp.Or(said.Email, emailOf(p)),
		Aidant: cmp.Or(said.Aidant, w.firstOf(w.home(said.Structure))), Days: said.Days, Until: said.Until.From(w.in.T0),
	}
	switch {
	case said.Number == "":
		return m, fmt.Errorf("un mandat a un numéro")
	case !ok:
		return m, fmt.Errorf("la personne « %s » n’est pas dans cette situation", said.Person)
	case !right:
		return m, fmt.Errorf("durée de %d jours ; attendu : 1, 31, 182 ou 365", said.Days)
	case !said.Until.Set():
		return m, fmt.Errorf("dites jusqu’à quand, par exemple « jusqua: +1h42m10s »")
	case len(said.Themes) == 0:
		return m, fmt.Errorf("un mandat a au moins un thème")
	}
	if err := cmp.Or(checkThemes(said.Themes), checkThemes(said.Revoked), w.known(m.Structure)); err != nil {
		return m, err
	}
	m.Created = m.Until.Add(-span.After(time.Time{}).Sub(time.Time{}))
	for _, theme := range keysOf(themesIn(said.Themes)) {
		a := Authority{Theme: theme}
		if slices.Contains(said.Revoked, theme) {
			a.Revoked = w.in.T0.Add(-time.Hour)
			if said.RevokedAt.Set() {
				a.Revoked = said.RevokedAt.From(w.in.T0)
			}
		}
		m.Scope = append(m.Scope, a)
	}
	if !said.Unsigned {
		m.SignedByPerson, m.SignedByAidant, m.CopyGiven = m.Created, m.Created, m.Created
	}
	m.Hash = w.print(m)
	return m, nil
}

// firstOf is the first helper said of a structure.
func (w sowing) firstOf(structure string) string {
	for _, said := range w.said.Aidants {
		if w.home(said.Structure) == structure {
			return cmp.Or(said.ID, said.Person)
		}
	}
	return ""
}

// journal begins with what the situation says happened before.
func (w sowing) journal() error {
	count := map[string]int{}
	for _, said := range w.said.Journal {
		a, ok := w.team[said.Aidant]
		if !ok {
			return fmt.Errorf("journal : « %s » n’est pas un·e des aidant·es", said.Aidant)
		}
		p := w.in.People[said.Person]
		structure := cmp.Or(said.Structure, a.Structure)
		count[structure]++
		name := ""
		if p.ID != "" {
			name = p.Name()
		}
		w.docs[fmt.Sprintf("%s%06d", journalPrefix(structure), count[structure])] = Entry{At: portal.MomentOr(said.At, w.in.T0), Aidant: a.Name, Action: said.Action, Person: name, Detail: said.Detail}
	}
	return nil
}
