package formateur

import (
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/web/house"
	"demarcheablanc/internal/workshop"
	"demarcheablanc/simulators/portal"
)

// setting is one switch of a trio's world, moved live.
type setting struct {
	Name, Label string
	Choices     []settingChoice
}

// settingChoice is one position of a switch.
type settingChoice struct {
	Value, Label string
	Chosen       bool
	apply        func(*portal.Settings)
}

// settings are the switches as they stand.
func settings(s portal.Settings) []setting {
	order := func(free bool) func(*portal.Settings) { return func(s *portal.Settings) { s.Free = free } }
	era := func(e string) func(*portal.Settings) { return func(s *portal.Settings) { s.Era = e } }
	backstage := func(b string) func(*portal.Settings) { return func(s *portal.Settings) { s.Backstage = b } }
	return []setting{
		{"ordre", "Ordre des démarches", []settingChoice{
			{"portail", "Comme le portail", !s.Free, order(false)},
			{"libre", "Libre : on avance, on revient", s.Free, order(true)},
		}},
		{"epoque", "Époque des sites", []settingChoice{
			{"aujourdhui", "Aujourd’hui", s.Era == "" || s.Era == "2026", era("")},
			{"2022", "2022", s.Era == "2022", era("2022")},
			{"2019", "2019", s.Era == "2019", era("2019")},
		}},
		{"coulisses", "Derrière l’écran", []settingChoice{
			{"formateur", "Vous seul·e", s.Backstage == portal.BackstageTrainer, backstage(portal.BackstageTrainer)},
			{"trio", "Le trio aussi, après l’envoi", s.Backstage == portal.BackstageSent, backstage(portal.BackstageSent)},
		}},
	}
}

// changeSettings moves the switches of a trio's world as the form says.
func (c *console) changeSettings(v *house.Visitor) error {
	t, err := c.target(v)
	if err == nil {
		err = t.sameEpoch(v)
	}
	if err == nil {
		err = t.Box.Do(v.Request.Context(), sandbox.Actor{Seat: string(workshop.Trainer)}, func(tx *sandbox.Tx) error {
			readSettings(v, tx)
			return nil
		})
	}
	return back(v, t.Atelier.ID, t.Trio.Number, err, "reglages")
}

// readSettings moves the switches that the form names. Nothing is written where
// nothing changes.
func readSettings(v *house.Visitor, tx *sandbox.Tx) {
	before := portal.SettingsOf(tx)
	after := before
	for _, one := range settings(before) {
		for _, choice := range one.Choices {
			if v.PostForm(one.Name) == choice.Value && !choice.Chosen {
				choice.apply(&after)
			}
		}
	}
	if after != before {
		tx.Put(portal.SettingsKey, after)
		tx.Emit(string(scenario.FactSettings))
	}
}
