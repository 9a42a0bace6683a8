package scenario_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/frtext"
	"demarcheablanc/internal/sandbox"
	"demarcheablanc/internal/scenario"
	"demarcheablanc/internal/store"
	"demarcheablanc/simulators/portal"
)

const good = `id: essai
titre: Un essai
duree: 10m
debut: {jours: ouvres, heure: "16:25"}
aide: samia
personnes: [samia, karim]
papiers:
  - {id: recu, titre: Reçu, texte: ["Fait le {J-21}"]}
services:
  guichet: [{nom: un}]
injects:
  - {id: sms, titre: Un SMS, a: 3m, sms: {numero: "0639980105", de: Karim, texte: Alors ?}}
  - {id: apres, titre: Après la porte, apres: guichet.porte.ouverte, a: 2m, annonce: La porte est ouverte}
  - {id: seulement, titre: Si fermé, a: 5m, si: 'not fait("guichet.porte.ouverte")', annonce: Toujours fermé}
buts:
  - {id: g1, texte: La porte est ouverte, verifie: 'avant("J+1 12:00", "guichet.porte.ouverte", "par", "samia")', voies: [{id: cle, nom: La clé, si: 'fait("guichet.porte.ouverte", "avec", "clé")'}]}
  - {id: g2, texte: Samia le redit, constat: true}
consequences:
  - {si: 'not fait("guichet.porte.ouverte")', texte: La porte reste fermée.}
variantes:
  facile: {titre: Facile, sans: [sms], services: {guichet: [{nom: deux}]}}
`

// network has one service, a counter with a door.
func network(t *testing.T) *portal.Network {
	n := &portal.Network{}
	require.NoError(t, n.Connect(&portal.Site{
		ID: "guichet", Host: "guichet.example", Name: "Guichet",
		Facts: map[portal.Fact]string{"guichet.porte.ouverte": "La porte s’ouvre"},
		Seed: func(in portal.SeedInput) (map[string]any, error) {
			var list []struct {
				Name string `yaml:"nom"`
			}
			if err := in.Decode(&list); err != nil {
				return nil, err
			}
			return map[string]any{"guichet": list[0].Name}, nil
		},
	}))
	return n
}

func load(t *testing.T, text string) (*scenario.Library, error) {
	return scenario.Load(fstest.MapFS{"essai/scenario.yaml": {Data: []byte(text)}}, network(t), nil)
}

func TestAWrongFileSaysWhereAndWhatWasExpected(t *testing.T) {
	for name, c := range map[string]struct{ from, to, want string }{
		"an unknown word":      {"titre: Un", "tire: Un", `unknown field "tire"`},
		"its line":             {"duree: 10m", "duree: dix", "> "},
		"an unknown fact":      {`fait("guichet.porte.ouverte", "avec"`, `fait("guichet.porte.ouvert", "avec"`, "vouliez-vous dire « guichet.porte.ouverte »"},
		"a broken expression":  {`not fait("guichet.porte.ouverte")', annonce`, `not fait('', annonce`, "essai/scenario.yaml"},
		"an unknown person":    {"[samia, karim]", "[samia, carim]", "vouliez-vous dire « karim »"},
		"an unknown service":   {"  guichet: [{nom: un}]", "  guichets: [{nom: un}]", "service inconnu « guichets » (vouliez-vous dire « guichet » ?)"},
		"a service's own word": {"[{nom: un}]", "[{non: un}]", `unknown field "non"`},
		"an hour":              {`"16:25"`, `"16h25"`, "écrivez l’heure comme"},
		"another folder's id":  {"id: essai", "id: autre", "le nom du dossier"},
		"a goal unsaid":        {`, constat: true`, "", "« verifie » manque"},
		"a real telephone":     {"Alors ?", "Appelle le 06 12 34 56 78", "ligne 12"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, good, c.from)
			_, err := load(t, strings.Replace(good, c.from, c.to, 1))
			require.ErrorContains(t, err, c.want)
		})
	}
}

// world opens a world of the situation, on a clock the test holds.
type world struct {
	lib  *scenario.Library
	c    *scenario.Compiled
	box  *sandbox.Sandbox
	wall time.Time
}

func begin(t *testing.T, variant string) *world {
	lib, err := load(t, good)
	require.NoError(t, err)
	w := &world{lib: lib, wall: time.Date(2026, 10, 17, 9, 0, 0, 0, frtext.Paris)} // a Saturday
	w.c, _ = lib.Situation("essai", variant)
	starts := &scenario.Starts{Library: lib}
	effects := lib.Effects()
	engine := sandbox.NewEngine(store.Memory(), func() time.Time { return w.wall }, starts.Start, effects)
	engine.React = lib.React
	name, err := starts.Name("essai", variant, w.wall)
	require.NoError(t, err)
	w.box, err = engine.Create(t.Context(), sandbox.New{ID: "m", Kind: "bac", Start: name, Running: true})
	require.NoError(t, err)
	return w
}

