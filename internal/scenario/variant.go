package scenario

import (
	"maps"
	"slices"

	"demarcheablanc/simulators/portal"
)

// with is the situation as a variant makes it.
func (s Scenario) with(v Variant) *Scenario {
	s.People = append(slices.Clone(s.People), v.People...)
	s.Civil = overlay(s.Civil, v.Civil, nil, func(x portal.Person) string { return x.ID })
	s.Secrets = overlay(s.Secrets, v.Secrets, v.Without, func(x Secret) string { return x.ID })
	s.Papers = overlay(s.Papers, v.Papers, v.Without, func(x portal.Paper) string { return x.ID })
	s.Devices = overlay(s.Devices, v.Devices, v.Without, func(x portal.Device) string { return x.ID })
	s.Injects = overlay(s.Injects, v.Injects, v.Without, func(x Inject) string { return x.ID })
	s.Goals = overlay(s.Goals, v.Goals, v.Without, func(x Goal) string { return x.ID })
	s.Causes = overlay(s.Causes, v.Causes, v.Without, func(x Cause) string { return x.Title })
	s.Outcomes = append(slices.Clone(s.Outcomes), v.Outcomes...)
	s.Services = maps.Clone(s.Services)
	maps.Copy(s.Services, v.Services)
	if v.Begins != nil {
		s.Begins = *v.Begins
	}
	if v.Cards != nil {
		s.Cards = *v.Cards
	}
	if v.Notebook != nil {
		s.Notebook = v.Notebook
	}
	if v.Outside != nil {
		s.Outside = v.Outside
	}
	if v.Settings != nil {
		s.Settings = *v.Settings
	}
	return &s
}

// overlay replaces what has the same id, adds the rest, and leaves some out.
func overlay[T any](base, over []T, without []string, id func(T) string) []T {
	var all []T
	for _, x := range base {
		if i := slices.IndexFunc(over, func(o T) bool { return id(o) == id(x) }); i >= 0 {
			x = over[i]
		}
		all = append(all, x)
	}
	for _, o := range over {
		if !slices.ContainsFunc(base, func(x T) bool { return id(x) == id(o) }) {
			all = append(all, o)
		}
	}
	return slices.DeleteFunc(all, func(x T) bool { return slices.Contains(without, id(x)) })
}

// unknownWithout says which ids of « sans » name nothing.
func (s Scenario) unknownWithout(v Variant) []string {
	var known []string
	for _, x := range s.Secrets {
		known = append(known, x.ID)
	}
	for _, x := range s.Papers {
		known = append(known, x.ID)
	}
	for _, x := range s.Devices {
		known = append(known, x.ID)
	}
	for _, x := range s.Injects {
		known = append(known, x.ID)
	}
	for _, x := range s.Goals {
		known = append(known, x.ID)
	}
	for _, x := range s.Causes {
		known = append(known, x.Title)
	}
	return slices.DeleteFunc(slices.Clone(v.Without), func(id string) bool { return slices.Contains(known, id) })
}
