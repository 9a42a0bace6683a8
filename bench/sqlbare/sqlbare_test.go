package sqlbare_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"demarcheablanc/bench/sqlbare"
)

func TestStep(t *testing.T) {
	db, err := sqlbare.Open(t.TempDir(), "a")
	require.NoError(t, err)
	require.NoError(t, db.Step(sqlbare.Row{World: "a", Seq: 1}))
	require.Error(t, db.Step(sqlbare.Row{World: "a", Seq: 1}), "a number serves once")
	require.NoError(t, db.Close())
}
