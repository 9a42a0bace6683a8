package aidantsconnect

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"demarcheablanc/internal/fictif"
	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

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
			return nil, fmt.Errorf("aidantsconnect : %w", err)
		}
	}
	return w.docs, nil
}

func (w sowing) structures() error {
	if len(w.said.Structures) == 0 {
		return fmt.Errorf("écrivez au moins une structure, par exemple « structures: [{id: epn, nom: EPN Les Tilleuls}] »")
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
			return fmt.Errorf("tiroir, carte %d : elle a un numéro", n+1)
		}
	}
	return nil
}

func serial(said string) string { return strings.ToUpper(said) }

// home is the structure named, or the first.
func (w sowing) home(structure string) string { return cmp.Or(structure, w.said.Structures[0].ID) }

func (w sowing) known(structure string) error {
	if _, ok := w.docs[structureKey(structure)]; !ok {
		return fmt.Errorf("la structure « %s » n’est pas dans la liste des structures", structure)
	}
	return nil
}

func checkThemes(keys []string) error {
	for _, key := range keys {
		if _, ok := themeNamed(key); !ok {
			return fmt.Errorf("thème « %s » inconnu ; attendu : %s", key, frtext.List(keysOf(themes[:])))
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
			return fmt.Errorf("joueur « %s » : ce n’est pas un·e des aidant·es", w.said.Played)
		}
		w.docs[playedKey] = w.said.Played
	}
	return nil
}

func (w sowing) aidant(said seedAidant) (Aidant, error) {
	p := w.in.People[said.Person]
	if said.Person != "" && p.ID == "" {
		return Aidant{}, fmt.Errorf("la personne « %s » n’est pas dans cette situation", said.Person)
	}
	a := Aidant{
		ID: cmp.Or(said.ID, said.Person), Person: said.Person, Name: cmp.Or(said.Name, p.Name()), Email: strings.ToLower(cmp.Or(said.Email, emailOf(p))),
		Structure: w.home(said.Structure), Also: said.Also, Referent: said.Referent, Inactive: said.Inactive,
	}
	why, barred := excluded[said.Status]
	switch {
	case barred:
		return a, fmt.Errorf("%s : %s", a.Name, why)
	case said.Status != "" && said.Status != StatusEmployee:
		return a, fmt.Errorf("%s : statut « %s » inconnu ; attendu : %s, %s", a.Name, said.Status, StatusEmployee, frtext.List(slices.Sorted(maps.Keys(excluded))))
	case a.ID == "" || a.Name == "":
		return a, fmt.Errorf("un·e aidant·e a un id et un nom, ou une personne")
	case said.Card != nil && said.App != nil:
		return a, fmt.Errorf("%s : une carte ou une appli, pas les deux", a.Name)
	}
	if err := fictif.CheckEmail(a.Email); err != nil {
		return a, fmt.Errorf("%s : %w", a.Name, err)
	}
	for _, structure := range a.Also {
		if err := w.known(structure); err != nil {
			return a, err
		}
	}
	return a, w.known(a.Structure)
}
