package aidantsconnect

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/simulators/portal"
)

func (w sowing) protections() error {
	for _, said := range w.said.Protected {
		if _, ok := w.in.People[said.Person]; !ok {
			return fmt.Errorf("protections : la personne « %s » n’est pas dans cette situation", said.Person)
		}
		if said.Measure != measureSafeguard && said.Measure != measureCuratorship && said.Measure != measureGuardianship {
			return fmt.Errorf("mesure « %s » inconnue ; attendu : %s", said.Measure, frtext.List([]string{measureSafeguard, measureCuratorship, measureGuardianship}))
		}
		w.docs[protectionKey(said.Person)] = said.Measure
	}
	return nil
}

func (w sowing) mandates() error {
	for _, said := range w.said.Mandates {
		m, err := w.mandate(said)
		if err != nil {
			return fmt.Errorf("mandat %s : %w", said.Number, err)
		}
		w.docs[mandateKey(m.Number)] = m
		if at, ok := m.remindAt(); ok && w.in.Schedule != nil && at.After(w.in.T0) {
			w.in.Schedule(at, effectEnding, m.Number)
		}
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
		return m, fmt.Errorf("la personne « %s » n’est pas dans cette situation", said.Person)
	case !right:
		return m, fmt.Errorf("durée de %d jours ; attendu : 1, 31, 182 ou 365", said.Days)
	case !said.Until.Set():
		return m, fmt.Errorf("dites jusqu’à quand, par exemple « jusqua: +1h42m10s »")
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
			return fmt.Errorf("journal : « %s » n’est pas un·e des aidant·es", said.Aidant)
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
