package observation_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/observation"
)

func TestTheObserverSpeaksWhereTheJournalCannot(t *testing.T) {
	kept := observation.Kept{Grid: observation.Grid{Goals: map[string]string{"g1": observation.GoalDecision, "g4": observation.GoalReached}}}
	d := build(t, world(), kept)
	assert.Equal(t, observation.GoalDecision, d.Goals[0].State)
	assert.Equal(t, observation.GoalReached, d.Goals[2].State)
	assert.False(t, d.Goals[2].Unknown)
	assert.True(t, build(t, world(), observation.Kept{}).Goals[2].Unknown)
	kept.Grid.Goals["g3"] = observation.GoalReached
	broken := build(t, world(), kept, act{minute: 1, facts: facts(fact("portail.session.autrui", "personne", "karim"))})
	assert.Equal(t, observation.GoalBroken, broken.Goals[1].State, "what the journal saw is not argued away")
}

func TestTheGridWaitsForTheAidant(t *testing.T) {
	d := observation.Debrief{Kept: observation.Kept{Grid: observation.Grid{Closed: t0}}}
	assert.False(t, d.GridShown())
	d.Self.Done = t0
	assert.True(t, d.GridShown())
}

func TestGapsAreWords(t *testing.T) {
	notes := func(s observation.Stars) observation.Notes {
		return observation.Notes{Marks: map[string]observation.Mark{"relation": {Stars: s}}}
	}
	for _, c := range []struct {
		seen, own observation.Stars
		want      string
	}{{4, 4, "D’accord"}, {4, 2, "Plus sévère avec soi"}, {2, 4, "Vu autrement"}, {observation.Unobserved, 3, "À raconter"}, {0, 0, ""}} {
		d := build(t, world(), observation.Kept{Grid: observation.Grid{Notes: notes(c.seen)}, Self: observation.Self{Notes: notes(c.own)}})
		assert.Equal(t, c.want, d.Lines[0].Gap)
	}
}

func TestTheTimelineFollowsTheKeyboardAndSkipsJumps(t *testing.T) {
	kept := observation.Kept{Moments: []observation.Moment{{Number: 1, Word: "ton", Seq: 2, At: t0.Add(3 * time.Minute)}, {Number: 2, Word: "autre", Seq: 99, At: t0}}}
	in := observation.Input{
		Situation: compiled(t), T0: t0, End: world(), Ended: t0.Add(70 * time.Minute), Kept: kept, Words: words,
		Journal: journal(
			typed(2, "aidant", "portail.connexion.refusee"),
			act{minute: 4, seat: "aidant", hand: "aidant", device: "pc-epn", facts: facts(fact("poste.main.changee", "main", "aide"))},
			act{minute: 5, seat: "formateur", facts: facts(fact("jeu.temps.avance", "minutes", "60"))},
			act{minute: 66, seat: "monde", facts: facts(fact("jeu.inject", "titre", "Le mari appelle"))},
		),
	}
	line := observation.Build(in).Timeline
	assert.Equal(t, 10*time.Minute, line.Length)
	require.Len(t, line.Held, 2)
	assert.Equal(t, observation.Held{Hand: "aidant", From: 2 * time.Minute, To: 4 * time.Minute}, line.Held[0])
	assert.Equal(t, observation.Held{Hand: "aide", From: 4 * time.Minute, To: 10 * time.Minute}, line.Held[1])
	last := line.Marks[len(line.Marks)-1]
	assert.Equal(t, 6*time.Minute, last.Played, "the hour skipped takes no room")
	assert.Equal(t, last.At, line.World(last.Played))
	for _, m := range line.Marks {
		if m.Label == "Autre moment" {
			assert.False(t, m.Replay, "its step was left by a rewind")
		}
	}
}

func TestSecretsAreToldByThePersonOrTheJournal(t *testing.T) {
	d := build(t, world(), observation.Kept{Feeling: observation.Feeling{Secrets: []string{"numero"}}},
		act{minute: 3, seat: "aide", facts: facts(fact("jeu.secret.devoile", "id", "telephone"))})
	assert.True(t, d.Secrets[0].Told)
	assert.True(t, d.Secrets[0].At.IsZero())
	assert.True(t, d.Secrets[1].Told)
	assert.Equal(t, int64(1), d.Secrets[1].Seq)
}
