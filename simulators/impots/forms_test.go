package impots_test

import (
	"os"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"
)

// question is a step or a field of a démarche's file.
type question struct {
	ID     string
	Kind   string     `yaml:"genre"`
	Known  string     `yaml:"pris"`
	Fields []question `yaml:"champs"`
}

// each visits a question and all that it contains.
func (q question) each(visit func(question)) {
	visit(q)
	for _, inside := range q.Fields {
		inside.each(visit)
	}
}

func questions(t *testing.T, path string) (steps []question) {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	var form struct {
		Steps []question `yaml:"etapes"`
	}
	require.NoError(t, yaml.Unmarshal(text, &form))
	require.NotEmpty(t, form.Steps)
	return form.Steps
}

// A return that is changed begins with what was signed: no answer is asked twice.
func TestEveryAnswerOfAReturnIsTakenUpAgain(t *testing.T) {
	for _, step := range questions(t, "demarches/revenus.yaml") {
		step.each(func(q question) {
			if q.Kind != "" {
				require.NotEmpty(t, q.Known, q.ID)
			}
		})
	}
}

// A screen that gathers several subjects says which one each box belongs to, and
// only those that were ticked.
func TestBoxesStandUnderTheirSubject(t *testing.T) {
	w := world(t, paris(2026, time.May, 1, 9, 30), karimSeed)
	through(karimAt(w), returnPage, "7AC", map[string]string{"rubriques": "salaires|domicile|syndicat"}).
		See("Emploi à domicile", "Cotisations syndicales").DontSee("7GA", "Études")
}
