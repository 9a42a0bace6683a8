package observation_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"demarcheablanc/internal/observation"
	"demarcheablanc/internal/sandbox"
)

var round = observation.Round{Trio: 1, Round: 0}

func full() observation.Notes {
	return observation.Notes{Marks: map[string]observation.Mark{
		"relation": {Stars: 4}, "moyens": {Stars: observation.Unobserved}, "competences": {Stars: 1},
		"fiches": {Stars: 5, Name: "FranceConnect"},
	}}
}

func read(t *testing.T, box *sandbox.Sandbox) observation.Kept {
	t.Helper()
	var k observation.Kept
	require.NoError(t, box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error { k = round.Read(tx); return nil }))
	return k
}

func TestAGridIsDraftedClosedThenUnchangeable(t *testing.T) {
	box := register(t)
	save := func(n observation.Notes) error {
		return do(t, box, func(tx *sandbox.Tx) error { return round.SaveGrid(tx, observation.Grid{Notes: n}) })
	}
	closing := func(n observation.Notes) error {
		return do(t, box, func(tx *sandbox.Tx) error { return round.CloseGrid(tx, observation.Grid{Notes: n}) })
	}
	half := observation.Notes{Marks: map[string]observation.Mark{"relation": {Stars: 3}, "fiches": {Stars: 2}}}
	require.NoError(t, save(half))
	require.ErrorIs(t, closing(half), observation.ErrMissing)
	sentence := half.MissingSentence("non observé")
	for _, part := range []string{"moyens matériels", "compétences", "le nom de la ou des fiches", "« non observé »"} {
		assert.Contains(t, sentence, part)
	}
	assert.Equal(t, 2, strings.Count(sentence, "."), "one sentence, and what to do")
	require.NoError(t, closing(full()), "« non observé » is an answer")
	require.ErrorIs(t, save(half), observation.ErrClosed)
	require.ErrorIs(t, closing(full()), observation.ErrClosed)
	assert.Equal(t, observation.Unobserved, read(t, box).Grid.Marks["moyens"].Stars)
}

func TestRealLookingTextIsNeverKept(t *testing.T) {
	box := register(t)
	n := full()
	n.Remarks = "Rappeler au 06 12 34 56 78"
	assert.Contains(t, n.Problems(), "remarques")
	err := do(t, box, func(tx *sandbox.Tx) error { return round.SaveGrid(tx, observation.Grid{Notes: n}) })
	require.ErrorIs(t, err, observation.ErrReal)
	err = do(t, box, func(tx *sandbox.Tx) error { return round.Mark(tx, "ton", "jean.dupont@gmail.com", 3, t0) })
	require.ErrorIs(t, err, observation.ErrReal)
	assert.Empty(t, box.Journal())
}

func TestTheThreeGiveTheirPart(t *testing.T) {
	box := register(t)
	require.NoError(t, do(t, box, func(tx *sandbox.Tx) error {
		if err := round.Mark(tx, "silence", "", 7, t0); err != nil {
			return err
		}
		if err := round.PutSelf(tx, observation.Self{Notes: full()}); err != nil {
			return err
		}
		return round.PutFeeling(tx, observation.Feeling{Secrets: []string{"numero"}, Notes: observation.Notes{Remarks: "Écoutée"}})
	}))
	k := read(t, box)
	assert.False(t, k.Complete(), "the grid is still open")
	assert.Equal(t, int64(7), k.Moments[0].Seq)
	assert.False(t, k.Shared, "nothing is shared unless the trio says so")
	require.ErrorIs(t, do(t, box, func(tx *sandbox.Tx) error { return round.PutSelf(tx, observation.Self{Notes: full()}) }), observation.ErrClosed)
	require.ErrorIs(t, do(t, box, func(tx *sandbox.Tx) error { return round.Mark(tx, "inconnu", "", 7, t0) }), observation.ErrMoment)
	require.NoError(t, do(t, box, func(tx *sandbox.Tx) error {
		round.Share(tx, true)
		return round.CloseGrid(tx, observation.Grid{Notes: full()})
	}))
	k = read(t, box)
	assert.True(t, k.Complete())
	assert.True(t, k.Shared)
	other := observation.Round{Trio: 2, Round: 0}
	require.NoError(t, box.Peek(-1, sandbox.Actor{}, func(tx *sandbox.Tx) error {
		assert.False(t, other.Read(tx).Complete(), "another trio's is another's")
		return nil
	}))
}

func TestTheSheetOpensInASpreadsheetAndRunsNothing(t *testing.T) {
	k := observation.Kept{Grid: observation.Grid{Notes: full()}}
	k.Grid.Remarks = "=HYPERLINK(\"x\";\"y\")"
	k.Grid.Keep = "-2 points ; « guillemets \"droits\" »"
	out := k.CSV()
	assert.True(t, bytes.HasPrefix(out, []byte("\xef\xbb\xbf")))
	text := string(out)
	assert.Contains(t, text, "obligatoire;;4;")
	assert.Contains(t, text, "non observé")
	assert.Contains(t, text, "'=HYPERLINK")
	assert.Contains(t, text, "'-2 points")
	assert.NotContains(t, text, ";=")
}