func (w *world) wait(t *testing.T, d time.Duration) {
	w.wall = w.wall.Add(d)
	require.NoError(t, w.box.Settle(t.Context()))
}

func (w *world) do(t *testing.T, fn func(tx *sandbox.Tx) error) {
	require.NoError(t, w.box.Do(context.Background(), sandbox.Actor{Seat: "formateur"}, fn))
}

func (w *world) states(t *testing.T) map[string]string {
	all := map[string]string{}
	require.NoError(t, w.box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		for _, s := range scenario.Injects(tx) {
			all[s.ID] = s.State
		}
		return nil
	}))
	return all
}

func TestTheStartIsAWorkdayAndPapersAreDatedFromIt(t *testing.T) {
	w := begin(t, scenario.Standard)
	require.Equal(t, "2026-10-19 16:25", w.box.Began().Format("2006-01-02 15:04"))
	require.NoError(t, w.box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		paper, ok := sandbox.Get[portal.Paper](tx, "papier/samia/recu")
		require.True(t, ok)
		require.Equal(t, []string{"Fait le 28 septembre 2026"}, paper.Text)
		return nil
	}))
}

func TestInjectsComeAtTheirTimeAndAfterTheirFact(t *testing.T) {
	w := begin(t, scenario.Standard)
	w.wait(t, 2*time.Minute)
	require.Equal(t, map[string]string{"sms": "prevu", "apres": "attend", "seulement": "prevu"}, w.states(t))
	w.do(t, func(tx *sandbox.Tx) error {
		tx.Emit("guichet.porte.ouverte", "par", "samia", "avec", "clé")
		return nil
	})
	require.Equal(t, "prevu", w.states(t)["apres"])
	w.wait(t, 4*time.Minute)
	require.Equal(t, map[string]string{"sms": "tire", "apres": "tire", "seulement": "sans_objet"}, w.states(t))
}

func TestTheTrainerFiresDelaysAndCancels(t *testing.T) {
	w := begin(t, scenario.Standard)
	w.do(t, func(tx *sandbox.Tx) error { return w.lib.Fire(tx, "seulement") })
	w.do(t, func(tx *sandbox.Tx) error { return w.lib.Delay(tx, "sms", 10*time.Minute) })
	w.do(t, func(tx *sandbox.Tx) error { return w.lib.CancelInject(tx, "apres") })
	w.wait(t, 5*time.Minute)
	require.Equal(t, map[string]string{"sms": "prevu", "apres": "annule", "seulement": "tire"}, w.states(t))
	w.wait(t, 10*time.Minute)
	require.Equal(t, "tire", w.states(t)["sms"])
	require.ErrorIs(t, w.box.Do(t.Context(), sandbox.Actor{}, func(tx *sandbox.Tx) error { return w.lib.Delay(tx, "sms", time.Minute) }), scenario.ErrNoInject)
}

func TestGoalsSayByWhichWayAndWhen(t *testing.T) {
	w := begin(t, scenario.Standard)
	require.False(t, w.c.Goals(w.box.Began(), w.box.Journal())[0].Reached)
	require.Len(t, w.c.Consequences(w.box.Began(), w.box.Journal()), 1)
	w.wait(t, time.Minute)
	w.do(t, func(tx *sandbox.Tx) error {
		tx.Emit("guichet.porte.ouverte", "par", "samia", "avec", "clé")
		return nil
	})
	goal := w.c.Goals(w.box.Began(), w.box.Journal())[0]
	require.True(t, goal.Reached)
	require.Equal(t, "cle", goal.Ways[0].ID)
	require.Equal(t, time.Minute, goal.At.Sub(w.box.Began()))
	require.Empty(t, w.c.Consequences(w.box.Began(), w.box.Journal()))
}

func TestAGoalMissedByItsDeadlineIsMissed(t *testing.T) {
	w := begin(t, scenario.Standard)
	w.do(t, func(tx *sandbox.Tx) error { tx.Advance(24 * time.Hour); return nil })
	w.do(t, func(tx *sandbox.Tx) error { tx.Emit("guichet.porte.ouverte", "par", "samia"); return nil })
	require.False(t, w.c.Goals(w.box.Began(), w.box.Journal())[0].Reached)
}

func TestAVariantChangesTheStart(t *testing.T) {
	w := begin(t, "facile")
	require.NotContains(t, w.states(t), "sms")
	require.NoError(t, w.box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		name, _ := sandbox.Get[string](tx, "guichet")
		require.Equal(t, "deux", name)
		return nil
	}))
}

func TestAVariantChangesWhatItSays(t *testing.T) {
	text := strings.Replace(good, `  facile: {titre: Facile, sans: [sms], services: {guichet: [{nom: deux}]}}`, `  dur:
    titre: Difficile
    debut: {jours: tous, heure: "08:00", jour: 15}
    reglages: {libre: true, epoque: "2019"}
    etat_civil: [{id: samia, nom_naissance: SITTELLE, prenoms: [Samia], naissance: "1990-05-17", sexe: female, pays_naissance: "99000"}]
    papiers: [{id: recu, titre: Reçu barré, valeurs: {"brut_{M-1}": "612"}}]
    injects: [{id: ouvre, titre: Une autre porte, apres: guichet.porte.ouverte, avec: {par: karim}, annonce: Par Karim}]
    buts: [{id: g3, texte: En plus, constat: true}]
    hors_besoin: [guichet.porte.ouverte]
    sans: [g2]
`, 1)
	lib, err := load(t, text)
	require.NoError(t, err)
	standard, _ := lib.Situation("essai", "")
	hard, ok := lib.Situation("essai", "dur")
	require.True(t, ok)
	require.Len(t, standard.Scenario.Goals, 2)
	require.Equal(t, "g3", hard.Scenario.Goals[1].ID)
	require.Empty(t, standard.Scenario.Outside)
	require.Equal(t, []string{"guichet.porte.ouverte"}, hard.Scenario.Outside)

	starts := &scenario.Starts{Library: lib}
	name, err := starts.Name("essai", "dur", time.Date(2026, 10, 3, 9, 0, 0, 0, frtext.Paris))
	require.NoError(t, err)
	require.Equal(t, "essai/dur@2026-10-15T08:00:00+02:00", name)
	fixed, err := load(t, strings.Replace(text, "jour: 15", `date: "2026-05-20"`, 1))
	require.NoError(t, err)
	name, err = (&scenario.Starts{Library: fixed}).Name("essai", "dur", time.Date(2026, 10, 3, 9, 0, 0, 0, frtext.Paris))
	require.NoError(t, err)
	require.Equal(t, "essai/dur@2026-05-20T08:00:00+02:00", name)
	name, err = starts.Name("essai", "dur", time.Date(2026, 10, 3, 9, 0, 0, 0, frtext.Paris))
	require.NoError(t, err)
	engine := sandbox.NewEngine(store.Memory(), func() time.Time { return time.Date(2026, 10, 3, 9, 0, 0, 0, frtext.Paris) }, starts.Start, lib.Effects())
	engine.React = lib.React
	box, err := engine.Create(context.Background(), sandbox.New{ID: "b", Kind: "bac", Start: name, Running: true})
	require.NoError(t, err)
	do := func(fn func(*sandbox.Tx)) {
		require.NoError(t, box.Do(context.Background(), sandbox.Actor{}, func(tx *sandbox.Tx) error { fn(tx); return nil }))
	}
	do(func(tx *sandbox.Tx) {
		require.Equal(t, "2019", portal.SettingsOf(tx).Era)
		paper, _ := sandbox.Get[portal.Paper](tx, "papier/samia/recu")
		require.Equal(t, map[string]string{"brut_2026-09": "612"}, paper.Values)
		samia, _ := portal.PersonOf(tx, "samia")
		require.Equal(t, "99000", samia.BirthCountry)
		require.Empty(t, samia.BirthPlace)
		tx.Emit("guichet.porte.ouverte", "par", "samia")
	})
	state := func() (s string) {
		do(func(tx *sandbox.Tx) {
			i, _ := sandbox.Get[scenario.InjectState](tx, "inject/ouvre")
			s = i.State
		})
		return s
	}
	require.Equal(t, scenario.Awaiting, state())
	do(func(tx *sandbox.Tx) { tx.Emit("guichet.porte.ouverte", "par", "karim") })
	require.NotEqual(t, scenario.Awaiting, state())

	_, err = load(t, strings.Replace(text, "etat_civil: [{id: samia", "etat_civil: [{id: samya", 1))
	require.ErrorContains(t, err, "vouliez-vous dire « samia »")
	_, err = load(t, strings.Replace(text, "sans: [g2]", "sans: [g9]", 1))
	require.ErrorContains(t, err, "« g9 » n’est le nom de rien")
}
